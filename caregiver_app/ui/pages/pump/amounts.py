"""Volumes, amounts per mL and per day, read as they are written on the clinic's paper and never converted."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from caregiver_app.domain.amounts import Volume, parse_volume
from caregiver_app.domain.errors import InvalidField
from caregiver_app.domain.rates import Concentration, DailyDose, parse_concentration, parse_daily_dose
from caregiver_app.i18n import _
from caregiver_app.wording.doses import per_day, per_ml, unit_name

PumpAmount = Volume | Concentration | DailyDose

AMOUNTS: Final[Mapping[str, Callable[[str], PumpAmount]]] = {
    "reservoir_size": parse_volume,
    "concentration": parse_concentration,
    "daily_dose": parse_daily_dose,
    "low_reservoir_alarm_volume": parse_volume,
}


def read_amount(key: str, text: str) -> PumpAmount | None:
    """``2000 mcg`` or ``2000 mcg/mL`` for the concentration, ``350 mcg`` or ``350 mcg/day`` for the dose, ``20 mL``.

    Raises ``InvalidField`` that names the field, also for an amount per anything else (``500 mcg/20 mL``).
    """
    if not text.strip():
        return None
    try:
        return AMOUNTS[key](text)
    except InvalidField as error:
        raise error.under(key) from None


def amount_in_words(key: str, text: str) -> str:
    """How an amount was read: ``2,000 micrograms per mL``; empty where it was not."""
    try:
        amount = read_amount(key, text)
    except InvalidField:
        return ""
    match amount:
        case Concentration():
            return per_ml(amount)
        case DailyDose():
            return per_day(amount)
    return ""


def different_units(concentration: str, daily_dose: str) -> str:
    """A question where the two are written in different units; empty where they agree or one is missing."""
    try:
        strength, dose = read_amount("concentration", concentration), read_amount("daily_dose", daily_dose)
    except InvalidField:
        return ""
    if strength is None or dose is None or strength.unit is dose.unit:
        return ""
    return _(
        "The concentration is in {one}, the dose per day in {other}. Please check both on the clinic’s paper."
    ).format(one=unit_name(strength.unit), other=unit_name(dose.unit))
