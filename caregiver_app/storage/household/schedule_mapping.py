"""When a medication is given, to columns and back. Columns of the other kinds stay empty."""

from __future__ import annotations

from datetime import time
from typing import TYPE_CHECKING, Any

from caregiver_app.domain.medication import AsNeeded, FreeTextSchedule, Schedule, TimesOfDay
from caregiver_app.storage.database.rows import MedicationRow, TimingKind

if TYPE_CHECKING:
    from caregiver_app.storage.household.row_mapping import Record


def timing_columns(timing: Schedule | None) -> Record:
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


def timing_from(row: MedicationRow) -> Schedule | None:
    """The rhythm a row keeps."""
    if row.timing_kind is TimingKind.TIMES_OF_DAY:
        return TimesOfDay(tuple(time.fromisoformat(each) for each in row.times_of_day))
    if row.timing_kind is TimingKind.AS_NEEDED:
        return AsNeeded(row.as_needed_reason, row.minimum_gap_minutes, row.maximum_in_24_hours)
    if row.timing_kind is TimingKind.OTHER:
        return FreeTextSchedule(row.schedule_in_words)
    return None
