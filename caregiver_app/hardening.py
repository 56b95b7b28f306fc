"""Keeps other programs of the same person from reading this one's memory, and its files from other people.

It slows malware down and keeps memory dumps off the disk; it does not stop a program with the same rights.
"""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from typing import Final

_PR_SET_DUMPABLE: Final = 4  # linux/prctl.h
_PT_DENY_ATTACH: Final = 31  # macOS sys/ptrace.h


def harden() -> None:
    """At the start of the program: files for the owner only, no core dumps, no reading of memory. Never raises."""
    with suppress(OSError):
        os.umask(0o077)
    with suppress(OSError, ValueError, ImportError):
        _forbid_core_dumps()
    # A system without the call, or one that forbids it, leaves the program as usable as before.
    with suppress(OSError, AttributeError, ImportError):
        _forbid_reading_memory()


def _forbid_core_dumps() -> None:
    import resource  # noqa: PLC0415 - Windows has none

    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _forbid_reading_memory() -> None:
    if sys.platform not in {"linux", "darwin"}:
        return
    import ctypes  # noqa: PLC0415 - costs as much as all the rest

    library = ctypes.CDLL(None)
    if sys.platform == "linux":
        library.prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0)
    else:
        library.ptrace(_PT_DENY_ATTACH, 0, None, 0)
