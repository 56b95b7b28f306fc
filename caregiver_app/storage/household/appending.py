"""Adding events inside a transaction of somebody else's, with the seals of their months.

The statements go straight to the driver: SQLAlchemy would take longer over one event than the disk does to keep it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from caregiver_app.domain.event_rules import EventRules
from caregiver_app.domain.events import AlreadyAmendedError, AlreadyRecordedError, Event
from caregiver_app.storage.household.event_text import COLUMNS, linked, month_of, row_of
from caregiver_app.storage.household.seal import digest, moved

if TYPE_CHECKING:
    from sqlalchemy import Connection

_IN_ONE_QUESTION: Final = 500
_AT: Final = COLUMNS.index("at")
_NEW: Final = (0, "")
_ADD: Final = f"INSERT INTO event ({', '.join(COLUMNS)}) VALUES ({', '.join('?' * len(COLUMNS))})"  # noqa: S608
_SET_SEAL: Final = "UPDATE seal SET events = ?, event_count = ?"
_SET_MONTH: Final = "UPDATE event_month SET events = ?, digest = ? WHERE month = ?"
_ADD_MONTH: Final = "INSERT INTO event_month (events, digest, month) VALUES (?, ?, ?)"
_TAKE: Final = "INSERT INTO event_once (once, event_id) VALUES (?, ?)"
_LEAVE: Final = "DELETE FROM event_once WHERE event_id = ?"
_WITH_ID: Final = "SELECT id FROM event WHERE id IN ({})"
_AMENDED: Final = "SELECT amends FROM event WHERE amends IN ({})"
_TAKEN: Final = "SELECT once FROM event_once WHERE once IN ({})"
_MONTHS: Final = "SELECT month, events, digest FROM event_month WHERE month IN ({})"

Month = tuple[int, str]
"""How many events a month has, and their seal."""


@dataclass(frozen=True, slots=True)
class Kept:
    """What was new, the months it fell into as they were before and are now, and how many events there are then."""

    events: tuple[Event, ...]
    before: dict[str, Month]
    after: dict[str, Month]
    count: int = 0


def append_events(
    connection: Connection, events: Sequence[Event], *, is_copy: bool = False, is_rescue: bool = False
) -> Kept:
    """See ``EventLog.append``. May raise ``DAMAGE``.

    In a copy, of a document or of what could be read, what amends a lost event is kept all the same. In a rescue so is
    everything else, and of two that say what can be true only once the first has its place.
    """
    driver: Any = connection.connection.driver_connection
    there = _found(driver, _WITH_ID, [event.id for event in events])
    new = list({event.id: event for event in events if (event.id,) not in there}.values())
    if not new:
        return Kept((), {}, {})
    if not is_rescue:
        _check_amended(driver, new, is_copy=is_copy)
    _take_places(driver, new, is_rescue=is_rescue)
    [[last]] = driver.execute("SELECT coalesce(max(number), 0) FROM event").fetchall()
    rows = [row_of(number, event) for number, event in enumerate(new, start=last + 1)]
    driver.executemany(_ADD, rows)
    return _seal(driver, new, rows)


def _seal(driver: Any, new: list[Event], rows: list[tuple[Any, ...]]) -> Kept:
    months = sorted({month_of(row[_AT]) for row in rows})
    before = {month: (int(count), str(seal)) for month, count, seal in _found(driver, _MONTHS, months)}
    after = dict(before)
    for row in rows:
        count, found = after.get(month_of(row[_AT]), _NEW)
        after[month_of(row[_AT])] = (count + 1, linked(found, row))
    for month, state in after.items():
        driver.execute(_SET_MONTH if month in before else _ADD_MONTH, (*state, month))
    [[seal, there]] = driver.execute("SELECT events, event_count FROM seal").fetchall()
    events_seal = moved(
        seal,
        gone=(digest(month, *state) for month, state in before.items()),
        come=(digest(month, *state) for month, state in after.items()),
    )
    count = int(there) + len(rows)
    driver.execute(_SET_SEAL, (events_seal, count))
    return Kept(tuple(new), before, after, count)


def _check_amended(driver: Any, new: Sequence[Event], *, is_copy: bool) -> None:
    """As ``domain.event_rules``: what is amended came before, and nothing has taken its place."""
    rules = EventRules()
    for event in new:
        rules.add(event)
    amended = [event.amends for event in new if event.amends]
    if _found(driver, _AMENDED, [*(event.id for event in new), *amended]):
        raise AlreadyAmendedError
    if amended and not is_copy:
        known = {each for (each,) in _found(driver, _WITH_ID, amended)} | {event.id for event in new}
        if not known.issuperset(amended):
            raise AlreadyAmendedError


def _take_places(driver: Any, new: Sequence[Event], *, is_rescue: bool) -> None:
    """What can be true only once; an amendment takes over from the event it amends."""
    amended = {event.amends for event in new if event.amends}
    driver.executemany(_LEAVE, [(each,) for each in amended])
    wanted = [event for event in new if event.once and event.id not in amended]
    taken = _found(driver, _TAKEN, [event.once for event in wanted])
    places = {event.once: event.id for event in reversed(wanted) if (event.once,) not in taken}
    if not is_rescue and len(places) < len(wanted):
        raise AlreadyRecordedError
    driver.executemany(_TAKE, list(places.items()))


def _found(driver: Any, question: str, wanted: Sequence[str]) -> set[tuple[Any, ...]]:
    """The rows of an answer about any number of texts."""
    found: set[tuple[Any, ...]] = set()
    for first in range(0, len(wanted), _IN_ONE_QUESTION):
        some = wanted[first : first + _IN_ONE_QUESTION]
        found.update(driver.execute(question.format(", ".join("?" * len(some))), some).fetchall())
    return found


def copy_events(events: Iterable[Event], connection: Connection, *, is_rescue: bool = False) -> None:
    """Appends any number of events, a few at a time, in the transaction of ``connection``: a copy, see above."""
    waiting: list[Event] = []
    for event in events:
        waiting.append(event)
        if len(waiting) == _IN_ONE_QUESTION:
            append_events(connection, waiting, is_copy=True, is_rescue=is_rescue)
            waiting.clear()
    append_events(connection, waiting, is_copy=True, is_rescue=is_rescue)
