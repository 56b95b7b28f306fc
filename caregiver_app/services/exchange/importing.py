"""A document from elsewhere is never read in the process that holds the household.

A child process reads it, checks it and hands back the records and then event after event, as this program writes
them. Whatever the document does to its reader, this process only ever reads lines that are short enough and were
written by that child. Neither holds more than the records and a few events.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from caregiver_app.domain.errors import KnownError
from caregiver_app.domain.events import Event
from caregiver_app.domain.household import Household
from caregiver_app.domain.json_values.decoding import decode
from caregiver_app.interop.document_file import open_document_file
from caregiver_app.interop.document_stream import MAX_DOCUMENT, MAX_RECORDS
from caregiver_app.interop.errors import NotReadable, Unreadable
from caregiver_app.interop.household_document import read_document
from caregiver_app.interop.json_text import parse_json
from caregiver_app.services.exchange.answer import BYTES, END, EVENT, RECORDS, SENTENCE, UNREADABLE
from caregiver_app.services.exchange.child_process import ChildProcess
from caregiver_app.services.exchange.errors import DocumentRefused, ImportBroke

_CHILD: Final = ("-P", "-m", "caregiver_app.services.exchange.import_child")
# It says something with each piece it reads, and stops itself after some seconds of work for each megabyte. This is
# for one that waits, and for systems that set no limits.
_PATIENCE: Final = 10.0
_LARGEST_SENTENCE: Final = 20_000
_LARGEST_LINE: Final = MAX_RECORDS
# To see that it is JSON takes so much of all the time.
_FIRST_LOOK: Final = 0.1


Follow = Callable[[float], object]
"""Told how much is done (0 to 1), often. What it raises ends the work, and nothing is left of it."""


def nobody(_done: float) -> None:
    """Follows nothing."""


class IncomingDocument:
    """The records of a document, and its events for whoever takes them, once. ``lines`` are the child's.

    Both raise ``DocumentRefused``, ``NotReadable``, ``ImportTooHeavy``, ``ImportBroke``, and what ``follow`` raises.
    """

    def __init__(self, lines: Iterable[bytes], path: Path, size: int, follow: Follow = nobody) -> None:
        self._lines = iter(lines)
        self._path = path
        self._size = max(size, 1)
        self._follow = follow
        kind, said = self._next(0.0, _FIRST_LOOK)
        if kind != RECORDS:
            raise ImportBroke
        with _sense():
            self.household: Household = read_document(said).household

    def events(self) -> Iterator[tuple[int, Event]]:
        """Each with its place in the document."""
        while True:
            kind, said = self._next(_FIRST_LOOK, 1.0)
            if kind == END:
                break
            if kind != EVENT:
                raise ImportBroke
            place, _space, line = said.partition(b" ")
            with _sense():
                numbered = int(place), decode(Event, parse_json(line))
            yield numbered
        if next(self._lines, None) is not None:
            raise ImportBroke

    def _next(self, done_at_first: float, done_at_last: float) -> tuple[bytes, bytes]:
        """The next line that is no news of how much was read."""
        for line in self._lines:
            kind, said = line[:1], line[1:]
            if kind == SENTENCE:
                raise _refusal(said)
            if kind == UNREADABLE:
                raise NotReadable(str(self._path), Unreadable.DEVICE_ERROR)
            if kind != BYTES:
                return kind, said
            with _sense():
                share = min(int(said) / self._size, 1.0)
            self._follow(done_at_first + share * (done_at_last - done_at_first))
        raise ImportBroke


@contextmanager
def open_untrusted_document(path: Path, follow: Follow = nobody) -> Iterator[IncomingDocument]:
    """A document from anywhere, for the time of the ``with``; then its reader is ended, wherever it was.

    Raises ``NotReadable`` and ``TooLarge`` about the file, and as ``IncomingDocument`` does.
    """
    with open_document_file(path, MAX_DOCUMENT) as file:
        size = os.fstat(file.fileno()).st_size
        with ChildProcess((sys.executable, *_CHILD), file, _PATIENCE) as child:
            yield IncomingDocument(child.lines(_LARGEST_LINE), path, size, follow)


def _refusal(said: bytes) -> KnownError:
    if len(said) > _LARGEST_SENTENCE:
        return ImportBroke()
    with _sense():
        sentence: Any = json.loads(said)
    return DocumentRefused(sentence) if isinstance(sentence, str) else ImportBroke()


@contextmanager
def _sense() -> Iterator[None]:
    """What the child says must be what it would say."""
    try:
        yield
    except (KnownError, ValueError, RecursionError) as error:
        raise ImportBroke from error
