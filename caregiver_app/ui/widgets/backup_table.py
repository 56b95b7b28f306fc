"""A list of backups: when each was made, how old and large it is, where it is, and what can be said of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QStackedWidget

from caregiver_app.domain.preferences import Clock
from caregiver_app.i18n import _
from caregiver_app.services.backups.backup_words import made_text, state_text, where_text
from caregiver_app.services.backups.making import StoredBackup
from caregiver_app.ui.widgets.labels import note
from caregiver_app.ui.widgets.table import Column, RowsModel
from caregiver_app.ui.widgets.table_view import TableView
from caregiver_app.wording.backups import ago, size

_ROWS_IN_VIEW = 6
_RIGHT = Qt.AlignmentFlag.AlignRight


class BackupTable(QStackedWidget):
    """``chosen_changed`` fires when another backup is marked, ``opened`` carries one on Enter or double click."""

    chosen_changed = Signal()
    opened = Signal(object)

    def __init__(self, now: Callable[[], datetime], clock: Clock, *, says_where: bool = True) -> None:
        super().__init__()
        where = (Column(_("Where"), where_text, width=13),) if says_where else ()
        self._model = RowsModel(
            (
                Column(_("Made"), lambda row: made_text(row, now(), clock), lambda row: row.at, width=23),
                Column(_("Age"), lambda row: ago(row.at, now()), lambda row: row.at, width=12),
                Column(_("State"), state_text, width=18, grows=True),
                *where,
                Column(_("Size"), lambda row: size(row.size), lambda row: row.size, _RIGHT, width=8),
            )
        )
        self.view = TableView(self._model, _("Backups"))
        self.nothing = note("")
        self.view.opened.connect(self.opened)
        self.view.selectionModel().selectionChanged.connect(lambda *_two: self.chosen_changed.emit())
        self.addWidget(self.nothing)
        self.addWidget(self.view)
        self.show_backups((), _("Looking for backups…"))

    def chosen(self) -> StoredBackup | None:
        """The marked backup."""
        row = self.view.chosen()
        return row if isinstance(row, StoredBackup) else None

    def choose(self, backup: StoredBackup) -> None:
        """Marks one."""
        self.view.choose(backup)

    def show_backups(self, backups: Sequence[StoredBackup], nothing: str) -> None:
        """Shows these, or without any the sentence. A marked one stays marked."""
        before = self.chosen()
        self._model.set_rows(backups)
        self.nothing.setText(nothing)
        self.setCurrentWidget(self.view if backups else self.nothing)
        if before is not None:
            self.view.choose(before)
        rows = min(len(backups), _ROWS_IN_VIEW)
        height = self.view.verticalHeader().defaultSectionSize() * (rows + 1) + 2 * self.view.frameWidth()
        self.setFixedHeight(
            height + self.view.horizontalScrollBar().sizeHint().height() if backups else height
        )
        self.chosen_changed.emit()
