"""What differs between two states of a household, record by record, so that it can be told and taken back.

Prints are left out: paper that left the house is never undone.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TypeVar, cast

from caregiver_app.domain.contacts import Contact
from caregiver_app.domain.household import Household, Preferences
from caregiver_app.domain.medication import Medication
from caregiver_app.domain.people import CareRecipient
from caregiver_app.domain.pump import Pump

Record = Preferences | CareRecipient | Medication | Pump | Contact
"""A person stands here without medications and pumps, which are records of their own."""


class RecordList(StrEnum):
    """The lists in which the family keeps its records in an order."""

    PEOPLE = "care_recipients"
    MEDICATIONS = "medications"
    PUMPS = "pumps"
    CONTACTS = "contacts"


@dataclass(frozen=True, slots=True)
class RecordKey:
    """Where a record lives. ``owner_id`` is the person of a medication or pump, else empty."""

    kind: type[Record]
    owner_id: str = ""
    id: str = ""


@dataclass(frozen=True, slots=True)
class ListKey:
    """``owner_id`` is the person whose medications or pumps these are, else empty."""

    of: RecordList
    owner_id: str = ""


@dataclass(frozen=True, slots=True)
class RecordChange:
    """One record before and after; ``None`` where it was not there."""

    before: Record | None
    after: Record | None
    owner_id: str = ""

    @property
    def key(self) -> RecordKey:
        """Where the record lives."""
        record = self.after if self.before is None else self.before
        if record is None or isinstance(record, Preferences):
            return RecordKey(Preferences)
        return RecordKey(type(record), self.owner_id, record.id)


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


T = TypeVar("T", CareRecipient, Medication, Pump, Contact)
Records = dict[RecordKey, Record]
Lists = dict[ListKey, tuple[str, ...]]


def common(ids: tuple[str, ...], others: tuple[str, ...]) -> tuple[str, ...]:
    """Those of ``ids`` that are among ``others``, in the order of ``ids``."""
    among = set(others)
    return tuple(each for each in ids if each in among)


def taken_apart(household: Household) -> tuple[Records, Lists]:
    """Each record by its key, and the order of each list. Empty lists are left out."""
    records: Records = {RecordKey(Preferences): household.preferences}
    lists: Lists = {
        ListKey(RecordList.PEOPLE): tuple(person.id for person in household.care_recipients),
        ListKey(RecordList.CONTACTS): tuple(contact.id for contact in household.contacts),
    }
    for person in household.care_recipients:
        records[RecordKey(CareRecipient, "", person.id)] = replace(person, medications=(), pumps=())
        for of, own in ((RecordList.MEDICATIONS, person.medications), (RecordList.PUMPS, person.pumps)):
            lists[ListKey(of, person.id)] = tuple(each.id for each in own)
            records |= {RecordKey(type(each), person.id, each.id): each for each in own}
    records |= {RecordKey(Contact, "", contact.id): contact for contact in household.contacts}
    return records, {key: ids for key, ids in lists.items() if ids}


def put_together(records: Records, lists: Lists, household: Household) -> Household:
    """The other way round, with the prints of ``household``. Raises ``InvalidField`` as any household does."""

    def listed(kind: type[T], of: RecordList, owner_id: str = "") -> tuple[T, ...]:
        found = (records[RecordKey(kind, owner_id, each)] for each in lists.get(ListKey(of, owner_id), ()))
        return cast("tuple[T, ...]", tuple(found))

    people = tuple(
        replace(
            person,
            medications=listed(Medication, RecordList.MEDICATIONS, person.id),
            pumps=listed(Pump, RecordList.PUMPS, person.id),
        )
        for person in listed(CareRecipient, RecordList.PEOPLE)
    )
    preferences = cast("Preferences", records[RecordKey(Preferences)])
    return Household(preferences, people, listed(Contact, RecordList.CONTACTS), household.prints)


def differences(before: Household, after: Household) -> HouseholdChanges:
    """What a step from one to the other changed."""
    (old, old_lists), (new, new_lists) = taken_apart(before), taken_apart(after)
    records = tuple(
        RecordChange(old.get(key), new.get(key), key.owner_id)
        for key in dict.fromkeys((*old, *new))
        if old.get(key) != new.get(key)
    )
    orders = tuple(
        OrderChange(key, old_lists.get(key, ()), new_lists.get(key, ()))
        for key in dict.fromkeys((*old_lists, *new_lists))
        if old_lists.get(key) != new_lists.get(key)
    )
    return HouseholdChanges(records, orders, _names(records, orders, before, after))


def _names(
    records: tuple[RecordChange, ...],
    orders: tuple[OrderChange, ...],
    before: Household,
    after: Household,
) -> tuple[tuple[str, str], ...]:
    """Names for the ids of people in the changes; a person's new name where it changed."""
    wanted = {each.owner_id for each in records} | {each.key.owner_id for each in orders}
    for change in records:
        for record in (change.before, change.after):
            if isinstance(record, Contact):
                wanted.update(record.care_recipient_ids)
            elif isinstance(record, CareRecipient):
                wanted.add(record.id)
    known: Mapping[str, str] = {
        person.id: person.preferred_name for person in (*before.care_recipients, *after.care_recipients)
    }
    return tuple((each, name) for each, name in known.items() if each in wanted)
