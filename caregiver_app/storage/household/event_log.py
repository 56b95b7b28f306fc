"""What happened, kept in the household's file: appended, read by month, never loaded whole.

Each month is sealed by itself: a damaged one says so when it is read, and does not close the others. A write costs the
events it writes and one row for each month they fall into.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from datetime import datetime
from typing import Any, Final, Protocol

from sqlalchemy import Connection, Select, select

from caregiver_app.domain.events import EVENT_KIND_OF, Event, EventsFound
from caregiver_app.storage.database.event_rows import EventMonthRow, EventRow
from caregiver_app.storage.database.rows import SealRow
from caregiver_app.storage.errors import HouseholdFileDamaged
from caregiver_app.storage.household.appending import append_events
from caregiver_app.storage.household.event_text import DAMAGE, event_of, linked, month_of, utc_text
from caregiver_app.storage.household.seal import digest, moved

_IN_ONE_GO: Final = 500
# Of what is read backwards most often only the newest is wanted.
_FIRST_GO: Final = 120
_ROW: Final = tuple(EventRow.__table__.columns)


class Begin(Protocol):
    """Begins a transaction in the household's file."""

    def __call__(self, *, writes: bool) -> AbstractContextManager[Connection]: ...


class EventLog:
    """The events of one open file. ``begin`` begins a transaction in it. Methods raise as ``HouseholdFile`` does."""

    def __init__(self, begin: Begin) -> None:
        self._begin = begin
        self._sound: dict[str, tuple[int, str]] = {}
        """Months that were read to the end and found as their seal says, by what it said."""

    def append(self, events: Sequence[Event]) -> tuple[Event, ...]:
        """Keeps events in one transaction and gives back those that were new.

        An event whose id is there already is the same event. Raises ``AlreadyAmendedError``,
        ``AlreadyRecordedError``; then none is kept.
        """
        with self._begin(writes=True) as connection:
            kept = append_events(connection, events)
        for month, state in kept.after.items():
            if self._sound.get(month) == kept.before.get(month):
                self._sound[month] = state
        return kept.events

    def between(
        self, kind: type[Any], start: datetime, end: datetime, person_id: str | None = None
    ) -> EventsFound:
        """What happened from ``start`` to before ``end`` (both aware), oldest first, as amended last.

        ``person_id`` ``None`` is everybody.
        """
        found: list[Event] = []
        damaged: list[str] = []
        first, last = utc_text(start), utc_text(end)
        for month in self._months(month_of(first), month_of(last)):
            events, is_sound = self._in_month(month, kind, (first, last), person_id)
            found += events
            damaged += () if is_sound else (month,)
        return EventsFound(tuple(found), tuple(damaged))

    def latest(self, kind: type[Any], subject_id: str = "", person_id: str = "") -> Event | None:
        """The last to happen of that kind, about that record or person, as amended last; of what can be read."""
        query = _current().where(EventRow.kind == EVENT_KIND_OF[kind].key)
        if subject_id:
            query = query.where(EventRow.subject_id == subject_id)
        if person_id:
            query = query.where(EventRow.person_id == person_id)
        newest = query.order_by(EventRow.at.desc(), EventRow.number.desc())
        return next(_readable(self._rows(newest.limit(_FIRST_GO))), None)

    def all_of(self, kind: type[Any]) -> tuple[Event, ...]:
        """All of a kind of which there are few, such as prints, in the order they were kept, as amended last."""
        query = _current().where(EventRow.kind == EVENT_KIND_OF[kind].key)
        return tuple(map(event_of, self._rows(query.order_by(EventRow.number))))

    def amendments_of(self, event_id: str) -> tuple[Event, ...]:
        """What took the place of that event, one after the other, the last one counts."""
        chain: list[Event] = []
        while rows := self._rows(select(*_ROW).where(EventRow.amends == event_id)):
            chain.append(event_of(rows[0]))
            event_id = chain[-1].id
        return tuple(chain)

    def find(self, event_id: str) -> Event | None:
        """The event of that id, amended or not; ``None`` where there is none that can be read."""
        rows = self._rows(select(*_ROW).where(EventRow.id == event_id))
        return next(_readable(rows), None)

    def count(self) -> int:
        """How many there are, amended ones and amendments included."""
        with self._begin(writes=False) as connection:
            return int(_seal(connection).event_count)

    def in_order(self) -> Iterator[Event]:
        """All of them in the order they were kept, a few at a time. What cannot be read is left out."""
        after = 0
        while rows := self._rows(
            select(*_ROW).where(EventRow.number > after).order_by(EventRow.number).limit(_IN_ONE_GO)
        ):
            after = rows[-1][0]
            yield from _readable(rows)

    def newest_first(self) -> Iterator[Event]:
        """As ``in_order``, from the last kept back to the first; amended ones and amendments are all there."""
        query = select(*_ROW).order_by(EventRow.number.desc())
        rows = self._rows(query.limit(_FIRST_GO))
        while rows:
            yield from _readable(rows)
            rows = self._rows(query.where(EventRow.number < rows[-1][0]).limit(_IN_ONE_GO))

    def newest_are_there(self) -> bool:
        """Whether the last events and the seals of all months are those of the last write: a look at a few rows."""
        with self._begin(writes=False) as connection:
            seal = _seal(connection)
            last = connection.scalar(select(EventRow.number).order_by(EventRow.number.desc()).limit(1)) or 0
            months = connection.execute(
                select(EventMonthRow.month, EventMonthRow.events, EventMonthRow.digest)
            ).all()
        found = moved("", come=(digest(*month) for month in months)) if months else ""
        return bool(
            last == seal.event_count == sum(month.events for month in months) and found == seal.events
        )

    def damaged_months(self, tell: Callable[[], object] = lambda: None) -> Iterator[str]:
        """Reads every month to its end; gives those that are not as they were kept. ``tell`` is called after each."""
        for month in self._months("", "~"):
            if not self._is_sound(month):
                yield month
            tell()

    def _months(self, first: str, last: str) -> list[str]:
        with self._begin(writes=False) as connection:
            sealed = select(EventMonthRow.month).where(
                EventMonthRow.month >= first, EventMonthRow.month <= last
            )
            return list(connection.scalars(sealed.order_by(EventMonthRow.month)))

    def _in_month(
        self, month: str, kind: type[Any], limits: tuple[str, str], person_id: str | None
    ) -> tuple[list[Event], bool]:
        query = _current().where(
            EventRow.kind == EVENT_KIND_OF[kind].key,
            EventRow.at >= max(limits[0], month),
            EventRow.at < min(limits[1], f"{month}~"),
        )
        if person_id is not None:
            query = query.where(EventRow.person_id == person_id)
        is_sound = self._is_sound(month)
        found: list[Event] = []
        try:
            found += map(event_of, self._rows(query.order_by(EventRow.at, EventRow.number)))
        except (HouseholdFileDamaged, *DAMAGE):
            is_sound = False
        return found, is_sound

    def _is_sound(self, month: str) -> bool:
        with self._begin(writes=False) as connection:
            sealed = connection.execute(
                select(EventMonthRow.events, EventMonthRow.digest).where(EventMonthRow.month == month)
            ).one()
        state = (sealed.events, sealed.digest)
        if self._sound.get(month) == state:
            return True
        found, count = "", 0
        try:
            for row in self._rows(
                select(*_ROW).where(EventRow.at >= month, EventRow.at < f"{month}~").order_by(EventRow.number)
            ):
                found, count = linked(found, tuple(row)), count + 1
        except HouseholdFileDamaged:
            return False
        if (count, found) != state:
            return False
        self._sound[month] = state
        return True

    def _rows(self, query: Any) -> list[Any]:
        with self._begin(writes=False) as connection:
            return list(connection.execute(query).all())


def _current() -> Select[Any]:
    """The events that no later one takes the place of."""
    later = EventRow.__table__.alias()
    return select(*_ROW).where(~select(later.c.id).where(later.c.amends == EventRow.id).exists())


def _readable(rows: Iterable[Any]) -> Iterator[Event]:
    for row in rows:
        try:
            yield event_of(row)
        except DAMAGE:
            continue


def _seal(connection: Connection) -> Any:
    return connection.execute(select(SealRow.events, SealRow.event_count)).one()
