"""Reading and writing one household's file."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Final, Self

from sqlalchemy import Engine, inspect, select
from sqlalchemy.orm import Session

from caregiver_app.domain.errors import InvalidField
from caregiver_app.domain.household import Household
from caregiver_app.storage import engine as sqlite
from caregiver_app.storage.errors import (
    ChangedElsewhere,
    HouseholdFileDamaged,
    HouseholdFileMissing,
    NotAHouseholdFile,
)
from caregiver_app.storage.household_mapping import HOUSEHOLD_ROWS, ONLY_ID, household_from, household_records
from caregiver_app.storage.mapping import Loaded, Record
from caregiver_app.storage.new_file import create_whole
from caregiver_app.storage.rows import DraftRow, MetaRow, Row

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

BUSY_SECONDS: Final = 3.0
_LAST_REVISION: Final = 2**62
# What constructors and column types raise for half a quantity, a word for a number, a day that is none.
DAMAGE: Final = (InvalidField, ValueError, TypeError, ArithmeticError, AttributeError)


class HouseholdFile:
    """One open file; closed by ``close`` or as a context manager. For the thread that opened it only.

    Every method raises a ``HouseholdFileError`` where the file or the disk is at fault.
    """

    def __init__(self, path: Path, engine: Engine) -> None:
        self.path = path
        self._engine = engine
        with self._session() as session, self._sound_rows():
            self._revision = _meta(session).revision

    @classmethod
    def create(cls, path: Path, *, busy_seconds: float = BUSY_SECONDS) -> Self:
        """A new file with an empty household, private to its owner, on the disk when this returns.

        Raises ``HouseholdFileExists`` and ``CannotWriteHere``.
        """
        create_whole(path, _fill)
        return cls.open(path, busy_seconds=busy_seconds)

    @classmethod
    def open(cls, path: Path, *, busy_seconds: float = BUSY_SECONDS) -> Self:
        """An existing file, checked for being ours, whole and not from a newer program.

        Raises ``HouseholdFileMissing``, ``NotAHouseholdFile``, ``NewerHouseholdFile``,
        ``HouseholdFileDamaged``, ``HouseholdFileBusy`` after waiting ``busy_seconds``, ``CannotWriteHere``
        where the place is read-only.
        """
        _check_is_file(path)
        engine = sqlite.open_engine(path, busy_seconds)
        try:
            with sqlite.known_errors(path):
                sqlite.check(engine, path, _tables())
                return cls(path, engine)
        except BaseException:
            engine.dispose()
            raise

    def read(self) -> Household:
        """All that is kept, as of one moment; ``write`` then refuses to undo what others write after it."""
        with self._session() as session, self._sound_rows():
            revision = _meta(session).revision
            household = household_from(Loaded({rows: _stored(session, rows) for rows in HOUSEHOLD_ROWS}))
        self._revision = revision
        return household

    def write(self, household: Household) -> None:
        """Keeps this household in one transaction; rows that say the same already are not touched.

        Raises ``ChangedElsewhere`` where somebody wrote since it was opened, read or written here.
        """
        records = household_records(household)
        with self._session(writes=True) as session:
            with self._sound_rows():
                meta = _meta(session)
                if meta.revision != self._revision:
                    raise ChangedElsewhere(str(self.path))
                gone = [row for rows in HOUSEHOLD_ROWS for row in _put(session, rows, records[rows])]
            session.flush()
            for row in reversed(gone):
                session.delete(row)
            revision = meta.revision = self._revision + 1
        self._revision = revision

    def drafts(self) -> dict[str, dict[str, str]]:
        """The unsaved forms: key of the form to its fields."""
        with self._session() as session, self._sound_rows():
            return {row.key: row.fields for row in session.scalars(select(DraftRow).order_by(DraftRow.key))}

    def keep_draft(self, key: str, fields: dict[str, str]) -> None:
        """Keeps what stands in an unsaved form, in place of what stood there before."""
        with self._session(writes=True) as session:
            session.merge(DraftRow(key=key, fields=fields))

    def drop_draft(self, key: str) -> None:
        """Forgets one form's draft, if there is one."""
        with self._session(writes=True) as session:
            row = session.get(DraftRow, key)
            if row is not None:
                session.delete(row)

    def close(self) -> None:
        """Lets go of the file; SQLite folds its WAL into it."""
        self._engine.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_exception: object) -> None:
        self.close()

    @contextmanager
    def _session(self, *, writes: bool = False) -> Iterator[Session]:
        """One transaction: everything in it, or after any error nothing."""
        engine = sqlite.for_writing(self._engine) if writes else self._engine
        with sqlite.known_errors(self.path), Session(engine, autoflush=False) as session, session.begin():
            yield session

    @contextmanager
    def _sound_rows(self) -> Iterator[None]:
        """While rows become values: what the program never wrote is damage, not a bug."""
        try:
            yield
        except DAMAGE as error:
            raise HouseholdFileDamaged(str(self.path), f"{type(error).__name__} in a row") from error


def _fill(path: Path) -> None:
    engine = sqlite.open_engine(path, BUSY_SECONDS)
    try:
        with sqlite.known_errors(path):
            sqlite.prepare(engine)
            with Session(sqlite.for_writing(engine)) as session, session.begin():
                Row.metadata.create_all(session.connection())
                session.add(MetaRow(id=ONLY_ID, revision=0))
                for rows, records in household_records(Household()).items():
                    session.add_all(rows(**record) for record in records)
    finally:
        engine.dispose()


def _check_is_file(path: Path) -> None:
    try:
        if path.is_file():
            return
        is_there = path.exists()
    except (OSError, ValueError):  # a NUL in the name, a name too long
        is_there = False
    raise NotAHouseholdFile(str(path)) if is_there else HouseholdFileMissing(str(path))


def _meta(session: Session) -> MetaRow:
    [meta] = session.scalars(select(MetaRow))
    # SQLite keeps any text in a column of numbers; int() refuses it.
    if not 0 <= int(meta.revision) < _LAST_REVISION:
        raise ValueError(meta.revision)
    return meta


def _tables() -> dict[str, frozenset[str]]:
    """The columns of each table, as the program makes them."""
    return {
        name: frozenset(column.name for column in table.columns)
        for name, table in Row.metadata.tables.items()
    }


def _stored(session: Session, rows: type[Row]) -> list[Any]:
    order = "position" if "position" in inspect(rows).columns else "id"
    return list(session.scalars(select(rows).order_by(getattr(rows, order))))


def _put(session: Session, rows: type[Row], records: list[Record]) -> list[Row]:
    """Adds what is new and changes what differs. Returns what is no longer wanted."""
    names = [inspect(rows).get_property_by_column(column).key for column in inspect(rows).primary_key]
    stored = {tuple(getattr(row, name) for name in names): row for row in _stored(session, rows)}
    for record in records:
        row = stored.pop(tuple(record[name] for name in names), None)
        if row is None:
            session.add(rows(**record))
            continue
        for name, value in record.items():
            if getattr(row, name) != value:
                setattr(row, name, value)
    return list(stored.values())
