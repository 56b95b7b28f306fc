"""Where what was written down contradicts itself. Our own questions: never which of two is right, never a dose.

The forms ask them while one types, ``check`` of a whole document, and whoever prints reads them first.
"""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Final

from caregiver_app.domain.household import Household
from caregiver_app.domain.medication import AsNeeded, FreeTextSchedule, Medication, TimesOfDay
from caregiver_app.domain.people import CareRecipient
from caregiver_app.domain.quantity import Dimension, Unit
from caregiver_app.i18n import _
from caregiver_app.reference import Reference
from caregiver_app.reference.matches import match_medication
from caregiver_app.services.amounts_compared import (
    LEAST_ML,
    MOST_ML,
    ROUNDING,
    read_strength,
    rounded,
    times_in,
)
from caregiver_app.services.pump_contradictions import pump_contradictions
from caregiver_app.wording.doses import number, quantity, unit_name
from caregiver_app.wording.doses import strength as strength_words
from caregiver_app.wording.numbers import fill_numbers
from caregiver_app.wording.people import age, weight_as_measured

_MOST_PIECES: Final = 10
_UNITS_APART: Final = 100  # mg for mcg is a thousand times
_QUARTERS: Final = 4
_WEEKLY: Final = re.compile(
    r"week|wkly|month|every other|alternate|\b(?:mon|tue|wed|thu|fri|sat|sun)(?:s|nes|rs|ur)?(?:days?)?\b",
    re.IGNORECASE,
)
_DAILY: Final = re.compile(
    r"dail?y|every ?day|each day|\ba day\b|(?:every|each) ?(?:morning|noon|evening|night)",
    re.IGNORECASE,
)
# By age in days: nobody weighs less or more, in kilograms, but by a slip of the pen. Wide on purpose.
_YEAR: Final = 365.25
_WEIGHTS: Final = (
    *((0, 0.3, 7), (28, 0.5, 10), (92, 0.8, 13), (183, 1.5, 18)),
    *((_YEAR, 3, 40), (6 * _YEAR, 8, 150), (12 * _YEAR, 15, 300), (18 * _YEAR, 20, 400)),
)
_LEAST_GAP: Final = 30  # minutes; below it hours are meant
_AMOUNT: Final = re.compile(
    r"(?<![\d.,/-])(\d{1,6}(?:\.\d{1,4})?)\s?(mg|mcg|micrograms?|g|units?)\b", re.IGNORECASE
)
_PAIR: Final = re.compile(
    r"(?<![\d.,/-])(\d{1,4}(?:\.\d{1,3})?)\s?[-/]\s?(\d{1,4}(?:\.\d{1,3})?)(?![\d.,/-])"
)
_NUMBERS: Final = re.compile(r"\d+(?:,\d{3})*(?:\.\d+)?")


def household_contradictions(household: Household, reference: Reference, today: date) -> tuple[str, ...]:
    """All of them, each with whose and what it is about."""
    found = []
    for person in household.care_recipients:
        found += [f"{person.preferred_name}: {each}" for each in person_contradictions(person, today)]
        for pump in person.pumps:
            found += [
                f"{person.preferred_name}, {pump.drug.strip()}: {each}" for each in pump_contradictions(pump)
            ]
        for medication in person.current_medications(today):
            named = f"{person.preferred_name}, {medication.product_name.strip()}"
            found += [
                f"{named}: {each}" for each in medication_contradictions(medication, household, reference)
            ]
    return tuple(found)


def person_contradictions(person: CareRecipient, today: date) -> tuple[str, ...]:
    """A weight that nobody of that age has."""
    weight = person.weight
    if weight is None:
        return ()
    kg = float(weight.in_kg())
    least, most = 0.3, 400.0
    how_old = ""
    if person.birth_date is not None and person.birth_date <= today:
        days = (today - person.birth_date).days
        least, most = next((low, high) for from_day, low, high in reversed(_WEIGHTS) if days >= from_day)
        how_old = age(person.birth_date, today)
    if least <= kg <= most:
        return ()
    text = _("Weight {weight}. Is the number right, and its unit?")
    if how_old:
        text = _("Weight {weight} at {age}. Is the number right, and its unit?")
    return (text.format(weight=weight_as_measured(weight), age=how_old),)


def medication_contradictions(
    medication: Medication, household: Household, reference: Reference
) -> tuple[str, ...]:
    """Strength, dose and how it is measured; the most in a day; what is for once a week and stands for each day."""
    return tuple(
        each
        for each in (
            _strength_in_name_question(medication),
            _measured_question(medication),
            _maximum_question(medication),
            _gap_question(medication),
            _daily_question(medication, household, reference),
        )
        if each
    )


def _measured_question(medication: Medication) -> str:
    """For example that 100 mg per mL and 500 mg come to 5 mL, but 50 mL is written."""
    dose, strength = medication.dose, read_strength(medication.strength)
    if dose is None or strength is None:
        return ""
    times = times_in(dose, strength.amount)
    if times is None:
        return ""
    came_to, measured = times * strength.of, medication.measured_as
    if measured is not None and (measured.unit is Unit.ML) == strength.per_ml:
        if not _is_counted(measured.unit) or abs(came_to - Fraction(measured.amount)) <= came_to * ROUNDING:
            return ""
        shown = rounded(came_to)
        text = _(
            "{strength} and {dose} come to {n} {unit}, but {measured} is written. Which number is a slip?"
        )
        return text.format(
            strength=strength_words(medication.strength),
            dose=quantity(dose),
            n=number(shown),
            unit=unit_name(measured.unit, shown),
            measured=quantity(measured),
        )
    if measured is None and _is_odd(came_to, medication.dose_form, per_ml=strength.per_ml):
        form = "mL" if strength.per_ml else _piece(medication.dose_form) or _("times as much")
        text = _("{dose} of {strength} is {n} {form}. Are the numbers right, and the units?")
        return text.format(
            dose=quantity(dose),
            strength=strength_words(medication.strength),
            n=number(rounded(came_to)),
            form=form,
        )
    return ""


def _is_odd(came_to: Fraction, form: str, *, per_ml: bool) -> bool:
    """Whether nobody would give so much or so little, or break it so."""
    if per_ml:
        return not LEAST_ML <= came_to <= MOST_ML
    if not 1 / Fraction(_UNITS_APART) < came_to < _UNITS_APART:
        return True
    if not _piece(form):
        return False
    whole = came_to if _piece(form) == _("capsules") else came_to * _QUARTERS
    return came_to >= _MOST_PIECES or abs(whole - round(whole)) > ROUNDING


def _piece(form: str) -> str:
    names = (("tab", _("tablets")), ("caplet", _("caplets")), ("cap", _("capsules")))
    return next((name for word, name in names if word in form.casefold()), "")


def _strength_in_name_question(medication: Medication) -> str:
    """``Norco 10/325`` of 5 mg/325 mg: the bottle's name says one strength, the field another."""
    name, strength = medication.product_name, medication.strength
    written = [Decimal(each.replace(",", "")) for each in _NUMBERS.findall(strength)]
    amounts = _AMOUNT.findall(name)
    named = [Decimal(amount) for amount, _unit in amounts]
    pair = _PAIR.search(name)
    if pair is not None and len(written) == len(pair.groups()):
        named += map(Decimal, pair.groups())
    is_same = set(named) <= set(written) or (amounts and _masses(name) <= _masses(strength.replace(",", "")))
    if not written or is_same:
        return ""
    return _("“{name}”, but the strength is {strength}. Which is a slip?").format(
        name=name.strip(), strength=strength_words(strength)
    )


def _masses(text: str) -> set[Decimal]:
    """In micrograms; units of their own kind as they stand."""
    times = {"mg": 1000, "g": 1_000_000}
    return {Decimal(amount) * times.get(unit.lower(), 1) for amount, unit in _AMOUNT.findall(text)}


def _gap_question(medication: Medication) -> str:
    timing = medication.timing
    gap = timing.minimum_gap_minutes if isinstance(timing, AsNeeded) else None
    if gap is None or gap >= _LEAST_GAP:
        return ""
    return _("Two doses at least {gap} minutes apart. Is it minutes, or hours?").format(gap=gap)


def _maximum_question(medication: Medication) -> str:
    timing = medication.timing
    most = timing.maximum_in_24_hours if isinstance(timing, AsNeeded) else None
    if most is None:
        return ""
    for one in (medication.dose, medication.measured_as):
        times = times_in(one, most) if one is not None else None
        if one is not None and times is not None and times > 1:
            text = _("One dose is {dose}, and the most in 24 hours is {most}. Are both right?")
            return text.format(dose=quantity(one), most=quantity(most))
    return ""


def _daily_question(medication: Medication, household: Household, reference: Reference) -> str:
    """Clock times are for every day, whatever stands beside them; words are read for a week, and for a day."""
    if not _may_be_daily(medication):
        return ""
    match = match_medication(medication, reference)
    for entry in (*match.entries, *match.possible):
        if entry.once_a_week_fact is not None:
            label = fill_numbers(reference.fact(entry.once_a_week_fact).plain, household.preferences)
            text = _("It may stand for every day. The label says: “{label}” Is it every day?")
            if isinstance(medication.timing, TimesOfDay):
                text = _("It stands for every day. The label says: “{label}” Is it every day?")
            return text.format(label=label)
    return ""


def _may_be_daily(medication: Medication) -> bool:
    match medication.timing:
        case TimesOfDay() | AsNeeded():
            return True
        case FreeTextSchedule(words=words):
            return _DAILY.search(words) is not None or not _WEEKLY.search(words)
        case _:
            return _DAILY.search(medication.directions) is not None


def _is_counted(unit: Unit) -> bool:
    return unit is Unit.ML or unit.dimension is Dimension.WHOLE
