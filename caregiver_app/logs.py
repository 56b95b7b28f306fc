"""A log of the program's own faults: kind of error and place in the code, never a value, never a person's data."""

from __future__ import annotations

import faulthandler
import sys
import threading
import traceback
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Final

_KEPT_BYTES: Final = 200_000


def fault_line(kind: type[BaseException], trace: TracebackType | None) -> str:
    """``ValueError at people.py:40 save > form.py:12 values``. The message is left out: it may quote a name."""
    frames = traceback.extract_tb(trace)
    places = " > ".join(f"{Path(frame.filename).name}:{frame.lineno} {frame.name}" for frame in frames)
    return f"{kind.__name__} at {places}"


def note_fault(path: Path, when: datetime, error: BaseException) -> None:
    """Adds a line about ``error`` to the log at ``path``. Never raises: a log is not worth a second fault."""
    _add_line(path, f"{when:%Y-%m-%d %H:%M} {fault_line(type(error), error.__traceback__)}\n")


def catch_faults(path: Path, clock: Callable[[], datetime], tell: Callable[[], None]) -> None:
    """From now on an uncaught error adds a line to the log at ``path`` and calls ``tell``; the program goes on.

    One in another thread, or where nobody could catch it, is only noted. Python would print its message, which may
    quote a name.
    """
    faulthandler.enable(all_threads=False)

    def hook(_kind: type[BaseException], error: BaseException, _trace: TracebackType | None) -> None:
        if isinstance(error, KeyboardInterrupt):
            return
        note_fault(path, clock(), error)
        tell()

    def quiet_hook(fault: threading.ExceptHookArgs | sys.UnraisableHookArgs) -> None:
        if fault.exc_value is not None:
            note_fault(path, clock(), fault.exc_value)

    sys.excepthook = hook
    threading.excepthook = quiet_hook
    sys.unraisablehook = quiet_hook


def _add_line(path: Path, line: str) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        old = path.read_bytes()[-_KEPT_BYTES:] if path.exists() else b""
        path.write_bytes(old + line.encode())
        path.chmod(0o600)
    except OSError:
        return
