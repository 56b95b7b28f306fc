"""What a step changed, as text to keep; and taking one step back long after others followed."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from caregiver_app.domain.errors import InvalidField, KnownError
from caregiver_app.domain.history import EntryKind, HistoryEntry
from caregiver_app.domain.household import Household
from caregiver_app.domain.record_changes import (
    HouseholdChanges,
    ListKey,
    Lists,
    OrderChange,
    RecordKey,
    Records,
    common,
    differences,
    put_together,
    taken_apart,
)
from caregiver_app.domain.record_kinds import Record, people_of
from caregiver_app.interop.record_text import read_changes, write_changes
from caregiver_app.wording.records import record_name

DAYS_TO_TAKE_BACK: Final = 30
_CHANGING: Final = (EntryKind.CHANGE, EntryKind.UNDO, EntryKind.TAKEN_BACK, EntryKind.KEPT)


class ChangedSince(KnownError):
    """A later step changed what this one would take back. ``names`` are the records; empty for a mere order."""

    def __init__(self, names: tuple[str, ...]) -> None:
        super().__init__(names)
        self.names = names


class AlreadyTakenBack(ChangedSince):
    """All that this step changed is as it was before it."""


def changes_between(before: Household, after: Household) -> str:
    """The records that differ, as JSON text; empty where nothing but prints does."""
    changes = differences(before, after)
    return write_changes(changes) if changes else ""


def changes_of(entry: HistoryEntry) -> HouseholdChanges:
    """What an entry changed. Raises ``DocumentError`` and ``InvalidField`` for damage, ``NewerVersion``."""
    return read_changes(entry.changes) if entry.changes else HouseholdChanges()


def can_take_back(entry: HistoryEntry, now: datetime) -> bool:
    """Whether it changed anything, and not too long ago. ``now`` is aware.

    The line a household's file begins with stays: before it there was no household to go back to.
    """
    is_beginning = entry.kind is EntryKind.KEPT and entry.number == 1
    is_recent = now - entry.at <= timedelta(days=DAYS_TO_TAKE_BACK)
    return bool(entry.changes) and entry.kind in _CHANGING and is_recent and not is_beginning


def take_back(household: Household, entry: HistoryEntry) -> Household:
    """The household without what that entry did; all that others did stays.

    Raises ``ChangedSince`` where a record is no longer as the entry left it, ``AlreadyTakenBack`` where all are as
    they were before it, and as ``changes_of`` does.
    """
    changes = changes_of(entry)
    records, lists = taken_apart(household)
    _check_as_left(changes, records, lists)
    for change in changes.records:
        if change.before is None:
            del records[change.key]
        else:
            records[change.key] = change.before
    for order in changes.orders:
        lists[order.key] = _order_taken_back(order, lists.get(order.key, ()))
    _check_people(changes, records, lists)
    try:
        return put_together(records, lists)
    except InvalidField:  # one id in two places: a record that came back to another person meanwhile
        raise ChangedSince(()) from None


def _check_as_left(changes: HouseholdChanges, records: Records, lists: Lists) -> None:
    changed = [each for each in changes.records if records.get(each.key) != each.after]
    if changed:
        found = (records.get(each.key) or each.after or each.before for each in changed)
        names = tuple(record_name(record) for record in found if record)
        is_back = all(records.get(each.key) == each.before for each in changes.records)
        raise AlreadyTakenBack(names) if is_back else ChangedSince(names)
    for order in changes.orders:
        now = lists.get(order.key, ())
        if order.moved and common(order.after, now) != common(now, order.after):
            raise ChangedSince(())


def _check_people(changes: HouseholdChanges, records: Records, lists: Lists) -> None:
    """Whose person is gone: what would come back for nobody, or what was written down for somebody since."""
    there = set(lists.get(ListKey("care_recipients"), ()))
    names = dict(changes.names)
    brought_back = {change.key for change in changes.records}
    found = [
        names.get(person_id, "") if key in brought_back else record_name(record)
        for key, record in records.items()
        for person_id in _people_needed(key, record)
        if person_id not in there
    ]
    if found:
        raise ChangedSince(tuple(dict.fromkeys(name for name in found if name)))


def _people_needed(key: RecordKey, record: Record) -> tuple[str, ...]:
    """The ids of the people who must be there for it."""
    return people_of(record) or ((key.owner_id,) if key.owner_id else ())


def _order_taken_back(order: OrderChange, now: tuple[str, ...]) -> tuple[str, ...]:
    """``now`` without what came and with what went, each where it stood: after the same neighbour, else first."""
    kept = [each for each in now if each in order.before or each not in order.after]
    if order.moved:
        stayed = iter(common(order.before, tuple(kept)))
        kept = [next(stayed) if each in order.before else each for each in kept]
    for place, each in enumerate(order.before):
        if each not in order.after:
            neighbour = next((one for one in reversed(order.before[:place]) if one in kept), None)
            kept.insert(kept.index(neighbour) + 1 if neighbour is not None else 0, each)
    return tuple(kept)
