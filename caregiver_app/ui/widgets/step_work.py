"""Slow work that must stay in the window's thread, a little at a time, so that the window goes on living."""

from __future__ import annotations

import time
from collections.abc import Generator
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal

from caregiver_app.domain.errors import KnownError

# What is over in this time is over before anybody sees that it began.
_AT_ONCE: Final = 0.3  # seconds
_SLICE: Final = 0.03


class StepWork(QObject):
    """Takes steps, each of which gives how much is done (0 to 1). Closing them early takes back what they did.

    ``told`` carries how much is done while it goes on; ``done`` comes at the end, or ``failed`` with a ``KnownError``.
    """

    told = Signal(float)
    done = Signal()
    failed = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._steps: Generator[float, None, None] | None = None
        self._timer = QTimer(self, interval=0)
        self._timer.timeout.connect(lambda: self._go_on(_SLICE))

    @property
    def is_busy(self) -> bool:
        """Whether there are steps left."""
        return self._steps is not None

    def begin(self, steps: Generator[float, None, None]) -> None:
        """Takes the first steps now, and as many as the time allows: few steps are over when this returns."""
        self.stop()
        self._steps = steps
        self._go_on(_AT_ONCE)

    def stop(self) -> None:
        """Ends it where it is; nothing is left of it, and nothing is told."""
        steps = self._let_go()
        if steps is not None:
            steps.close()

    def _go_on(self, seconds: float) -> None:
        until = time.monotonic() + seconds
        try:
            for share in self._steps or ():
                if time.monotonic() >= until:
                    self.told.emit(share)
                    self._timer.start()
                    return
        except KnownError as error:
            self._let_go()
            self.failed.emit(error)
            return
        if self._let_go() is not None:
            self.done.emit()

    def _let_go(self) -> Generator[float, None, None] | None:
        self._timer.stop()
        steps, self._steps = self._steps, None
        return steps
