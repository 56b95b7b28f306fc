"""How strong a pump's drug is and how much a day gives; the one place where they meet, and where mg become mcg."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING, ClassVar, Final, Generic, NamedTuple, TypeVar

from caregiver_app.domain.errors import InvalidField, Rule
from caregiver_app.domain.quantity import (
    EXACT,
    Dimension,
    Measured,
    Unit,
    check_same_unit,
    parse_number_and_unit,
)

if TYPE_CHECKING:
    from fractions import Fraction

_PER_ML: Final = re.compile(r"(?<!\s)\s*+(?:/|per)\s*(?:1\s*)?ml\s*$", re.IGNORECASE)
_PER_DAY: Final = re.compile(
    r"(?<!\s)\s*+(?:daily|(?:/\s*|per\s+|a\s+)(?:day|d|24\s*(?:hours?|h)))\s*$", re.IGNORECASE
)
# SI prefixes as powers of ten (BIPM, SI Brochure, 9th edition, 2019, section 3): milli 10⁻³, micro 10⁻⁶.
_POWERS: Final = {Unit.G: 0, Unit.MG: -3, Unit.MCG: -6}

M = TypeVar("M", bound=Measured)


class Concentration(Measured):
    """Mass of drug in one mL. ``unit`` is the unit of the mass."""

    __slots__ = ()

    dimension: ClassVar[Dimension | None] = Dimension.MASS


class DailyDose(Measured):
    """Mass of drug in one day. ``unit`` is the unit of the mass."""

    __slots__ = ()

    dimension: ClassVar[Dimension | None] = Dimension.MASS


class Conversion(NamedTuple, Generic[M]):
    """The same mass twice: as it was written, and in the other unit. Whoever shows one shows both."""

    written: M
    converted: M


def in_unit(value: M, unit: Unit) -> Conversion[M]:
    """A mass in another unit, exactly: 1 mg is 1,000 mcg, 1 g is 1,000 mg. Nothing else turns one into another.

    Raises ``InvalidField`` where one of the two is no mass, and where the result has too many decimals.
    """
    for each in (value.unit, unit):
        if each not in _POWERS:
            raise InvalidField((), Rule.WRONG_KIND_OF_UNIT, each.value, Dimension.MASS.value)
    amount = value.amount.scaleb(_POWERS[value.unit] - _POWERS[unit], EXACT)
    return Conversion(value, type(value)(amount, unit))


def ml_per_day(dose: DailyDose, concentration: Concentration) -> Fraction:
    """The volume that leaves the pump, in mL a day: daily dose divided by concentration.

    A fraction, because 100 mcg a day at 300 mcg/mL is a third of a mL and no decimal is: whoever shows it
    rounds, and says so. Raises ``MixedUnitsError`` where one is in mg and the other in mcg (see ``in_unit``).
    """
    check_same_unit(dose, concentration)
    from fractions import Fraction  # noqa: PLC0415 - the first page needs none

    return Fraction(dose.amount) / Fraction(concentration.amount)


def parse_concentration(text: str) -> Concentration:
    """``"500 mcg/mL"``, ``"2 mg per mL"``, or ``"500 mcg"`` where per mL is understood. Raises ``InvalidField``."""
    return Concentration(*_parse_rate(text, _PER_ML, "mcg/mL"))


def parse_daily_dose(text: str) -> DailyDose:
    """``"400 mcg/day"``, ``"0.4 mg a day"``, or ``"400 mcg"`` where a day is understood. Raises ``InvalidField``."""
    return DailyDose(*_parse_rate(text, _PER_DAY, "mcg/day"))


def _parse_rate(text: str, ending: re.Pattern[str], wanted: str) -> tuple[Decimal, Unit]:
    try:
        return parse_number_and_unit(ending.sub("", text.strip()))
    except InvalidField as error:
        if error.rule is not Rule.NOT_ONE_AMOUNT:
            raise
        raise InvalidField((), Rule.WRONG_RATE, error.value, wanted) from None
