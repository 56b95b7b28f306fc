"""Doses, strengths and times as a person should read them."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from typing import Final

from caregiver_app.domain.amounts import Held
from caregiver_app.domain.medication import AsNeeded, FreeTextSchedule, Medication, Schedule, TimesOfDay
from caregiver_app.domain.preferences import Clock
from caregiver_app.domain.quantity import Dimension, Measured, Quantity, Unit
from caregiver_app.domain.rates import Concentration, DailyDose
from caregiver_app.domain.route import Route
from caregiver_app.i18n import _
from caregiver_app.wording.dates import NBSP, clock_time, day, not_recorded

_PARTS: Final = {
    Decimal("0.25"): ("a quarter of a", "and a quarter"),
    Decimal("0.5"): ("half a", "and a half"),
    Decimal("0.75"): ("three quarters of a", "and three quarters"),
}
_PLURALS: Final = {Unit.PATCH: "patches", Unit.SUPPOSITORY: "suppositories"}
# A strength is quoted as entered, apart from what ISMP lists as misread: the slash, the joined unit, µg and mcg.
_JOINED: Final = re.compile(r"(?<=\d)\s*(mcg|mg|mL|ml|g|units|mEq|mmol)\b")
_MICRO: Final = re.compile(r"(?<=\d)\s*(?:mcg|µg|μg|ug)\b")
# Only before what something is measured by: "25 mg/100 mg" is a combination of two.
_MEASURED_BY: Final = (
    "mL|ml|L|hours?|hrs?|h|days?|doses?|actuations?|puffs?|sprays?|tablets?|capsules?|patch|vial"
)
_PER: Final = re.compile(rf"(?<=[A-Za-z])\s*/\s*(?=(?:\d[\d.,]*\s*)?(?:{_MEASURED_BY})\b|g\b)")
_HOURS: Final = re.compile(r"\bper (?:(\d+)\s*)?h(?:rs?|ours?)?\b")
_THOUSANDS: Final = re.compile(
    r"(?<![\d.,\-/#])[1-9]\d{3,}(?=\s*(?:micrograms|mg|mL|ml|g|units|IU|mEq|mmol)\b)"
)
_UNIT: Final = "micrograms|mcg|mg|mL|ml|kg|g|units?|mEq|mmol|tablets?|capsules?|puffs?|drops?"
# An amount in the words for the times or the directions: "22 units before breakfast, 14 units before supper".
_AMOUNT: Final = re.compile(rf"\d\s?(?:{_UNIT})\b", re.IGNORECASE)
_SPACE_BEFORE_UNIT: Final = re.compile(rf"(?<=\d) (?=(?:{_UNIT})\b)")


def number(amount: Decimal) -> str:
    """``1,500`` and ``0.5``: thousands with a comma, no trailing zero, no naked point."""
    return f"{amount:,f}"


def unit_name(unit: Unit, amount: Decimal = Decimal(2)) -> str:
    """``micrograms``, ``mL``, ``tablet`` or ``tablets``."""
    if unit is Unit.MCG:
        return _("microgram") if amount == 1 else _("micrograms")
    if unit is Unit.UNITS:
        return _("unit") if amount == 1 else _("units")
    if unit.dimension is not Dimension.WHOLE:
        return unit.value
    return unit.value if 0 < amount <= 1 else _PLURALS.get(unit, unit.value + "s")


def quantity(value: Quantity | Held) -> str:
    """``10 mg``, ``half a tablet``, ``1 and a half tablets``, ``0 mL``; never broken between number and unit."""
    return _with_unit(value)


def mass(value: Concentration | DailyDose) -> str:
    """``350 micrograms``, for where its place already says of how much or how long."""
    return _with_unit(value)


def per_ml(value: Concentration) -> str:
    """``2,000 micrograms per mL``."""
    return _("{amount} per mL").format(amount=mass(value))


def per_day(value: DailyDose) -> str:
    """``350 micrograms per day``."""
    return _("{amount} per day").format(amount=mass(value))


def _with_unit(value: Measured) -> str:
    if value.unit.dimension is not Dimension.WHOLE:
        return f"{number(value.amount)}{NBSP}{unit_name(value.unit, value.amount)}"
    whole, part = divmod(value.amount, 1)
    if not part:
        return f"{number(whole)}{NBSP}{unit_name(value.unit, whole)}"
    alone, after = _PARTS[part]
    if not whole:
        return f"{alone} {value.unit.value}".replace(" ", NBSP)
    return f"{number(whole)} {after} {unit_name(value.unit)}".replace(" ", NBSP)


def quantity_as_typed(value: Measured) -> str:
    """``0.5 tablet``: what a field shows, so that reading it back there gives the same value."""
    return f"{number(value.amount)} {value.unit.value}"


def strength(text: str) -> str:
    """A strength as entered, with ``/`` before a measure as "per", spaced units, micrograms and hours in full."""
    spaced = _JOINED.sub(r" \1", _HOURS.sub(_hours, _PER.sub(" per ", text.strip())))
    spelled = _MICRO.sub(" micrograms", spaced).replace(" ml", " mL")
    grouped = _THOUSANDS.sub(lambda match: f"{int(match[0]):,}", spelled)
    return _SPACE_BEFORE_UNIT.sub(NBSP, grouped)


def _hours(match: re.Match[str]) -> str:
    return _("per {n} hours").format(n=match[1]) if match[1] else _("per hour")


def route(medication: Medication) -> str:
    """``by mouth``, or the family's own words."""
    if medication.route is None:
        return ""
    if medication.route is Route.OTHER:
        return medication.route_in_words or route_name(Route.OTHER)
    return route_name(medication.route)


def route_name(value: Route) -> str:
    """A route in plain words."""
    return {
        Route.ORAL: _("by mouth"),
        Route.FEEDING_TUBE: _("by feeding tube"),
        Route.SUBLINGUAL: _("under the tongue"),
        Route.BUCCAL: _("inside the cheek"),
        Route.NASAL: _("in the nose"),
        Route.INHALATION: _("breathed in"),
        Route.RECTAL: _("in the rectum"),
        Route.VAGINAL: _("in the vagina"),
        Route.TOPICAL: _("on the skin"),
        Route.TRANSDERMAL: _("patch on the skin"),
        Route.OPHTHALMIC: _("in the eye"),
        Route.OTIC: _("in the ear"),
        Route.SUBCUTANEOUS: _("injected under the skin"),
        Route.INTRAMUSCULAR: _("injected into the muscle"),
        Route.INTRAVENOUS: _("into a vein"),
        Route.INTRATHECAL_PUMP: _("by implanted pump"),
        Route.INTRATHECAL: _("into the spinal fluid"),
        Route.EPIDURAL: _("epidural"),
        Route.OTHER: _("another way"),
    }[value]


def dose(medication: Medication) -> str:
    """``10 mg (1 mL)``, where to find it, or that the family has not recorded it."""
    if medication.dose is None:
        if medication.measured_as is None:
            timing_words = medication.timing.words if isinstance(medication.timing, FreeTextSchedule) else ""
            is_there = _AMOUNT.search(f"{timing_words} {medication.directions}")
            return _("see when") if is_there else _("dose not recorded")
        return quantity(medication.measured_as)
    if medication.measured_as is None:
        return quantity(medication.dose)
    return f"{quantity(medication.dose)} ({quantity(medication.measured_as)})"


def bound(text: str) -> str:
    """What somebody wrote, with no line to end between a number and its unit."""
    return _SPACE_BEFORE_UNIT.sub(NBSP, text)


def timing(value: Schedule | None, clock: Clock) -> str:
    """When it is given, or "times not recorded": a frequency is never assumed."""
    if isinstance(value, TimesOfDay):
        return ", ".join(clock_time(each, clock) for each in value.times)
    if isinstance(value, AsNeeded):
        return as_needed(value)
    if isinstance(value, FreeTextSchedule):
        return bound(value.words)
    return _("times not recorded")


def timing_in_time(medication: Medication, clock: Clock, today: date) -> str:
    """When it is given, and from or until which day, where that day is to come: ``starts Tue 5 Jan 2027: 18:00``."""
    when = timing(medication.timing, clock)
    if not medication.is_begun(today) and medication.started_on:
        when = _("NOT YET: starts {day}: {when}").format(day=day(medication.started_on), when=when)
    if medication.stopped and medication.stopped.on > today:
        when = _("{when}; last day {day}").format(when=when, day=day(medication.stopped.on))
    return when


def as_needed(value: AsNeeded) -> str:
    """``as needed for spasms; at least 6 hours apart; at most 4 tablets in 24 hours``, as the family entered."""
    parts = [
        _("as needed for {reason}").format(reason=bound(value.reason)) if value.reason else _("as needed")
    ]
    if value.minimum_gap_minutes:
        parts.append(_("at least {gap} apart").format(gap=gap(value.minimum_gap_minutes)))
    if value.maximum_in_24_hours:
        limit = quantity(value.maximum_in_24_hours)
        parts.append(_("at most {limit} in 24{space}hours").format(limit=limit, space=NBSP))
    return "; ".join(parts)


def gap(minutes: int) -> str:
    """``6 hours``, ``90 minutes``."""
    if minutes % 60:
        return f"{minutes}{NBSP}" + (_("minute") if minutes == 1 else _("minutes"))
    hours = minutes // 60
    return f"{hours}{NBSP}" + (_("hour") if hours == 1 else _("hours"))


def name_and_strength(medication: Medication) -> str:
    """``Lioresal (baclofen) 10 mg tablet``: the product, its ingredient where the name hides it, strength, form."""
    words = [known_as(medication)]
    if medication.strength:
        words.append(bound(strength(medication.strength)))
    if medication.dose_form:
        words.append(medication.dose_form.strip())
    return " ".join(words)


def known_as(medication: Medication) -> str:
    """``Lioresal (baclofen)``: the one name of a medicine in every part of a sheet."""
    name = medication.product_name.strip()
    hidden = [i for i in medication.ingredients if i.lower() not in name.lower()]
    return f"{name} ({' and '.join(hidden)})" if hidden else name


def purpose(medication: Medication) -> str:
    """What it is for, or that nobody wrote it down."""
    return medication.purpose.strip() or not_recorded()
