"""What changed in a household, to the rows that keep it: nothing else is touched or looked at.

Each step gives back what it took out of the seal and what it brought in.
"""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from functools import cache
from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, delete, func, insert, inspect, select, update

from caregiver_app.domain.record_changes import common
from caregiver_app.domain.record_kinds import KIND_LISTED_IN
from caregiver_app.storage.database.rows import table_of
from caregiver_app.storage.household.household_rows import position_number, record_numbers
from caregiver_app.storage.household.tables import TABLE_OF, Parts, Record, Table

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from caregiver_app.domain.record_changes import HouseholdChanges, ListKey, OrderChange, RecordChange
    from caregiver_app.storage.database.rows import Row


@dataclass(slots=True)
class Sealed:
    """The numbers that leave the seal and those that join it."""

    gone: list[int] = field(default_factory=list)
    come: list[int] = field(default_factory=list)


def write_changes(connection: Connection, changes: HouseholdChanges) -> Sealed:
    """Makes the rows what they are after ``changes``. May raise ``DAMAGE``."""
    sealed = Sealed()
    for change in changes.records:  # first what goes: a medicine may move to another person under its own id
        if change.after is None:
            _remove(connection, change, sealed)
    added: dict[tuple[type[Any], str], RecordChange] = {}
    for change in changes.records:
        if change.before is None:
            added[change.key.kind, change.key.id] = change
        elif change.after is not None:
            _change(connection, change, sealed)
    for order in changes.orders:
        _place(connection, order, added, sealed)
    return sealed


def _remove(connection: Connection, change: RecordChange, sealed: Sealed) -> None:
    table, record = TABLE_OF[change.key.kind], change.record
    sealed.gone += record_numbers(table, record, change.owner_id)
    for parts in table.parts:
        connection.execute(_delete_from(parts.row, parts.owner), {"named": change.key.id})
    position = connection.scalar(_position_in(table.row), {"named": change.key.id})
    sealed.gone.append(position_number(table, change.key.id, _whole(position)))
    connection.execute(_delete_from(table.row, "id"), {"named": change.key.id})


def _change(connection: Connection, change: RecordChange, sealed: Sealed) -> None:
    table, before, after = TABLE_OF[change.key.kind], change.before, change.after
    sealed.gone += record_numbers(table, before, change.owner_id)
    sealed.come += record_numbers(table, after, change.owner_id)
    old, new = table.record(before, change.owner_id), table.record(after, change.owner_id)
    differing = {name: value for name, value in new.items() if old[name] != value}
    if differing:
        where = _column(table.row, "id") == new["id"]
        changed = update(table_of(table.row)).where(where).values(columns_of(table.row, differing))
        _check_one(connection.execute(changed).rowcount)
    for (parts, had), (_parts, has) in zip(
        table.part_records(before), table.part_records(after), strict=True
    ):
        if had != has:
            _replace_parts(connection, parts, new["id"], has)


def _replace_parts(connection: Connection, parts: Parts, owner_id: str, records: list[Record]) -> None:
    connection.execute(_delete_from(parts.row, parts.owner), {"named": owner_id})
    _add(connection, parts.row, records)


def _add(connection: Connection, row: type[Row], records: list[Record]) -> None:
    if records:
        connection.execute(_insert_into(row), [columns_of(row, record) for record in records])


def _place(
    connection: Connection,
    order: OrderChange,
    added: dict[tuple[type[Any], str], RecordChange],
    sealed: Sealed,
) -> None:
    """Adds what is new in a list, and moves what stands elsewhere now. What went leaves its place empty."""
    kind = KIND_LISTED_IN[order.key.listed_in]
    table = TABLE_OF[kind.cls]
    new = [each for each in order.after if (kind.cls, each) in added]
    stay = order.after[: len(order.after) - len(new)]
    if list(order.after[len(stay) :]) == new and not order.moved:
        positions = _behind(connection, table, order.key, new)
    else:
        positions = {each: place for place, each in enumerate(order.after)}
        stayed = {each: positions[each] for each in common(order.after, order.before)}
        _move(connection, table, order.key, stayed, sealed)
    _add_listed(connection, table, [(added[kind.cls, each], positions[each]) for each in new], sealed)


def _add_listed(
    connection: Connection, table: Table, new: list[tuple[RecordChange, int]], sealed: Sealed
) -> None:
    records = [table.record(each.after, each.owner_id) | {"position": place} for each, place in new]
    _add(connection, table.row, records)
    for change, place in new:
        for parts, parts_records in table.part_records(change.after):
            _add(connection, parts.row, parts_records)
        sealed.come += record_numbers(table, change.after, change.owner_id)
        sealed.come.append(position_number(table, change.key.id, place))


def _behind(connection: Connection, table: Table, key: ListKey, new: list[str]) -> dict[str, int]:
    """Places for what comes at the end of a list."""
    if not new:
        return {}
    last = select(func.max(_column(table.row, "position")))
    if table.owner:
        last = last.where(_column(table.row, table.owner) == key.owner_id)
    found = connection.scalar(last)
    first = 0 if found is None else _whole(found) + 1
    return {each: first + place for place, each in enumerate(new)}


def _move(
    connection: Connection, table: Table, key: ListKey, positions: dict[str, int], sealed: Sealed
) -> None:
    identifier, position = _column(table.row, "id"), _column(table.row, "position")
    stored = select(identifier, position)
    if table.owner:
        stored = stored.where(_column(table.row, table.owner) == key.owner_id)
    places = {each: _whole(place) for each, place in connection.execute(stored)}
    if not positions.keys() <= places.keys():
        raise ValueError("a record without its row")
    for each, place in places.items():
        if each in positions and positions[each] != place:
            moved = update(table_of(table.row)).where(identifier == each)
            connection.execute(moved, {"position": positions[each]})
            sealed.gone.append(position_number(table, each, place))
            sealed.come.append(position_number(table, each, positions[each]))


def columns_of(row: type[Row], record: Record) -> Record:
    """Composites as their columns."""
    composites = inspect(row).composites
    flat: Record = {}
    for name, value in record.items():
        if name not in composites:
            flat[name] = value
            continue
        names = [prop.key for prop in composites[name].props]
        values = composites[name].composite_class
        parts = (None,) * len(names) if value is None else _fields_of(values, value)
        flat |= dict(zip(names, parts, strict=True))
    return flat


def _fields_of(cls: Any, value: Any) -> tuple[Any, ...]:
    return tuple(getattr(value, each.name) for each in fields(cls))


def _column(row: type[Row], name: str) -> Any:
    return table_of(row).c[name]


@cache
def _insert_into(row: type[Row]) -> Any:
    return insert(table_of(row))


@cache
def _delete_from(row: type[Row], column: str) -> Any:
    return delete(table_of(row)).where(_column(row, column) == bindparam("named"))


@cache
def _position_in(row: type[Row]) -> Any:
    return select(_column(row, "position")).where(_column(row, "id") == bindparam("named"))


def _check_one(rows: int) -> None:
    if rows != 1:
        raise ValueError("a record without its row")


def _whole(value: Any) -> int:
    """SQLite keeps any text in a column of numbers; int() refuses it."""
    return int(value)
