"""How far a slow command is: one line on the terminal, written over and over, and taken away at the end."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

_PAUSE: Final = 0.5  # seconds before the first line; what is over by then needs none
_BETWEEN: Final = 0.1


class ProgressLine:
    """Told how much is done, from 0 to 1. Says nothing where standard error is no terminal."""

    def __init__(self, words: str) -> None:
        self._words = words
        self._is_seen = sys.stderr.isatty()
        self._next = time.monotonic() + _PAUSE
        self._width = 0

    def __call__(self, done: float) -> None:
        if not self._is_seen or time.monotonic() < self._next:
            return
        self._next = time.monotonic() + _BETWEEN
        line = f"{self._words} {done:.0%}"
        sys.stderr.write(f"\r{line.ljust(self._width)}")
        sys.stderr.flush()
        self._width = len(line)

    def clear(self) -> None:
        """Takes the line away, so that something else can be said there."""
        if self._width:
            sys.stderr.write(f"\r{' ' * self._width}\r")
            sys.stderr.flush()
        self._width = 0


@contextmanager
def progress_line(words: str) -> Iterator[ProgressLine]:
    """Gone at the end, however the work ends."""
    line = ProgressLine(words)
    try:
        yield line
    finally:
        line.clear()
