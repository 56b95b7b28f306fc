"""What differs between two states of a household, record by record, so that it can be written, told and taken back."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import compress, count
from operator import is_not
from typing import Any

from caregiver_app.domain.household import Household
from caregiver_app.domain.people import CareRecipient
from caregiver_app.domain.preferences import Preferences
from caregiver_app.domain.record_kinds import Record, RecordKind, owned_by, people_of


@dataclass(frozen=True, slots=True)
class RecordKey:
    """Where a record lives. ``owner_id`` is the person of a medication or pump, else empty."""

    kind: type[Any]
    owner_id: str = ""
    id: str = ""


@dataclass(frozen=True, slots=True)
class ListKey:
    """The list called ``listed_in`` of that owner; ``owner_id`` is empty for the household's own."""

    listed_in: str
    owner_id: str = ""


@dataclass(frozen=True, slots=True)
class RecordChange:
    """One record before and after; ``None`` where it was not there."""

    before: Record | None
    after: Record | None
    owner_id: str = ""

    @property
    def record(self) -> Record:
        """As it was, or where it was not there, as it is."""
        found = self.after if self.before is None else self.before
        assert found is not None
        return found

    @property
    def key(self) -> RecordKey:
        """Where the record lives."""
        return RecordKey(type(self.record), self.owner_id, record_id(self.record))


@dataclass(frozen=True, slots=True)
class OrderChange:
    """The ids in one list before and after: what came, what went, and what moved."""

    key: ListKey
    before: tuple[str, ...]
    after: tuple[str, ...]

    @property
    def moved(self) -> bool:
        """Whether those that were there all the time stand in another order."""
        return common(self.before, self.after) != common(self.after, self.before)


@dataclass(frozen=True, slots=True)
class HouseholdChanges:
    """All that one step changed. ``names`` are those of the people it speaks of, as they were called then, by id."""

    records: tuple[RecordChange, ...] = ()
    orders: tuple[OrderChange, ...] = ()
    names: tuple[tuple[str, str], ...] = ()

    def __bool__(self) -> bool:
        return bool(self.records or self.orders)


Records = dict[RecordKey, Record]
Lists = dict[ListKey, tuple[str, ...]]


def record_id(record: Record) -> str:
    """Empty for the one record that stands alone."""
    return getattr(record, "id", "")


def common(ids: tuple[str, ...], others: tuple[str, ...]) -> tuple[str, ...]:
    """Those of ``ids`` that are among ``others``, in the order of ``ids``."""
    among = set(others)
    return tuple(each for each in ids if each in among)


def alone(record: Any) -> Any:
    """The record without those it owns."""
    own = owned_by(type(record))
    return replace(record, **{kind.listed_in: () for kind in own}) if own else record


def taken_apart(household: Household) -> tuple[Records, Lists]:
    """Each record by its key, and the order of each list. Empty lists are left out."""
    records: Records = {RecordKey(Preferences): household.preferences}
    lists: Lists = {}

    def take(owner: Any, owner_class: type[Any] | None, owner_id: str) -> None:
        for kind in owned_by(owner_class):
            own = getattr(owner, kind.listed_in)
            if own:
                lists[ListKey(kind.listed_in, owner_id)] = tuple(each.id for each in own)
            for each in own:
                records[RecordKey(kind.cls, owner_id, each.id)] = alone(each)
                take(each, kind.cls, each.id)

    take(household, None, "")
    return records, lists


def put_together(records: Records, lists: Lists) -> Household:
    """The other way round. Raises ``InvalidField`` as any household does."""

    def listed(owner_class: type[Any] | None, owner_id: str) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for kind in owned_by(owner_class):
            ids = lists.get(ListKey(kind.listed_in, owner_id), ())
            own = (records[RecordKey(kind.cls, owner_id, each)] for each in ids)
            found[kind.listed_in] = tuple(whole(each) for each in own)
        return found

    def whole(record: Record) -> Any:
        own = listed(type(record), record_id(record))
        return replace(record, **own) if own else record

    return Household(preferences=_preferences(records), **listed(None, ""))


def _preferences(records: Records) -> Preferences:
    found = records[RecordKey(Preferences)]
    assert isinstance(found, Preferences)
    return found


def differences(before: Household, after: Household) -> HouseholdChanges:
    """What a step from one to the other changed. It costs what changed: what both hold is known by its identity."""
    found = _Found([], [])
    if before.preferences != after.preferences:
        found.records.append(RecordChange(before.preferences, after.preferences))
    for kind in owned_by(None):
        found.compare(kind, "", getattr(before, kind.listed_in), getattr(after, kind.listed_in))
    names = _names(found.records, found.orders, before, after)
    return HouseholdChanges(tuple(found.records), tuple(found.orders), names)


@dataclass(frozen=True, slots=True)
class _Found:
    records: list[RecordChange]
    orders: list[OrderChange]

    def compare(self, kind: RecordKind, owner_id: str, old: Sequence[Any], new: Sequence[Any]) -> None:
        """Adds what differs between two lists of that kind, and in the lists of their records."""
        if old is new:
            return
        differing = _differing(old, new)
        for was, is_now in _paired(*differing):
            if was is not is_now:
                self._compare_records(kind, owner_id, was, is_now)
        before, after = (tuple(each.id for each in side) for side in differing)
        if before != after:
            whole = (tuple(each.id for each in side) for side in (old, new))
            self.orders.append(OrderChange(ListKey(kind.listed_in, owner_id), *whole))

    def _compare_records(self, kind: RecordKind, owner_id: str, was: Any, is_now: Any) -> None:
        left, right = was and alone(was), is_now and alone(is_now)
        if left != right:
            self.records.append(RecordChange(left, right, owner_id))
        for own in owned_by(kind.cls):
            old, new = (getattr(each, own.listed_in) if each else () for each in (was, is_now))
            self.compare(own, (was or is_now).id, old, new)


def _differing(old: Sequence[Any], new: Sequence[Any]) -> tuple[Sequence[Any], Sequence[Any]]:
    """Both lists without the records that they begin and end with alike, which are known by their identity only.

    One that changed among thousands is found fast. Each record stands in a list once.
    """
    shorter = min(len(old), len(new))
    first = next(compress(count(), map(is_not, old, new)), shorter)
    last = next(compress(count(), map(is_not, reversed(old), reversed(new))), shorter)
    last = min(last, shorter - first)
    return old[first : len(old) - last], new[first : len(new) - last]


def _paired(old: Sequence[Any], new: Sequence[Any]) -> Iterator[tuple[Any, Any]]:
    """Each record before and after, ``None`` where it was not there."""
    was = {each.id: each for each in old}
    is_now = {each.id: each for each in new}
    for each in dict.fromkeys((*was, *is_now)):
        yield was.get(each), is_now.get(each)


def _names(
    records: Sequence[RecordChange], orders: Sequence[OrderChange], before: Household, after: Household
) -> tuple[tuple[str, str], ...]:
    """Names for the ids of people in the changes; a person's new name where it changed."""
    wanted = {each.owner_id for each in records} | {each.key.owner_id for each in orders}
    for change in records:
        for record in (change.before or change.record, change.after or change.record):
            wanted.update(people_of(record))
            if isinstance(record, CareRecipient):
                wanted.add(record.id)
    known = {person.id: person.preferred_name for person in (*before.care_recipients, *after.care_recipients)}
    return tuple((each, name) for each, name in known.items() if each in wanted)
