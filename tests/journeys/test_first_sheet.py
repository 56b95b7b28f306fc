"""A mother opens the program for the first time tonight, and has a sheet for the fridge."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from pypdf import PdfReader
from PySide6.QtWidgets import QPushButton

from caregiver_app.services.opening import open_file
from caregiver_app.storage import key_holders, unlock
from caregiver_app.ui.frame.page_makers import page_makers
from caregiver_app.ui.pages.paper import PaperPage
from caregiver_app.ui.paper.handing_out import Dialogs
from caregiver_app.ui.records.match_answers import Answers, answers_as_text
from caregiver_app.ui.records.record_editor import RecordEditor
from caregiver_app.ui.style import apply_style
from tests.clock import at_noon
from tests.unlock_flows import Entrance

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot

    from caregiver_app.ui.frame.window import MainWindow


def press(window: MainWindow, words: str) -> None:
    """Clicks the button in sight that says ``words``."""
    next(
        each for each in window.findChildren(QPushButton) if each.isVisible() and each.text() == words
    ).click()


def fill_and_save(window: MainWindow, values: dict[str, str]) -> None:
    """Types into the open form and saves it."""
    editor = next(each for each in window.findChildren(RecordEditor) if each.isVisible())
    for key, value in values.items():
        editor.form.field(key).set_value(value)
    editor.save()
    problems = {key: editor.form.error(key) for key in ("", *editor.form.values()) if editor.form.error(key)}
    assert problems == {}


def test_from_who_do_you_care_for_to_a_printed_sheet(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path
) -> None:
    apply_style(qapp, "light", 1.0)
    household_file, sheet_file = tmp_path / "household", tmp_path / "sheet.pdf"
    entrance = Entrance(qtbot)
    window = entrance.window
    entrance.startup.open(household_file, is_usual_place=True)
    entrance.begin("Sam")
    passphrase = entrance.protect()
    entrance.confirm_key()
    press(window, "Add a medicine")
    fill_and_save(
        window,
        {
            "product_name": "Lioresal",
            "ingredients": "baclofen",
            "strength": "10 mg",
            "dose_form": "tablet",
            "route": "oral",
            "dose": "10 mg",
            "timing": "times",
            "times": "07:00, 13:00, 19:00",
            "purpose": "tight muscles",
        },
    )

    window.next_step.action.emit()
    fill_and_save(
        window,
        {
            "birth_date": "4 Mar 2012",
            "tell_first": "Takes baclofen. Must never stop suddenly.",
            "allergy_state": "recorded",
            "allergies": json.dumps([{"substance": "penicillin", "reaction": "rash", "severity": ""}]),
        },
    )

    window.next_step.action.emit()
    fill_and_save(
        window,
        {
            "name": "Anna",
            "role": "family",
            "call_order": "1",
            "phones": json.dumps([{"number": "(212) 555-0110", "label": "mobile", "when_to_call": ""}]),
        },
    )

    qtbot.waitUntil(lambda: "which label speaks of Lioresal" in window.next_step.text())
    window.next_step.action.emit()
    answer = Answers().with_answer("baclofen_oral", is_it=True)
    fill_and_save(
        window, {"reference": answers_as_text(Answers(frozenset({"baclofen_oral"}), answer.yes, answer.no))}
    )

    qtbot.waitUntil(lambda: "ready to print" in window.next_step.text())
    makers = {
        **page_makers(),
        "paper": lambda session: PaperPage(session, Dialogs(ask_file=lambda *_asked: sheet_file)),
    }
    session = window.session
    assert session is not None
    window.show_session(session, makers)
    window.go_to("paper")
    page = window.page("paper")
    assert isinstance(page, PaperPage)
    qtbot.waitUntil(page.save_button.isEnabled)
    page.save_button.click()
    qtbot.waitUntil(sheet_file.exists)

    text = " ".join(PdfReader(sheet_file).pages[0].extract_text().replace("\u00a0", " ").split())
    for words in (
        "Sam",
        "4 Mar 2012",
        "Lioresal (baclofen) 10 mg",
        "7:00 AM, 1:00 PM, 7:00 PM",
        "penicillin: rash",
    ):
        assert words in text
    assert "TOO LITTLE" in text
    assert "Signs overlap. Any of these: call 911" in text
    qtbot.waitUntil(lambda: not window.next_step.text())
    window.close()

    [anna] = key_holders(household_file)
    kept = open_file(household_file, unlock(household_file, anna.id, passphrase), at_noon)
    assert [record.serial for record in kept.prints] == [1]
    kept.close()
