"""Where what was written down contradicts itself. Our own questions: never which of two is right, never a dose.

The forms ask them while one types, ``check`` of a whole document, and whoever prints reads them first.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Final, NamedTuple

from caregiver_app.domain.errors import KnownError
from caregiver_app.domain.household import Household
from caregiver_app.domain.medication import AsNeeded, FreeTextSchedule, Medication, TimesOfDay
from caregiver_app.domain.people import CareRecipient, age_in_years
from caregiver_app.domain.pump import Pump
from caregiver_app.domain.quantity import Dimension, Measured, Quantity, Unit, parse_number, parse_quantity
from caregiver_app.i18n import _
from caregiver_app.reference import Reference
from caregiver_app.reference.matches import match_medication
from caregiver_app.wording.dates import day
from caregiver_app.wording.doses import mass, number, quantity, unit_name
from caregiver_app.wording.doses import strength as strength_words
from caregiver_app.wording.numbers import fill_numbers
from caregiver_app.wording.people import age, weight_as_measured

# Bottles round: 5.2 mL is drawn up as 5. What is meant is found all the same: a slip is twice or ten times as much.
_ROUNDING: Final = Fraction(6, 100)
_MOST_PIECES: Final = 10
_UNITS_APART: Final = 100  # mg for mcg is a thousand times
_QUARTERS: Final = 4
_MOST_ML, _LEAST_ML = 100, Fraction(1, 20)
_LEAST_DAYS, _MOST_DAYS = 7, 400  # of one filling; pumps are refilled after weeks or months
_MOST_PER_ML: Final = 500_000  # mcg; half of what is in it would be the drug
_MICROGRAMS: Final = {Unit.MCG: 1, Unit.MG: 1000, Unit.G: 1_000_000}
# "100 mg/5 mL susp", "0.5 mg tablet", "100 units/mL (3 mL pen)"; what else is parted by a stroke is a combination.
_SO_MUCH: Final = re.compile(
    r"(?<![\d.,])(?P<amount>[\d.,]{1,15})\s{0,3}(?P<unit>[a-zµμ]{1,20})(?![a-zµμ])"
    r"(?P<per>\s{0,3}(?:/|\bper\b)\s{0,3}(?P<of>[\d.,]{0,15})\s{0,3}(?:ml|millilit(?:er|re))s?\b)?"
    r"(?!\s{0,3}(?:[-\u2013/+%&\d]|per\b|to\b|and\b|or\b))",
    re.IGNORECASE,
)
_WEEKLY: Final = re.compile(
    r"week|wkly|month|every other|alternate|\b(?:mon|tue|wed|thu|fri|sat|sun)(?:s|nes|rs|ur)?(?:days?)?\b",
    re.IGNORECASE,
)
_DAILY: Final = re.compile(
    r"dail?y|every ?day|each day|\ba day\b|(?:every|each) ?(?:morning|noon|evening|night)",
    re.IGNORECASE,
)
# By age in years: nobody weighs less or more, in kilograms, but by a slip of the pen. Wide on purpose.
_WEIGHTS: Final = ((0, 0.3, 20), (1, 3, 40), (6, 8, 150), (12, 15, 300), (18, 20, 400))
_NEWBORN_DAYS, _NEWBORN_MOST = 28, 8


class _Strength(NamedTuple):
    """So much in so much: 160 mg in 5 mL, 10 mg in one piece."""

    amount: Quantity
    of: Fraction
    per_ml: bool


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
        years = age_in_years(person.birth_date, today)
        least, most = next((low, high) for from_year, low, high in reversed(_WEIGHTS) if years >= from_year)
        if (today - person.birth_date).days < _NEWBORN_DAYS:
            most = _NEWBORN_MOST
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
            _measured_question(medication),
            _maximum_question(medication),
            _daily_question(medication, household, reference),
        )
        if each
    )


def pump_contradictions(pump: Pump) -> tuple[str, ...]:
    """What is in the pump, how long it lasts, and its days."""
    return (*_what_is_in_it(pump), *_how_long_it_lasts(pump), *_days_out_of_order(pump))


def _what_is_in_it(pump: Pump) -> tuple[str, ...]:
    """A concentration that no liquid has, or another one beside the drug's name."""
    if pump.concentration is None:
        return ()
    shown = _("{amount} per mL").format(amount=mass(pump.concentration))
    found = []
    if _mcg(pump.concentration) > _MOST_PER_ML:
        found.append(_("Concentration {shown}. Are the number and the unit right?").format(shown=shown))
    named = _SO_MUCH.search(pump.drug)
    written = _strength(named[0]) if named else None
    is_mass = written is not None and written.per_ml and written.amount.unit in _MICROGRAMS
    if written is not None and is_mass and _mcg(written.amount) / written.of != _mcg(pump.concentration):
        text = _("“{drug}”, but the concentration is {shown}. Which number is a slip?")
        found.append(text.format(drug=pump.drug.strip(), shown=shown))
    return tuple(found)


def _days_out_of_order(pump: Pump) -> tuple[str, ...]:
    """A visit after the refill is due, or an alarm before it."""
    by, visit, alarm = pump.refill_by, pump.next_appointment_on, pump.low_reservoir_alarm_on
    if by is None:
        return ()
    found = []
    if visit is not None and visit > by and (pump.last_refill_on is None or pump.last_refill_on < by):
        text = _(
            "The next visit is on {visit}, after the refill is due on {by}. Call the pump clinic to check."
        )
        found.append(text.format(visit=day(visit), by=day(by)))
    if alarm is not None and alarm < by:
        text = _("The alarm date {alarm} is before the refill is due on {by}. Call the pump clinic to check.")
        found.append(text.format(alarm=day(alarm), by=day(by)))
    return tuple(found)


def _how_long_it_lasts(pump: Pump) -> tuple[str, ...]:
    """Daily dose, concentration and reservoir; and the time between two refills."""
    if pump.daily_dose is None or pump.concentration is None or not pump.daily_dose.amount:
        return ()
    if not pump.concentration.amount:
        return ()
    ml_a_day = _mcg(pump.daily_dose) / _mcg(pump.concentration)
    values = {
        "dose": mass(pump.daily_dose),
        "concentration": mass(pump.concentration),
        "ml": number(_shown(ml_a_day)),
    }
    if pump.reservoir_size is None:
        if _LEAST_ML / 10 <= ml_a_day <= _MOST_ML / 10:
            return ()
        text = _(
            "{dose} a day of {concentration} per mL is {ml} mL a day. Are the numbers right, and the units?"
        )
        return (text.format(**values),)
    days = Fraction(pump.reservoir_size.amount) / ml_a_day
    values |= {"size": quantity(pump.reservoir_size), "days": number(_shown(Fraction(round(days, 1))))}
    if not _LEAST_DAYS <= days <= _MOST_DAYS:
        text = _(
            "{dose} a day of {concentration} per mL would empty {size} in {days} days. "
            "Are the numbers right, and the units?"
        )
        return (text.format(**values),)
    return _refill_question(pump, days, values)


def _refill_question(pump: Pump, days: Fraction, values: dict[str, str]) -> tuple[str, ...]:
    if pump.last_refill_on is None or pump.refill_by is None:
        return ()
    if pump.refill_by - pump.last_refill_on <= timedelta(days=float(days * (1 + _ROUNDING))):
        return ()
    text = _(
        "{dose} a day of {concentration} per mL would empty {size} in {days} days after {last}, before {by}. "
        "Call the pump clinic to check the dates."
    )
    return (text.format(**values, last=day(pump.last_refill_on), by=day(pump.refill_by)),)


def _measured_question(medication: Medication) -> str:
    """For example that 100 mg per mL and 500 mg come to 5 mL, but 50 mL is written."""
    dose, strength = medication.dose, _strength(medication.strength)
    if dose is None or strength is None:
        return ""
    times = _times(dose, strength.amount)
    if times is None:
        return ""
    came_to, measured = times * strength.of, medication.measured_as
    values = {"strength": strength_words(medication.strength), "dose": quantity(dose)}
    if measured is not None and (measured.unit is Unit.ML) == strength.per_ml:
        if not _is_counted(measured.unit) or abs(came_to - Fraction(measured.amount)) <= came_to * _ROUNDING:
            return ""
        shown = _shown(came_to)
        values |= {"unit": unit_name(measured.unit, shown), "measured": quantity(measured)}
        text = _(
            "{strength} and {dose} come to {n} {unit}, but {measured} is written. Which number is a slip?"
        )
        return text.format(**values, n=number(shown))
    if measured is None and _is_odd(came_to, medication.dose_form, per_ml=strength.per_ml):
        form = "mL" if strength.per_ml else _piece(medication.dose_form) or _("times as much")
        text = _("{dose} of {strength} is {n} {form}. Are the numbers right, and the units?")
        return text.format(**values, n=number(_shown(came_to)), form=form)
    return ""


def _is_odd(came_to: Fraction, form: str, *, per_ml: bool) -> bool:
    """Whether nobody would give so much or so little, or break it so."""
    if per_ml:
        return not _LEAST_ML <= came_to <= _MOST_ML
    if not 1 / Fraction(_UNITS_APART) < came_to < _UNITS_APART:
        return True
    if not _piece(form):
        return False
    whole = came_to if _piece(form) == _("capsules") else came_to * _QUARTERS
    return came_to >= _MOST_PIECES or abs(whole - round(whole)) > _ROUNDING


def _piece(form: str) -> str:
    names = (("tab", _("tablets")), ("caplet", _("caplets")), ("cap", _("capsules")))
    return next((name for word, name in names if word in form.casefold()), "")


def _maximum_question(medication: Medication) -> str:
    timing = medication.timing
    most = timing.maximum_in_24_hours if isinstance(timing, AsNeeded) else None
    if most is None:
        return ""
    for one in (medication.dose, medication.measured_as):
        times = _times(one, most) if one is not None else None
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


def _strength(text: str) -> _Strength | None:
    """``None`` for combinations, ranges, percents and all else that is not so much in so much."""
    found = _SO_MUCH.match(text.strip())
    if found is None:
        return None
    try:
        amount = parse_quantity(f"{found['amount']} {found['unit']}")
        if found["per"] is None:
            return _Strength(amount, Fraction(1), per_ml=False)
        of = Fraction(parse_number(found["of"])) if found["of"] else Fraction(1)
    except KnownError:
        return None
    return _Strength(amount, of, per_ml=True) if of else None


def _times(one: Measured, other: Measured) -> Fraction | None:
    """How many times ``other`` goes into ``one``; ``None`` where they do not measure the same."""
    if not other.amount:
        return None
    if one.unit in _MICROGRAMS and other.unit in _MICROGRAMS:
        return _mcg(one) / _mcg(other)
    return Fraction(one.amount) / Fraction(other.amount) if one.unit is other.unit else None


def _mcg(value: Measured) -> Fraction:
    return Fraction(value.amount) * _MICROGRAMS[value.unit]


def _is_counted(unit: Unit) -> bool:
    return unit is Unit.ML or unit.dimension is Dimension.WHOLE


def _shown(value: Fraction) -> Decimal:
    """Three figures: it is only to be compared."""
    decimal = Decimal(value.numerator) / Decimal(value.denominator)
    return Decimal(f"{decimal:.3g}") if decimal < 1000 else Decimal(round(decimal))  # noqa: PLR2004
