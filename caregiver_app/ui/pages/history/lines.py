"""Entries with their words, and whether each can still be taken back."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from caregiver_app.domain.errors import KnownError
from caregiver_app.domain.history import HistoryEntry
from caregiver_app.domain.record_changes import HouseholdChanges
from caregiver_app.services.history import (
    AlreadyTakenBack,
    ChangedSince,
    can_take_back,
    changes_of,
    take_back,
)
from caregiver_app.wording.dates import NBSP, clock_time, day
from caregiver_app.wording.history import EntryText, entry_text

if TYPE_CHECKING:
    from caregiver_app.domain.household import Clock
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
    """One entry as it is shown. ``searched`` is all of it in small letters."""

    entry: HistoryEntry
    text: EntryText
    time: str
    searched: str
    is_readable: bool

    def holds(self, words: list[str]) -> bool:
        """Whether each of the words, in small letters, stands somewhere in it."""
        return all(word in self.searched for word in words)


def line_of(entry: HistoryEntry, clock: Clock, reference: Reference) -> HistoryLine:
    """An entry whose changes cannot be read keeps the program's own sentence."""
    is_readable = True
    try:
        changes = changes_of(entry)
    except KnownError:
        changes, is_readable = HouseholdChanges(), False
    text = entry_text(entry, changes, clock, reference)
    time = clock_time(entry.at.time(), clock)
    parts = (text.heading, *text.details, *text.about, entry.what, day(entry.at.date()), time)
    return HistoryLine(entry, text, time, " ".join(parts).replace(NBSP, " ").casefold(), is_readable)


def standing(line: HistoryLine, opened: OpenHousehold) -> Standing:
    """Tries it, since only that tells whether what the entry did still stands."""
    if not line.is_readable or opened.is_view_only or not can_take_back(line.entry, opened.moment()):
        return Standing.STAYS
    try:
        take_back(opened.household, line.entry)
    except AlreadyTakenBack:
        return Standing.ALREADY_BACK
    except ChangedSince:
        return Standing.CHANGED_AGAIN
    return Standing.CAN_BE_TAKEN_BACK
