"""Adding events inside a transaction of somebody else's, with the seals of their months."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import Connection, delete, insert, select, update

from caregiver_app.domain.events import AlreadyAmendedError, AlreadyRecordedError, Event
from caregiver_app.storage.database.event_rows import EventMonthRow, EventOnceRow, EventRow
from caregiver_app.storage.database.rows import SealRow
from caregiver_app.storage.household.event_text import COLUMNS, linked, month_of, row_of
from caregiver_app.storage.household.seal import digest, moved

_IN_ONE_QUESTION: Final = 500
_AT: Final = COLUMNS.index("at")
_NEW: Final = (0, "")

Month = tuple[int, str]
"""How many events a month has, and their seal."""


@dataclass(frozen=True, slots=True)
class Kept:
    """What was new, and the months it fell into as they were before and are now."""

    events: tuple[Event, ...]
    before: dict[str, Month]
    after: dict[str, Month]


def append_events(connection: Connection, events: Sequence[Event]) -> Kept:
    """See ``EventLog.append``."""
    there = _there(connection, EventRow.id, (event.id for event in events))
    new = list({event.id: event for event in events if event.id not in there}.values())
    if not new:
        return Kept((), {}, {})
    _check_amended(connection, new)
    _take_places(connection, new)
    seal = connection.execute(select(SealRow.events, SealRow.event_count)).one()
    last = connection.scalar(select(EventRow.number).order_by(EventRow.number.desc()).limit(1)) or 0
    rows = [row_of(number, event) for number, event in enumerate(new, start=last + 1)]
    connection.execute(insert(EventRow), [dict(zip(COLUMNS, row, strict=True)) for row in rows])
    before = _months(connection, {month_of(row[_AT]) for row in rows})
    after = dict(before)
    for row in rows:
        count, found = after.get(month_of(row[_AT]), _NEW)
        after[month_of(row[_AT])] = (count + 1, linked(found, row))
    _keep_months(connection, before, after)
    events_seal = moved(
        seal.events,
        gone=(digest(month, *state) for month, state in before.items()),
        come=(digest(month, *state) for month, state in after.items()),
    )
    connection.execute(update(SealRow).values(events=events_seal, event_count=seal.event_count + len(rows)))
    return Kept(tuple(new), before, after)


def _check_amended(connection: Connection, new: Sequence[Event]) -> None:
    """What is amended is there, and nothing has taken its place. The database holds the second too."""
    amended = [event.amends for event in new if event.amends]
    if not amended:
        return
    known = _there(connection, EventRow.id, amended) | {event.id for event in new}
    taken = _there(connection, EventRow.amends, amended)
    if taken or len(set(amended)) < len(amended) or not known.issuperset(amended):
        raise AlreadyAmendedError


def _take_places(connection: Connection, new: Sequence[Event]) -> None:
    """What can be true only once; an amendment takes over from the event it amends."""
    amended = [event.amends for event in new if event.amends]
    if amended:
        connection.execute(delete(EventOnceRow).where(EventOnceRow.event_id.in_(amended)))
    replaced = set(amended)
    places = [
        {"once": event.once, "event_id": event.id} for event in new if event.once and event.id not in replaced
    ]
    wanted = [place["once"] for place in places]
    if len(set(wanted)) < len(wanted) or _there(connection, EventOnceRow.once, wanted):
        raise AlreadyRecordedError
    if places:
        connection.execute(insert(EventOnceRow), places)


def _there(connection: Connection, column: Any, wanted: Iterable[str]) -> set[str]:
    """Those of ``wanted`` that stand in a column."""
    names, found = list(wanted), set()
    for first in range(0, len(names), _IN_ONE_QUESTION):
        found |= set(
            connection.scalars(select(column).where(column.in_(names[first : first + _IN_ONE_QUESTION])))
        )
    return found


def _months(connection: Connection, wanted: set[str]) -> dict[str, Month]:
    row = EventMonthRow
    found = connection.execute(select(row.month, row.events, row.digest).where(row.month.in_(sorted(wanted))))
    return {month: (count, seal) for month, count, seal in found.all()}


def _keep_months(connection: Connection, before: dict[str, Month], after: dict[str, Month]) -> None:
    for month, (count, seal) in after.items():
        values = {"events": count, "digest": seal}
        if month in before:
            connection.execute(update(EventMonthRow).where(EventMonthRow.month == month).values(values))
        else:
            connection.execute(insert(EventMonthRow).values(month=month, **values))


def copy_events(events: Iterable[Event], connection: Connection) -> None:
    """Appends any number of events, a few at a time, in the transaction of ``connection``. Raises as ``append``."""
    waiting: list[Event] = []
    for event in events:
        waiting.append(event)
        if len(waiting) == _IN_ONE_QUESTION:
            append_events(connection, waiting)
            waiting.clear()
    append_events(connection, waiting)
