from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from caregiver_app.domain.household import Household
from caregiver_app.domain.medication import Medication, ReferenceLink
from caregiver_app.domain.people import CareRecipient
from caregiver_app.domain.preferences import Preferences
from caregiver_app.domain.route import Route
from caregiver_app.wording.emergency import emergency_summary
from tests.shipped import shipped_reference

if TYPE_CHECKING:
    from caregiver_app.domain.contacts import Contact
    from caregiver_app.wording.summary import EmergencySummary, Line

TODAY = date(2026, 11, 22)
THEO = CareRecipient(id="p", preferred_name="Theo")
US = Preferences("US", "911", "1-800-222-1222")


def summary_of(person: CareRecipient, preferences: Preferences = US, *contacts: Contact) -> EmergencySummary:
    household = Household(preferences, (person,), contacts)
    return emergency_summary(household, person, shipped_reference(), TODAY, 1)


def medication(name: str, route: Route = Route.ORAL, *confirmed: str) -> Medication:
    link = ReferenceLink(confirmed, TODAY) if confirmed else None
    return Medication(name, name, (name,), route=route, reference=link)


def taking(*names: str) -> CareRecipient:
    return replace(THEO, medications=tuple(medication(name) for name in names))


def texts(lines: tuple[Line, ...]) -> list[str]:
    return [line.text.replace("\u00a0", " ") for line in lines]
