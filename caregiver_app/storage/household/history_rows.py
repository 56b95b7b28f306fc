"""The history between its entries and their rows, inside a transaction of somebody else's."""

from __future__ import annotations

import hashlib
from dataclasses import fields
from typing import TYPE_CHECKING, Final

from sqlalchemy import insert, select, update

from caregiver_app.domain.history import HistoryEntry
from caregiver_app.storage.database.rows import HistoryRow, SealRow, table_of

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from sqlalchemy import Connection

_KEPT: Final = tuple(each.name for each in fields(HistoryEntry) if each.name != "number")
_SEAL: Final = select(table_of(SealRow).c.history)
_ADD, _SET_SEAL = insert(table_of(HistoryRow)), update(table_of(SealRow))


def add_entries(connection: Connection, entries: Iterable[HistoryEntry]) -> None:
    """The database numbers its entries: none is ever taken away, so they have no gaps. May raise ``DAMAGE``."""
    seal = connection.scalar(_SEAL)
    added = []
    for entry in entries:
        added.append({name: getattr(entry, name) for name in _KEPT})
        seal = _link(str(seal), entry)
    if added:
        connection.execute(_ADD, added)
        connection.execute(_SET_SEAL, {"history": seal})


def read_history(connection: Connection) -> tuple[HistoryEntry, ...]:
    """All of it, oldest first. Raises one of ``DAMAGE``, also where an entry is missing or was changed."""
    columns = [getattr(HistoryRow, field.name) for field in fields(HistoryEntry)]
    entries = tuple(
        HistoryEntry(*row) for row in connection.execute(select(*columns).order_by(HistoryRow.number))
    )
    found = ""
    for entry in entries:
        found = _link(found, entry)
    if found != connection.scalar(_SEAL):
        raise ValueError("a history with a gap")
    return entries


def last_entry_at(connection: Connection) -> datetime | None:
    """When the newest line was written; ``None`` for an empty history."""
    return connection.scalar(select(HistoryRow.at).order_by(HistoryRow.number.desc()).limit(1))


def _link(before: str, entry: HistoryEntry) -> str:
    """Each entry is sealed together with all before it."""
    values = (before, entry.at.isoformat(), entry.who, entry.kind.value, entry.what, entry.changes)
    return hashlib.sha256(repr(values).encode("utf-8", "surrogatepass")).hexdigest()
