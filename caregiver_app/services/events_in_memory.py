"""What happened in the made-up household: kept while the program runs, by the same rules as in a file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from caregiver_app.domain.event_rules import EventRules
from caregiver_app.domain.events import AlreadyAmendedError, Event, EventsFound


class EventsInMemory:
    """See ``storage.EventLog``; a few hundred events at most."""

    def __init__(self, events: Sequence[Event] = ()) -> None:
        self._events: list[Event] = list(events)

    def append(self, events: Sequence[Event]) -> tuple[Event, ...]:
        there = {event.id for event in self._events}
        new = list({event.id: event for event in events if event.id not in there}.values())
        everything = [*self._events, *new]
        rules = EventRules()
        for event in everything:
            rules.add(event)
        if not {event.id for event in everything}.issuperset(event.amends for event in new if event.amends):
            raise AlreadyAmendedError
        self._events = everything
        return tuple(new)

    def between(
        self, kind: type[Any], start: datetime, end: datetime, person_id: str | None = None
    ) -> EventsFound:
        found = (
            event
            for event in self._current(self._events)
            if isinstance(event.what, kind)
            and start <= event.at < end
            and person_id in {None, event.person_id}
        )
        return EventsFound(tuple(sorted(found, key=lambda event: event.at)))

    def latest(self, kind: type[Any], subject_id: str = "", person_id: str = "") -> Event | None:
        found = [
            event
            for event in self._current(self._events)
            if isinstance(event.what, kind)
            and subject_id in {"", event.subject_id}
            and person_id in {"", event.person_id}
        ]
        return max(found, key=lambda event: event.at, default=None)

    def all_of(self, kind: type[Any]) -> tuple[Event, ...]:
        return tuple(event for event in self._current(self._events) if isinstance(event.what, kind))

    def amendments_of(self, event_id: str) -> tuple[Event, ...]:
        chain: list[Event] = []
        while later := next((event for event in self._events if event.amends == event_id), None):
            chain.append(later)
            event_id = later.id
        return tuple(chain)

    def find(self, event_id: str) -> Event | None:
        return next((event for event in self._events if event.id == event_id), None)

    def taken(self, beginning: str) -> frozenset[str]:
        said = (event.once for event in self._current(self._events))
        return frozenset(each.removeprefix(beginning) for each in said if each.startswith(beginning))

    def count(self) -> int:
        return len(self._events)

    def in_order(self) -> Iterator[Event]:
        yield from self._events

    def newest_first(self) -> Iterator[Event]:
        yield from self._events[::-1]

    @staticmethod
    def _current(events: Sequence[Event]) -> list[Event]:
        amended = {event.amends for event in events}
        return [event for event in events if event.id not in amended]
