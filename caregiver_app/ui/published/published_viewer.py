"""One published sheet over the whole window of the locked program: read it, print it, close it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from caregiver_app.domain.preferences import Paper
from caregiver_app.i18n import _
from caregiver_app.ui.paper.paper_printing import (
    NoPrinterError,
    Outcome,
    ask_for_printer,
    outcome_sentence,
    print_pages,
)
from caregiver_app.ui.paper.pdf_pages import PdfPages
from caregiver_app.ui.paper.pdf_preview import PdfPreview
from caregiver_app.ui.published.published_words import published_and_age, sheet_title, stale_warning
from caregiver_app.ui.style import tokens_now
from caregiver_app.ui.widgets.banner import Banner
from caregiver_app.ui.widgets.buttons import button, primary_button
from caregiver_app.ui.widgets.flow import button_row
from caregiver_app.ui.widgets.labels import data_label
from caregiver_app.ui.widgets.page_header import PageHeader

if TYPE_CHECKING:
    from datetime import date

    from PySide6.QtPrintSupport import QPrinter

    from caregiver_app.services.publishing.published_files import Published

_NARROWEST_LETTER: Final = 605.0  # points: A4 is 595 wide, Letter 612


class PublishedViewer(QDialog):
    """Holds the PDF's bytes and nothing else of anybody. They must be those of a PDF."""

    def __init__(
        self,
        sheet: Published,
        data: bytes,
        today: date,
        parent: QWidget | None = None,
        ask_printer: Callable[[QWidget, Paper], QPrinter | None] = ask_for_printer,
    ) -> None:
        super().__init__(parent)
        self._data, self._ask_printer = data, ask_printer
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        # Never a person's name: window titles are shown in task bars and screen shares.
        self.setWindowTitle(_("Emergency sheet"))
        self.print_button = primary_button(_("Print…"), "printer")
        self.close_button = button(_("Close"), "x")
        self.header = PageHeader(sheet_title(sheet), button_row(self.close_button, self.print_button))
        self.warning = Banner("danger")
        self.success = Banner("success")
        self.trouble = Banner("warning")
        self.preview = PdfPreview(_("Emergency sheet"))
        self.close_button.clicked.connect(lambda _checked=False: self.reject())
        self.print_button.clicked.connect(lambda _checked=False: self._print())
        self._arrange(_("Published {when}").format(when=published_and_age(sheet, today)))
        self.warning.show_text(stale_warning(sheet, today))
        self.preview.show_pdf(data)

    def show_over(self, window: QWidget) -> None:
        """Covers the whole window and takes the keyboard."""
        self.setGeometry(window.geometry())
        self.setModal(True)
        self.show()
        self.preview.setFocus()

    def _arrange(self, when: str) -> None:
        gaps = tokens_now()
        top = QVBoxLayout()
        top.setContentsMargins(gaps.gap_xxl, gaps.gap_l, gaps.gap_xxl, gaps.gap_m)
        top.setSpacing(gaps.gap_s)
        for part in (self.header, data_label(when), self.warning, self.success, self.trouble):
            top.addWidget(part)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(top)
        column.addWidget(self.preview, 1)

    def _print(self) -> None:
        # The usual sentences offer to save a file, which the locked program does not.
        own = {
            Outcome.NO_PRINTER: _(
                "This computer knows no printer. Read the sheet here, or show it to the helper."
            ),
            Outcome.FAILED: _("The printer did not take the sheet. Check that it is on and has paper."),
        }
        try:
            printer = self._ask_printer(self, self._paper())
        except NoPrinterError:
            self._tell(own[Outcome.NO_PRINTER])
            return
        if printer is not None:
            outcome = print_pages(self._data, printer)
            self._tell(own.get(outcome) or outcome_sentence(outcome), worked=outcome is Outcome.PRINTED)

    def _paper(self) -> Paper:
        with PdfPages(self._data) as pdf:
            return Paper.LETTER if pdf.sizes[0][0] > _NARROWEST_LETTER else Paper.A4

    def _tell(self, text: str, *, worked: bool = False) -> None:
        self.success.show_text(text if worked else "")
        self.trouble.show_text("" if worked else text)
