"""One slow step at a time in a thread of its own, so that the window goes on living."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from threading import Thread

from PySide6.QtCore import QObject, Qt, Signal, Slot

from caregiver_app.domain.errors import KnownError


class SlowWork(QObject):
    """``done`` carries what the step returned, ``failed`` its ``KnownError``; ``busy`` fires before and after.

    All come in the window's thread. Any other error is raised there, where faults are noted.
    """

    done = Signal(object)
    failed = Signal(object)
    busy = Signal(bool)
    _ended = Signal(object, object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._running = False
        self._ended.connect(self._finish, Qt.ConnectionType.QueuedConnection)

    @property
    def is_busy(self) -> bool:
        """Whether a step is under way."""
        return self._running

    def begin(self, step: Callable[[], object]) -> bool:
        """Begins a step; False, and nothing is done, while another is under way."""
        if self._running:
            return False
        self._running = True
        self.busy.emit(True)
        Thread(target=self._run, args=(step,), daemon=True, name="slow-work").start()
        return True

    def _run(self, step: Callable[[], object]) -> None:
        result: object = None
        error: Exception | None = None
        try:
            result = step()
        except Exception as fault:  # noqa: BLE001 - raised again in the window's thread
            error = fault
        with suppress(RuntimeError):  # the window was closed meanwhile
            self._ended.emit(result, error)

    @Slot(object, object)
    def _finish(self, result: object, error: Exception | None) -> None:
        self._running = False
        self.busy.emit(False)
        if error is None:
            self.done.emit(result)
        elif isinstance(error, KnownError):
            self.failed.emit(error)
        else:
            raise error
