"""One slow step at a time in a thread of its own, so that the window goes on living."""

from __future__ import annotations

from collections.abc import Callable
from queue import Empty, SimpleQueue
from threading import Thread
from typing import Final, NamedTuple

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from caregiver_app.domain.errors import KnownError

# A person sees no such delay.
_LOOK_MS: Final = 10


class SlowWork(QObject):
    """``done`` carries what the step returned, ``failed`` its ``KnownError``; ``busy`` fires before and after.

    All come in the window's thread. Any other error is raised there, where faults are noted. The window's thread looks
    whether the step has ended: a signal sent by the other thread, just as the page that waits for it goes, would be
    sent from memory that was given back.
    """

    done = Signal(object)
    failed = Signal(object)
    busy = Signal(bool)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._ends: SimpleQueue[_End] = SimpleQueue()
        self._is_running = False  # of its own: it is asked for while a page goes, when its timer has gone
        self._timer = QTimer(self, interval=_LOOK_MS)
        self._timer.timeout.connect(self._look)

    @property
    def is_busy(self) -> bool:
        """Whether a step is under way."""
        return self._is_running

    def begin(self, step: Callable[[], object]) -> bool:
        """Begins a step; False, and nothing is done, while another is under way."""
        if self.is_busy:
            return False
        self._is_running = True
        self._timer.start()
        self.busy.emit(True)
        Thread(target=_run, args=(step, self._ends), daemon=True, name="slow-work").start()
        return True

    @Slot()
    def _look(self) -> None:
        try:
            end = self._ends.get_nowait()
        except Empty:
            return
        self._is_running = False
        self._timer.stop()
        self.busy.emit(False)
        if end.error is None:
            self.done.emit(end.result)
        elif isinstance(end.error, KnownError):
            self.failed.emit(end.error)
        else:
            raise end.error


class _End(NamedTuple):
    result: object = None
    error: Exception | None = None


def _run(step: Callable[[], object], ends: SimpleQueue[_End]) -> None:
    try:
        ends.put(_End(step()))
    except Exception as error:  # noqa: BLE001 - raised again in the window's thread
        ends.put(_End(error=error))
