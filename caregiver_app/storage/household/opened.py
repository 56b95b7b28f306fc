"""A file that is open: what keeps it open, and whether it is still the one that was opened."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from sqlalchemy import Engine

from caregiver_app.storage.database import engine as sqlite
from caregiver_app.storage.database.engine import Manner
from caregiver_app.storage.disk.file_location import FileLocation
from caregiver_app.storage.disk.file_lock import InodeLock
from caregiver_app.storage.disk.open_here import note_closed
from caregiver_app.storage.errors import HouseholdFileError, HouseholdFileReplaced
from caregiver_app.storage.vault.secret import DatabaseKey

# The least that SQLite makes (WALINDEX_PGSZ).
_SHM_BYTES: Final = 32_768


@dataclass(frozen=True, slots=True)
class Trace:
    """What a file on the disk is known by: which one it is, and how it was left when it was last written to."""

    device: int
    inode: int
    size: int
    written: int


@dataclass(slots=True)
class Opened:
    """An open, checked file. ``lock`` is missing where even lock files cannot be kept."""

    path: Path
    key: DatabaseKey
    engine: Engine
    manner: Manner
    location: FileLocation
    lock: InodeLock | None
    _trace: Trace
    _noted: tuple[int, int]
    _wal: tuple[int, int] | None = None
    _commits: int | None = None
    is_closed: bool = False

    def was_touched(self) -> bool:
        """Whether somebody wrote to the file, and no commit of this program's other windows and commands tells who.

        Raises ``HouseholdFileReplaced`` where it is gone, or is another.
        """
        found = self._found()
        if found == self._trace:
            return False
        commits = self._others_commits()
        if self._commits in {None, commits}:
            return True
        self._trace, self._commits = found, commits
        return False

    def note_trace(self, commits: int | None = None) -> None:
        """Takes what is written in the file for ours: after each write. Raises ``HouseholdFileReplaced``.

        ``commits`` are those of others, where they were counted in the same write (``data_version``).
        """
        self._trace, self._commits = self._found(), self._others_commits() if commits is None else commits
        if not (self.manner.one_file or self.manner.view_only):
            self._wal = _id_of(_wal_of(self.path))

    def reconnect(self) -> None:
        """Begins anew from the disk at the next use."""
        self.engine.dispose()
        self._wal = None
        self._commits = None  # it counts from the beginning of a connection

    def _found(self) -> Trace:
        found = trace_of(self.path)
        if found is None or (found.device, found.inode) != (self._trace.device, self._trace.inode):
            raise HouseholdFileReplaced(str(self.path), gone=found is None)
        # What is written goes into the WAL first. One that is gone goes on being written to, and nobody finds it.
        wal = _wal_of(self.path)
        if self._wal is not None and _id_of(wal) != self._wal:
            if found == self._trace:
                self._save_from_lost_wal()
            raise HouseholdFileReplaced(str(wal), gone=not wal.exists())
        return found

    def _save_from_lost_wal(self) -> None:
        """The open connection still reads what was acknowledged; it is brought into the file while there is time."""
        self._wal = None
        with (
            suppress(HouseholdFileError),
            sqlite.known_errors(self.path),
            self.engine.connect() as connection,
        ):
            sqlite.run(connection, "PRAGMA wal_checkpoint(TRUNCATE)")

    def close(self) -> None:
        """Lets go of the file and of its lock. Whoever uses it after that is told: it would open again, unlocked."""
        if not self.is_closed:
            note_closed(self._noted)
        self.is_closed = True
        self.engine.dispose()
        if self.lock:
            self.lock.release()

    def _others_commits(self) -> int:
        with sqlite.known_errors(self.path), self.engine.connect() as connection:
            return int(sqlite.run(connection, "PRAGMA data_version"))


def _wal_of(path: Path) -> Path:
    return path.with_name(f"{path.name}-wal")


def _id_of(path: Path) -> tuple[int, int] | None:
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_dev, status.st_ino


def has_wal(path: Path) -> bool:
    """Whether something written still waits to be folded into the file."""
    wal = _wal_of(path)
    return wal.exists() and wal.stat().st_size > 0


def for_viewing(path: Path) -> Manner:
    """How a file is opened where nothing may or can be written, not even beside it.

    A WAL that anybody has open has its ``-shm``; one that could not be made whole on a full disk is smaller.
    """
    if not has_wal(path):
        return Manner(view_only=True, frozen=True)
    index = path.with_name(f"{path.name}-shm")
    return Manner(view_only=True, alone=not (index.exists() and index.stat().st_size >= _SHM_BYTES))


def trace_of(path: Path) -> Trace | None:
    """``None`` where there is no such file."""
    try:
        status = path.stat()
    except OSError:
        return None
    return Trace(status.st_dev, status.st_ino, status.st_size, status.st_mtime_ns)
