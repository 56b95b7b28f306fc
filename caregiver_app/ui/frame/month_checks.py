"""Looks through the events of an open household, a month at a time, beside the window's thread."""

from __future__ import annotations

from collections.abc import Callable
from threading import Event
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from caregiver_app.domain.errors import KnownError
from caregiver_app.services.event_damage import MonthChecks as Checks
from caregiver_app.ui.widgets.slow_work import SlowWork

if TYPE_CHECKING:
    from caregiver_app.ui.frame.session import Session

# After the first page and the first backup; then with pauses, so that a month read takes nothing from whoever types.
_FIRST_MS: Final = 20_000
_PAUSE_MS: Final = 500
# One month is read in a moment. A disk that answers no more must not keep the window open.
_PATIENCE_SECONDS: Final = 5.0


class MonthChecks(QObject):
    """Goes once through the months of the file that is open. ``found`` carries the ``Notice`` where any is damaged.

    ``is_disturbed`` says when to wait: two that read the whole file at once make each other slow.
    """

    found = Signal(object)

    def __init__(self, session: Session, is_disturbed: Callable[[], bool], parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._is_disturbed = is_disturbed
        self._checks: Checks | None = None
        self._month = ""
        self._is_over = False
        self._work = SlowWork(self)
        self._idle = Event()
        self._idle.set()
        self._work.done.connect(self._on_done)
        self._work.failed.connect(self.stop)
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self.go_on)
        self._timer.start(_FIRST_MS)

    @Slot()
    def go_on(self) -> None:
        """Begins with the next month, or tells what was found in all of them."""
        if self._is_disturbed() or self._work.is_busy:  # a month that is not begun would never end
            self._timer.start(_FIRST_MS)
            return
        try:
            job = self._next()
        except KnownError:  # whoever writes to the file next tells what became of it
            self.stop()
            return
        if job is not None:
            self._month, look = job
            self._idle.clear()
            self._work.begin(lambda: self._look(look))

    @Slot()
    def stop(self) -> None:
        """Before the household is closed; waits for the month that is being read, so that nobody has the file open."""
        self._timer.stop()
        self._is_over = True
        self._idle.wait(_PATIENCE_SECONDS)

    def _next(self) -> tuple[str, Callable[[], bool]] | None:
        if self._checks is None:
            self._checks = Checks(self._session.opened)
        job = self._checks.next()
        if job is None:
            notice = self._checks.finish()
            if notice is not None:
                self.found.emit(notice)
        return job

    def _look(self, look: Callable[[], bool]) -> bool:
        try:
            return look()
        finally:
            self._idle.set()

    def _on_done(self, is_sound: bool) -> None:  # noqa: FBT001 - a signal's argument
        if self._checks is not None and not self._is_over:
            self._checks.found(self._month, is_sound=is_sound)
            self._timer.start(_PAUSE_MS)
