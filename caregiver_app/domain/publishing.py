"""What a family may leave out of the emergency sheet that it publishes outside the lock, part by part.

A published sheet is read by anyone who can use the computer, so it holds as little about the person as it can.
It is also acted on by people who know nothing else, so it never holds less than makes it safe: current medicines
with their doses, the signs of too little and too much, what to do and say, allergies, the pump's drug, dose,
dates, model and MRI note, implanted devices, procedures to avoid, the words to tell first, the age and the
emergency numbers are no parts. A family that does not want those outside the lock does not publish.

The number of an insurance, the code of a lock box or of a medicine safe, an address: the sheet has none of them.
Should it ever show one, it becomes a ``SheetPart``, and stays out of ``TICKED_AT_FIRST``.
"""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from datetime import date, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from caregiver_app.domain.contacts import PhoneLabel

if TYPE_CHECKING:
    from collections.abc import Iterable

    from caregiver_app.domain.contacts import Phone
    from caregiver_app.domain.household import Household
    from caregiver_app.domain.people import CareRecipient

STALE_AFTER: Final = timedelta(days=30)


class SheetPart(StrEnum):
    """One thing that can be left out; stored as its value, in the order of the sheet."""

    NAME = "name"
    """The name they go by."""
    FULL_NAME = "full_name"
    BIRTH_DATE = "birth_date"
    """The day; the age always stays, because doses turn on it."""
    WEIGHT = "weight"
    LANGUAGES = "languages"
    COMMUNICATION = "communication"
    USUAL_STATE = "usual_state"
    PUMP_SERIAL = "pump_serial"
    CONDITIONS = "conditions"
    HOSPITAL = "hospital"
    DIRECTIVES = "directives"
    HOME = "home"
    """Home address and how to get in."""
    SEIZURE_PLAN = "seizure_plan"
    EMERGENCY_ITEMS = "emergency_items"
    """Where naloxone and the like are."""
    PURPOSES = "purposes"
    CLINIC = "clinic"
    """The pump clinic's name and numbers, and who at a clinic looked at the sheet."""
    CONTACT_NAMES = "contact_names"
    CONTACT_NUMBERS = "contact_numbers"


# An explicit list: any part made later is left out until somebody ticks it. On are those that let a stranger help
# the right person, talk with them, see what is unusual, weigh a dose and reach somebody; off are those that only
# a hospital asks for, and what tells a passer-by of illness or opens a door elsewhere (a birth date, a serial).
TICKED_AT_FIRST: Final = frozenset(
    {
        SheetPart.NAME,
        SheetPart.FULL_NAME,
        SheetPart.WEIGHT,
        SheetPart.LANGUAGES,
        SheetPart.COMMUNICATION,
        SheetPart.USUAL_STATE,
        SheetPart.CLINIC,
        SheetPart.CONTACT_NAMES,
        SheetPart.CONTACT_NUMBERS,
    }
)


def needs_name(household: Household) -> bool:
    """With several people nobody could tell whose a nameless sheet is: the wrong medicines would be believed."""
    return len(household.care_recipients) > 1


def parts_shown(household: Household, ticked: AbstractSet[SheetPart]) -> frozenset[SheetPart]:
    """What a copy shows of what was ticked: a needed name always, the full name only beside the other."""
    shown = frozenset(ticked) | ({SheetPart.NAME} if needs_name(household) else frozenset())
    return shown if SheetPart.NAME in shown else shown - {SheetPart.FULL_NAME}


def recorded_parts(household: Household, person: CareRecipient, today: date) -> frozenset[SheetPart]:
    """The parts of which there is anything to show or to leave out."""
    pumps, contacts, review = person.pumps, household.contacts_for(person.id), person.clinic_review
    recorded = {
        SheetPart.NAME: person.preferred_name,
        SheetPart.FULL_NAME: person.full_name,
        SheetPart.BIRTH_DATE: person.birth_date,
        SheetPart.WEIGHT: person.weight,
        SheetPart.LANGUAGES: "".join(person.languages),
        SheetPart.COMMUNICATION: person.communication,
        SheetPart.USUAL_STATE: person.usual_state,
        SheetPart.PUMP_SERIAL: "".join(pump.serial_number for pump in pumps),
        SheetPart.CONDITIONS: "".join(person.conditions),
        SheetPart.HOSPITAL: person.preferred_hospital,
        SheetPart.DIRECTIVES: person.advance_directives,
        SheetPart.HOME: person.home_address + person.how_to_get_in,
        SheetPart.SEIZURE_PLAN: person.seizure_plan,
        SheetPart.EMERGENCY_ITEMS: "".join(each.place for each in person.emergency_items),
        SheetPart.PURPOSES: "".join(each.purpose for each in person.current_medications(today)),
        SheetPart.CLINIC: review
        or any(pump.clinic_name.strip() or _rings(pump.clinic_phones) for pump in pumps),
        SheetPart.CONTACT_NAMES: contacts,
        SheetPart.CONTACT_NUMBERS: any(_rings(contact.phones) for contact in contacts),
    }
    return frozenset(
        part for part, what in recorded.items() if (what.strip() if isinstance(what, str) else what)
    )


def _rings(phones: Iterable[Phone]) -> bool:
    return any(phone.label is not PhoneLabel.FAX for phone in phones)
