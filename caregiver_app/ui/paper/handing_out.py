"""A sheet leaves the program, on paper or as a file, and the household keeps a note of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QWidget

from caregiver_app.domain.errors import KnownError
from caregiver_app.domain.preferences import Paper
from caregiver_app.i18n import _
from caregiver_app.services.backups.backup_notes import file_marks
from caregiver_app.services.explain import explain
from caregiver_app.services.owned_files import pdf_kind, write_output
from caregiver_app.ui.paper.open_pdf import open_pdf
from caregiver_app.ui.paper.paper_printing import (
    NoPrinterError,
    Outcome,
    ask_for_printer,
    outcome_sentence,
    print_pages,
    usual_printer,
)
from caregiver_app.ui.widgets.file_dialogs import ask_where_to_save

if TYPE_CHECKING:
    from caregiver_app.services.documents.making import MadeDocument
    from caregiver_app.ui.frame.session import Session


def ask_for_file(parent: QWidget, suggested: str) -> Path | None:
    """Where to save a sheet; ``None`` if the person thought better of it."""
    return ask_where_to_save(parent, _("Save as PDF"), (_("PDF documents (*.pdf)"), "pdf"), suggested)


@dataclass(frozen=True, slots=True)
class Dialogs:
    """How the person is asked for a printer or a file. Tests hand in the answers."""

    ask_printer: Callable[[QWidget, Paper], QPrinter | None] = ask_for_printer
    usual_printer: Callable[[QWidget, Paper], QPrinter | None] = usual_printer
    ask_file: Callable[[QWidget, str], Path | None] = ask_for_file
    open_file: Callable[[Path], bool] = open_pdf


@dataclass(frozen=True, slots=True)
class Told:
    """What to tell the person; ``text`` is empty where there is nothing to tell. ``saved`` is a file to look at."""

    text: str
    worked: bool
    offer_file: bool = False
    saved: Path | None = None

    @property
    def action(self) -> str:
        """What can be done about it."""
        if self.saved is not None:
            return _("Open the PDF")
        return _("Save as PDF…") if self.offer_file else ""


class HandingOut:
    """Prints or saves a sheet for ``parent``, and notes it in the household once it is out."""

    def __init__(self, session: Session, parent: QWidget, dialogs: Dialogs) -> None:
        self._session, self._parent, self._dialogs = session, parent, dialogs

    def print_sheet(self, made: MadeDocument[Any], paper: Paper, *, ask: bool) -> Told:
        """Prints on the printer the person chooses or, without asking, on the usual one."""
        choose = self._dialogs.ask_printer if ask else self._dialogs.usual_printer
        try:
            printer = choose(self._parent, paper)
        except NoPrinterError:
            return Told(outcome_sentence(Outcome.NO_PRINTER), worked=False, offer_file=True)
        if printer is None:
            return Told("", worked=False)
        printer.setDocName(made.document.title)
        outcome = print_pages(made.pdf.data, printer)
        if outcome is Outcome.PRINTED:
            self._keep(made)
        worked = outcome is Outcome.PRINTED
        return Told(outcome_sentence(outcome), worked, offer_file=outcome is Outcome.FAILED)

    def save_sheet(self, made: MadeDocument[Any]) -> Told:
        """Saves the PDF's own bytes where the person says."""
        path = self._dialogs.ask_file(
            self._parent, made.document.suggested_file(made.variant, self._session.today)
        )
        if path is None:
            return Told("", worked=False)
        try:
            opened = self._session.opened
            kind = pdf_kind(made.document.key, *file_marks(opened))
            write_output(path, made.pdf.data, kind, never=opened.path)
        except KnownError as error:
            return Told(explain(error), worked=False, offer_file=True)
        self._keep(made)
        words = _("Saved as “{name}”. Only you can read the file.").format(name=path.name)
        return Told(words, worked=True, saved=path)

    def open_saved(self, told: Told) -> Told:
        """Shows the saved file in the desktop's own program for PDF files."""
        if told.saved is None or self._dialogs.open_file(told.saved):
            return told
        words = _("No program here opened “{name}”. Look for it where you saved it.")
        return Told(words.format(name=told.saved.name), worked=False)

    def _keep(self, made: MadeDocument[Any]) -> None:
        try:
            self._session.opened.keep_print(made.record)
        except KnownError as error:
            self._session.failed.emit(
                _("The sheet is out, but it could not be noted in the household: {reason}").format(
                    reason=explain(error)
                )
            )
