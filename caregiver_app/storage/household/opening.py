"""From a path and a key to an open, checked file; and a new one from nothing."""

from __future__ import annotations

import os
import time
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

from sqlalchemy import create_engine

from caregiver_app.storage.backup.restore_plan import is_ours
from caregiver_app.storage.database import engine as sqlite
from caregiver_app.storage.database.engine import Manner
from caregiver_app.storage.database.migrations import migrate
from caregiver_app.storage.database.rows import Row
from caregiver_app.storage.disk.file_location import FileLocation, LocationKind, location_of
from caregiver_app.storage.disk.file_lock import InodeLock
from caregiver_app.storage.disk.file_names import check_name, lock_folder, restoring_folder
from caregiver_app.storage.disk.new_file import create_whole, move_leftovers_aside, obstacles
from caregiver_app.storage.disk.open_here import note_open
from caregiver_app.storage.errors import (
    CannotWriteHere,
    HouseholdFileBusy,
    HouseholdFileDamaged,
    HouseholdFileExists,
    HouseholdFileMissing,
    KeysChanged,
    KeysDamaged,
    KeysMissing,
    OnNetworkShare,
    WriteObstacle,
)
from caregiver_app.storage.household.damage import sound_rows
from caregiver_app.storage.household.opened import Opened, for_viewing, has_wal, trace_of
from caregiver_app.storage.household.state import begin_state, seal_anew
from caregiver_app.storage.vault.key_file import header, read_keys
from caregiver_app.storage.vault.secret import DatabaseKey

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlalchemy import Connection


_LOCK_TRIES: Final = 60
_LOCK_PAUSE: Final = 0.05  # seconds


def create(
    path: Path, key: DatabaseKey, fill: Callable[[Connection], None] = lambda _connection: None
) -> None:
    """A new file with an empty household, and what ``fill`` writes besides, all in one transaction.

    Raises ``HouseholdFileExists``, ``NameOfPassing``, ``CannotWriteHere``, ``OnNetworkShare``; then there is no file.
    """
    _place_of(path)
    check_name(path)
    if is_ours(restoring_folder(path)):  # a backup is about to become the file of this name
        raise HouseholdFileExists(str(path))

    def write(draft: Path) -> None:
        engine = sqlite.open_engine(draft, key, Manner(one_file=True))
        try:
            with sqlite.known_errors(path):
                sqlite.mark_as_ours(engine)
                with sqlite.for_writing(engine).begin() as connection:
                    make_tables(connection)
                    begin_state(connection)
                    fill(connection)
        finally:
            engine.dispose()
        # A WAL left by a file of this name that is gone would be taken for the new one's.
        move_leftovers_aside(path)

    create_whole(path, write)


def make_tables(connection: Connection) -> None:
    """All that a new file is made of."""
    Row.metadata.create_all(connection)
    for statement in sqlite.TRIGGERS.values():
        connection.exec_driver_sql(statement)


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
                return _open(where, for_viewing(path))
            raise first from None
    return _open(where, for_viewing(path))


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
        if has_wal(path):
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
    trace = trace_of(path)
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
    sqlite.check_whole(engine, path, has_wal=has_wal(path))
    if version < sqlite.SCHEMA_VERSION and opened.manner.view_only:
        raise CannotWriteHere(str(path), WriteObstacle.NO_PERMISSION)
    if version < sqlite.SCHEMA_VERSION:
        back_up()
        with sound_rows(path):
            migrate(engine, path, version, lambda connection: _finish_migration(connection, path))
    else:
        with engine.connect() as connection:
            sqlite.check_schema(connection, path, _schema())
    sqlite.set_journal(engine, opened.manner)


def _place_of(path: Path) -> FileLocation:
    location = location_of(path)
    if location.kind is LocationKind.NETWORK:
        raise OnNetworkShare(str(path), location.name)
    return location


def _shared_lock(path: Path) -> InodeLock:
    """Somebody else may be looking at the file alone for a moment."""
    for _try in range(_LOCK_TRIES):
        with suppress(HouseholdFileBusy):
            return InodeLock.share(path, lock_folder())
        time.sleep(_LOCK_PAUSE)
    return InodeLock.share(path, lock_folder())


def _finish_migration(connection: Connection, path: Path) -> None:
    """Before it counts: what another program changed in the older file is found, and nothing was migrated."""
    sqlite.check_schema(connection, path, _schema())
    seal_anew(connection)


@cache
def _schema() -> sqlite.Schema:
    """As the program makes it: asked of a new file in memory."""
    engine = create_engine("sqlite://")
    try:
        with engine.begin() as connection:
            make_tables(connection)
            return sqlite.schema_of(connection)
    finally:
        engine.dispose()
