"""A finished PDF on real paper. A saved PDF is never made here: it is the document's own bytes."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QMarginsF, QRect
from PySide6.QtGui import QPageLayout, QPageSize, QPainter

from caregiver_app.domain.preferences import Paper
from caregiver_app.i18n import _
from caregiver_app.ui.paper.pdf_pages import PdfPages

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter
    from PySide6.QtWidgets import QWidget

DOTS_PER_INCH: Final = 300
_POINTS_PER_INCH: Final = 72
_SAME_SIZE_POINTS: Final = 3.0
_SIZES: Final = {Paper.LETTER: QPageSize.PageSizeId.Letter, Paper.A4: QPageSize.PageSizeId.A4}


class NoPrinterError(Exception):
    """No printer is known to the computer."""


class Outcome(StrEnum):
    """What became of a print."""

    PRINTED = "printed"
    CANCELLED = "cancelled"
    NO_PRINTER = "no_printer"
    OTHER_PAPER = "other_paper"
    FAILED = "failed"


def ask_for_printer(parent: QWidget, paper: Paper) -> QPrinter | None:
    """The printer the person chose in the desktop's own dialog, or ``None``. Raises ``NoPrinterError``."""
    from PySide6.QtPrintSupport import QAbstractPrintDialog, QPrintDialog

    printer = usual_printer(parent, paper)
    dialog = QPrintDialog(printer, parent)
    dialog.setWindowTitle(_("Print"))
    option = QAbstractPrintDialog.PrintDialogOption
    for unwanted in (
        option.PrintToFile,
        option.PrintPageRange,
        option.PrintSelection,
        option.PrintCurrentPage,
    ):
        # Part of a sheet is no sheet, and a PDF is saved as it is rather than as pictures of itself.
        dialog.setOption(unwanted, False)
    chosen = dialog.exec() == QPrintDialog.DialogCode.Accepted
    dialog.deleteLater()
    return printer if chosen else None


def usual_printer(_parent: QWidget, paper: Paper) -> QPrinter:
    """The computer's usual printer, or its first. Raises ``NoPrinterError``."""
    from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

    names = QPrinterInfo.availablePrinterNames()
    if not names:
        raise NoPrinterError
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setPrinterName(QPrinterInfo.defaultPrinterName() or names[0])
    set_up(printer, paper)
    return printer


def set_up(printer: QPrinter, paper: Paper) -> None:
    """The sheet's paper, its whole surface, and a name in the print queue that names nobody."""
    printer.setResolution(DOTS_PER_INCH)
    printer.setPageLayout(
        QPageLayout(QPageSize(_SIZES[paper]), QPageLayout.Orientation.Portrait, QMarginsF(0, 0, 0, 0))
    )
    printer.setFullPage(True)
    printer.setDocName(_("Emergency summary"))


def print_pages(data: bytes, printer: QPrinter) -> Outcome:
    """Prints every page at its true size, or says why none was printed. Nothing is ever scaled to fit."""
    with PdfPages(data) as pdf:
        if not _has_room(printer, pdf):
            return Outcome.OTHER_PAPER
        painter = QPainter()
        if not painter.begin(printer):
            return Outcome.FAILED
        try:
            whole = _draw(pdf, printer, painter)
        finally:
            ended = painter.end()
    return Outcome.PRINTED if whole and ended else Outcome.FAILED


def outcome_sentence(outcome: Outcome) -> str:
    """What happened and what to do, or nothing for a print that was called off."""
    return {
        Outcome.PRINTED: _("Sent to the printer. Destroy older copies."),
        Outcome.CANCELLED: "",
        Outcome.NO_PRINTER: _(
            "This computer knows no printer. Save the sheet as PDF and print it elsewhere, "
            "or add a printer in "
            "the computer's settings."
        ),
        Outcome.OTHER_PAPER: _(
            "Nothing was printed: the printer is set to smaller paper than the sheet is made for. "
            "Choose the same paper in both places."
        ),
        Outcome.FAILED: _(
            "The printer did not take the sheet. Check that it is on and has paper, or save the sheet as PDF."
        ),
    }[outcome]


def _has_room(printer: QPrinter, pdf: PdfPages) -> bool:
    paper = printer.pageLayout().fullRect(QPageLayout.Unit.Point)
    return all(
        width <= paper.width() + _SAME_SIZE_POINTS and height <= paper.height() + _SAME_SIZE_POINTS
        for width, height in pdf.sizes
    )


def _draw(pdf: PdfPages, printer: QPrinter, painter: QPainter) -> bool:
    dots = printer.resolution() / _POINTS_PER_INCH
    for number, (width, height) in enumerate(pdf.sizes):
        if number and not printer.newPage():
            return False
        image = pdf.image(number, DOTS_PER_INCH / _POINTS_PER_INCH)
        painter.drawImage(QRect(0, 0, round(width * dots), round(height * dots)), image)
    return True
