"""Amounts per mL and per day, read as they are written on the clinic's paper and never converted."""

from __future__ import annotations

import re
from typing import Final

from caregiver_app.domain.errors import InvalidField
from caregiver_app.domain.quantity import Quantity, parse_quantity
from caregiver_app.i18n import _
from caregiver_app.wording.doses import quantity, unit_name

_PER: Final = {
    "concentration": re.compile(r"\s*(?:/|per)\s*(?:1\s*)?ml\s*$", re.IGNORECASE),
    "daily_dose": re.compile(
        r"\s*(?:daily|(?:/\s*|per\s+|a\s+)(?:day|d|24\s*(?:hours?|h)))\s*$", re.IGNORECASE
    ),
}


def read_amount(key: str, text: str) -> Quantity | None:
    """``2000 mcg`` or ``2000 mcg/mL`` for the concentration, ``350 mcg`` or ``350 mcg/day`` for the dose.

    Raises ``InvalidField`` that names the field, also for an amount per anything else (``500 mcg/20 mL``).
    """
    word = _PER[key].sub("", text.strip())
    if not word:
        return None
    try:
        return parse_quantity(word)
    except InvalidField as error:
        raise error.under(key) from None


def amount_in_words(key: str, text: str) -> str:
    """How an amount was read: ``2,000 micrograms per mL``; empty where it was not."""
    try:
        amount = read_amount(key, text)
    except InvalidField:
        return ""
    if amount is None:
        return ""
    words = _("{amount} per mL") if key == "concentration" else _("{amount} per day")
    return words.format(amount=quantity(amount))


def different_units(concentration: str, daily_dose: str) -> str:
    """A question where the two are written in different units; empty where they agree or one is missing."""
    try:
        per_ml, per_day = read_amount("concentration", concentration), read_amount("daily_dose", daily_dose)
    except InvalidField:
        return ""
    if per_ml is None or per_day is None or per_ml.unit is per_day.unit:
        return ""
    return _(
        "The concentration is in {one}, the dose per day in {other}. Please check both on the clinic’s paper."
    ).format(one=unit_name(per_ml.unit), other=unit_name(per_day.unit))
