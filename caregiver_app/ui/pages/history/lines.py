"""Entries and events with their words, and whether each can still be taken back."""

from __future__ import annotations

import heapq
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from typing import TYPE_CHECKING

from caregiver_app.domain.errors import KnownError
from caregiver_app.domain.events import Event, Printed
from caregiver_app.domain.history import HistoryEntry
from caregiver_app.domain.record_changes import HouseholdChanges
from caregiver_app.i18n import _
from caregiver_app.services.documents.listed import printed_as
from caregiver_app.services.history import (
    AlreadyTakenBack,
    ChangedSince,
    can_take_back,
    changes_of,
    take_back,
)
from caregiver_app.wording.dates import NBSP, clock_time, day
from caregiver_app.wording.events import what_sentence
from caregiver_app.wording.events.told import EventTold, event_text
from caregiver_app.wording.history import EntryText, entry_text
from caregiver_app.wording.shape import Context

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from caregiver_app.domain.preferences import Clock
    from caregiver_app.reference import Reference
    from caregiver_app.services.open_household import OpenHousehold


class Standing(Enum):
    """What can be done about an entry now."""

    CAN_BE_TAKEN_BACK = "can_be_taken_back"
    CHANGED_AGAIN = "changed_again"
    ALREADY_BACK = "already_back"
    STAYS = "stays"


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """One line as it is shown. ``entry`` is ``None`` where it tells of an event, which nobody takes back from here.

    ``at`` is aware. ``searched`` is all of it in small letters.
    """

    at: datetime
    text: EntryText
    time: str
    searched: str
    entry: HistoryEntry | None = None
    is_readable: bool = True
    is_quiet: bool = False
    """Whether nothing was changed by it."""

    def holds(self, words: list[str]) -> bool:
        """Whether each of the words, in small letters, stands somewhere in it."""
        return all(word in self.searched for word in words)


def newest_first(
    opened: OpenHousehold, tell: Callable[[KnownError], object]
) -> Iterator[HistoryEntry | Event]:
    """All that was done and written down, each part read only when it is asked for.

    ``tell`` gets what keeps the rest of the events from being read. Prints of which only the day is known are in the
    entries already.
    """

    def events() -> Iterator[Event]:
        try:
            for event in opened.events.newest_first():
                if event.noted_at is not None or not isinstance(event.what, Printed):
                    yield event
        except KnownError as error:
            tell(error)

    return heapq.merge(reversed(opened.history), events(), key=_moment, reverse=True)


def line_of(entry: HistoryEntry, clock: Clock, reference: Reference) -> HistoryLine:
    """An entry whose changes cannot be read keeps the program's own sentence."""
    is_readable = True
    try:
        changes = changes_of(entry)
    except KnownError:
        changes, is_readable = HouseholdChanges(), False
    text = entry_text(entry, changes, clock, reference)
    time = clock_time(entry.at.time(), clock)
    searched = _searched(text, entry.at, time, entry.what)
    return HistoryLine(entry.at, text, time, searched, entry, is_readable, is_quiet=not entry.changes)


def line_of_event(event: Event, opened: OpenHousehold, clock: Clock) -> HistoryLine:
    """An event with what it took the place of. Raises the store's ``KnownError``s."""
    before = opened.events.find(event.amends) if event.amends else None
    context = Context(clock)
    told = EventTold(
        event,
        what_sentence(event.what, context),
        what_sentence(before.what, context) if before else "",
        _about(event, opened),
    )
    text, at = event_text(told, clock), _moment(event)
    time = clock_time(at.time(), clock)
    is_quiet = isinstance(event.what, Printed)
    return HistoryLine(at, text, time, _searched(text, at, time), is_quiet=is_quiet)


def _about(event: Event, opened: OpenHousehold) -> tuple[str, ...]:
    """Whom it is about, and which document it was."""
    person = opened.household.person(event.person_id)
    gone = _("Somebody who is no longer here") if event.person_id else ""
    found = printed_as(event.what.document) if isinstance(event.what, Printed) else None
    return (person.preferred_name if person else gone, found[1].title if found else "")


def _moment(told: HistoryEntry | Event) -> datetime:
    """When somebody did it or wrote it down."""
    return told.at if isinstance(told, HistoryEntry) else told.noted_at or told.at


def _searched(text: EntryText, at: datetime, time: str, *more: str) -> str:
    parts = (text.heading, *text.details, *text.about, *more, day(at.date()), time)
    return " ".join(parts).replace(NBSP, " ").casefold()


def standing(line: HistoryLine, opened: OpenHousehold) -> Standing:
    """Tries it, since only that tells whether what the entry did still stands."""
    entry = line.entry
    if entry is None or not line.is_readable or opened.is_view_only:
        return Standing.STAYS
    if not can_take_back(entry, opened.moment()):
        return Standing.STAYS
    try:
        take_back(opened.household, entry)
    except AlreadyTakenBack:
        return Standing.ALREADY_BACK
    except ChangedSince:
        return Standing.CHANGED_AGAIN
    return Standing.CAN_BE_TAKEN_BACK
