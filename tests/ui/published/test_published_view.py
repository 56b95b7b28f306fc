"""What anybody sees of a locked household: published sheets, and nothing else."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QVBoxLayout, QWidget

from caregiver_app.domain.household import Household
from caregiver_app.domain.people import CareRecipient
from caregiver_app.domain.preferences import Paper, Preferences
from caregiver_app.domain.publishing import TICKED_AT_FIRST
from caregiver_app.services.open_household import OpenHousehold
from caregiver_app.services.owned_files import PDF_MARK
from caregiver_app.services.publishing.publish import publish
from caregiver_app.services.publishing.published_files import (
    Published,
    published_folder,
    read_sheet,
    remove_sheet,
)
from caregiver_app.ui.paper.paper_printing import NoPrinterError, set_up
from caregiver_app.ui.published.published_view import PublishedList
from caregiver_app.ui.published.published_viewer import PublishedViewer
from caregiver_app.ui.published.published_words import published_and_age, sheet_title, stale_warning
from tests.clock import at_noon
from tests.shipped import shipped_reference

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

TODAY = date(2026, 11, 22)
THEO = CareRecipient(id="p", preferred_name="<b>Theo</b>", tell_first="Cannot speak")
HOUSE = Household(preferences=Preferences("US", "911", "1-800-222-1222"), care_recipients=(THEO,))
SHEET = Published("0" * 16, "emergency-sheet-1.pdf", "Theo", TODAY, date(2026, 12, 22), "0" * 64)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A household with a sheet published ten days ago."""
    household = tmp_path / "household.caregiver"
    reference = shipped_reference()
    opened = OpenHousehold(HOUSE, at_noon)
    publish(opened, THEO, reference, TODAY - timedelta(10), Paper.A4, TICKED_AT_FIRST, household)
    return household


def listed(qtbot: QtBot, path: Path, today: date = TODAY) -> PublishedList:
    window = QWidget()
    window.resize(900, 700)
    shown = PublishedList(path, today)
    QVBoxLayout(window).addWidget(shown)
    qtbot.addWidget(window)
    shown.window_kept = window  # type: ignore[attr-defined]  # or Python lets it go
    window.show()
    return shown


def viewer_of(shown: PublishedList) -> PublishedViewer:
    shown.cards[0].show_button.click()
    assert shown.viewer is not None
    return shown.viewer


def test_without_a_published_sheet_there_is_nothing_to_see(qtbot: QtBot, tmp_path: Path) -> None:
    shown = listed(qtbot, tmp_path / "h")
    assert not shown.has_any()
    assert not shown.trouble.isVisibleTo(shown)


def test_a_sheet_is_shown_with_its_age_and_without_a_warning_while_it_is_young(
    qtbot: QtBot, path: Path
) -> None:
    shown = listed(qtbot, path)
    assert shown.has_any()
    (card,) = shown.cards
    assert card.accessibleName() == "Emergency sheet of <b>Theo</b>"
    assert published_and_age(card.sheet, TODAY).replace("\xa0", " ") == "Thu 12 Nov 2026 (10 days old)"
    assert card.warning.text() == ""


def test_another_day_is_looked_at_again(qtbot: QtBot, path: Path) -> None:
    shown = listed(qtbot, path)
    shown.reload(TODAY + timedelta(30))
    assert shown.cards[0].warning.text().startswith("OLD")
    remove_sheet(path, shown.cards[0].sheet.id)
    shown.reload(TODAY)
    assert not shown.has_any()


@pytest.mark.parametrize(
    ("sheet", "today", "warning"),
    [
        (SHEET, TODAY, ""),
        (SHEET, TODAY - timedelta(1), "The date of this sheet"),
        (replace(SHEET, outdated=True), TODAY, "OUT OF DATE"),
        (replace(SHEET, review_by=date.max), TODAY + timedelta(31), "OLD"),
        (SHEET, TODAY + timedelta(31), "OLD: this sheet was to be checked by Tue 22 Dec 2026."),
    ],
)
def test_a_sheet_not_to_be_relied_on_says_so(sheet: Published, today: date, warning: str) -> None:
    assert stale_warning(sheet, today).replace("\xa0", " ").startswith(warning)
    assert bool(stale_warning(sheet, today)) is bool(warning)


def test_without_a_name_the_title_names_nobody() -> None:
    assert sheet_title(replace(SHEET, name="")) == "Emergency sheet"
    assert published_and_age(SHEET, TODAY).endswith("(from today)")
    assert published_and_age(SHEET, TODAY + timedelta(1)).endswith("(1 day old)")
    assert published_and_age(SHEET, TODAY - timedelta(1)).endswith("(a day that has not come yet)")


def test_show_opens_the_very_sheet_over_the_window_and_close_takes_it_away(qtbot: QtBot, path: Path) -> None:
    shown = listed(qtbot, path)
    viewer = viewer_of(shown)
    assert viewer.isVisible()
    assert viewer.size().width() >= shown.window().width()
    assert "Cannot speak" in viewer.preview.text()
    assert viewer.windowTitle() == "Emergency sheet"
    assert viewer.warning.text() == ""
    viewer.close_button.click()
    qtbot.waitUntil(lambda: shown.viewer is None)


def test_an_old_sheet_warns_above_itself_too(qtbot: QtBot, path: Path) -> None:
    viewer = viewer_of(listed(qtbot, path, TODAY + timedelta(60)))
    assert viewer.warning.text().startswith("OLD")
    assert viewer.warning.isVisibleTo(viewer)
    viewer.close()


@pytest.mark.parametrize("data", [b"", b"%PDF-1.6 " + PDF_MARK + b" torn"])
def test_a_damaged_sheet_is_told_and_nothing_opens(qtbot: QtBot, path: Path, data: bytes) -> None:
    shown = listed(qtbot, path)
    (published_folder(path) / shown.cards[0].sheet.file).write_bytes(data)
    shown.cards[0].show_button.click()
    assert shown.viewer is None
    assert "cannot be shown" in shown.trouble.text()


def made_viewer(qtbot: QtBot, path: Path, printer: QPrinter | type[NoPrinterError] | None) -> PublishedViewer:
    asked: list[Paper] = []

    def ask(_parent: QWidget, paper: Paper) -> QPrinter | None:
        asked.append(paper)
        if isinstance(printer, type):
            raise printer
        return printer

    (sheet,) = (card.sheet for card in listed(qtbot, path).cards)
    data = read_sheet(path, sheet)
    assert data is not None
    viewer = PublishedViewer(sheet, data, TODAY, None, ask)
    qtbot.addWidget(viewer)
    viewer.print_button.click()
    assert asked == [Paper.A4]
    return viewer


def test_it_is_printed_on_its_own_paper(qtbot: QtBot, path: Path, tmp_path: Path) -> None:
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    set_up(printer, Paper.A4)
    viewer = made_viewer(qtbot, path, printer)
    assert "Sent to the printer" in viewer.success.text()
    assert (tmp_path / "printed.pdf").stat().st_size > 0


def test_no_printer_and_a_change_of_mind_are_told_without_offering_a_file(qtbot: QtBot, path: Path) -> None:
    viewer = made_viewer(qtbot, path, NoPrinterError)
    assert "knows no printer" in viewer.trouble.text()
    assert "PDF" not in viewer.trouble.text()
    assert made_viewer(qtbot, path, None).trouble.text() == ""


def test_the_locked_programs_view_loads_no_household_and_no_keys() -> None:
    code = (
        "import sys, caregiver_app.ui.published.published_view\n"
        "bad = ('caregiver_app.storage', 'caregiver_app.services.open_household', 'caregiver_app.services.explain',"
        " 'caregiver_app.reference', 'caregiver_app.interop', 'sqlalchemy', 'sqlcipher3', 'cryptography')\n"
        "print([name for name in sys.modules if name.startswith(bad)])"
    )
    root = Path(__file__).parents[3]
    done = subprocess.run([sys.executable, "-c", code], cwd=root, text=True, capture_output=True, check=True)
    assert done.stdout.strip() == "[]"
