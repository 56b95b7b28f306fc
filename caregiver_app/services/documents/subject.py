"""What a document of one person is made from."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from caregiver_app.domain.contacts import Contact
from caregiver_app.domain.household import Household
from caregiver_app.domain.people import CareRecipient
from caregiver_app.reference import Reference


@dataclass(frozen=True, slots=True)
class DocumentSubject:
    """One person on one day. Equal subjects give equal documents.

    ``household`` holds nobody else and no prints: what happens to them makes no copy of this person's old.
    """

    household: Household
    person: CareRecipient
    reference: Reference
    day: date


def subject_of(
    household: Household, person: CareRecipient, reference: Reference, day: date
) -> DocumentSubject:
    """The person as of ``day``, with what the household keeps for them."""
    contacts = tuple(map(_for_everyone, household.contacts_for(person.id)))
    alone = replace(household, care_recipients=(person,), contacts=contacts, prints=())
    return DocumentSubject(alone, person, reference, day)


def _for_everyone(contact: Contact) -> Contact:
    """Without the names of others whom the contact is for too."""
    return replace(contact, care_recipient_ids=())
