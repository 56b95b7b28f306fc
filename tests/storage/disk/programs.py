from __future__ import annotations

import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


_PROGRAM = """
import os, sys
from pathlib import Path
from caregiver_app.storage.disk.file_lock import InodeLock, WindowLock, ask_to_raise
kind, path, folder = sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3])
if kind == "go":  # waits for the others, so that all start at one moment
    print("ready", flush=True)
    sys.stdin.readline()
if kind in ("share", "alone"):
    lock = InodeLock.share(path, folder)
    if kind == "alone":
        lock.make_exclusive()
    print("held", flush=True)
else:
    lock = WindowLock.take(path, folder)
    print("held" if lock else "taken", flush=True)
if kind == "exec":
    os.execv(sys.executable, [sys.executable, "-c", "print('fresh', flush=True); input()"])
sys.stdin.readline()
"""


def start(kind: str, path: Path, folder: Path) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", _PROGRAM, kind, str(path), str(folder)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=Path(__file__).resolve().parents[3],
    )


def line(program: subprocess.Popen[str]) -> str:
    assert program.stdout is not None
    return program.stdout.readline().strip()


@contextmanager
def another(kind: str, path: Path, folder: Path, says: str = "held") -> Iterator[subprocess.Popen[str]]:
    """A second program that has done its part and now stays."""
    with start(kind, path, folder) as program:
        assert line(program) == says
        try:
            yield program
        finally:
            program.kill()
