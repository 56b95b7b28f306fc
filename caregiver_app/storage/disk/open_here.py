"""Which household files this process has open at the moment.

POSIX forgets all locks a process holds on a file as soon as it closes *any* descriptor of that file. SQLite guards
itself against its own, not against ours: reading the first bytes of an open household would unlock it for others. So
what must be known of an open file is remembered here. It is about the process, hence one for the whole of it.
"""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

_FileId = tuple[int, int]
_open: dict[_FileId, list[bytes]] = {}


def note_open(path: Path, first_bytes: bytes) -> _FileId:
    """Remembers how an open file begins. Returns what ``note_closed`` wants. Raises ``OSError``."""
    key = _key(path)
    _open.setdefault(key, []).append(first_bytes)
    return key


def note_closed(key: _FileId) -> None:
    """One opening of the file is over."""
    _open[key].pop()
    if not _open[key]:
        del _open[key]


def first_bytes_if_open(path: Path) -> bytes | None:
    """How the file begins, if it is open here."""
    with suppress(OSError):
        beginnings = _open.get(_key(path))
        return beginnings[-1] if beginnings else None
    return None


def _key(path: Path) -> _FileId:
    status = path.stat()
    return status.st_dev, status.st_ino
