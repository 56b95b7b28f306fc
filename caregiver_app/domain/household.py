"""Everything one household keeps, as one frozen value. A change makes a new one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

from caregiver_app.domain.contacts import Contact
from caregiver_app.domain.errors import InvalidField, Rule
from caregiver_app.domain.people import CareRecipient, check_dates
from caregiver_app.domain.preferences import Preferences
from caregiver_app.domain.record_kinds import RECORD_KINDS, RecordKind, lists_of


@dataclass(frozen=True, slots=True)
class Household:
    """People in the order the family keeps them, with their contacts.

    Raises ``InvalidField`` where an id is used twice or a contact names a person who is not there.
    """

    preferences: Preferences = Preferences()  # noqa: RUF009 - frozen
    care_recipients: tuple[CareRecipient, ...] = ()
    contacts: tuple[Contact, ...] = ()

    def __post_init__(self) -> None:
        for kind in RECORD_KINDS:
            if kind.listed_in:
                ids = [each.id for _owner, own in lists_of(kind, self) for each in own]
                _check_unique(kind.listed_in, ids)
        known = {person.id for person in self.care_recipients}
        for kind in RECORD_KINDS:
            if kind.people_in:
                _check_people(kind, self, known)

    def person(self, person_id: str) -> CareRecipient | None:
        """The person with that id."""
        return next((person for person in self.care_recipients if person.id == person_id), None)

    def with_person(self, person_id: str, change: Callable[[CareRecipient], CareRecipient]) -> Household:
        """The household after one person changed."""
        people = tuple(change(p) if p.id == person_id else p for p in self.care_recipients)
        return replace(self, care_recipients=people)

    def contacts_for(self, person_id: str) -> tuple[Contact, ...]:
        """That person's contacts, those in call order first."""
        own = [contact for contact in self.contacts if contact.is_for(person_id)]
        return tuple(sorted(own, key=lambda contact: (contact.call_order is None, contact.call_order or 0)))


def check_household_dates(household: Household, today: date) -> None:
    """Raises ``InvalidField`` for the first thing recorded as done on a day that has not come."""
    for index, person in enumerate(household.care_recipients):
        try:
            check_dates(person, today)
        except InvalidField as error:
            raise error.under("care_recipients", index) from None


def _check_people(kind: RecordKind, household: Household, known: set[str]) -> None:
    for _owner, own in lists_of(kind, household):
        for index, record in enumerate(own):
            for person_id in getattr(record, kind.people_in):
                if person_id not in known:
                    raise InvalidField(
                        (kind.listed_in, index, kind.people_in), Rule.NO_SUCH_PERSON, person_id
                    )


def _check_unique(name: str, ids: list[str]) -> None:
    """Each change of a household comes by here: that all is well must cost little."""
    known = set(ids)
    if len(known) == len(ids) and "" not in known:
        return
    seen: set[str] = set()
    for value in ids:
        if not value:
            raise InvalidField((name, "id"), Rule.MISSING)
        if value in seen:
            raise InvalidField((name, "id"), Rule.TWICE, value)
        seen.add(value)
