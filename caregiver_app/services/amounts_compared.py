"""Amounts that were written down, as far as they can be compared. The twin of ``doses``, for questions only."""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction
from typing import Final, NamedTuple

from caregiver_app.domain.errors import KnownError
from caregiver_app.domain.quantity import Measured, Quantity, Unit, parse_number, parse_quantity

# Bottles round: 5.2 mL is drawn up as 5. What is meant is found all the same: a slip is twice or ten times as much.
ROUNDING: Final = Fraction(6, 100)
MOST_ML, LEAST_ML = 100, Fraction(1, 20)
MICROGRAMS: Final = {Unit.MCG: 1, Unit.MG: 1000, Unit.G: 1_000_000}
# "100 mg/5 mL susp", "0.5 mg tablet", "100 units/mL (3 mL pen)"; what else is parted by a stroke is a combination.
SO_MUCH: Final = re.compile(
    r"(?<![\d.,])(?P<amount>[\d.,]{1,15})\s{0,3}(?P<unit>[a-zµμ]{1,20})(?![a-zµμ])"
    r"(?P<per>\s{0,3}(?:/|\bper\b)\s{0,3}(?P<of>[\d.,]{0,15})\s{0,3}(?:ml|millilit(?:er|re))s?\b)?"
    r"(?!\s{0,3}(?:[-\u2013/+%&\d]|per\b|to\b|and\b|or\b))",
    re.IGNORECASE,
)


class Strength(NamedTuple):
    """So much in so much: 160 mg in 5 mL, 10 mg in one piece."""

    amount: Quantity
    of: Fraction
    per_ml: bool


def read_strength(text: str) -> Strength | None:
    """``None`` for combinations, ranges, percents and all else that is not so much in so much."""
    found = SO_MUCH.match(text.strip())
    if found is None:
        return None
    try:
        amount = parse_quantity(f"{found['amount']} {found['unit']}")
        if found["per"] is None:
            return Strength(amount, Fraction(1), per_ml=False)
        of = Fraction(parse_number(found["of"])) if found["of"] else Fraction(1)
    except KnownError:
        return None
    return Strength(amount, of, per_ml=True) if of else None


def times_in(one: Measured, other: Measured) -> Fraction | None:
    """How many times ``other`` goes into ``one``; ``None`` where they do not measure the same."""
    if not other.amount:
        return None
    if one.unit in MICROGRAMS and other.unit in MICROGRAMS:
        return in_micrograms(one) / in_micrograms(other)
    return Fraction(one.amount) / Fraction(other.amount) if one.unit is other.unit else None


def in_micrograms(value: Measured) -> Fraction:
    return Fraction(value.amount) * MICROGRAMS[value.unit]


def rounded(value: Fraction) -> Decimal:
    """Three figures: it is only to be compared."""
    decimal = Decimal(value.numerator) / Decimal(value.denominator)
    return Decimal(f"{decimal:.3g}") if decimal < 1000 else Decimal(round(decimal))  # noqa: PLR2004
