"""The kinds of records a household keeps, one line each.

A record is edited, undone and taken back; what happened once is an event (``events``). The household's checks, the
differences between two states of it, its tables, its document, missing ids, the history and the removal of a person
derive from these lines. ``tests/test_every_record_kind.py`` fails for a kind that was left out anywhere.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any, Final, NamedTuple

from caregiver_app.domain.contacts import Contact
from caregiver_app.domain.medication import Medication
from caregiver_app.domain.people import CareRecipient
from caregiver_app.domain.preferences import Preferences
from caregiver_app.domain.pump import Pump

Record = Preferences | CareRecipient | Medication | Pump | Contact
"""Apart from its household a person stands without medications and pumps, which are records of their own."""


class RecordKind(NamedTuple):
    """``key`` names the kind in the history and begins the ids of records written by hand.

    ``listed_in`` is the field that lists them, in the household or, where there is an ``owner``, in each record of
    that class; empty for the one record that stands alone. ``people_in`` is the field with the ids of the people a
    record is for, where it names any: empty means everyone, so a record that loses its last person goes with them.
    ``beside_people`` is a list with one item for each of them, or empty.
    """

    cls: type[Any]
    key: str
    listed_in: str = ""
    owner: type[Any] | None = None
    people_in: str = ""
    beside_people: str = ""


RECORD_KINDS: Final = (
    RecordKind(Preferences, "preferences"),
    RecordKind(CareRecipient, "care_recipient", "care_recipients"),
    RecordKind(Medication, "medication", "medications", owner=CareRecipient),
    RecordKind(Pump, "pump", "pumps", owner=CareRecipient),
    RecordKind(Contact, "contact", "contacts", people_in="care_recipient_ids", beside_people="relationships"),
)
KIND_OF: Final = {kind.cls: kind for kind in RECORD_KINDS}
KIND_LISTED_IN: Final = {kind.listed_in: kind for kind in RECORD_KINDS if kind.listed_in}


def owned_by(owner: type[Any] | None) -> tuple[RecordKind, ...]:
    """The kinds that stand in lists of records of that class, or for ``None`` of the household."""
    return tuple(kind for kind in RECORD_KINDS if kind.listed_in and kind.owner is owner)


def lists_of(kind: RecordKind, household: Any) -> Iterator[tuple[str, tuple[Any, ...]]]:
    """Each list of that kind in the household, with the id of its owner ("" for the household's own)."""
    if kind.owner is None:
        yield "", getattr(household, kind.listed_in)
        return
    for _owner, owners in lists_of(KIND_OF[kind.owner], household):
        for owner in owners:
            yield owner.id, getattr(owner, kind.listed_in)


def narrowed_to(record: Any, person_id: str) -> Any:
    """A record that serves that person, for nobody else: with what it says of that person alone."""
    kind, people = KIND_OF[type(record)], people_of(record)
    change: dict[str, Any] = {kind.people_in: (person_id,)}
    beside = getattr(record, kind.beside_people) if kind.beside_people else ()
    if beside:
        change[kind.beside_people] = (beside[people.index(person_id)],)
    return replace(record, **change)


def people_of(record: Record) -> tuple[str, ...]:
    """The ids of the people a record names."""
    people_in = KIND_OF[type(record)].people_in
    return getattr(record, people_in) if people_in else ()
