"""Locking by itself: after minutes without a key or a click, and when the desktop locks, ends or sleeps.

Linux stops its monotonic clock while the computer sleeps, so a timer alone would leave a household open all night
on a closed laptop. Two clocks that run on in sleep are compared each second instead; whichever has gone further
counts, so that a clock set back postpones nothing.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QGuiApplication

_TICK_MS: Final = 1000
_SECONDS_PER_MINUTE: Final = 60
_SIGNS_OF_LIFE: Final = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
        QEvent.Type.TouchUpdate,
        QEvent.Type.TabletPress,
        QEvent.Type.TabletMove,
    }
)


@dataclass(frozen=True, slots=True)
class Clocks:
    """Seconds since whenever: ``running`` never goes back and counts sleep where the system can; ``wall`` may jump."""

    running: Callable[[], float]
    wall: Callable[[], float]


def this_computers_clocks() -> Clocks:
    """Windows and macOS count sleep in their monotonic clock or not, by version: there ``wall`` sees to it."""
    boot = getattr(time, "CLOCK_BOOTTIME", None)
    if boot is None:
        return Clocks(time.monotonic, time.time)
    return Clocks(lambda: time.clock_gettime(boot), time.time)


class AutoLock(QObject):
    """Says ``due`` once, ``minutes`` after the last sign of life in any window; ``start`` begins anew.

    It works inside any event loop, so also while a dialog waits for an answer.
    """

    due = Signal()

    def __init__(self, minutes: int, clocks: Clocks | None = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._clocks = clocks or this_computers_clocks()
        self._limit = minutes * _SECONDS_PER_MINUTE
        self._running_then = 0.0
        self._wall_then = 0.0
        self._timer = QTimer(self, interval=_TICK_MS)
        self._timer.timeout.connect(self.tick)

    @property
    def is_watching(self) -> bool:
        """Whether a household is open that will lock."""
        return self._timer.isActive()

    def start(self) -> None:
        """Watches from now on."""
        self._note_life()
        self._watch_windows()
        self._timer.start()

    def stop(self) -> None:
        """Watches no more: nothing is open."""
        self._timer.stop()
        for window in QGuiApplication.topLevelWindows():
            window.removeEventFilter(self)

    def set_minutes(self, minutes: int) -> None:
        """Another choice counts at once, from the last sign of life."""
        self._limit = minutes * _SECONDS_PER_MINUTE

    def lock_now(self) -> None:
        """For whoever knows a better reason than the time: the desktop locks, the computer goes to sleep."""
        if self._timer.isActive():
            self.stop()
            self.due.emit()

    def tick(self) -> None:
        """Locks if the time is over. A timer calls this each second, so within a second of a wake too."""
        if self.idle_seconds() >= self._limit:
            self.lock_now()
        else:
            self._watch_windows()

    def idle_seconds(self) -> float:
        """Since the last sign of life, by the clock that has gone further."""
        running = self._clocks.running() - self._running_then
        return max(running, self._clocks.wall() - self._wall_then)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Sees the events of the windows, and keeps from them only the touch that comes too late."""
        if event.type() not in _SIGNS_OF_LIFE or not self._timer.isActive():
            return False
        # After a wake the first touch may come before the tick: it does not excuse the hours before it.
        if self.idle_seconds() >= self._limit:
            self.lock_now()
            return True
        self._note_life()
        return False

    def _watch_windows(self) -> None:
        # Windows rather than the application: Python then sees a window's few events, not every one of every widget.
        for window in QGuiApplication.topLevelWindows():
            window.installEventFilter(self)

    def _note_life(self) -> None:
        self._running_then = self._clocks.running()
        self._wall_then = self._clocks.wall()
