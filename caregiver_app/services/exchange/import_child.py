"""Reads one household document in a process of its own, which may need only so much time and memory.

The document comes on standard input. The answer on standard output is ``DOCUMENT`` and the household as this
program writes it, or ``SENTENCE`` and why it was refused. Run by ``importing``, never by a person.
"""

from __future__ import annotations

import sys
from contextlib import suppress
from pathlib import Path
from typing import Final

from caregiver_app.domain.errors import KnownError
from caregiver_app.hardening import harden
from caregiver_app.interop.household_document import read_document, write_document
from caregiver_app.services.explain import explain

DOCUMENT: Final = b"D"
SENTENCE: Final = b"S"
OUT_OF_MEMORY: Final = 3  # the exit status

# Beyond what Python has taken by itself. A document of 5,000 medicines needs 1.5 s and 30 MiB.
_SECONDS: Final = 2
_BYTES: Final = 128 * 2**20
_OPEN_FILES: Final = 16


def main() -> int:
    """Returns the exit status."""
    harden()
    _limit_itself()
    try:
        answer = _answer(sys.stdin.buffer.read())
    except MemoryError:
        return OUT_OF_MEMORY
    sys.stdout.buffer.write(answer)
    return 0


def _answer(data: bytes) -> bytes:
    try:
        document = read_document(data)
        return DOCUMENT + write_document(document.household, document.events)
    except KnownError as error:
        # A key may hold half a character.
        return SENTENCE + explain(error).encode("utf-8", "surrogatepass")


def _limit_itself() -> None:
    """Time, memory, and no files but those that are open; Windows leaves it to the parent's clock."""
    try:
        import resource
    except ImportError:
        return
    used = resource.getrusage(resource.RUSAGE_SELF)
    limits = {
        resource.RLIMIT_CPU: int(used.ru_utime + used.ru_stime) + _SECONDS,
        resource.RLIMIT_NOFILE: _OPEN_FILES,
        resource.RLIMIT_FSIZE: 0,
    }
    with suppress(OSError):  # only Linux says how much is taken already
        sizes = Path("/proc/self/statm").read_bytes().split()
        limits[resource.RLIMIT_AS] = int(sizes[0]) * resource.getpagesize() + _BYTES
    for what, limit in limits.items():
        with suppress(OSError, ValueError):
            resource.setrlimit(what, (limit, limit))


if __name__ == "__main__":
    sys.exit(main())
