from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QPushButton

from caregiver_app.storage import KeyHolder
from caregiver_app.ui.entrance.lock_screen import LockScreen

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

ANNA, BEN = KeyHolder("a" * 32, "Anna"), KeyHolder("b" * 32, "Ben & <b>Co</b>")


@pytest.fixture
def alone(qtbot: QtBot) -> LockScreen:
    screen = LockScreen((ANNA,))
    qtbot.addWidget(screen)
    screen.show()
    return screen


@pytest.fixture
def several(qtbot: QtBot) -> LockScreen:
    screen = LockScreen((ANNA, BEN))
    qtbot.addWidget(screen)
    screen.show()
    return screen


def test_who_is_alone_need_not_say_who_they_are(alone: LockScreen, qtbot: QtBot) -> None:
    assert not any(name.isVisible() for name in alone.names)
    alone.passphrase.set_value("a passphrase")
    with qtbot.waitSignal(alone.open_asked) as asked:
        alone.passphrase.returnPressed.emit()
    assert asked.args == [ANNA.id, "a passphrase"]


def test_one_of_several_says_who_they_are_first(several: LockScreen, qtbot: QtBot) -> None:
    several.passphrase.set_value("a passphrase")
    with qtbot.assertNotEmitted(several.open_asked):
        several.open_button.click()
    assert "name" in several.trouble.text()
    several.names[1].click()
    assert several.trouble.text() == ""
    with qtbot.waitSignal(several.open_asked) as asked:
        several.open_button.click()
    assert asked.args == [BEN.id, "a passphrase"]


def test_a_name_is_shown_as_it_was_typed(several: LockScreen) -> None:
    assert several.names[1].text() == "Ben && <b>Co</b>"
    assert several.names[1].accessibleName() == "Ben & <b>Co</b>"


def test_an_empty_passphrase_is_asked_for_and_not_tried(alone: LockScreen, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(alone.open_asked):
        alone.open_button.click()
    assert alone.row.error()
    alone.passphrase.set_value("a")
    assert not alone.row.error()


def test_after_a_wrong_passphrase_it_counts_down_and_keeps_what_is_typed(
    alone: LockScreen, qtbot: QtBot
) -> None:
    alone.passphrase.set_value("a passphrase")
    alone.set_busy(True)
    assert not alone.passphrase.isEnabled()
    alone.set_busy(False)
    alone.wait(2)
    assert "2 seconds" in alone.waiting.text()
    assert alone.passphrase.line.selectedText() == "a passphrase"
    with qtbot.assertNotEmitted(alone.open_asked):
        alone.passphrase.returnPressed.emit()
    alone.wait(1)
    assert "1 second." in alone.waiting.text()
    alone.wait(0)
    assert not alone.waiting.isVisible()
    with qtbot.waitSignal(alone.open_asked):
        alone.passphrase.returnPressed.emit()


def test_without_a_known_name_only_the_recovery_key_and_a_backup_are_left(qtbot: QtBot) -> None:
    screen = LockScreen(())
    qtbot.addWidget(screen)
    screen.show()
    screen.start()
    assert not screen.passphrase.isVisible()
    assert screen.restore_button.isVisible()
    with qtbot.waitSignal(screen.recovery_asked):
        screen.recovery_button.click()


def test_a_damaged_household_is_to_be_restored_and_never_deleted(alone: LockScreen, qtbot: QtBot) -> None:
    assert alone.restore_button.property("kind") == "quiet"
    alone.lead_to_restore()
    assert alone.restore_button.property("kind") == "primary"
    with qtbot.waitSignal(alone.restore_asked):
        alone.restore_button.click()
    words = " ".join(each.text().lower() for each in alone.findChildren(QPushButton))
    assert not any(word in words for word in ("delete", "remove", "new household", "start over"))
