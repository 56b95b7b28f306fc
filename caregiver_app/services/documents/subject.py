"""What a document of one person is made from."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from caregiver_app.domain.household import Household
from caregiver_app.domain.people import CareRecipient
from caregiver_app.domain.record_kinds import narrowed_to, owned_by, people_of
from caregiver_app.reference import Reference


@dataclass(frozen=True, slots=True)
class DocumentSubject:
    """One person on one day. Equal subjects give equal documents.

    ``household`` holds nobody else: what happens to others makes no copy of this person's old.
    """

    household: Household
    person: CareRecipient
    reference: Reference
    day: date


def subject_of(
    household: Household, person: CareRecipient, reference: Reference, day: date
) -> DocumentSubject:
    """The person as of ``day``, with what the household keeps for them."""
    alone: dict[str, Any] = {"care_recipients": (person,)}
    for kind in owned_by(None):
        if kind.people_in:
            records = getattr(household, kind.listed_in)
            theirs = (each for each in records if person.id in (people_of(each) or (person.id,)))
            alone[kind.listed_in] = tuple(narrowed_to(each, person.id) for each in theirs)
    return DocumentSubject(replace(household, **alone), person, reference, day)
