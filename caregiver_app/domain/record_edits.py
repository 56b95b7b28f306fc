"""What may be done to the records of a household, whatever their kind: each function gives the household afterwards.

The pages come here by way of ``services.edits``, which adds the rules that need the reference or the date.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any, TypeVar

from caregiver_app.domain.errors import InvalidField, Rule
from caregiver_app.domain.household import Household
from caregiver_app.domain.people import CareRecipient
from caregiver_app.domain.preferences import Preferences
from caregiver_app.domain.record_kinds import (
    KIND_OF,
    RECORD_KINDS,
    Record,
    RecordKind,
    lists_of,
    owned_by,
    people_of,
)

_Record = TypeVar("_Record", bound=Record)


def find(household: Household, cls: type[_Record], record_id: str) -> _Record | None:
    """The record of that class with that id, whoever owns it."""
    every = (each for _owner_id, own in lists_of(KIND_OF[cls], household) for each in own)
    return next((each for each in every if each.id == record_id), None)


def put(household: Household, record: Record, owner_id: str = "") -> Household:
    """With the record in place of the one with its id, or else at the end of its owner's list.

    What a stored record owns stays as it is, since those are records of their own. ``owner_id`` is empty for the
    household's own records. Raises ``InvalidField`` where there is no such owner.
    """
    if isinstance(record, Preferences):
        return replace(household, preferences=record)
    kind = KIND_OF[type(record)]
    lists = dict(lists_of(kind, household))
    for stands_at, own in lists.items():
        ids = [each.id for each in own]
        if record.id in ids:
            place = ids.index(record.id)
            kept = (*own[:place], _in_place_of(own[place], record), *own[place + 1 :])
            return _with_list(household, kind, stands_at, kept)
    return _with_list(household, kind, owner_id, (*lists.get(owner_id, ()), record))


def removed(household: Household, cls: type[Record], record_id: str) -> Household:
    """Without that record and what it owns; a person goes with what was for nobody else (``only_for``).

    As it is where there is no such record.
    """
    kind = KIND_OF[cls]
    if cls is CareRecipient:
        household = _without_mentions(household, record_id)
    for owner_id, own in lists_of(kind, household):
        if any(each.id == record_id for each in own):
            return _with_list(household, kind, owner_id, (each for each in own if each.id != record_id))
    return household


def only_for(household: Household, person_id: str) -> tuple[Record, ...]:
    """The records that are for that person and nobody else. Without the person they would be for everyone."""
    return tuple(
        each
        for kind in RECORD_KINDS
        if kind.people_in
        for _owner_id, own in lists_of(kind, household)
        for each in own
        if people_of(each) == (person_id,)
    )


def _in_place_of(stored: Any, record: Any) -> Any:
    own = {kind.listed_in: getattr(stored, kind.listed_in) for kind in owned_by(type(record))}
    return replace(record, **own) if own else record


def _without_mentions(household: Household, person_id: str) -> Household:
    """Without the records that were for that person alone; the others name the person no more."""
    for kind in RECORD_KINDS:
        if not kind.people_in:
            continue
        for owner_id, own in tuple(lists_of(kind, household)):
            kept = (each for each in own if people_of(each) != (person_id,))
            changed = (_without_mention(kind, each, person_id) for each in kept)
            household = _with_list(household, kind, owner_id, changed)
    return household


def _without_mention(kind: RecordKind, record: Any, person_id: str) -> Any:
    people = people_of(record)
    if person_id not in people:
        return record
    change = {kind.people_in: tuple(each for each in people if each != person_id)}
    beside = getattr(record, kind.beside_people) if kind.beside_people else ()
    if beside:
        pairs = zip(people, beside, strict=True)
        change[kind.beside_people] = tuple(item for each, item in pairs if each != person_id)
    return replace(record, **change)


def _with_list(household: Household, kind: RecordKind, owner_id: str, records: Iterable[Any]) -> Household:
    """With these as the records of that kind at that owner. Raises ``InvalidField`` where there is no such owner."""
    change: dict[str, Any] = {kind.listed_in: tuple(records)}
    if kind.owner is None:
        return replace(household, **change)
    above = KIND_OF[kind.owner]
    for above_id, owners in lists_of(above, household):
        if any(each.id == owner_id for each in owners):
            changed = (replace(each, **change) if each.id == owner_id else each for each in owners)
            return _with_list(household, above, above_id, changed)
    raise InvalidField((kind.key,), Rule.NO_SUCH_PERSON, owner_id)
