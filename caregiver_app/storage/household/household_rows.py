"""A household from its rows, inside a transaction of somebody else's, and the seal over all of it."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

from sqlalchemy import inspect, select

from caregiver_app.domain.household import Household
from caregiver_app.domain.record_kinds import KIND_OF, lists_of, owned_by
from caregiver_app.storage.database.rows import Row
from caregiver_app.storage.household.seal import digest, moved, record_digest
from caregiver_app.storage.household.tables import TABLE_OF, TABLES, Parts, Record, Table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy.orm import Session

_Grouped = dict[str, list[Any]]


Positions = dict[tuple[type[Any], str], int]
"""Where each record stands in its list, by its class and id."""


def read_rows(session: Session) -> tuple[Household, Positions]:
    """The household, and where its records stand. Raises one of ``DAMAGE`` for rows the program never wrote."""
    rows = _Rows(session)
    return _household_in(rows), rows.positions


def seal_of(household: Household, positions: Positions) -> str:
    """The seal over a whole household whose records stand at these positions."""
    numbers = list(record_numbers(TABLE_OF[type(household.preferences)], household.preferences, ""))
    for table in TABLES:
        kind = KIND_OF[table.cls]
        if kind.listed_in:
            for owner_id, value in _values_of(household, table.cls):
                numbers += record_numbers(table, value, owner_id)
                numbers.append(position_number(table, value.id, positions[table.cls, value.id]))
    return moved("", come=numbers)


def record_numbers(table: Table, value: Any, owner_id: str) -> Iterator[int]:
    """What a record and its parts are in the seal, apart from where it stands."""
    yield record_digest(table.row.__tablename__, table.record(value, owner_id))
    for parts, records in table.part_records(value):
        for record in records:
            yield record_digest(parts.row.__tablename__, record)


def position_number(table: Table, record_id: str, position: int) -> int:
    """What the place of a record in its list is in the seal."""
    return digest(table.row.__tablename__, record_id, position)


class _Rows:
    """All rows of a household, by the column that names their owner, each list in its order."""

    def __init__(self, session: Session) -> None:
        self.positions: Positions = {}
        self._by_owner: dict[type[Row], _Grouped] = {}
        for table in TABLES:
            self._by_owner[table.row] = _grouped(session, table.row, table.owner)
            for parts in table.parts:
                self._by_owner[parts.row] = _grouped(session, parts.row, parts.owner)

    def values(self, table: Table, owner_id: str) -> Iterator[Any]:
        """The records of one list."""
        for row in self._by_owner[table.row].get(owner_id, ()):
            if KIND_OF[table.cls].listed_in:
                self.positions[table.cls, row.id] = row.position
            yield table.value(row, partial(self._parts, row.id))

    def _parts(self, record_id: str, parts: Parts) -> list[Any]:
        return self._by_owner[parts.row].get(record_id, [])


def _grouped(session: Session, row_class: type[Row], owner: str) -> _Grouped:
    columns = inspect(row_class).columns
    order = [getattr(row_class, name) for name in ("position", "id") if name in columns]
    grouped: _Grouped = defaultdict(list)
    for row in session.scalars(select(row_class).order_by(*order)):
        grouped[getattr(row, owner) if owner else ""].append(row)
    return grouped


def _household_in(rows: _Rows) -> Household:
    def lists(owner_class: type[Any] | None, owner_id: str) -> Record:
        return {
            kind.listed_in: tuple(
                _with_own(value, lists(kind.cls, value.id))
                for value in rows.values(TABLE_OF[kind.cls], owner_id)
            )
            for kind in owned_by(owner_class)
        }

    [preferences] = rows.values(TABLES[0], "")
    return Household(preferences=preferences, **lists(None, ""))


def _with_own(value: Any, own: Record) -> Any:
    return replace(value, **own) if own else value


def _values_of(household: Household, cls: type[Any]) -> Iterator[tuple[str, Any]]:
    for owner_id, own in lists_of(KIND_OF[cls], household):
        for value in own:
            yield owner_id, value
