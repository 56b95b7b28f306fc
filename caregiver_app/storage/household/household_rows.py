"""A whole household between its value and its rows, inside a transaction of somebody else's."""

from __future__ import annotations

import hashlib
from dataclasses import fields, is_dataclass
from decimal import Decimal
from enum import Enum
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import inspect, select

from caregiver_app.domain.errors import InvalidField
from caregiver_app.domain.history import HistoryEntry
from caregiver_app.storage.database.rows import HistoryRow, MetaRow, Row, SealRow
from caregiver_app.storage.household.household_mapping import (
    HOUSEHOLD_ROWS,
    household_from,
    household_records,
)
from caregiver_app.storage.household.row_mapping import Loaded, Record, Records, record_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlalchemy.orm import Session

    from caregiver_app.domain.household import Household

# What constructors and column types raise for half a quantity, a word for a number, a day that is none.
DAMAGE: Final = (InvalidField, ValueError, TypeError, ArithmeticError, AttributeError)
_LAST_REVISION: Final = 2**62


def read_household(session: Session) -> Household:
    """The household. Raises one of ``DAMAGE`` for rows the program never wrote, or that are not all of one time."""
    household = household_from(Loaded({rows: _stored(session, rows) for rows in HOUSEHOLD_ROWS}))
    seal = _seal(session).household
    if seal and seal != _digest_of(household_records(household)):
        raise ValueError("rows of different times")
    return household


def write_household(session: Session, household: Household) -> None:
    """Makes the rows those of this household; rows that say the same already are not touched. May raise ``DAMAGE``."""
    records = household_records(household)
    gone = [row for rows in HOUSEHOLD_ROWS for row in _put(session, rows, records[rows])]
    session.flush()
    for row in reversed(gone):
        session.delete(row)
    _seal(session).household = _digest_of(records)


def add_entries(session: Session, entries: Iterable[HistoryEntry]) -> None:
    """The database numbers its entries: none is ever taken away, so they have no gaps. May raise ``DAMAGE``."""
    seal = _seal(session)
    for entry in entries:
        values = record_of(HistoryRow, entry)
        del values["number"]
        session.add(HistoryRow(**values))
        seal.history = _link(seal.history, entry)


def read_history(session: Session) -> tuple[HistoryEntry, ...]:
    """All of it, oldest first. Raises one of ``DAMAGE``, also where an entry is missing or was changed."""
    # By columns: there may be ten years of it, and rows as objects take three times as long.
    columns = [getattr(HistoryRow, field.name) for field in fields(HistoryEntry)]
    entries = tuple(
        HistoryEntry(*row) for row in session.execute(select(*columns).order_by(HistoryRow.number))
    )
    found = ""
    for entry in entries:
        found = _link(found, entry)
    if found != _seal(session).history:
        raise ValueError("a history with a gap")
    return entries


def read_meta(session: Session) -> MetaRow:
    """The row about the file itself. Raises one of ``DAMAGE``."""
    [meta] = session.scalars(select(MetaRow))
    # SQLite keeps any text in a column of numbers; int() refuses it.
    if not 0 <= int(meta.revision) < _LAST_REVISION:
        raise ValueError(meta.revision)
    return meta


def _seal(session: Session) -> SealRow:
    [seal] = session.scalars(select(SealRow))
    return seal


def _digest_of(records: Records) -> str:
    """Over everything the household's tables hold, whatever order Python made it in."""
    digest = hashlib.sha256()
    for rows in HOUSEHOLD_ROWS:
        digest.update(rows.__tablename__.encode())
        for record in records[rows]:
            words = [(name, _as_kept(record[name])) for name in sorted(record)]
            digest.update(repr(words).encode("utf-8", "surrogatepass"))
    return digest.hexdigest()


def _as_kept(value: Any) -> Any:
    """One spelling for values that are equal: 10 and 1E+1 are kept as the same text."""
    if isinstance(value, Decimal):
        return format(value, "f")
    if is_dataclass(value):
        return [_as_kept(getattr(value, field.name)) for field in fields(value)]
    return value.value if isinstance(value, Enum) else value


def _link(before: str, entry: HistoryEntry) -> str:
    """Each entry is sealed together with all before it."""
    values = (before, entry.at.isoformat(), entry.who, entry.kind.value, entry.what, entry.changes)
    return hashlib.sha256(repr(values).encode("utf-8", "surrogatepass")).hexdigest()


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
