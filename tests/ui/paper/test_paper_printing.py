from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication, QWidget
from reportlab.pdfgen.canvas import Canvas

from caregiver_app.domain.preferences import Paper
from caregiver_app.ui.paper.paper_printing import (
    NoPrinterError,
    Outcome,
    outcome_sentence,
    print_pages,
    set_up,
    usual_printer,
)
from caregiver_app.ui.paper.pdf_pages import PdfPages

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot


def two_pages(path: Path) -> bytes:
    canvas = Canvas(str(path), pagesize=(612, 792))
    for _number in range(2):
        canvas.rect(36, 36, 540, 720)
        canvas.showPage()
    canvas.save()
    return path.read_bytes()


def printer_to(path: Path, paper: Paper) -> QPrinter:
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(path))
    set_up(printer, paper)
    return printer


def test_every_page_is_printed_at_its_true_size(qapp: QApplication, tmp_path: Path) -> None:
    data = two_pages(tmp_path / "made.pdf")
    assert print_pages(data, printer_to(tmp_path / "printed.pdf", Paper.LETTER)) is Outcome.PRINTED
    with PdfPages((tmp_path / "printed.pdf").read_bytes()) as printed:
        assert [(round(width), round(height)) for width, height in printed.sizes] == [(612, 792)] * 2
        image = printed.image(0, 1.0)
        assert image.pixelColor(36, 400).lightness() < 200
        assert image.pixelColor(20, 400).lightness() > 250


def test_a_sheet_is_not_cut_off_on_smaller_paper(qapp: QApplication, tmp_path: Path) -> None:
    data = two_pages(tmp_path / "made.pdf")
    assert print_pages(data, printer_to(tmp_path / "printed.pdf", Paper.A4)) is Outcome.OTHER_PAPER
    assert not (tmp_path / "printed.pdf").exists()


@pytest.mark.qt_log_ignore("QPainter::begin", extend=True)
def test_a_printer_that_cannot_begin_is_a_failed_print(qapp: QApplication, tmp_path: Path) -> None:
    data = two_pages(tmp_path / "made.pdf")
    printer = printer_to(tmp_path / "no such folder" / "printed.pdf", Paper.LETTER)
    assert print_pages(data, printer) is Outcome.FAILED


def test_without_a_printer_the_person_is_told_to_save(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    try:
        printer = usual_printer(window, Paper.A4)
    except NoPrinterError:
        assert "Save the sheet as PDF" in outcome_sentence(Outcome.NO_PRINTER)
    else:
        assert printer.fullPage()


def test_the_print_queue_shows_nobodys_name(qapp: QApplication, tmp_path: Path) -> None:
    assert printer_to(tmp_path / "x.pdf", Paper.LETTER).docName() == "Emergency summary"


@pytest.mark.parametrize("outcome", list(Outcome))
def test_each_outcome_has_its_sentence(outcome: Outcome) -> None:
    assert bool(outcome_sentence(outcome)) is (outcome is not Outcome.CANCELLED)
