"""Opening an encrypted connection, and every statement that only SQLite and SQLCipher know."""

from __future__ import annotations

import os
import re
import shutil
import tempfile
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import StaticPool

from caregiver_app.storage.disk.file_names import SCRATCH
from caregiver_app.storage.errors import (
    CannotWriteHere,
    CipherMissing,
    HouseholdFileBusy,
    HouseholdFileDamaged,
    HouseholdFileError,
    NewerHouseholdFile,
    NotAHouseholdFile,
    ViewOnly,
    WriteObstacle,
)

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import ModuleType

    from caregiver_app.storage.vault.secret import DatabaseKey

APPLICATION_ID: Final = 0x43475648  # "CGVH": what our own check knows the file by
SCHEMA_VERSION: Final = 4
SAFE_SQLITE: Final = (3, 51, 3)  # before it, two connections could reset a WAL that was still needed
_IN_MEMORY: Final = Path("/dev/shm")  # noqa: S108 - names there are made up by tempfile
_BEGIN: Final = "caregiver_begin"
_READ_BY_MONTH: Final = frozenset({"event", "event_once"})
# Statements are compiled once for all files: half the time of opening one. They hold no values.
_COMPILED: Final[dict[Any, Any]] = {}
# SQLite's result codes are two-part: the low byte is the kind, the rest says more (sqlite.org/rescode.html).
_PRIMARY_CODE: Final = 0xFF
_UNREAD: Final = re.compile(r"error code=(\d+)")
BUSY, LOCKED, READONLY, IOERR, CORRUPT, FULL, CANTOPEN, PERM, NOTADB = 5, 6, 8, 10, 11, 13, 14, 3, 26


@dataclass(frozen=True, slots=True)
class Manner:
    """How a file is opened. ``one_file`` keeps no WAL beside it: a sync tool would copy the two apart.

    ``view_only`` never writes. ``frozen`` besides takes no lock: for a file without a WAL where none can be made.
    ``alone`` reads a file and its WAL where the ``-shm`` that goes with them is gone and cannot be made.
    """

    busy_seconds: float = 3.0
    one_file: bool = False
    view_only: bool = False
    frozen: bool = False
    alone: bool = False

    def address(self, path: Path) -> str:
        """SQLite's URI of the file. Never with permission to create it: an empty file would pass for a new one."""
        mode = "ro" if self.view_only else "rw"
        return f"{path.absolute().as_uri()}?mode={mode}{'&immutable=1' if self.frozen else ''}"


@cache
def cipher() -> ModuleType:
    """The database driver. Raises ``CipherMissing``: there is no falling back to a file that anybody can read."""
    try:
        from sqlcipher3 import dbapi2
    except ImportError:
        raise CipherMissing("") from None
    with_cipher = dbapi2.connect(":memory:").execute("PRAGMA cipher_version").fetchone()
    if dbapi2.sqlite_version_info < SAFE_SQLITE or not with_cipher:
        raise CipherMissing(dbapi2.sqlite_version)
    module: ModuleType = dbapi2
    return module


def connect(path: Path, key: DatabaseKey, manner: Manner = Manner()) -> Any:
    """A driver's connection to an existing file, its key checked by a first read.

    WAL with FULL keeps an acknowledged write through a power cut; NORMAL lost commits (security.md 0.2). A
    rollback journal needs EXTRA for the same.
    """
    if manner.alone:
        return _connect_to_copy(path, key, manner)
    # isolation_level None: Python begins nothing by itself, each BEGIN is ours.
    connection = cipher().connect(
        manner.address(path), uri=True, timeout=manner.busy_seconds, isolation_level=None
    )
    try:
        connection.execute("PRAGMA cipher_log_level = NONE")  # it would write to standard error
        connection.execute(key.pragma())
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA trusted_schema = OFF")
        connection.execute(f"PRAGMA synchronous = {'EXTRA' if manner.one_file else 'FULL'}")
        connection.execute("PRAGMA fullfsync = ON")  # of use on macOS only
        connection.execute("PRAGMA checkpoint_fullfsync = ON")
    except BaseException:
        connection.close()
        raise
    return connection


def _connect_to_copy(path: Path, key: DatabaseKey, manner: Manner) -> Any:
    """For a full or a read-only disk: what was saved last is in the WAL, and SQLite reads none without a ``-shm``.

    The copy, as encrypted as the file, loses its names at once; where there is such a place, it is never on a disk.
    """
    place = str(_IN_MEMORY) if os.access(_IN_MEMORY, os.W_OK) else None
    with tempfile.TemporaryDirectory(prefix=SCRATCH, dir=place, ignore_cleanup_errors=True) as name:
        copy = Path(name) / "copy"
        for end in ("", "-wal"):
            shutil.copyfile(f"{path}{end}", f"{copy}{end}")
        return connect(copy, key, replace(manner, alone=False))


def open_engine(path: Path, key: DatabaseKey, manner: Manner) -> Engine:
    """An engine with one connection to an existing file, opened on first use."""
    engine = create_engine(
        "sqlite://",
        module=cipher(),
        creator=lambda: connect(path, key, manner),
        poolclass=StaticPool,
        hide_parameters=True,  # an error's text would hold what the family typed
        execution_options={"compiled_cache": _COMPILED},
    )
    event.listen(engine, "begin", _begin)
    return engine


def for_writing(engine: Engine) -> Engine:
    """The same engine, whose transactions take the write lock at once, so that none is busy half-way."""
    return engine.execution_options(**{_BEGIN: "BEGIN IMMEDIATE"})


def mark_as_ours(engine: Engine) -> None:
    """Marks an empty file. It is made with a rollback journal and EXTRA: see ``new_file``."""
    with engine.connect() as connection:
        run(connection, f"PRAGMA application_id = {APPLICATION_ID}")
        run(connection, f"PRAGMA user_version = {SCHEMA_VERSION}")


def version_of(engine: Engine, path: Path) -> int:
    """The schema's version. Raises ``NotAHouseholdFile``, ``NewerHouseholdFile``; leaves such files alone."""
    with engine.connect() as connection:
        if run(connection, "PRAGMA application_id") != APPLICATION_ID:
            raise NotAHouseholdFile(str(path))
        version = int(run(connection, "PRAGMA user_version"))
        if version > SCHEMA_VERSION:
            raise NewerHouseholdFile(str(path), version, SCHEMA_VERSION)
        return version


def check_whole(engine: Engine, path: Path, *, has_wal: bool) -> None:
    """Reads all of the file but its events: there may be ten years of them, and ``event_log`` verifies them by month.

    Raises ``HouseholdFileDamaged``.
    """
    with engine.connect() as connection:
        found = _quick_check(connection)
        # SQLite reads a last page that was cut off as if it ended in zeros, and finds nothing wrong. While there is
        # a WAL, it may hold the whole page: power that fails while it is folded in leaves just that.
        if not has_wal and path.stat().st_size % int(run(connection, "PRAGMA page_size")):
            found = "the last page is cut off"
        if found != "ok":
            unread = _UNREAD.search(str(found))
            if unread and int(unread[1]) & _PRIMARY_CODE == IOERR:  # a loose cable is no damage
                raise CannotWriteHere(str(path), WriteObstacle.DEVICE_ERROR)
            raise HouseholdFileDamaged(str(path), str(found))


Schema = dict[tuple[str, str], str]
"""Of each table, index, trigger and view: its kind and name, and the statement that made it."""


def schema_of(connection: Connection) -> Schema:
    """What the file is made of."""
    found = all_rows(
        connection, "SELECT type, name, sql FROM sqlite_master WHERE name NOT LIKE 'sqlite^_%' ESCAPE '^'"
    )
    return {(kind, name): " ".join(sql.split()) for kind, name, sql in found}


def check_schema(connection: Connection, path: Path, expected: Schema) -> None:
    """Whether the file is made as the program makes it, to the last word. Raises ``HouseholdFileDamaged``.

    What another program may have changed loses rows without a word: a trigger, a view, a column, a conflict clause.
    """
    found = schema_of(connection)
    for kind, name in sorted(found.keys() | expected.keys()):
        if found.get((kind, name)) != expected.get((kind, name)):
            raise HouseholdFileDamaged(str(path), f"the {kind} {name}")
    if broken := all_rows(connection, "PRAGMA foreign_key_check"):
        raise HouseholdFileDamaged(str(path), f"a row of {broken[0][0]} belongs to nobody")


def set_journal(engine: Engine, manner: Manner) -> None:
    """WAL, or for a synced folder one file that is whole whenever nothing is being written."""
    if not manner.view_only:
        with engine.connect() as connection:
            run(connection, f"PRAGMA journal_mode = {'DELETE' if manner.one_file else 'WAL'}")


def check_thoroughly(connection: Any, path: Path) -> None:
    """Each page's seal, each index, each reference. For a driver's connection of its own.

    Raises ``HouseholdFileDamaged``. The seals are read past the WAL, so it is folded in first or it cries wolf.
    """
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    found = connection.execute("PRAGMA cipher_integrity_check").fetchall()
    found += [row for row in connection.execute("PRAGMA integrity_check(1)").fetchall() if row[0] != "ok"]
    found += connection.execute("PRAGMA foreign_key_check").fetchall()
    if found:
        raise HouseholdFileDamaged(str(path), str(found[0][0]))


def _quick_check(connection: Connection) -> str:
    for (name,) in all_rows(connection, "SELECT name FROM sqlite_master WHERE type = 'table'"):
        if name not in _READ_BY_MONTH:
            found = run(connection, f"PRAGMA quick_check({_quoted(name)})")
            if found != "ok":
                return str(found)
    return "ok"


def _quoted(name: str) -> str:
    """Another program may have made a table of any name."""
    return '"{}"'.format(name.replace('"', '""'))


@contextmanager
def known_errors(path: Path) -> Iterator[None]:
    """SQLite's errors that are about the file or the disk, as ours. Any other is a bug and passes through."""
    try:
        yield
    except (DBAPIError, cipher().Error) as error:
        known = _known(path, error.orig if isinstance(error, DBAPIError) else error)
        if known is None:
            raise
        # Not "from error": its text may hold what the family typed.
        raise known from None


def run(connection: Connection, statement: str) -> Any:
    """The first value of a statement's answer, straight from the driver."""
    rows = all_rows(connection, statement)
    return rows[0][0] if rows else None


def all_rows(connection: Connection, statement: str) -> list[Any]:
    """A statement's answer, straight from the driver: these may not run inside a transaction of SQLAlchemy's."""
    driver = connection.connection.driver_connection
    assert driver is not None
    return list(driver.execute(statement).fetchall())


def _begin(connection: Connection) -> None:
    all_rows(connection, connection.get_execution_options().get(_BEGIN, "BEGIN"))


def _known(path: Path, error: BaseException | None) -> HouseholdFileError | None:
    code = getattr(error, "sqlite_errorcode", 0) & _PRIMARY_CODE
    if code in _UNTOLD:
        code = _BY_WORDS.get(str(error), 0)
    name = str(path)
    if code in {BUSY, LOCKED}:
        return HouseholdFileBusy(name)
    if code in {NOTADB, CORRUPT}:
        # The key was right before it came here, so a page that it does not open is damaged.
        return HouseholdFileDamaged(name, str(getattr(error, "sqlite_errorname", "")))
    if code == READONLY:
        return ViewOnly(name)
    obstacle = _OBSTACLES.get(code)
    return CannotWriteHere(name, obstacle) if obstacle else None


# Connection.backup raises without a code, sqlcipher_export with that of any error.
_UNTOLD: Final = (0, 1)
_BY_WORDS: Final = {
    "database is locked": BUSY,
    "attempt to write a readonly database": READONLY,
    "disk I/O error": IOERR,
    "database disk image is malformed": CORRUPT,
    "database or disk is full": FULL,
    "unable to open database file": CANTOPEN,
    "file is not a database": NOTADB,
}
_OBSTACLES: Final = {
    FULL: WriteObstacle.DISK_FULL,
    PERM: WriteObstacle.NO_PERMISSION,
    CANTOPEN: WriteObstacle.NO_PERMISSION,
    IOERR: WriteObstacle.DEVICE_ERROR,
}

# History and events are only ever added to; whoever repairs a file by hand drops these first.
TRIGGERS: Final = {
    f"{table}_is_never_{done}": (
        f"CREATE TRIGGER {table}_is_never_{done} BEFORE {verb} ON {table} "
        f"BEGIN SELECT RAISE(ABORT, '{table} is only added to'); END"
    )
    for table in ("history", "event")
    for done, verb in (("changed", "UPDATE"), ("removed", "DELETE"))
}
