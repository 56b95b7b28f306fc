"""Judges a passphrase while it is typed, off the window's thread: the answer takes longer than a key stroke."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from caregiver_app.ui.widgets.slow_work import SlowWork

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

_AFTER_MS: Final = 300


class PassphraseJudge(QObject):
    """``judged`` carries the text and its ``Judgement``, for the text asked about last only."""

    judged = Signal(str, object)

    def __init__(self, own_words: Callable[[], Sequence[str]], parent: QObject) -> None:
        super().__init__(parent)
        self._own_words = own_words
        self._text = ""
        self._timer = QTimer(self, interval=_AFTER_MS, singleShot=True)
        self._timer.timeout.connect(self._begin)
        self._work = SlowWork(self)
        self._work.done.connect(self._tell)

    def ask(self, text: str) -> None:
        """Judges ``text`` once the typing pauses."""
        self._text = text
        self._timer.start()

    def ask_now(self, text: str) -> None:
        """Judges ``text`` without waiting for a pause."""
        self._text = text
        self._timer.stop()
        self._begin()

    @Slot()
    def _begin(self) -> None:
        text, words = self._text, tuple(self._own_words())
        self._work.begin(lambda: _judged(text, words))  # one under way is followed by another, see below

    @Slot(object)
    def _tell(self, judged: tuple[str, object]) -> None:
        text, judgement = judged
        if text == self._text:
            self.judged.emit(text, judgement)
        elif not self._timer.isActive():
            self._begin()


def _judged(text: str, own_words: Sequence[str]) -> tuple[str, object]:
    from caregiver_app.services.security.passphrases import judge_passphrase

    return text, judge_passphrase(text, own_words)
