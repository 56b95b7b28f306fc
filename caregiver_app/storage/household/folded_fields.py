"""Fields that can be one of several classes, to columns and back. Columns of the other classes stay empty."""

from __future__ import annotations

from datetime import time
from typing import TYPE_CHECKING, Any

from caregiver_app.domain.medication import AsNeeded, FreeTextSchedule, Schedule, TimesOfDay
from caregiver_app.domain.people import (
    AllergiesNotRecorded,
    AllergiesRecorded,
    Allergy,
    AllergyStatus,
    NoKnownAllergies,
)
from caregiver_app.storage.database.rows import AllergyState, TimingKind

if TYPE_CHECKING:
    from caregiver_app.storage.database.rows import CareRecipientRow, MedicationRow


def allergy_columns(status: AllergyStatus) -> dict[str, Any]:
    """Which of the three states it is; the allergies themselves are parts."""
    confirmed_on = None
    state = AllergyState.NOT_RECORDED
    if isinstance(status, NoKnownAllergies):
        state, confirmed_on = AllergyState.NONE_KNOWN, status.confirmed_on
    elif isinstance(status, AllergiesRecorded):
        state = AllergyState.RECORDED
    return {"allergy_state": state, "no_allergies_confirmed_on": confirmed_on}


def allergies_in(status: AllergyStatus) -> tuple[Allergy, ...]:
    """None in two of the three states."""
    return status.allergies if isinstance(status, AllergiesRecorded) else ()


def allergies_from(row: CareRecipientRow, allergies: tuple[Allergy, ...]) -> AllergyStatus:
    """The state a row and its parts keep. Raises ``ValueError`` where they contradict each other."""
    if row.allergy_state is AllergyState.RECORDED:
        return AllergiesRecorded(allergies)
    if allergies:
        raise ValueError("allergies beside a state that has none")
    if row.allergy_state is AllergyState.NOT_RECORDED:
        return AllergiesNotRecorded()
    if row.no_allergies_confirmed_on is None:
        raise ValueError("none known, but on no day")
    return NoKnownAllergies(row.no_allergies_confirmed_on)


def timing_columns(timing: Schedule | None) -> dict[str, Any]:
    """All columns about the rhythm."""
    columns: dict[str, Any] = {
        "timing_kind": None,
        "times_of_day": (),
        "as_needed_reason": "",
        "minimum_gap_minutes": None,
        "maximum_in_24_hours": None,
        "schedule_in_words": "",
    }
    if isinstance(timing, TimesOfDay):
        times = tuple(each.isoformat(timespec="minutes") for each in timing.times)
        return columns | {"timing_kind": TimingKind.TIMES_OF_DAY, "times_of_day": times}
    if isinstance(timing, AsNeeded):
        return columns | {
            "timing_kind": TimingKind.AS_NEEDED,
            "as_needed_reason": timing.reason,
            "minimum_gap_minutes": timing.minimum_gap_minutes,
            "maximum_in_24_hours": timing.maximum_in_24_hours,
        }
    if isinstance(timing, FreeTextSchedule):
        return columns | {"timing_kind": TimingKind.OTHER, "schedule_in_words": timing.words}
    return columns


def timing_from(row: MedicationRow, _parts: tuple[Any, ...] = ()) -> Schedule | None:
    """The rhythm a row keeps."""
    if row.timing_kind is TimingKind.TIMES_OF_DAY:
        return TimesOfDay(tuple(time.fromisoformat(each) for each in row.times_of_day))
    if row.timing_kind is TimingKind.AS_NEEDED:
        return AsNeeded(row.as_needed_reason, row.minimum_gap_minutes, row.maximum_in_24_hours)
    if row.timing_kind is TimingKind.OTHER:
        return FreeTextSchedule(row.schedule_in_words)
    return None
