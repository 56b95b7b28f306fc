"""A document from elsewhere is never read in the process that holds the household.

A child process reads it, checks it and hands back the household as this program writes documents. Whatever the
document does to its reader, this process only ever reads what is small enough and was written by that child.
"""

from __future__ import annotations

import os
import signal
import sys
from contextlib import suppress
from pathlib import Path
from threading import Event, Thread, Timer
from typing import TYPE_CHECKING, BinaryIO, Final

from caregiver_app.domain.errors import KnownError
from caregiver_app.interop.household_document import MAX_BYTES, Document, read_document, read_document_bytes

if TYPE_CHECKING:
    from collections.abc import Sequence

_CHILD: Final = ("-P", "-m", "caregiver_app.services.exchange.import_child")
# The child stops itself after 2 s of work; this is for one that waits, and for systems that set no limits.
_SECONDS: Final = 10.0
_KILLED: Final = {-number for name in ("SIGXCPU", "SIGKILL") if (number := getattr(signal, name, 0))}
_LARGEST_SENTENCE: Final = 20_000
# Windows does not start Python without the first; the others tell where a Python built elsewhere keeps its libraries.
_PASSED_ON: Final = ("SYSTEMROOT", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH")


class DocumentRefused(KnownError):
    """The document is wrong; ``sentence`` says where, for a person."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


class ImportTooHeavy(KnownError):
    """Reading the document took more time or memory than any household needs."""


class ImportBroke(KnownError):
    """The reader of the document ended without an answer, or with one that makes no sense."""


def read_untrusted_document(path: Path) -> Document:
    """The household in a document from anywhere. Waits 10 s at most, a fraction of a second for a usual document.

    Raises ``NotReadable`` and ``TooLarge`` about the file, ``DocumentRefused``, ``ImportTooHeavy``, ``ImportBroke``.
    """
    answer = _ask((sys.executable, *_CHILD), read_document_bytes(path), _SECONDS)
    return _understood(answer)


def _understood(answer: bytes) -> Document:
    from caregiver_app.services.exchange.import_child import DOCUMENT, SENTENCE

    kind, said = answer[:1], answer[1:]
    try:
        if kind == DOCUMENT:
            return read_document(said)
        if kind == SENTENCE and len(said) <= _LARGEST_SENTENCE:
            sentence = said.decode("utf-8", "surrogatepass")
            raise DocumentRefused(sentence)
    except (KnownError, ValueError) as error:
        if isinstance(error, DocumentRefused):
            raise
        raise ImportBroke from error
    raise ImportBroke


def _ask(command: Sequence[str], data: bytes, seconds: float) -> bytes:
    """What the child answers to ``data``, if it ends well and in time."""
    from subprocess import DEVNULL, PIPE, Popen

    is_late = Event()
    try:
        child = Popen(command, stdin=PIPE, stdout=PIPE, stderr=DEVNULL, env=_environment())  # noqa: S603 - our own
    except OSError as error:
        raise ImportBroke from error

    def stop() -> None:
        is_late.set()
        child.kill()

    clock = Timer(seconds, stop)
    with child:
        assert child.stdin is not None
        assert child.stdout is not None
        writer = Thread(target=_hand_over, args=(child.stdin, data), daemon=True)
        clock.start()
        writer.start()
        # One byte more than any answer: a child that floods is stopped, not read to its end.
        answer = child.stdout.read(MAX_BYTES + 2)
        is_flood = len(answer) > MAX_BYTES + 1
        if is_flood:
            child.kill()
        status = child.wait()
        clock.cancel()
        writer.join()
    _check_end(status, is_late=is_late.is_set(), is_flood=is_flood)
    return answer


def _check_end(status: int, *, is_late: bool, is_flood: bool) -> None:
    from caregiver_app.services.exchange.import_child import OUT_OF_MEMORY

    if is_flood:
        raise ImportBroke
    # Who is killed without having asked for it was too large for the kernel.
    if is_late or status in {OUT_OF_MEMORY, *_KILLED}:
        raise ImportTooHeavy
    if status:
        raise ImportBroke


def _hand_over(pipe: BinaryIO, data: bytes) -> None:
    with suppress(OSError), pipe:  # the child may have ended already
        pipe.write(data)


def _environment() -> dict[str, str]:
    """Nothing of the person's: where this program is, and what the system needs to start Python."""
    passed_on = {name: os.environ[name] for name in _PASSED_ON if name in os.environ}
    return {**passed_on, "PYTHONPATH": str(Path(__file__).resolve().parents[3])}
