"""One field's value for the history: doses and dates as everywhere, what the family typed word for word."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, time
from enum import StrEnum
from typing import Any, Final

from caregiver_app.domain.amounts import Volume
from caregiver_app.domain.contacts import ContactRole, Phone
from caregiver_app.domain.household import Clock, Paper
from caregiver_app.domain.medication import AsNeeded, FreeTextSchedule, ReferenceLink, Stopped, TimesOfDay
from caregiver_app.domain.people import (
    AllergiesNotRecorded,
    AllergiesRecorded,
    Allergy,
    ClinicReview,
    ImplantedDevice,
    NoKnownAllergies,
    ProcedureToAvoid,
    Weight,
)
from caregiver_app.domain.quantity import Quantity
from caregiver_app.domain.rates import Concentration, DailyDose
from caregiver_app.domain.route import Route
from caregiver_app.i18n import _
from caregiver_app.reference import Reference
from caregiver_app.wording import doses, people, pumps
from caregiver_app.wording.dates import NBSP, clock_time, day, not_recorded

_TIMINGS: Final = (TimesOfDay, AsNeeded, FreeTextSchedule)


@dataclass(frozen=True, slots=True)
class Words:
    """What turns values into words here: the household's clock, the reference, and people's names by id."""

    clock: Clock
    reference: Reference | None = None
    names: Mapping[str, str] = field(default_factory=dict)

    def value(self, name: str, value: Any) -> str:
        """The value of the field called ``name``, to stand in a list or after a colon."""
        if name == "care_recipient_ids":
            return ", ".join(self.names.get(each, each) for each in value) or _("everyone in the household")
        if isinstance(value, tuple):
            return "; ".join(self.value("", each) for each in value) or not_recorded()
        if name == "strength" and value:
            return doses.strength(value)
        if isinstance(value, StrEnum):
            return _choice(value)
        if value is None or value == "":
            return not_recorded()
        return value if isinstance(value, str) else self._of_a_class(value)

    def quoted(self, name: str, value: Any) -> str:
        """As ``value``, with what somebody typed in quotation marks, for a sentence."""
        is_typed = isinstance(value, str) and not isinstance(value, StrEnum) and name != "strength"
        return _("“{text}”").format(text=value) if is_typed else self.value(name, value)

    def _of_a_class(self, value: Any) -> str:
        if isinstance(value, time):
            return clock_time(value, self.clock)
        if isinstance(value, _TIMINGS):
            return doses.timing(value, self.clock)
        if isinstance(value, ReferenceLink):
            return self._link(value)
        write = _WRITERS.get(type(value), str)
        return write(value)

    def _link(self, value: ReferenceLink) -> str:
        known = {each.id: each.name for each in self.reference.medicines} if self.reference else {}
        entries = ", ".join(known.get(each, each) for each in value.medicine_ids) or _("none of these")
        return _("{entries} (confirmed {day})").format(entries=entries, day=day(value.confirmed_on))


def _weight(value: Weight) -> str:
    amount = f"{doses.number(value.amount)}{NBSP}{value.unit.value}"
    measured = day(value.measured_on) if value.measured_on else _("date not recorded")
    return f"{amount} ({measured})"


def _stopped(value: Stopped) -> str:
    return f"{day(value.on)}: {value.reason}" if value.reason else day(value.on)


def _review(value: ClinicReview) -> str:
    return f"{value.reviewed_by}, {day(value.reviewed_on)}"


_WRITERS: Final[dict[type, Callable[[Any], str]]] = {
    Quantity: doses.quantity,
    Volume: doses.quantity,
    Concentration: doses.mass,
    DailyDose: doses.mass,
    date: day,
    AllergiesNotRecorded: people.allergies,
    NoKnownAllergies: people.allergies,
    AllergiesRecorded: people.allergies,
    Allergy: people.allergy,
    ImplantedDevice: lambda value: people.with_detail(value.name, value.details),
    ProcedureToAvoid: lambda value: people.with_detail(value.procedure, value.why),
    Phone: pumps.phone,
    Weight: _weight,
    Stopped: _stopped,
    ClinicReview: _review,
}


def _choice(value: StrEnum) -> str:
    if isinstance(value, Route):
        return doses.route_name(value)
    return _choices().get(value, value.value)


def _choices() -> dict[StrEnum, str]:
    return {
        Clock.TWELVE_HOUR: _("12 hours (8:00 PM)"),
        Clock.TWENTY_FOUR_HOUR: _("24 hours (20:00)"),
        Paper.LETTER: _("Letter"),
        Paper.A4: _("A4"),
        ContactRole.PUMP_CLINIC: _("pump clinic"),
        ContactRole.CLINIC: _("clinic"),
        ContactRole.PRESCRIBER: _("doctor or prescriber"),
        ContactRole.PHARMACY: _("pharmacy"),
        ContactRole.HOSPITAL: _("hospital"),
        ContactRole.FAMILY: _("family"),
        ContactRole.CARER: _("carer or nurse"),
        ContactRole.OTHER: _("other"),
    }
