"""Typing the recovery key: all of it to get in, and two groups of it to prove that it is on paper."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from caregiver_app.domain.recovery_key import write_recovery_key
from caregiver_app.ui.entrance.recovery_entry import RecoveryEntry
from caregiver_app.ui.entrance.recovery_step import RecoveryStep, two_groups

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

KEY = write_recovery_key(bytes(range(1, 21)))


@pytest.fixture
def entry(qtbot: QtBot) -> RecoveryEntry:
    page = RecoveryEntry(has_backups=False)
    qtbot.addWidget(page)
    page.show()
    return page


def test_nobody_is_told_that_all_is_lost_beside_a_backup(qtbot: QtBot) -> None:
    for has_backups in (True, False):
        page = RecoveryEntry(has_backups=has_backups)
        qtbot.addWidget(page)
        words = " ".join(label.text() for label in page.findChildren(QLabel))
        assert ("nobody can open" in words) is not has_backups
        assert "Restore from a backup" in words
        with qtbot.waitSignal(page.restore_asked):
            page.restore_button.click()


@pytest.fixture
def step(qtbot: QtBot) -> RecoveryStep:
    page = RecoveryStep(KEY, lambda: (3, 7))
    qtbot.addWidget(page)
    page.show()
    return page


def fill(entry: RecoveryEntry) -> None:
    for field, group in zip(entry.fields.fields, KEY, strict=True):
        field.line.setText(group.lower())


def test_the_right_key_is_handed_on(entry: RecoveryEntry, qtbot: QtBot) -> None:
    fill(entry)
    with qtbot.waitSignal(entry.key_given) as given:
        entry.open_button.click()
    assert given.args[0].upper().split() == list(KEY)


@pytest.mark.parametrize("number", range(1, 9))
def test_the_wrong_group_is_named(entry: RecoveryEntry, qtbot: QtBot, number: int) -> None:
    fill(entry)
    field = entry.fields.fields[number - 1]
    field.line.setText(f"{KEY[number - 1][1]}{KEY[number - 1][0]}{KEY[number - 1][2:]}")
    if KEY[number - 1][0] == KEY[number - 1][1]:
        field.line.setText(f"0{KEY[number - 1][1:]}")
    assert field.is_wrong()
    with qtbot.assertNotEmitted(entry.key_given):
        entry.open_button.click()
    assert f"group {number}" in entry.trouble.text()


def test_a_group_left_out_is_named_too(entry: RecoveryEntry) -> None:
    fill(entry)
    entry.fields.fields[4].line.setText("")
    entry.open_button.click()
    assert "group 5" in entry.trouble.text()


@pytest.mark.parametrize("place", [0, 5])
@pytest.mark.parametrize("between", [" ", "-", "", "\n"])
def test_the_whole_key_can_be_pasted_into_any_field(entry: RecoveryEntry, place: int, between: str) -> None:
    QApplication.clipboard().setText(between.join(KEY))
    entry.fields.fields[place].line.paste()
    assert [field.value() for field in entry.fields.fields] == list(KEY)
    assert entry.fields.mistake() is None


def test_tab_leads_from_a_right_group_to_the_next_and_typing_on_does_too(
    entry: RecoveryEntry, qtbot: QtBot
) -> None:
    """A field that jumped on by itself would make Tab, pressed by habit, leave one out."""
    with qtbot.waitActive(entry):
        entry.activateWindow()
    one, two, three = (field.line for field in entry.fields.fields[:3])
    one.setFocus()
    QTest.keyClicks(one, KEY[0])
    assert one.hasFocus()
    QTest.keyClick(one, Qt.Key.Key_Tab)
    assert two.hasFocus()
    QTest.keyClicks(two, KEY[1] + KEY[2][0])
    assert three.hasFocus()
    assert three.text() == KEY[2][0]


def test_a_half_typed_group_is_not_called_wrong(entry: RecoveryEntry) -> None:
    field = entry.fields.fields[0]
    field.line.setText(KEY[0][:3])
    assert not field.is_wrong()
    assert not field.is_right()


def test_while_waiting_nothing_is_tried(entry: RecoveryEntry, qtbot: QtBot) -> None:
    fill(entry)
    entry.wait(3)
    with qtbot.assertNotEmitted(entry.key_given):
        entry.try_it()
    entry.wait(0)
    with qtbot.waitSignal(entry.key_given):
        entry.try_it()


def test_typing_two_groups_back_ends_the_step(step: RecoveryStep, qtbot: QtBot) -> None:
    step.on_paper_button.click()
    assert not step.shown.isVisible()
    for field in step.typed.fields:
        field.line.setText(KEY[field.number - 1].lower())
    with qtbot.waitSignal(step.confirmed):
        step.done_button.click()


def test_another_keys_group_does_not_end_it(step: RecoveryStep, qtbot: QtBot) -> None:
    other = write_recovery_key(bytes(range(50, 70)))
    step.on_paper_button.click()
    step.typed.fields[0].line.setText(KEY[2])
    step.typed.fields[1].line.setText(other[6])
    with qtbot.assertNotEmitted(step.confirmed):
        step.done_button.click()
    assert "Group 7" in step.trouble.text()
    step.show_button.click()
    assert step.shown.isVisible()


def test_it_can_be_put_off(step: RecoveryStep, qtbot: QtBot) -> None:
    with qtbot.waitSignal(step.later):
        step.later_button.click()


def test_two_different_groups_are_asked_for_and_not_always_the_same() -> None:
    asked = {two_groups() for _try in range(100)}
    assert all(1 <= first < second <= 8 for first, second in asked)
    assert len(asked) > 5
