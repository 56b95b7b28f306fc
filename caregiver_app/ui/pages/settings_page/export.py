"""The whole household as one open document that any program can read."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from caregiver_app.domain.errors import KnownError
from caregiver_app.i18n import _
from caregiver_app.ui.widgets.banner import Banner
from caregiver_app.ui.widgets.buttons import button
from caregiver_app.ui.widgets.file_dialogs import ask_where_to_save
from caregiver_app.ui.widgets.flow import button_row
from caregiver_app.ui.widgets.progress_row import ProgressRow
from caregiver_app.ui.widgets.step_work import StepWork

if TYPE_CHECKING:
    from caregiver_app.services.open_household import OpenHousehold


def ask_for_document(parent: QWidget, suggested: str) -> Path | None:
    """Where to save; ``None`` if the person thought better of it."""
    kind = (_("Household documents (*.json)"), "json")
    return ask_where_to_save(parent, _("Export the household"), kind, suggested)


class ExportPart(QWidget):
    """The button, how far it is, and what came of it. ``failed`` carries a ``KnownError``: it says what was written."""

    failed = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.exported, self.not_noted = Banner("success"), Banner("warning")
        self.button = button(_("Export…"), "file-up")
        self.progress = ProgressRow(_("Exporting:"))
        self.work = StepWork(self)
        self._name = ""
        self._opened: OpenHousehold | None = None
        self.work.told.connect(self.progress.tell)
        self.work.done.connect(self._tell_done)
        self.work.failed.connect(self._fail)
        self.progress.cancelled.connect(self.stop)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        for part in (self.exported, self.not_noted, button_row(self.button), self.progress):
            column.addWidget(part)

    def begin(self, opened: OpenHousehold, path: Path) -> None:
        """Begins to write all of a household into a document."""
        from caregiver_app.services.exchange.exporting import export_document

        self._name, self._opened = path.name, opened
        self.button.setEnabled(False)
        self.progress.begin()
        self.work.begin(export_document(opened, path))

    def forget(self) -> None:
        """No longer says what came of the last export."""
        for each in (self.exported, self.not_noted):
            each.show_text("")

    def stop(self) -> None:
        """Leaves nothing of a document that is half written."""
        self.work.stop()
        self._end()

    def _tell_done(self) -> None:
        self._end()
        done = _("Exported as “{name}”. Only you can read the file.").format(name=self._name)
        self.exported.show_text(done)
        self.not_noted.show_text(" ".join(self._noted()))

    def _fail(self, error: KnownError) -> None:
        from caregiver_app.services.exchange.errors import NotAllExported

        self._end()
        if isinstance(error, NotAllExported):  # what could be read was written
            self._noted()
        self.failed.emit(error)

    def _noted(self) -> list[str]:
        """In the history, as the command does it. Returns why it could not be, as sentences."""
        from caregiver_app.services.bookkeeping import note_export

        return note_export(self._opened) if self._opened is not None else []

    def _end(self) -> None:
        self.progress.end()
        self.button.setEnabled(True)
