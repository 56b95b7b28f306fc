"""How values that can be one of several classes say in JSON which they are."""

from __future__ import annotations

from typing import Final

from caregiver_app.domain.events import EVENT_KINDS
from caregiver_app.domain.medication import AsNeeded, FreeTextSchedule, TimesOfDay
from caregiver_app.domain.people import AllergiesNotRecorded, AllergiesRecorded, NoKnownAllergies

TAGS: Final[dict[type, tuple[str, str]]] = {
    TimesOfDay: ("kind", "times_of_day"),
    AsNeeded: ("kind", "as_needed"),
    FreeTextSchedule: ("kind", "other"),
    AllergiesNotRecorded: ("status", "not_recorded"),
    NoKnownAllergies: ("status", "none_known"),
    AllergiesRecorded: ("status", "recorded"),
    **{kind.cls: ("kind", kind.key) for kind in EVENT_KINDS},
}
