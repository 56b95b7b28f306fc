"""Opening with a passphrase, wherever it is asked: off the window's thread, with a growing wait after wrong ones."""

from __future__ import annotations

import math
import time
from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from caregiver_app.domain.errors import KnownError
from caregiver_app.storage import WrongPassphrase, WrongRecoveryKey
from caregiver_app.ui.widgets.slow_work import SlowWork

if TYPE_CHECKING:
    from caregiver_app.storage import Access

_LONGEST_WAIT: Final = 30.0
_TICK_MS: Final = 250


class DelayAfterWrong:
    """How long to wait after wrong answers: 1, 2, 4, 8, 16 and then 30 seconds each time, but never for good.

    ``clock`` counts seconds and never goes back.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._wrong = 0
        self._until = -math.inf

    def wrong(self) -> None:
        """Notes a wrong answer; the wait begins now."""
        self._wrong += 1
        self._until = self._clock() + min(2.0 ** min(self._wrong - 1, 10), _LONGEST_WAIT)

    def right(self) -> None:
        """Notes a right answer: the next wrong one is the first again."""
        self._wrong = 0
        self._until = -math.inf

    def seconds_left(self) -> int:
        """Whole seconds until the next try; 0 when it may be made now."""
        left = self._until - self._clock()
        return math.ceil(left) if left > 0 else 0


class UnlockWorker(QObject):
    """Makes one try at a time off the window's thread; all signals come in the window's thread.

    ``opened`` carries the ``Access``, which whoever takes it wipes; ``failed`` a ``KnownError`` that
    ``explain`` turns into a sentence. ``busy`` says that a try begins (True) or has ended (False). ``waiting``
    carries the seconds until the next try may be made, each second, down to 0.
    """

    opened = Signal(object)
    failed = Signal(object)
    busy = Signal(bool)
    waiting = Signal(int)

    def __init__(self, delay: DelayAfterWrong, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._delay = delay
        self._abandoned = False
        self._told = 0
        self._work = SlowWork(self)
        self._timer = QTimer(self, interval=_TICK_MS)
        self._timer.timeout.connect(self.tick)
        self._work.busy.connect(self.busy)
        self._work.done.connect(self._on_opened)
        self._work.failed.connect(self._on_failed)

    @property
    def is_busy(self) -> bool:
        """Whether a try is under way."""
        return self._work.is_busy

    @property
    def seconds_left(self) -> int:
        """Until the next try may be made."""
        return self._delay.seconds_left()

    def attempt(self, open_it: Callable[[], Access]) -> bool:
        """Begins a try, such as ``lambda: unlock(path, holder_id, passphrase)``.

        False while another is under way, or while the wait lasts; then nothing was tried.
        """
        if self._delay.seconds_left():
            self.tick()
            return False
        self._abandoned = False
        return self._work.begin(open_it)

    def abandon(self) -> None:
        """Lets a try under way end unheard: what it opens is wiped at once."""
        self._abandoned = True

    @Slot()
    def tick(self) -> None:
        """Tells how long the wait still is. A timer calls this while there is one."""
        left = self._delay.seconds_left()
        if left != self._told:
            self._told = left
            self.waiting.emit(left)
        if left and not self._timer.isActive():
            self._timer.start()
        elif not left:
            self._timer.stop()

    @Slot(object)
    def _on_opened(self, access: Access) -> None:
        self._delay.right()
        if self._abandoned:
            access.wipe()
        else:
            self.opened.emit(access)

    @Slot(object)
    def _on_failed(self, error: KnownError) -> None:
        if isinstance(error, WrongPassphrase | WrongRecoveryKey):
            self._delay.wrong()
            self.tick()
        if not self._abandoned:
            self.failed.emit(error)
