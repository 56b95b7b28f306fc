"""Makes the backups that are due while a household is open, without anybody asking, beside the window's thread."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from caregiver_app.domain.errors import KnownError
from caregiver_app.services.backups.backup_keeper import BackupKeeper, BackupOutcome, carry_out
from caregiver_app.ui.widgets.slow_work import SlowWork

if TYPE_CHECKING:
    from caregiver_app.ui.frame.session import Session

_TICK_MS: Final = 5 * 60 * 1000
_FIRST_MS: Final = 10_000
_TICKS_TO_REST: Final = 6


class BackupClock(QObject):
    """Lives as long as its household is open: ``BackupClock(session, parent)`` is all it needs.

    ``done`` carries what was done, ``failed`` what went wrong; both are sentences. A second place that is not connected
    is no trouble. After trouble it rests for half an hour. Only the work is in another thread: what is due is asked,
    and what was done is noted, in this one.
    """

    done = Signal(str)
    failed = Signal(str)

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._keeper = BackupKeeper(session.opened)
        self._work = SlowWork(self)
        self._resting = 0
        self._stopped = False
        self._timer = QTimer(self, interval=_TICK_MS)
        self._timer.timeout.connect(self.tick)
        self._work.done.connect(self._on_done)
        self._work.failed.connect(self._on_failed)
        if session.opened.file is not None:
            self._timer.start()
            QTimer.singleShot(_FIRST_MS, self, self.tick)

    @property
    def is_busy(self) -> bool:
        """Whether a backup is being made."""
        return self._work.is_busy

    @Slot()
    def tick(self) -> None:
        """Begins what is due, if anything is."""
        if self._stopped or self._resting:
            self._resting = max(0, self._resting - 1)
            return
        try:
            self._session.opened.check_file()
            job = self._keeper.due()
        except KnownError as error:
            self._on_failed(error)
            return
        if job is not None:
            self._work.begin(lambda: carry_out(job))

    @Slot()
    def stop(self) -> None:
        """Begins nothing any more: the household is about to be closed."""
        self._timer.stop()
        self._stopped = True

    def _on_done(self, outcome: BackupOutcome) -> None:
        from caregiver_app.services.backups.backup_words import outcome_sentence, trouble_sentence

        if self._stopped:
            return
        self._resting = _TICKS_TO_REST if outcome.second_trouble else 0
        try:
            self._keeper.keep(outcome)
        except KnownError as error:
            self._on_failed(error)
            return
        trouble = trouble_sentence(outcome)
        if outcome.made or outcome.copied:
            self.done.emit(outcome_sentence(outcome))
        if trouble:
            self.failed.emit(trouble)

    def _on_failed(self, error: KnownError) -> None:
        from caregiver_app.i18n import _
        from caregiver_app.services.explain import explain

        if not self._stopped:
            self._resting = _TICKS_TO_REST
            self.failed.emit(_("No backup was made. {trouble}").format(trouble=explain(error)))
