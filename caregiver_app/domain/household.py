"""Everything one household keeps, as one frozen value. A change makes a new one."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date
from enum import StrEnum
from typing import Final

from caregiver_app.domain.contacts import Contact
from caregiver_app.domain.errors import InvalidField, Rule
from caregiver_app.domain.frozen import dataclass
from caregiver_app.domain.people import CareRecipient, check_dates
from caregiver_app.domain.text import check_text

COUNTRY_LETTERS: Final = 2


class Clock(StrEnum):
    """How times of day are written."""

    TWELVE_HOUR = "12h"
    TWENTY_FOUR_HOUR = "24h"


class Paper(StrEnum):
    """Paper sizes the program prints on."""

    LETTER = "letter"
    A4 = "a4"


@dataclass(frozen=True, slots=True)
class Preferences:
    """Choices that change what is printed, so they travel with the household.

    ``country`` is an ISO 3166 alpha-2 code. The two numbers are what the family wants printed; empty is "not recorded".
    """

    country: str = "US"
    emergency_number: str = ""
    poison_number: str = ""
    clock: Clock = Clock.TWELVE_HOUR
    paper: Paper = Paper.LETTER

    def __post_init__(self) -> None:
        if len(self.country) != COUNTRY_LETTERS or not (self.country.isascii() and self.country.isupper()):
            raise InvalidField(("country",), Rule.UNKNOWN_CHOICE, self.country, "US, CA, GB, DE")
        for name in ("emergency_number", "poison_number"):
            number = getattr(self, name)
            check_text(name, number, 40)
            if number and not any(character.isdigit() for character in number):
                raise InvalidField((name,), Rule.NOT_A_PHONE_NUMBER, number)


@dataclass(frozen=True, slots=True)
class PrintRecord:
    """One document that left the program: so that old copies can be named and destroyed.

    ``fingerprint`` is the SHA-256 of what it said, in hex: the same content keeps its ``serial``.
    """

    serial: int
    document: str
    care_recipient_id: str
    printed_on: date
    fingerprint: str


@dataclass(frozen=True, slots=True)
class Household:
    """People in the order the family keeps them, with their contacts and prints.

    Raises ``InvalidField`` where an id is used twice or a contact names a person who is not there.
    """

    preferences: Preferences = Preferences()
    care_recipients: tuple[CareRecipient, ...] = ()
    contacts: tuple[Contact, ...] = ()
    prints: tuple[PrintRecord, ...] = ()

    def __post_init__(self) -> None:
        _check_unique("care_recipients", (person.id for person in self.care_recipients))
        _check_unique("contacts", (contact.id for contact in self.contacts))
        _check_unique("medications", (m.id for person in self.care_recipients for m in person.medications))
        _check_unique("pumps", (pump.id for person in self.care_recipients for pump in person.pumps))
        _check_unique("prints", (str(record.serial) for record in self.prints))
        known = {person.id for person in self.care_recipients}
        for index, contact in enumerate(self.contacts):
            for person_id in contact.care_recipient_ids:
                if person_id not in known:
                    raise InvalidField(
                        ("contacts", index, "care_recipient_ids"), Rule.NO_SUCH_PERSON, person_id
                    )

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


def _check_unique(name: str, ids: Iterable[str]) -> None:
    seen: set[str] = set()
    for value in ids:
        if not value:
            raise InvalidField((name, "id"), Rule.MISSING)
        if value in seen:
            raise InvalidField((name, "id"), Rule.TWICE, value)
        seen.add(value)
