"""What a household begins with: one person, and what its country sets."""

from __future__ import annotations

from dataclasses import replace
from uuid import uuid4

from caregiver_app.domain.household import Household
from caregiver_app.domain.people import CareRecipient
from caregiver_app.domain.preferences import Clock, Paper, Preferences
from caregiver_app.reference import Reference

_LETTER_COUNTRIES = frozenset({"US", "CA", "MX", "PH", "CL", "CO", "CR", "GT", "PA", "PR", "DO", "SV", "VE"})
_TWELVE_HOUR_COUNTRIES = frozenset({"US", "CA", "AU", "NZ", "IN", "PH", "PK", "EG", "SA", "MX"})


def first_household(name: str, country: str, reference: Reference) -> Household:
    """A household of one, with the numbers that the reference has for the country and no other."""
    numbers = reference.emergency_numbers.get(country)
    preferences = Preferences(
        country=country,
        emergency_number=numbers.emergency if numbers else "",
        poison_number=(numbers.poison or "") if numbers else "",
        clock=Clock.TWELVE_HOUR if country in _TWELVE_HOUR_COUNTRIES else Clock.TWENTY_FOUR_HOUR,
        paper=Paper.LETTER if country in _LETTER_COUNTRIES else Paper.A4,
    )
    person = CareRecipient(id=uuid4().hex, preferred_name=name.strip())
    return replace(Household(), preferences=preferences, care_recipients=(person,))
