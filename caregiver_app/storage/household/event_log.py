"""What happened, kept in the household's file: appended, read by month, never loaded whole.

Each month is sealed by itself: a damaged one says so when it is read, and does not close the others. A write costs the
events it writes and one row for each month they fall into.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from sqlalchemy import Select, func, select

from caregiver_app.domain.events import EVENT_KIND_OF, Event, EventsFound
from caregiver_app.storage.database.rows import EventOnceRow, EventRow, table_of
from caregiver_app.storage.errors import EventsDamaged, HouseholdFileDamaged
from caregiver_app.storage.household.appending import append_events
from caregiver_app.storage.household.damage import DAMAGE
from caregiver_app.storage.household.event_months import EVENTS, Begin, EventMonths, end_of
from caregiver_app.storage.household.event_text import event_of, month_of, utc_text
from caregiver_app.storage.household.state import event_count

LOST_IN_RESCUE: Final = "events.lost_in_rescue"
"""The note of the months that were damaged in a file when it was rescued: its copy is sealed anew, as whole."""
_IN_ONE_GO: Final = 500
# Of what is read backwards most often only the newest is wanted.
_FIRST_GO: Final = 120


class EventLog:
    """The events of one open file. ``begin`` begins a transaction in it. Methods raise as ``HouseholdFile`` does."""

    def __init__(self, begin: Begin) -> None:
        self._begin = begin
        self._months = EventMonths(begin)
        self.known = 0
        """How many there were when they were last counted or added to here."""

    def append(self, events: Sequence[Event]) -> tuple[Event, ...]:
        """Keeps events in one transaction and gives back those that were new.

        An event whose id is there already is the same event. Raises ``AlreadyAmendedError``,
        ``AlreadyRecordedError``; then none is kept.
        """
        with self._begin(writes=True) as connection:
            kept = append_events(connection, events)
        self._months.added(kept)
        self.known = max(self.known, kept.count)
        return kept.events

    def between(
        self, kind: type[Any], start: datetime, end: datetime, person_id: str | None = None
    ) -> EventsFound:
        """What happened from ``start`` to before ``end`` (both aware), oldest first, as amended last.

        ``person_id`` ``None`` is everybody.
        """
        found: list[Event] = []
        damaged: list[str] = []
        rest: list[Event] | None = None
        limits = first, last = utc_text(start), utc_text(end)
        for month in self._months.names(month_of(first), month_of(last)):
            events, is_sound = self._in_month(month, kind, limits, person_id)
            if events is None:
                rest = self._rest(kind, limits, person_id) if rest is None else rest
                events = [event for event in rest if month_of(utc_text(event.at)) == month]
            found += events
            damaged += () if is_sound else (month,)
        return EventsFound(tuple(found), tuple(damaged))

    def latest(self, kind: type[Any], subject_id: str = "", person_id: str = "") -> Event | None:
        """The last to happen of that kind, about that record or person, as amended last; of what can be read."""
        key = EVENT_KIND_OF[kind].key
        query = _current().where(
            (EVENTS.kind if subject_id or person_id else _in_any_index(EVENTS.kind)) == key
        )
        if subject_id:
            query = query.where(EVENTS.subject_id == subject_id)
        if person_id:
            query = query.where(EVENTS.person_id == person_id)
        rows = self._rows(query.order_by(EVENTS.at.desc(), EVENTS.number.desc()).limit(_FIRST_GO))
        return next(_readable(rows), None)

    def all_of(self, kind: type[Any]) -> tuple[Event, ...]:
        """All of a kind of which there are few, such as prints, in the order they were kept, as amended last.

        What cannot be read is left out.
        """
        query = _current().where(EVENTS.kind == EVENT_KIND_OF[kind].key)
        try:
            return tuple(_readable(self._rows(query.order_by(EVENTS.number))))
        except HouseholdFileDamaged:
            rest = tuple(self.in_order())
            amended = {event.amends for event in rest}
            return tuple(event for event in rest if isinstance(event.what, kind) and event.id not in amended)

    def amendments_of(self, event_id: str) -> tuple[Event, ...]:
        """What took the place of that event, one after the other, the last one counts."""
        chain: list[Event] = []
        while later := next(_readable(self._rows(select(*EVENTS).where(EVENTS.amends == event_id))), None):
            chain.append(later)
            event_id = later.id
        return tuple(chain)

    def find(self, event_id: str) -> Event | None:
        """The event of that id, amended or not; ``None`` where there is none that can be read."""
        return next(_readable(self._rows(select(*EVENTS).where(EVENTS.id == event_id))), None)

    def taken(self, beginning: str) -> frozenset[str]:
        """What stands after ``beginning`` (``print/``) in all that can be true only once and was said, read or not."""
        once = table_of(EventOnceRow).c.once
        with self._begin(writes=False) as connection:
            found = connection.scalars(select(once).where(once >= beginning, once < f"{beginning}~")).all()
        return frozenset(each.removeprefix(beginning) for each in found)

    def count(self) -> int:
        """How many there are, amended ones and amendments included."""
        with self._begin(writes=False) as connection:
            found = event_count(connection)
        self.known = max(self.known, found)
        return found

    def in_order(self) -> Iterator[Event]:
        """All of them in the order they were kept, a few at a time. What cannot be read is left out."""
        last = self._last_number()
        for first in range(1, last + 1, _IN_ONE_GO):
            yield from self._numbered(first, min(first + _IN_ONE_GO - 1, last))

    def newest_first(self) -> Iterator[Event]:
        """As ``in_order``, from the last kept back to the first; amended ones and amendments are all there."""
        last, size = self._last_number(), _FIRST_GO
        while last > 0:
            yield from reversed(tuple(self._numbered(max(last - size + 1, 1), last)))
            last, size = last - size, _IN_ONE_GO

    def newest_are_there(self) -> bool:
        """Whether the last events and the seals of all months are those of the last write: a look at a few rows."""
        return self._months.newest_are_there()

    def months(self) -> tuple[str, ...]:
        """Those in which anything happened (``2026-12``, UTC), oldest first."""
        return tuple(self._months.names())

    def is_sound(self, month: str) -> bool:
        """Reads a month to its end: whether everything in it is there, and as it was kept."""
        return self._months.is_sound(month)

    def damaged_months(self, tell: Callable[[], object] = lambda: None) -> Iterator[str]:
        """Reads every month to its end; gives those that are not as they were kept. ``tell`` is called after each."""
        for month in self.months():
            if not self.is_sound(month):
                yield month
            tell()

    def check(self, path: Path) -> None:
        """Reads all of them. Raises ``EventsDamaged``, which names the file at ``path``."""
        damaged = tuple(self.damaged_months())
        if damaged or not self.newest_are_there():
            raise EventsDamaged(str(path), damaged)

    def _in_month(
        self, month: str, kind: type[Any], limits: tuple[str, str], person_id: str | None
    ) -> tuple[list[Event] | None, bool]:
        """The events of a month, or nothing where it cannot be read; and whether it is as it was kept."""
        # By the index over time, by which the month is verified, and which is as fast however many events there are.
        query = _current().where(
            _in_any_index(EVENTS.kind) == EVENT_KIND_OF[kind].key,
            EVENTS.at >= max(limits[0], month),
            EVENTS.at < min(limits[1], end_of(month)),
        )
        if person_id is not None:
            query = query.where(_in_any_index(EVENTS.person_id) == person_id)
        is_sound = self.is_sound(month)
        found: list[Event] = []
        try:
            rows = self._rows(query.order_by(EVENTS.at, EVENTS.number))
            found += _readable(rows)
        except HouseholdFileDamaged:
            return None, False
        return found, is_sound and len(found) == len(rows)

    def _rest(self, kind: type[Any], limits: tuple[str, str], person_id: str | None) -> list[Event]:
        """What can still be read, one after the other, where an index or a page of events cannot.

        What a lost event took the place of may be among it: its month is told as damaged.
        """
        amended: set[str] = set()
        within: list[Event] = []
        for event in self.in_order():
            amended.add(event.amends)
            is_wanted = isinstance(event.what, kind) and person_id in {None, event.person_id}
            if is_wanted and limits[0] <= utc_text(event.at) < limits[1]:
                within.append(event)
        return sorted((event for event in within if event.id not in amended), key=_at)

    def _last_number(self) -> int:
        try:
            with self._begin(writes=False) as connection:
                return int(connection.scalar(select(func.max(EVENTS.number))) or 0)
        except HouseholdFileDamaged:
            return self.count()

    def _numbered(self, first: int, last: int) -> Iterator[Event]:
        """Half by half where they cannot be read at once: a damaged page takes no more with it than what is on it."""
        query = select(*EVENTS).where(EVENTS.number >= first, EVENTS.number <= last).order_by(EVENTS.number)
        try:
            rows = self._rows(query)
        except HouseholdFileDamaged:
            if first < last:
                middle = (first + last) // 2
                yield from self._numbered(first, middle)
                yield from self._numbered(middle + 1, last)
            return
        yield from _readable(rows)

    def _rows(self, query: Any) -> list[Any]:
        with self._begin(writes=False) as connection:
            return list(connection.execute(query).all())


def _readable(rows: Iterable[Any]) -> Iterator[Event]:
    for row in rows:
        try:
            yield event_of(tuple(row))
        except DAMAGE:
            continue


def _at(event: Event) -> datetime:
    return event.at


def _in_any_index(column: Any) -> Any:
    """The column, compared without an index of its own: of a kind or a person there may be 500,000."""
    return column + ""


def _current() -> Select[Any]:
    """The events that no later one takes the place of."""
    later = table_of(EventRow).alias()
    return select(*EVENTS).where(~select(later.c.id).where(later.c.amends == EVENTS.id).exists())
