from __future__ import annotations

import stat
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QPushButton

from caregiver_app.domain.household import Household
from caregiver_app.domain.medication import Medication
from caregiver_app.domain.people import CareRecipient
from caregiver_app.domain.preferences import Paper, Preferences
from caregiver_app.domain.pump import Pump
from caregiver_app.domain.route import Route
from caregiver_app.reference import Reference
from caregiver_app.services.open_household import OpenHousehold
from caregiver_app.settings import Settings
from caregiver_app.ui.frame.session import Environment, Session
from caregiver_app.ui.pages.paper import PaperPage
from caregiver_app.ui.paper.handing_out import Dialogs
from caregiver_app.ui.paper.open_pdf import open_pdf
from caregiver_app.ui.paper.paper_printing import NoPrinterError, set_up
from tests.clock import at_noon

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget
    from pytestqt.qtbot import QtBot

    from caregiver_app.ui.records.record_editor import RecordEditor

TODAY = date(2026, 11, 22)
KEPPRA = Medication(
    id="m1", product_name="Keppra", ingredients=("levetiracetam",), strength="500 mg", route=Route.ORAL
)
SAM = CareRecipient(
    id="p1", preferred_name="Sam", pumps=(Pump(id="u1", drug="baclofen"),), medications=(KEPPRA,)
)
ANN = CareRecipient(id="p2", preferred_name="Ann")
HOUSE = Household(
    preferences=Preferences("US", "911", "1-800-222-1222", paper=Paper.A4), care_recipients=(SAM, ANN)
)


def session_with(household: Household, reference: Reference) -> Session:
    return Session(
        OpenHousehold(household, at_noon), reference, Environment(lambda: TODAY, Settings(), lambda _s: None)
    )


def open_page(qtbot: QtBot, session: Session, dialogs: Dialogs | None = None) -> PaperPage:
    page = PaperPage(session, dialogs)
    qtbot.addWidget(page)
    page.resize(1000, 800)
    page.show()
    session.changed.connect(page.reload)
    page.reload()
    if session.person is not None:
        qtbot.waitUntil(lambda: page.print_button.isEnabled() or page.panel.refusal.isVisible())
    return page


def editor_of(page: PaperPage) -> RecordEditor:
    assert page.editor is not None
    return page.editor


def form_is_open(page: PaperPage) -> bool:
    return page.editor is not None


def saving_to(path: Path, asked: list[str] | None = None) -> Dialogs:
    def ask(_parent: QWidget, suggested: str) -> Path:
        if asked is not None:
            asked.append(suggested)
        return path

    return Dialogs(ask_file=ask)


def test_the_preview_is_the_sheet_on_the_households_paper(qtbot: QtBot, reference: Reference) -> None:
    page = open_page(qtbot, session_with(HOUSE, reference))
    assert page.paper.value() == "a4"
    text = page.panel.preview.text()
    assert "EMERGENCY MEDICAL SUMMARY" in text
    assert "Sam" in text


def test_saving_writes_the_very_pdf_names_nobody_and_notes_the_copy(
    qtbot: QtBot, reference: Reference, tmp_path: Path
) -> None:
    asked: list[str] = []
    path = tmp_path / "out.pdf"
    session = session_with(HOUSE, reference)
    page = open_page(qtbot, session, saving_to(path, asked))
    page.save_button.click()
    assert asked == ["emergency-summary-2026-11-22.pdf"]
    assert path.read_bytes().startswith(b"%PDF-")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [record.serial for record in session.opened.prints] == [1]
    assert "out.pdf" in page.success.text()
    page.save_button.click()
    assert len(session.opened.prints) == 1


@pytest.mark.parametrize("opens", [True, False])
def test_a_saved_sheet_can_be_looked_at(
    qtbot: QtBot, reference: Reference, tmp_path: Path, opens: bool
) -> None:
    path, opened = tmp_path / "out.pdf", []

    def open_file(file: Path) -> bool:
        opened.append(file)
        return opens

    dialogs = replace(saving_to(path), open_file=open_file)
    page = open_page(qtbot, session_with(HOUSE, reference), dialogs)
    page.save_button.click()
    page.success.action.emit()
    assert opened == [path]
    told = page.success if opens else page.trouble
    assert "out.pdf" in told.text()
    assert "Look for it" not in page.success.text()


def test_nothing_but_a_file_that_lies_here_is_opened(tmp_path: Path) -> None:
    assert not open_pdf(tmp_path / "gone.pdf")
    assert not open_pdf(Path("https://example.org/sheet.pdf"))


def test_the_household_file_is_not_written_over(qtbot: QtBot, reference: Reference, tmp_path: Path) -> None:
    path = tmp_path / "letter.txt"
    path.write_text("Dear clinic")
    session = session_with(HOUSE, reference)
    page = open_page(qtbot, session, saving_to(path))
    page.save_button.click()
    assert path.read_text() == "Dear clinic"
    assert page.trouble.text()
    assert session.opened.prints == ()


def test_printing_notes_the_copy_and_calling_it_off_does_not(
    qtbot: QtBot, reference: Reference, tmp_path: Path
) -> None:
    def to_file(_parent: QWidget, paper: Paper) -> QPrinter:
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(tmp_path / "paper.pdf"))
        set_up(printer, paper)
        return printer

    session = session_with(HOUSE, reference)
    page = open_page(qtbot, session, Dialogs(ask_printer=lambda _parent, _paper: None))
    page.print_button.click()
    assert not session.opened.prints
    page = open_page(qtbot, session, Dialogs(ask_printer=to_file))
    page.print_button.click()
    assert len(session.opened.prints) == 1
    assert (tmp_path / "paper.pdf").read_bytes().startswith(b"%PDF-")


def test_without_a_printer_saving_is_offered(qtbot: QtBot, reference: Reference, tmp_path: Path) -> None:
    def nothing(_parent: QWidget, _paper: Paper) -> QPrinter:
        raise NoPrinterError

    path = tmp_path / "out.pdf"
    page = open_page(qtbot, session_with(HOUSE, reference), replace(saving_to(path), ask_printer=nothing))
    page.print_button.click()
    assert "no printer" in page.trouble.text()
    page.trouble.action.emit()
    assert path.exists()
    assert not page.trouble.text()


def test_a_changed_household_makes_the_copy_old(qtbot: QtBot, reference: Reference, tmp_path: Path) -> None:
    session = session_with(HOUSE, reference)
    page = open_page(qtbot, session, saving_to(tmp_path / "out.pdf"))
    page.save_button.click()
    assert "P-0001, usual print" in said(page.copies)
    assert "still true" in said(page.copies)
    session.change_person("Changed Sam", lambda person: replace(person, communication="blinks for yes"))
    assert "old, destroy it" in said(page.copies)
    qtbot.waitUntil(lambda: "blinks for yes" in page.panel.preview.text())


def test_large_print_is_another_document(qtbot: QtBot, reference: Reference, tmp_path: Path) -> None:
    asked: list[str] = []
    page = open_page(qtbot, session_with(HOUSE, reference), saving_to(tmp_path / "out.pdf", asked))
    page.document.set_value("emergency-large-print")
    page.save_button.click()
    assert asked == ["emergency-summary-large-print-2026-11-22.pdf"]
    qtbot.waitUntil(lambda: len(page.panel.preview.pages) > 1)


def test_an_open_match_is_named_with_the_way_to_it(qtbot: QtBot, reference: Reference) -> None:
    session = session_with(HOUSE, reference)
    page = open_page(qtbot, session)
    assert "Keppra" in page.notices.unconfirmed.text()
    with qtbot.waitSignal(session.asked) as asked:
        page.notices.go_button.click()
    assert asked.args == ["medications", ""]


def test_a_letter_no_font_has_is_named(qtbot: QtBot, reference: Reference) -> None:
    grinning = replace(SAM, communication="smiles \N{GRINNING FACE}")
    page = open_page(qtbot, session_with(replace(HOUSE, care_recipients=(grinning,)), reference))
    assert "grinning face" in page.notices.letters.text()


def test_a_sheet_too_full_is_refused_with_the_way_to_shorten_it(qtbot: QtBot, reference: Reference) -> None:
    full = replace(SAM, tell_first="W" * 9000)
    session = session_with(replace(HOUSE, care_recipients=(full,)), reference)
    page = open_page(qtbot, session)
    refusal = page.panel.refusal
    assert refusal.isVisible()
    assert not page.print_button.isEnabled()
    assert "Tell them first" in refusal.text.text()
    with qtbot.waitSignal(session.asked) as asked:
        refusal.buttons.findChildren(QPushButton)[0].click()
    assert asked.args == ["people", "p1"]
    session.change_person("Shortened", lambda person: replace(person, tell_first="blinks"))
    qtbot.waitUntil(page.print_button.isEnabled)
    assert not refusal.isVisible()


def test_the_clinics_look_is_recorded_lapses_and_can_be_undone(qtbot: QtBot, reference: Reference) -> None:
    session = session_with(HOUSE, reference)
    page = open_page(qtbot, session)
    page.clinic.record_button.click()
    editor = editor_of(page)
    form = editor.form
    form.field("reviewed_by").set_value("Nurse Lund, pump clinic")
    editor.save()
    assert form.error("reviewed_on")
    form.field("reviewed_on").set_value("1 Dec 2026")
    editor.save()
    assert "future" in form.error("reviewed_on")
    form.field("reviewed_on").set_value("20 Nov 2026")
    editor.save()
    assert not form_is_open(page)
    assert "Nurse Lund" in page.clinic.state.text()
    assert not page.notices.lapsed.text()
    session.change_person("Stopped the pump", lambda person: replace(person, pumps=()))
    assert "look again" in page.notices.lapsed.text()
    session.undo()
    session.undo()
    assert session.person is not None
    assert session.person.clinic_review is None
    session.redo()
    page.clinic.remove_button.click()
    assert session.person.clinic_review is None


def test_another_person_on_the_session_never_gets_this_persons_note(
    qtbot: QtBot, reference: Reference
) -> None:
    session = session_with(HOUSE, reference)
    page = open_page(qtbot, session)
    page.open_record("clinic")
    editor_of(page).form.field("reviewed_by").set_value("Nurse Lund")
    assert page.has_unsaved_form()
    session.choose_person("p2")
    assert not form_is_open(page)
    assert session.opened.draft("clinic_review/p1")["reviewed_by"] == "Nurse Lund"
    session.choose_person("p1")
    assert "Go on" in page.clinic.record_button.text()
    page.open_record("clinic")
    assert editor_of(page).form.values()["reviewed_by"] == "Nurse Lund"


def test_choosing_another_person_shows_their_sheet(qtbot: QtBot, reference: Reference) -> None:
    page = open_page(qtbot, session_with(HOUSE, reference))
    page.person.set_value("p2")
    qtbot.waitUntil(lambda: "Ann" in page.panel.preview.text())


def test_an_empty_household_leads_to_the_first_person(qtbot: QtBot, reference: Reference) -> None:
    session = session_with(Household(), reference)
    page = open_page(qtbot, session)
    with qtbot.waitSignal(session.asked) as asked:
        page._empty.button.click()
    assert asked.args == ["people", "new"]


def said(widget: QWidget) -> str:
    from caregiver_app.ui.widgets.labels import DataLabel

    return "\n".join(label.accessibleName() for label in widget.findChildren(DataLabel)).replace("\xa0", " ")


def test_a_household_without_an_emergency_number_is_told_so(qtbot: QtBot, reference: Reference) -> None:
    silent = replace(HOUSE, preferences=replace(HOUSE.preferences, emergency_number=""))
    page = open_page(qtbot, session_with(silent, reference))
    assert "No emergency number is recorded" in page.notices.no_number.text()
    page = open_page(qtbot, session_with(HOUSE, reference))
    assert page.notices.no_number.text() == ""
