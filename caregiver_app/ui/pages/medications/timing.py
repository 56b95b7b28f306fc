"""When a medicine is given, as the fields of the form hold it: one kind, and the fields of each kind."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from caregiver_app.domain.errors import InvalidField, Rule
from caregiver_app.domain.medication import AsNeeded, FreeTextSchedule, Schedule, TimesOfDay
from caregiver_app.i18n import _
from caregiver_app.ui.records.reading import read_quantity, read_times
from caregiver_app.wording.dates import NBSP
from caregiver_app.wording.doses import gap, quantity_as_typed

if TYPE_CHECKING:
    from collections.abc import Mapping

TIMES, AS_NEEDED, OTHER = "times", "as_needed", "other"
FIELDS_OF: Final = {
    TIMES: ("times",),
    AS_NEEDED: ("reason", "minimum_gap_minutes", "maximum_in_24_hours"),
    OTHER: ("words",),
}
_GAP: Final = re.compile(
    r"(?:(?P<hours>\d{1,3})\s*(?:hours?|hrs?|h))?\s*(?:(?P<minutes>\d{1,4})\s*(?:minutes?|mins?|min))?",
    re.IGNORECASE,
)


def kinds() -> list[tuple[str, str]]:
    """The choices, none of them chosen for the person."""
    return [
        ("", _("Not recorded")),
        (TIMES, _("At these times every day")),
        (AS_NEEDED, _("As needed")),
        (OTHER, _("Another rhythm, in words")),
    ]


def parse_gap(text: str) -> int:
    """Minutes in ``6 hours``, ``90 minutes`` or ``1 hour 30 minutes``.

    Raises ``InvalidField``: a bare ``6`` is not taken for hours, nor ``1.5 hours`` rounded.
    """
    word = " ".join(text.replace(NBSP, " ").split())
    if re.fullmatch(r"[\d.,]+", word):
        raise InvalidField((), Rule.UNKNOWN_UNIT, word, _("hours, minutes"))
    match = _GAP.fullmatch(word)
    if not word or match is None:
        raise InvalidField((), Rule.UNKNOWN_UNIT, word, _("hours, minutes"))
    return int(match["hours"] or 0) * 60 + int(match["minutes"] or 0)


def timing_values(timing: Schedule | None) -> dict[str, str]:
    """The fields for a stored timing; those of the other kinds are empty."""
    values = {"timing": "", **dict.fromkeys((key for keys in FIELDS_OF.values() for key in keys), "")}
    if isinstance(timing, TimesOfDay):
        values |= {"timing": TIMES, "times": ", ".join(f"{each:%H:%M}" for each in timing.times)}
    if isinstance(timing, FreeTextSchedule):
        values |= {"timing": OTHER, "words": timing.words}
    if isinstance(timing, AsNeeded):
        minutes, limit = timing.minimum_gap_minutes, timing.maximum_in_24_hours
        values |= {
            "timing": AS_NEEDED,
            "reason": timing.reason,
            "minimum_gap_minutes": gap(minutes).replace(NBSP, " ") if minutes else "",
            "maximum_in_24_hours": quantity_as_typed(limit) if limit else "",
        }
    return values


def read_timing(values: Mapping[str, str]) -> Schedule | None:
    """The timing in the fields of the chosen kind. Raises ``InvalidField`` that names the field."""
    kind = values["timing"]
    if kind == TIMES:
        return TimesOfDay(read_times(values, "times"))
    if kind == AS_NEEDED:
        limit = read_quantity(values, "maximum_in_24_hours")
        return AsNeeded(values["reason"].strip(), _read_gap(values["minimum_gap_minutes"]), limit)
    if kind == OTHER:
        return FreeTextSchedule(values["words"].strip())
    return None


def unused_kinds(values: Mapping[str, str]) -> list[str]:
    """Names of the kinds that are not chosen although something stands in their fields."""
    names = dict(kinds())
    return [
        names[kind]
        for kind, keys in FIELDS_OF.items()
        if kind != values["timing"] and any(values[key].strip() for key in keys)
    ]


def _read_gap(text: str) -> int | None:
    if not text.strip():
        return None
    try:
        return parse_gap(text)
    except InvalidField as error:
        raise error.under("minimum_gap_minutes") from None
