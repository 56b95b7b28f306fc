"""Judges a passphrase while it is typed, off the window's thread: the answer takes longer than a key stroke."""

from __future__ import annotations

from contextlib import suppress
from threading import Thread
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

_AFTER_MS: Final = 300


class PassphraseJudge(QObject):
    """``judged`` carries the text and its ``Judgement``, for the text asked about last only."""

    judged = Signal(str, object)
    _ended = Signal(str, object)

    def __init__(self, own_words: Callable[[], Sequence[str]], parent: QObject) -> None:
        super().__init__(parent)
        self._own_words = own_words
        self._text = ""
        self._timer = QTimer(self, interval=_AFTER_MS, singleShot=True)
        self._timer.timeout.connect(self._begin)
        self._ended.connect(self._tell, Qt.ConnectionType.QueuedConnection)

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
        words = tuple(self._own_words())
        Thread(target=self._run, args=(self._text, words), daemon=True, name="judge").start()

    def _run(self, text: str, own_words: Sequence[str]) -> None:
        from caregiver_app.services.security.passphrases import judge_passphrase

        judgement = judge_passphrase(text, own_words)
        with suppress(RuntimeError):  # the window was closed meanwhile
            self._ended.emit(text, judgement)

    @Slot(str, object)
    def _tell(self, text: str, judgement: object) -> None:
        if text == self._text:
            self.judged.emit(text, judgement)
