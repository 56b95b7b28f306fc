"""A mother protects the household, forgets the passphrase, and gets back in with the printed key."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from pypdf import PdfReader

from caregiver_app.domain.medication import Medication
from caregiver_app.storage import key_holders
from caregiver_app.ui.entrance.first_keys import FirstKeys
from caregiver_app.ui.entrance.lock_screen import LockScreen
from caregiver_app.ui.entrance.recovery_entry import RecoveryEntry
from caregiver_app.ui.entrance.recovery_step import RecoveryStep
from caregiver_app.ui.style import apply_style
from tests.unlock_flows import SLOWEST_MS, Entrance, choose_in_dialog

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot


def save_key(entrance: Entrance, sheet: Path) -> tuple[str, ...]:
    """The key, from the sheet."""
    step = entrance.page
    assert isinstance(step, RecoveryStep)
    choose_in_dialog(sheet)
    step.save_button.click()
    assert "delete the file" in step.success.text()
    text = PdfReader(sheet).pages[0].extract_text()
    assert all(group in text for group in step.groups)
    return step.groups


def test_from_a_new_household_to_a_forgotten_passphrase_and_back_in(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path
) -> None:
    apply_style(qapp, "light", 1.0)
    file, sheet = tmp_path / "household", tmp_path / "key.pdf"

    first = Entrance(qtbot)
    first.startup.open(file, is_usual_place=True)
    first.begin("Sam")
    first.protect("Anna")
    key = save_key(first, sheet)
    assert first.confirm_key() == key
    assert first.is_open()
    session = first.window.session
    assert session is not None
    medicine = Medication(id="m", product_name="Lioresal")
    session.change_person("Added", lambda person: replace(person, medications=(medicine,)))
    first.window.lock()
    assert first.restarts == [file]

    again = Entrance(qtbot)
    again.startup.open(first.restarts[0], is_usual_place=True)
    screen = again.page
    assert isinstance(screen, LockScreen)
    again.unlock("correct horse battery staple")
    assert not again.is_open()
    assert screen.trouble.text()
    assert screen.waiting.isVisible()
    assert screen.passphrase.line.selectedText() == "correct horse battery staple"

    screen.recovery_button.click()
    entry = again.page
    assert isinstance(entry, RecoveryEntry)
    qtbot.waitUntil(entry.open_button.isEnabled, timeout=SLOWEST_MS)
    qapp.clipboard().setText(" ".join(key))
    entry.fields.fields[0].line.setFocus()
    entry.fields.fields[0].line.paste()
    entry.open_button.click()
    again.wait_for(FirstKeys)

    page = again.page
    assert isinstance(page, FirstKeys)
    page.passphrase.own_button.click()
    page.passphrase.own.set_value("seven green otters hum quietly")
    page.passphrase.repeated.set_value("seven green otters hum quietly")
    page.keep_button.click()
    qtbot.waitUntil(again.is_open, timeout=SLOWEST_MS)
    again.window.lock()

    last = Entrance(qtbot)
    last.startup.open(file, is_usual_place=True)
    last.unlock("seven green otters hum quietly")
    assert last.is_open()
    assert [holder.name for holder in key_holders(file)] == ["Anna"]
    opened = last.window.session
    assert opened is not None
    assert opened.household.care_recipients[0].medications == (medicine,)
    assert opened.opened.who == "Anna"
