"""From a path and a key to an open, checked file; and a new one from nothing."""

from __future__ import annotations

import os
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from sqlalchemy import Connection, Engine

from caregiver_app.storage.database import engine as sqlite
from caregiver_app.storage.database.engine import Manner
from caregiver_app.storage.database.migrations import migrate
from caregiver_app.storage.database.rows import Row
from caregiver_app.storage.disk.file_location import FileLocation, LocationKind, location_of
from caregiver_app.storage.disk.file_lock import InodeLock
from caregiver_app.storage.disk.file_names import lock_folder, restoring_folder
from caregiver_app.storage.disk.new_file import create_whole, move_leftovers_aside, obstacles
from caregiver_app.storage.disk.open_here import note_closed, note_open
from caregiver_app.storage.errors import (
    CannotWriteHere,
    HouseholdFileBusy,
    HouseholdFileDamaged,
    HouseholdFileError,
    HouseholdFileExists,
    HouseholdFileMissing,
    HouseholdFileReplaced,
    KeysChanged,
    KeysDamaged,
    KeysMissing,
    OnNetworkShare,
    WriteObstacle,
)
from caregiver_app.storage.household.state import begin_state
from caregiver_app.storage.vault.key_file import header, read_keys
from caregiver_app.storage.vault.secret import DatabaseKey

if TYPE_CHECKING:
    from collections.abc import Callable


_LOCK_TRIES: Final = 60
_LOCK_PAUSE: Final = 0.05  # seconds


@dataclass(frozen=True, slots=True)
class _Trace:
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
    _trace: _Trace
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

    def note_trace(self) -> None:
        """Takes what is written in the file for ours: after each write. Raises ``HouseholdFileReplaced``."""
        self._trace, self._commits = self._found(), self._others_commits()
        if not (self.manner.one_file or self.manner.view_only):
            self._wal = _id_of(_wal_of(self.path))

    def reconnect(self) -> None:
        """Begins anew from the disk at the next use."""
        self.engine.dispose()
        self._wal = None
        self._commits = None  # it counts from the beginning of a connection

    def _found(self) -> _Trace:
        found = _trace_of(self.path)
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


def create(
    path: Path, key: DatabaseKey, fill: Callable[[Connection], None] = lambda _connection: None
) -> None:
    """A new file with an empty household, and what ``fill`` writes besides, all in one transaction.

    Raises ``HouseholdFileExists``, ``CannotWriteHere``, ``OnNetworkShare``; then there is no file.
    """
    _place_of(path)
    if restoring_folder(path).is_dir():  # a backup is about to become the file of this name
        raise HouseholdFileExists(str(path))

    def write(draft: Path) -> None:
        engine = sqlite.open_engine(draft, key, Manner(one_file=True))
        try:
            with sqlite.known_errors(path):
                sqlite.mark_as_ours(engine)
                with sqlite.for_writing(engine).begin() as connection:
                    _make_tables(connection)
                    fill(connection)
        finally:
            engine.dispose()
        # A WAL left by a file of this name that is gone would be taken for the new one's.
        move_leftovers_aside(path)

    create_whole(path, write)


def _make_tables(connection: Connection) -> None:
    Row.metadata.create_all(connection)
    for statement in sqlite.TRIGGERS.values():
        connection.exec_driver_sql(statement)
    begin_state(connection)


def open_checked(
    path: Path, key: DatabaseKey, back_up: Callable[[], object], *, may_view: bool = True
) -> Opened:
    """See ``HouseholdFile.open``. Where nothing can be written, not even a WAL, it is opened for viewing."""
    check_beginning(path, key)
    where = _Where(path, key, _place_of(path))
    if os.access(path, os.W_OK) and os.access(path.parent, os.W_OK):
        try:
            return _open_for_writing(where, back_up)
        except CannotWriteHere as first:
            if not may_view:
                raise
            # A disk that is full is no reason not to show what is on it.
            with suppress(CannotWriteHere):
                return _open(where, _for_viewing(path))
            raise first from None
    return _open(where, _for_viewing(path))


def check_beginning(path: Path, key: DatabaseKey) -> None:
    """Whether the file is one under this key. Raises ``KeysChanged`` where its keys are others now, else damage."""
    begins = header(path)
    if begins != key.salt:
        with suppress(KeysMissing, KeysDamaged):
            if read_keys(path).set_for(begins):
                raise KeysChanged(str(path))
        raise HouseholdFileDamaged(str(path), "its beginning")


@dataclass(frozen=True, slots=True)
class _Where:
    path: Path
    key: DatabaseKey
    location: FileLocation


def _open_for_writing(where: _Where, back_up: Callable[[], object]) -> Opened:
    path = where.path
    lock = _shared_lock(path)
    try:
        check_beginning(path, where.key)  # while one waited for the lock, new keys may have been made
        if _has_wal(path):
            _check_with_wal(where, lock)
        return _open(where, Manner(one_file=where.location.kind is LocationKind.SYNCED), lock, back_up)
    except BaseException:
        lock.release()
        raise


def _check_with_wal(where: _Where, lock: InodeLock) -> None:
    """A WAL that does not belong to this file would be folded into it on closing, and ruin it.

    So whoever comes first looks at the two together, by a connection that cannot write.
    """
    try:
        lock.make_exclusive()
    except HouseholdFileBusy:  # whoever has it open has looked
        return
    try:
        _open(where, Manner(view_only=True)).close()
    finally:
        lock.share_again()


def _open(
    where: _Where,
    manner: Manner,
    lock: InodeLock | None = None,
    back_up: Callable[[], object] = lambda: None,
) -> Opened:
    path = where.path
    trace = _trace_of(path)
    if trace is None:
        raise HouseholdFileMissing(str(path))
    engine = sqlite.open_engine(path, where.key, manner)
    with obstacles(path):
        noted = note_open(path, where.key.salt)
    opened = Opened(path, where.key, engine, manner, where.location, lock, trace, noted)
    try:
        with sqlite.known_errors(path), obstacles(path):
            _check(opened, back_up)
            opened.note_trace()
    except BaseException:
        opened.close()
        raise
    return opened


def _check(opened: Opened, back_up: Callable[[], object]) -> None:
    engine, path = opened.engine, opened.path
    version = sqlite.version_of(engine, path)
    sqlite.check_whole(engine, path, has_wal=_has_wal(path))
    if version < sqlite.SCHEMA_VERSION and opened.manner.view_only:
        raise CannotWriteHere(str(path), WriteObstacle.NO_PERMISSION)
    if version < sqlite.SCHEMA_VERSION:
        back_up()
        migrate(engine, path, version)
    sqlite.check_schema(engine, path, _tables(), sqlite.TRIGGERS)
    sqlite.set_journal(engine, opened.manner)


def _place_of(path: Path) -> FileLocation:
    location = location_of(path)
    if location.kind is LocationKind.NETWORK:
        raise OnNetworkShare(str(path), location.name)
    return location


def _for_viewing(path: Path) -> Manner:
    return Manner(view_only=True, frozen=not _has_wal(path))


def _shared_lock(path: Path) -> InodeLock:
    """Somebody else may be looking at the file alone for a moment."""
    for _try in range(_LOCK_TRIES):
        with suppress(HouseholdFileBusy):
            return InodeLock.share(path, lock_folder())
        time.sleep(_LOCK_PAUSE)
    return InodeLock.share(path, lock_folder())


def _wal_of(path: Path) -> Path:
    return path.with_name(f"{path.name}-wal")


def _id_of(path: Path) -> tuple[int, int] | None:
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_dev, status.st_ino


def _has_wal(path: Path) -> bool:
    wal = _wal_of(path)
    return wal.exists() and wal.stat().st_size > 0


def _trace_of(path: Path) -> _Trace | None:
    try:
        status = path.stat()
    except OSError:
        return None
    return _Trace(status.st_dev, status.st_ino, status.st_size, status.st_mtime_ns)


def _tables() -> dict[str, frozenset[str]]:
    """The columns of each table, as the program makes them."""
    return {
        name: frozenset(column.name for column in table.columns)
        for name, table in Row.metadata.tables.items()
    }
