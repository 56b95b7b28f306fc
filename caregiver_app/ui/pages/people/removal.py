"""Taking a person out of the household."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from caregiver_app.domain.contacts import Contact
    from caregiver_app.domain.household import Household


def without_person(household: Household, person_id: str) -> Household:
    """The household without that person, and without the contacts that were for nobody else.

    A contact that lost its last person must not stay: for nobody in particular means for everyone.
    """
    kept = [each for each in household.contacts if each.care_recipient_ids != (person_id,)]
    return replace(
        household,
        care_recipients=tuple(each for each in household.care_recipients if each.id != person_id),
        contacts=tuple(_not_for(each, person_id) for each in kept),
    )


def contacts_of_nobody_else(household: Household, person_id: str) -> tuple[Contact, ...]:
    """The contacts that go with that person."""
    return tuple(each for each in household.contacts if each.care_recipient_ids == (person_id,))


def _not_for(contact: Contact, person_id: str) -> Contact:
    left = tuple(each for each in contact.care_recipient_ids if each != person_id)
    return replace(contact, care_recipient_ids=left)
