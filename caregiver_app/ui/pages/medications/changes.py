"""What can be done to a person's list of medicines, as changes of the person."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from caregiver_app.domain.errors import InvalidField, Rule
from caregiver_app.domain.medication import Medication, Stopped

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from caregiver_app.domain.people import CareRecipient

    Change = Callable[[CareRecipient], CareRecipient]


def medication_of(person: CareRecipient | None, medication_id: str) -> Medication | None:
    """The person's medicine with that id."""
    medications = person.medications if person else ()
    return next((each for each in medications if each.id == medication_id), None)


def put(medication: Medication) -> Change:
    """In the place of the one with its id, or at the end."""

    def change(person: CareRecipient) -> CareRecipient:
        if medication_of(person, medication.id) is None:
            return replace(person, medications=(*person.medications, medication))
        kept = tuple(medication if each.id == medication.id else each for each in person.medications)
        return replace(person, medications=kept)

    return change


def stop(medication: Medication, on: date | None, reason: str, today: date) -> Change:
    """Raises ``InvalidField`` without a date, or for one to come: until then it belongs on the sheet."""
    if on is None:
        raise InvalidField(("on",), Rule.MISSING)
    if on > today:
        raise InvalidField(("on",), Rule.IN_THE_FUTURE, on)
    try:
        return put(replace(medication, stopped=Stopped(on, reason.strip())))
    except InvalidField as error:
        raise InvalidField(error.path[-1:], error.rule, error.value, error.detail) from None


def take_again(medication: Medication) -> Change:
    """The medicine is current again, as it was."""
    return put(replace(medication, stopped=None))


def remove(medication: Medication) -> Change:
    """For what was entered by mistake only: a medicine that was taken is stopped, never removed."""

    def change(person: CareRecipient) -> CareRecipient:
        return replace(
            person, medications=tuple(each for each in person.medications if each.id != medication.id)
        )

    return change
