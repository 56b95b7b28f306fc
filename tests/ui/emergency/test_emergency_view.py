from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget

from caregiver_app.domain.household import Household
from caregiver_app.domain.people import CareRecipient
from caregiver_app.domain.preferences import Paper, Preferences
from caregiver_app.domain.pump import Pump
from caregiver_app.reference import Reference
from caregiver_app.services.open_household import OpenHousehold
from caregiver_app.settings import Settings
from caregiver_app.ui.emergency.emergency_view import EmergencyView
from caregiver_app.ui.frame.session import Environment, Session
from caregiver_app.ui.paper.handing_out import Dialogs
from caregiver_app.ui.paper.paper_printing import NoPrinterError, set_up
from caregiver_app.ui.widgets.labels import DataLabel
from caregiver_app.wording.emergency import emergency_summary
from tests.clock import at_noon

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

TODAY = date(2026, 11, 22)
SAM = CareRecipient(id="p1", preferred_name="Sam", pumps=(Pump(id="u1", drug="baclofen"),))
ANN = CareRecipient(id="p2", preferred_name="Ann", tell_first="<b>Cannot speak</b>")
HOUSE = Household(preferences=Preferences("US", "911", "1-800-222-1222"), care_recipients=(SAM, ANN))


def view_of(
    qtbot: QtBot, household: Household, reference: Reference, dialogs: Dialogs | None = None
) -> EmergencyView:
    session = Session(
        OpenHousehold(household, at_noon), reference, Environment(lambda: TODAY, Settings(), lambda _s: None)
    )
    view = EmergencyView(session, None, dialogs)
    view.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.addWidget(view)
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(1200, 800)
    view.show_over(window)
    return view


def said(view: EmergencyView) -> list[str]:
    QApplication.processEvents()
    shown = [label for label in view.findChildren(DataLabel) if label.isVisibleTo(view)]
    return [label.text().replace("\u200b", "") for label in shown]


def test_every_safety_line_of_the_sheet_is_on_the_screen(qtbot: QtBot, reference: Reference) -> None:
    view = view_of(qtbot, HOUSE, reference)
    summary = emergency_summary(HOUSE, SAM, reference, TODAY, 0)
    shown = said(view)
    for line in summary.every_line()[:-1]:
        assert line.text in shown, line.text
    for value in (*summary.vital, *summary.pump, *summary.background):
        assert value.value in shown
    for call in summary.calls:
        assert call.who in shown
        assert all(any(number in text for text in shown) for number in call.numbers)


def test_the_emergency_number_comes_first(qtbot: QtBot, reference: Reference) -> None:
    assert said(view_of(qtbot, HOUSE, reference))[:2] == ["Emergency", "911"]


def test_one_click_shows_another_person_as_plain_text(qtbot: QtBot, reference: Reference) -> None:
    view = view_of(qtbot, HOUSE, reference)
    ann = next(button for button in view.people.findChildren(QPushButton) if button.text() == "Ann")
    ann.click()
    assert view.header.title.text().startswith("Ann")
    assert "<b>Cannot speak</b>" in said(view)


def test_print_now_prints_without_a_question(qtbot: QtBot, reference: Reference, tmp_path: Path) -> None:
    def to_file(_parent: QWidget, paper: Paper) -> QPrinter:
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(tmp_path / "paper.pdf"))
        set_up(printer, paper)
        return printer

    view = view_of(qtbot, HOUSE, reference, Dialogs(usual_printer=to_file))
    view.print_button.click()
    assert (tmp_path / "paper.pdf").exists()
    assert "Sent to the printer" in view.success.text()
    assert len(view._session.opened.prints) == 1


def test_without_a_printer_print_now_offers_to_save(
    qtbot: QtBot, reference: Reference, tmp_path: Path
) -> None:
    def nothing(_parent: QWidget, _paper: Paper) -> QPrinter:
        raise NoPrinterError

    dialogs = Dialogs(usual_printer=nothing, ask_file=lambda _parent, name: tmp_path / name)
    view = view_of(qtbot, HOUSE, reference, dialogs)
    view.print_button.click()
    assert "no printer" in view.trouble.text()
    view.trouble.action.emit()
    assert (tmp_path / "emergency-summary-2026-11-22.pdf").exists()


def test_a_sheet_too_full_to_print_is_still_on_the_screen(qtbot: QtBot, reference: Reference) -> None:
    full = CareRecipient(id="p1", preferred_name="Sam", tell_first="W" * 9000)
    view = view_of(qtbot, Household(HOUSE.preferences, (full,)), reference)
    view.print_button.click()
    assert "does not fit" in view.trouble.text()
    assert any("W" * 100 in text for text in said(view))


def test_with_nobody_recorded_the_number_is_there_and_what_is_missing(
    qtbot: QtBot, reference: Reference
) -> None:
    view = view_of(qtbot, Household(HOUSE.preferences), reference)
    assert "911" in said(view)
    assert any("Nobody is recorded" in text for text in said(view))
    assert not view.print_button.isEnabled()
    unknown = view_of(qtbot, Household(), reference)
    assert "number not recorded" in said(unknown)


def test_escape_and_back_close_it(qtbot: QtBot, reference: Reference) -> None:
    view = view_of(qtbot, HOUSE, reference)
    QTest.keyClick(view, Qt.Key.Key_Escape)
    assert not view.isVisible()
    view.show()
    view.back_button.click()
    assert not view.isVisible()


def test_the_window_title_names_nobody(qtbot: QtBot, reference: Reference) -> None:
    assert view_of(qtbot, HOUSE, reference).windowTitle() == "Emergency"
