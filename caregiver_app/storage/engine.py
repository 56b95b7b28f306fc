"""Opening a connection, and every statement that only SQLite knows. A key for the file belongs here too."""

from __future__ import annotations

import sqlite3
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import StaticPool

from caregiver_app.storage.errors import (
    CannotWriteHere,
    HouseholdFileBusy,
    HouseholdFileDamaged,
    HouseholdFileError,
    NewerHouseholdFile,
    NotAHouseholdFile,
    WriteObstacle,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

APPLICATION_ID: Final = 0x43475648  # "CGVH": what file(1) and our own check know the file by
SCHEMA_VERSION: Final = 1
_BEGIN: Final = "caregiver_begin"
# SQLite's result codes are two-part: the low byte is the kind, the rest says more (sqlite.org/rescode.html).
_PRIMARY_CODE: Final = 0xFF


def open_engine(path: Path, busy_seconds: float) -> Engine:
    """An engine with one connection to an existing file, opened on first use.

    WAL with FULL keeps an acknowledged write through a power cut; NORMAL lost commits (security.md 0.2).
    """

    def connect() -> sqlite3.Connection:
        # isolation_level None: Python begins nothing by itself, each BEGIN is ours.
        address = f"{path.absolute().as_uri()}?mode=rw"
        connection = sqlite3.connect(address, uri=True, timeout=busy_seconds, isolation_level=None)
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA synchronous = FULL")
        return connection

    engine = create_engine("sqlite://", creator=connect, poolclass=StaticPool)
    event.listen(engine, "begin", _begin)
    return engine


def for_writing(engine: Engine) -> Engine:
    """The same engine, whose transactions take the write lock at once, so that none is busy half-way."""
    return engine.execution_options(**{_BEGIN: "BEGIN IMMEDIATE"})


def prepare(engine: Engine) -> None:
    """Marks an empty file as ours."""
    with engine.connect() as connection:
        _run(connection, "PRAGMA journal_mode = WAL")
        _run(connection, f"PRAGMA application_id = {APPLICATION_ID}")
        _run(connection, f"PRAGMA user_version = {SCHEMA_VERSION}")


def check(engine: Engine, path: Path, tables: Mapping[str, frozenset[str]]) -> None:
    """Looks whether a file is ours, whole, and as the program left it; ``tables`` are the columns of each table.

    Raises ``NotAHouseholdFile``, ``NewerHouseholdFile``, ``HouseholdFileDamaged``. Leaves other files alone.
    """
    with engine.connect() as connection:
        if _run(connection, "PRAGMA application_id") != APPLICATION_ID:
            raise NotAHouseholdFile(str(path))
        version = _run(connection, "PRAGMA user_version")
        if version > SCHEMA_VERSION:
            raise NewerHouseholdFile(str(path), version, SCHEMA_VERSION)
        found = _run(connection, "PRAGMA quick_check(1)")
        # SQLite reads a last page that was cut off as if it ended in zeros, and finds nothing wrong.
        if path.stat().st_size % _run(connection, "PRAGMA page_size"):
            found = "the last page is cut off"
        if found != "ok" or version < SCHEMA_VERSION:
            raise HouseholdFileDamaged(str(path), f"version {version}: {found}")
        if changed := _changed_by_others(connection, tables):
            raise HouseholdFileDamaged(str(path), changed)
        _run(connection, "PRAGMA journal_mode = WAL")


def _changed_by_others(connection: Connection, tables: Mapping[str, frozenset[str]]) -> str:
    """What another program did to the file that would lose rows without a word; empty if nothing."""
    if _run(connection, "SELECT count(*) FROM sqlite_master WHERE type IN ('trigger', 'view')"):
        return "a trigger or a view"
    for name, columns in tables.items():
        found = _all(connection, f"PRAGMA table_info({name})")
        if {row[1] for row in found} != columns:
            return f"the columns of {name}"
    broken = _all(connection, "PRAGMA foreign_key_check")
    return f"a row of {broken[0][0]} belongs to nobody" if broken else ""


@contextmanager
def known_errors(path: Path) -> Iterator[None]:
    """SQLite's errors that are about the file or the disk, as ours. Any other is a bug and passes through."""
    try:
        yield
    except (DBAPIError, sqlite3.Error) as error:
        known = _known(path, error.orig if isinstance(error, DBAPIError) else error)
        if known is None:
            raise
        raise known from error


def _run(connection: Connection, statement: str) -> Any:
    rows = _all(connection, statement)
    return rows[0][0] if rows else None


def _all(connection: Connection, statement: str) -> list[Any]:
    # Straight to the driver: these may not run inside a transaction, and SQLAlchemy would begin one.
    driver = connection.connection.driver_connection
    assert driver is not None
    return list(driver.execute(statement).fetchall())


def _begin(connection: Connection) -> None:
    connection.exec_driver_sql(connection.get_execution_options().get(_BEGIN, "BEGIN"))


def _known(path: Path, error: BaseException | None) -> HouseholdFileError | None:
    code = getattr(error, "sqlite_errorcode", 0) & _PRIMARY_CODE
    name = str(path)
    if code in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}:
        return HouseholdFileBusy(name)
    if code == sqlite3.SQLITE_NOTADB:
        return NotAHouseholdFile(name)
    if code == sqlite3.SQLITE_CORRUPT:
        return HouseholdFileDamaged(name, str(error))
    obstacle = _OBSTACLES.get(code)
    return CannotWriteHere(name, obstacle) if obstacle else None


_OBSTACLES: Final = {
    sqlite3.SQLITE_FULL: WriteObstacle.DISK_FULL,
    sqlite3.SQLITE_READONLY: WriteObstacle.NO_PERMISSION,
    sqlite3.SQLITE_PERM: WriteObstacle.NO_PERMISSION,
    sqlite3.SQLITE_CANTOPEN: WriteObstacle.NO_PERMISSION,
    sqlite3.SQLITE_IOERR: WriteObstacle.DEVICE_ERROR,
}
