"""The recovery sheet leaves the program: on paper, or as a file that is to be printed elsewhere and deleted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from caregiver_app.domain.errors import KnownError
from caregiver_app.i18n import _
from caregiver_app.services.backups.backup_notes import file_marks
from caregiver_app.services.documents.listed import RECOVERY_KEY, KeyOfFile
from caregiver_app.services.explain import explain
from caregiver_app.services.owned_files import pdf_kind, write_output
from caregiver_app.ui.paper.handing_out import Dialogs, Told
from caregiver_app.ui.paper.paper_printing import NoPrinterError, Outcome, outcome_sentence, print_pages

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from caregiver_app.services.open_household import OpenHousehold


class RecoveryPaper:
    """Prints or saves the key of ``opened`` for ``parent``."""

    def __init__(
        self,
        groups: tuple[str, ...],
        opened: OpenHousehold,
        parent: QWidget,
        dialogs: Dialogs | None = None,
    ) -> None:
        self._groups = groups
        self._opened = opened
        self._parent = parent
        self._dialogs = dialogs or Dialogs()

    def print_it(self) -> Told:
        """On the printer the person chooses."""
        try:
            printer = self._dialogs.ask_printer(self._parent, self._opened.household.preferences.paper)
        except NoPrinterError:
            return Told(_no_printer(), worked=False, offer_file=True)
        if printer is None:
            return Told("", worked=False)
        printer.setDocName(RECOVERY_KEY.title)
        outcome = print_pages(self._pdf(), printer)
        return Told(outcome_sentence(outcome), worked=outcome is Outcome.PRINTED)

    def save(self) -> Told:
        """As a file where the person says."""
        name = RECOVERY_KEY.suggested_file(RECOVERY_KEY.usual, self._opened.moment().date())
        path = self._dialogs.ask_file(self._parent, name)
        if path is None:
            return Told("", worked=False)
        try:
            kind = pdf_kind(RECOVERY_KEY.key, *file_marks(self._opened))
            write_output(path, self._pdf(), kind, never=self._opened.path)
        except KnownError as error:
            return Told(explain(error), worked=False)
        return Told(
            _("Saved as “{name}”. Print it, then delete the file: it opens the household.").format(
                name=path.name
            ),
            worked=True,
        )

    def _pdf(self) -> bytes:
        path = self._opened.path
        assert path is not None
        sheet = RECOVERY_KEY.compose(KeyOfFile(self._groups, path, self._opened.moment().date()))
        return RECOVERY_KEY.usual.lay_out(sheet, self._opened.household.preferences.paper).data


def _no_printer() -> str:
    return _(
        "This computer knows no printer. Write the 8 groups on paper with their numbers, or save the sheet as PDF on "
        "a stick and print it elsewhere."
    )
