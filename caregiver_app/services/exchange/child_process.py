"""Lines from a child process that is not trusted: it is ended where it is silent for too long, or says too much."""

from __future__ import annotations

import os
import signal
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from threading import Event, Thread
from typing import TYPE_CHECKING, Any, BinaryIO, Final, Self

from caregiver_app.services.exchange.answer import OUT_OF_MEMORY
from caregiver_app.services.exchange.errors import ImportBroke, ImportTooHeavy

if TYPE_CHECKING:
    from subprocess import Popen

_KILLED: Final = {-number for name in ("SIGXCPU", "SIGKILL") if (number := getattr(signal, name, 0))}
_LARGEST_ANSWER: Final = 2_000_000_000
_TICK: Final = 0.1  # seconds
# Windows does not start Python without the first; the others tell where a Python built elsewhere keeps its libraries.
_PASSED_ON: Final = ("SYSTEMROOT", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH")


class ChildProcess:
    """Runs ``command`` with ``file`` as its standard input, until the end of the ``with`` at the latest.

    It may be silent for ``patience`` seconds while somebody waits for a line. Raises ``ImportBroke``.
    """

    def __init__(self, command: Sequence[str], file: BinaryIO, patience: float) -> None:
        self._patience = patience
        self._process = _started(command, file)
        self._waiting_since: float | None = None
        self._is_late = False
        self._has_ended = Event()
        self._watch = Thread(target=self._watch_over, daemon=True, name="import-clock")

    def __enter__(self) -> Self:
        self._watch.start()
        return self

    def __exit__(self, *_exception: object) -> None:
        self._process.kill()
        self._has_ended.set()
        with self._process:  # closes its pipe and waits for it
            pass
        self._watch.join()

    def lines(self, longest: int) -> Iterator[bytes]:
        """Each line without its end, until it ended well. Raises ``ImportTooHeavy``, ``ImportBroke``."""
        out = self._process.stdout
        assert out is not None
        left = _LARGEST_ANSWER
        while True:
            self._waiting_since = time.monotonic()
            line = out.readline(longest + 1)
            if not line.endswith(b"\n"):
                break
            self._waiting_since = None
            left -= len(line)
            if left < 0:
                raise ImportBroke
            yield line[:-1]
        if len(line) > longest:
            raise ImportBroke
        self._check_end(self._process.wait(), is_whole=not line)

    def _check_end(self, status: int, *, is_whole: bool) -> None:
        # Who is killed without having asked for it was too large for the kernel.
        if self._is_late or status in {OUT_OF_MEMORY, *_KILLED}:
            raise ImportTooHeavy
        if status or not is_whole:
            raise ImportBroke

    def _watch_over(self) -> None:
        while not self._has_ended.wait(_TICK):
            since = self._waiting_since
            if since is not None and time.monotonic() - since > self._patience:
                self._is_late = True
                self._process.kill()
                return


def _started(command: Sequence[str], file: BinaryIO) -> Popen[bytes]:
    from subprocess import DEVNULL, PIPE, Popen

    # Ctrl+C in the terminal is for this process, which then ends the child.
    apart: dict[str, Any] = {} if sys.platform == "win32" else {"process_group": 0}
    try:
        return Popen(command, stdin=file, stdout=PIPE, stderr=DEVNULL, env=_environment(), **apart)  # noqa: S603 - ours
    except OSError as error:
        raise ImportBroke from error


def _environment() -> dict[str, str]:
    """Nothing of the person's: where this program is, and what the system needs to start Python."""
    passed_on = {name: os.environ[name] for name in _PASSED_ON if name in os.environ}
    return {**passed_on, "PYTHONPATH": str(Path(__file__).resolve().parents[3])}
