"""What is seen to by itself while a household is open: backups, published sheets that grew old, months of events."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer, Signal

from caregiver_app.domain.errors import KnownError
from caregiver_app.services.publishing.publish import mark_outdated
from caregiver_app.ui.frame.backup_clock import BackupClock
from caregiver_app.ui.frame.month_checks import MonthChecks

if TYPE_CHECKING:
    from caregiver_app.ui.frame.session import Session

# Several changes in a row are looked at once. A power cut in between leaves a sheet unmarked until the next start.
_SOON_MS: Final = 300


class BackgroundTasks(QObject):
    """Lives until ``stop``. Backups that fail are told by the session; ``marked`` fires when sheets were looked at."""

    marked = Signal()

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self.backups = BackupClock(session, self)
        self.backups.failed.connect(session.failed)
        self.months = MonthChecks(session, lambda: self.backups.is_busy, self)
        self._soon = QTimer(self, interval=_SOON_MS, singleShot=True)
        self._soon.timeout.connect(self.mark_published)
        session.changed.connect(self._on_change)
        self._soon.start()

    def mark_published(self) -> None:
        """Marks sheets outside the lock that no longer say what is true, so that the lock screen warns of them."""
        path = self._session.opened.path
        if path is None:
            return
        try:
            mark_outdated(self._session.opened, self._session.reference, path)
        except KnownError as error:
            self._session.tell(error)
        self.marked.emit()

    def stop(self) -> None:
        """Before the household is closed. What is still to be marked is marked now."""
        self.backups.stop()
        self.months.stop()
        if self._soon.isActive():
            self._soon.stop()
            self.mark_published()
        self._session.changed.disconnect(self._on_change)

    def _on_change(self, _what: str) -> None:
        self._soon.start()
