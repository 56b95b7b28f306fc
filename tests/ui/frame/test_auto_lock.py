from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QLineEdit, QVBoxLayout, QWidget

from caregiver_app.ui.frame.auto_lock import AutoLock, Clocks, this_computers_clocks

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

FIVE_MINUTES = 300.0


class Hands:
    """Two clocks a test can move."""

    def __init__(self) -> None:
        self.running = 1000.0
        self.wall = 1_800_000_000.0

    def clocks(self) -> Clocks:
        return Clocks(lambda: self.running, lambda: self.wall)

    def pass_time(self, seconds: float) -> None:
        self.running += seconds
        self.wall += seconds


def watched(hands: Hands, minutes: int = 5) -> tuple[AutoLock, list[int]]:
    lock, told = AutoLock(minutes, hands.clocks()), list[int]()
    lock.due.connect(lambda: told.append(1))
    lock.start()
    return lock, told


def test_it_locks_once_after_the_minutes_and_not_before(qtbot: QtBot) -> None:
    hands = Hands()
    lock, told = watched(hands)
    hands.pass_time(FIVE_MINUTES - 1)
    lock.tick()
    assert not told
    hands.pass_time(1)
    lock.tick()
    lock.tick()
    assert told == [1]
    assert not lock.is_watching


@pytest.mark.parametrize("touch", ["key", "click", "move"])
def test_a_key_and_the_mouse_begin_the_minutes_anew(qtbot: QtBot, touch: str) -> None:
    hands = Hands()
    window = QWidget()
    field = QLineEdit(window)
    qtbot.addWidget(window)
    window.show()
    field.setFocus()
    lock, told = watched(hands)
    hands.pass_time(FIVE_MINUTES - 1)
    handle = window.windowHandle()
    if touch == "key":
        QTest.keyClick(handle, Qt.Key.Key_A)
        assert field.text() == "a"
    elif touch == "click":
        QTest.mouseClick(handle, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, QPoint(5, 5))
    else:
        QTest.mouseMove(handle, QPoint(9, 9))
    hands.pass_time(FIVE_MINUTES - 1)
    lock.tick()
    assert not told
    hands.pass_time(1)
    lock.tick()
    assert told == [1]


def test_what_the_program_itself_does_is_no_sign_of_life(qtbot: QtBot) -> None:
    hands = Hands()
    window = QWidget()
    qtbot.addWidget(window)
    lock, told = watched(hands)
    hands.pass_time(FIVE_MINUTES - 1)
    window.show()
    window.resize(300, 300)
    QTest.qWait(1)
    hands.pass_time(1)
    lock.tick()
    assert told == [1]


def test_a_computer_that_slept_is_locked_at_the_first_tick_though_its_timers_stood_still(
    qtbot: QtBot,
) -> None:
    hands = Hands()
    lock, told = watched(hands)
    hands.running += 8 * 3600  # CLOCK_BOOTTIME ran on
    lock.tick()
    assert told == [1]


def test_where_no_clock_counts_sleep_the_wall_clock_does(qtbot: QtBot) -> None:
    hands = Hands()
    lock, told = watched(hands)
    hands.wall += 8 * 3600
    lock.tick()
    assert told == [1]


def test_the_touch_that_wakes_the_computer_does_not_excuse_the_night(qtbot: QtBot) -> None:
    hands = Hands()
    window = QWidget()
    field = QLineEdit(window)
    qtbot.addWidget(window)
    window.show()
    field.setFocus()
    _lock, told = watched(hands)
    hands.pass_time(8 * 3600)
    QTest.keyClick(window.windowHandle(), Qt.Key.Key_A)
    assert told == [1]
    assert not field.text()


@given(st.floats(min_value=0, max_value=10**9))
def test_a_clock_set_back_postpones_nothing(by: float) -> None:
    hands = Hands()
    lock, told = watched(hands)
    hands.wall -= by
    hands.pass_time(FIVE_MINUTES)
    lock.tick()
    assert told == [1]


def test_another_choice_counts_from_the_last_sign_of_life(qtbot: QtBot) -> None:
    hands = Hands()
    lock, told = watched(hands, 30)
    hands.pass_time(90)
    lock.set_minutes(2)
    lock.tick()
    assert not told
    lock.set_minutes(1)
    lock.tick()
    assert told == [1]


def test_nothing_is_locked_that_is_not_open(qtbot: QtBot) -> None:
    hands = Hands()
    lock, told = AutoLock(5, hands.clocks()), list[int]()
    lock.due.connect(lambda: told.append(1))
    lock.lock_now()
    lock.start()
    lock.stop()
    hands.pass_time(FIVE_MINUTES)
    lock.lock_now()
    assert not told


def test_it_locks_while_a_dialog_waits_for_an_answer(qtbot: QtBot) -> None:
    hands = Hands()
    lock, _told = watched(hands)
    dialog = QDialog()
    qtbot.addWidget(dialog)
    lock.due.connect(dialog.reject)
    QTimer.singleShot(0, lambda: hands.pass_time(FIVE_MINUTES))
    QTimer.singleShot(5000, dialog, lambda: dialog.done(7))  # the test ends even when the lock does not come
    assert dialog.exec() == QDialog.DialogCode.Rejected


def test_a_key_in_a_window_that_opened_later_counts(qtbot: QtBot) -> None:
    hands = Hands()
    lock, told = watched(hands)
    dialog = QDialog()
    QVBoxLayout(dialog).addWidget(QLineEdit())
    qtbot.addWidget(dialog)
    dialog.show()
    lock.tick()
    hands.pass_time(FIVE_MINUTES - 1)
    QTest.keyClick(dialog.windowHandle(), Qt.Key.Key_A)
    hands.pass_time(FIVE_MINUTES - 1)
    lock.tick()
    assert not told


def test_this_computers_clocks_go_forward() -> None:
    clocks = this_computers_clocks()
    before = clocks.running()
    assert clocks.running() >= before
    assert clocks.wall() > 1_700_000_000
