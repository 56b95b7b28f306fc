"""Between one domain value and one row: what has one name on both sides is copied, the rest is handed in."""

from __future__ import annotations

from dataclasses import fields
from functools import cache
from typing import Any, TypeVar

from sqlalchemy import inspect

from caregiver_app.storage.database.rows import Row

Record = dict[str, Any]
Records = dict[type[Row], list[Record]]
V = TypeVar("V")


def record_of(row_class: type[Row], value: Any, **more: Any) -> Record:
    """The attributes of the row for ``value``; ``more`` are those the value does not have by that name."""
    kind: type = type(value)
    return {name: getattr(value, name) for name in shared_names(row_class, kind)} | more


def value_of(value_class: type[V], row: Row, **more: Any) -> V:
    """The value a row keeps; ``more`` are the fields the row does not have by that name."""
    kind: type = value_class
    return value_class(**{name: getattr(row, name) for name in shared_names(type(row), kind)}, **more)


@cache
def shared_names(row_class: type[Row], value_class: Any) -> tuple[str, ...]:
    """Fields of the value that are attributes of the row, composites included."""
    attributes = set(inspect(row_class).attrs.keys())
    return tuple(field.name for field in fields(value_class) if field.name in attributes)


class Loaded:
    """All rows of a household, each list in the order the family keeps it."""

    def __init__(self, rows: dict[type[Row], list[Any]]) -> None:
        self._rows = rows
        self._by_owner: dict[tuple[type[Row], str], dict[str, list[Any]]] = {}

    def all(self, row_class: type[Row]) -> list[Any]:
        """The rows of one table."""
        return self._rows[row_class]

    def owned(self, row_class: type[Row], owner_key: str, owner_id: str) -> list[Any]:
        """The rows of one table that belong to one owner."""
        grouped = self._by_owner.get((row_class, owner_key))
        if grouped is None:
            grouped = self._by_owner[row_class, owner_key] = {}
            for row in self._rows[row_class]:
                grouped.setdefault(getattr(row, owner_key), []).append(row)
        return grouped.get(owner_id, [])
