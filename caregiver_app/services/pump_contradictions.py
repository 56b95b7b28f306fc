"""Where what was written down of a pump contradicts itself: what is in it, how long it lasts, and its days."""

from __future__ import annotations

from datetime import timedelta
from fractions import Fraction
from typing import TYPE_CHECKING, Final

from caregiver_app.i18n import _
from caregiver_app.services.amounts_compared import (
    LEAST_ML,
    MICROGRAMS,
    MOST_ML,
    ROUNDING,
    SO_MUCH,
    in_micrograms,
    read_strength,
    rounded,
)
from caregiver_app.wording.dates import day
from caregiver_app.wording.doses import mass, number, quantity

if TYPE_CHECKING:
    from caregiver_app.domain.pump import Pump

_LEAST_DAYS, _MOST_DAYS = 7, 400  # of one filling; pumps are refilled after weeks or months
_MOST_PER_ML: Final = 500_000  # mcg; half of what is in it would be the drug


def pump_contradictions(pump: Pump) -> tuple[str, ...]:
    """What is in the pump, how long it lasts, and its days."""
    return (*_what_is_in_it(pump), *_how_long_it_lasts(pump), *_days_out_of_order(pump))


def _what_is_in_it(pump: Pump) -> tuple[str, ...]:
    """A concentration that no liquid has, or another one beside the drug's name."""
    if pump.concentration is None:
        return ()
    shown = _("{amount} per mL").format(amount=mass(pump.concentration))
    found = []
    if in_micrograms(pump.concentration) > _MOST_PER_ML:
        found.append(_("Concentration {shown}. Are the number and the unit right?").format(shown=shown))
    named = SO_MUCH.search(pump.drug)
    written = read_strength(named[0]) if named else None
    is_mass = written is not None and written.per_ml and written.amount.unit in MICROGRAMS
    if (
        written is not None
        and is_mass
        and in_micrograms(written.amount) / written.of != in_micrograms(pump.concentration)
    ):
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
    ml_a_day = in_micrograms(pump.daily_dose) / in_micrograms(pump.concentration)
    values = {
        "dose": mass(pump.daily_dose),
        "concentration": mass(pump.concentration),
        "ml": number(rounded(ml_a_day)),
    }
    if pump.reservoir_size is None:
        if LEAST_ML / 10 <= ml_a_day <= MOST_ML / 10:
            return ()
        text = _(
            "{dose} a day of {concentration} per mL is {ml} mL a day. Are the numbers right, and the units?"
        )
        return (text.format(**values),)
    days = Fraction(pump.reservoir_size.amount) / ml_a_day
    values |= {"size": quantity(pump.reservoir_size), "days": number(rounded(Fraction(round(days, 1))))}
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
    if pump.refill_by - pump.last_refill_on <= timedelta(days=float(days * (1 + ROUNDING))):
        return ()
    text = _(
        "{dose} a day of {concentration} per mL would empty {size} in {days} days after {last}, before {by}. "
        "Call the pump clinic to check the dates."
    )
    return (text.format(**values, last=day(pump.last_refill_on), by=day(pump.refill_by)),)
