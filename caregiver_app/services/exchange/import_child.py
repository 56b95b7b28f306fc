"""Reads one household document in a process of its own, which may need only so much time and memory.

The document is standard input, an ordinary file that can be sought in. The answer on standard output is lines (see
``answer``): the records, each event, and the end, or at any point why the document was refused. Run by ``importing``,
never by a person.
"""

from __future__ import annotations

import json
import os
import sys
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO, Final

from caregiver_app.domain.errors import KnownError
from caregiver_app.hardening import harden
from caregiver_app.interop.document_stream import DocumentStream
from caregiver_app.interop.household_document import event_line, records_line
from caregiver_app.services.exchange.answer import (
    BYTES,
    END,
    EVENT,
    OUT_OF_MEMORY,
    RECORDS,
    SENTENCE,
    UNREADABLE,
)
from caregiver_app.services.explain import explain

# Beyond what Python has taken by itself. A document of 5,000 medicines needs 1.5 s and 30 MiB, one of 500,000 events
# 0.45 s a megabyte and 35 MiB.
_SECONDS: Final = 2
_SECONDS_FOR_A_MEGABYTE: Final = 1.5
_BYTES: Final = 128 * 2**20
_OPEN_FILES: Final = 16


def main() -> int:
    """Returns the exit status."""
    harden()
    _limit_itself(os.fstat(sys.stdin.fileno()).st_size)
    try:
        write_answer(sys.stdin.buffer, sys.stdout.buffer)
        sys.stdout.buffer.flush()
    except MemoryError:
        return OUT_OF_MEMORY
    return 0


def write_answer(document: BinaryIO, out: BinaryIO) -> None:
    """Writes to ``out`` all that there is to say about ``document``."""

    def tell(bytes_read: int) -> None:
        out.write(b"%b%d\n" % (BYTES, bytes_read))
        out.flush()

    try:
        stream = DocumentStream(document, tell)
        out.write(b"%b%b\n" % (RECORDS, records_line(stream.household).encode()))
        out.writelines(
            b"%b%d %b\n" % (EVENT, place, event_line(event).encode()) for place, event in stream.events()
        )
        out.write(END + b"\n")
    except KnownError as error:
        # As JSON: a key may hold half a character or a line break.
        out.write(b"%b%b\n" % (SENTENCE, json.dumps(explain(error)).encode()))
    except BrokenPipeError:
        raise
    except OSError:
        out.write(UNREADABLE + b"\n")


def _limit_itself(size: int) -> None:
    """Time, memory, and no files but those that are open; Windows leaves it to the parent's clock."""
    try:
        import resource
    except ImportError:
        return
    used = resource.getrusage(resource.RUSAGE_SELF)
    seconds = _SECONDS + int(size / 1_000_000 * _SECONDS_FOR_A_MEGABYTE)
    limits = {
        resource.RLIMIT_CPU: int(used.ru_utime + used.ru_stime) + seconds,
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
