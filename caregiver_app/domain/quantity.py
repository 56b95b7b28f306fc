"""Doses with their unit. A bare number is never a quantity, and milligrams never become micrograms unasked."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import MAX_EMAX, MIN_EMIN, Context, Decimal, Inexact, InvalidOperation
from enum import StrEnum
from typing import ClassVar, Final

from caregiver_app.domain.errors import InvalidField, KnownError, Rule


class Dimension(StrEnum):
    """What a unit measures. Only quantities of one unit are ever added."""

    MASS = "mass"
    VOLUME = "volume"
    ACTIVITY = "activity"
    WHOLE = "whole"


class Unit(StrEnum):
    """Units of dose. The value is how it is stored; ``wording`` writes it for people."""

    MCG = "mcg"
    MG = "mg"
    G = "g"
    ML = "mL"
    UNITS = "units"
    MEQ = "mEq"
    MMOL = "mmol"
    TABLET = "tablet"
    CAPSULE = "capsule"
    PATCH = "patch"
    PUFF = "puff"
    SPRAY = "spray"
    DROP = "drop"
    SUPPOSITORY = "suppository"
    PACKET = "packet"
    LOZENGE = "lozenge"
    FILM = "film"
    RING = "ring"
    APPLICATION = "application"
    DOSE = "dose"

    @property
    def dimension(self) -> Dimension:
        """What it measures."""
        return _DIMENSIONS.get(self, Dimension.WHOLE)


_DIMENSIONS: Final = {
    Unit.MCG: Dimension.MASS,
    Unit.MG: Dimension.MASS,
    Unit.G: Dimension.MASS,
    Unit.ML: Dimension.VOLUME,
    Unit.UNITS: Dimension.ACTIVITY,
    Unit.MEQ: Dimension.ACTIVITY,
    Unit.MMOL: Dimension.ACTIVITY,
}

# What people type, beside the unit's own name. "U", "IU" and "cc" are refused: ISMP's list of error-prone
# abbreviations (2024) has each of them read as a number.
_SPELLINGS: Final = {
    "microgram": Unit.MCG,
    "micrograms": Unit.MCG,
    "µg": Unit.MCG,
    "μg": Unit.MCG,
    "ug": Unit.MCG,
    "milligram": Unit.MG,
    "milligrams": Unit.MG,
    "gram": Unit.G,
    "grams": Unit.G,
    "milliliter": Unit.ML,
    "milliliters": Unit.ML,
    "millilitre": Unit.ML,
    "millilitres": Unit.ML,
    "unit": Unit.UNITS,
    "suppositories": Unit.SUPPOSITORY,
    "patches": Unit.PATCH,
}
_UNSAFE: Final = frozenset({"u", "iu", "i.u.", "cc"})

# Where a half is something a person can give (a scored tablet, part of a patch is not for us to judge).
_QUARTERS: Final = frozenset({Decimal(0), Decimal("0.25"), Decimal("0.5"), Decimal("0.75")})
_POINT_OR_COMMA: Final = re.compile(r"[1-9]\d{0,2}\.\d{2}0")
_NUMBER: Final = re.compile(r"\d+(?:\.\d+)?|\.\d+|\d{1,3}(?:,\d{3})+(?:\.\d+)?")
_TEXT: Final = re.compile(r"\s*(?P<number>[\d.,]+)\s*(?P<unit>[^\d\s].*?)?\s*", re.DOTALL)
# How much per mL or per day is never read as how much.
_PER: Final = re.compile(r"(?<!\s)\s*+/\s*|(?<!\s)\s++(?:per|daily|a\s+day)\b")
# "2.5-5 mg", "1 or 2 tablets": two amounts, of which nobody may choose one.
_SECOND_AMOUNT: Final = re.compile(r"(?:[-\u2010-\u2015~/x+]|to\b|or\b|and\b)\s*+[\d.]", re.IGNORECASE)
MAX_PLACES: Final = 4
_MAX_DIGITS: Final = 24
# Decimal rounds without a word, at 28 digits or at what other code in this thread has set. This is far wider
# than any sum or product here, and what would be rounded all the same raises.
EXACT: Final = Context(prec=64, Emin=MIN_EMIN, Emax=MAX_EMAX, traps=[Inexact])


class MixedUnitsError(KnownError):
    """Two units, such as mg and mcg, in one calculation or comparison."""

    def __init__(self, left: Unit, right: Unit) -> None:
        super().__init__(left, right)
        self.left = left
        self.right = right


@dataclass(frozen=True, slots=True)
class Measured:
    """A number in one unit: exact, never below zero, and equal values have one spelling.

    Raises ``InvalidField``: out of the kind's range, more than four decimals, a part of a tablet that is not
    a quarter, half or three quarters, or a unit that measures something else. The kinds of it add no field, and so
    are dataclasses as they stand: equal only to their own kind.
    """

    amount: Decimal
    unit: Unit

    may_be_zero: ClassVar[bool] = False
    most: ClassVar[Decimal] = Decimal(1_000_000)
    dimension: ClassVar[Dimension | None] = None

    def __post_init__(self) -> None:
        amount = self.amount
        if not amount.is_finite() or amount < 0 or amount > self.most or not (amount or self.may_be_zero):
            raise InvalidField((), Rule.NEGATIVE if self.may_be_zero else Rule.NOT_POSITIVE, str(amount))
        if len(amount.as_tuple().digits) > _MAX_DIGITS:
            raise InvalidField((), Rule.TOO_PRECISE, str(amount), str(MAX_PLACES))
        plain = _canonical(amount)
        if -_exponent(plain) > MAX_PLACES:
            raise InvalidField((), Rule.TOO_PRECISE, str(amount), str(MAX_PLACES))
        if self.unit.dimension is Dimension.WHOLE and EXACT.remainder(plain, 1) not in _QUARTERS:
            raise InvalidField((), Rule.FRACTION_OF_A_WHOLE, str(amount), self.unit.value)
        if self.dimension not in {None, self.unit.dimension}:
            raise InvalidField((), Rule.WRONG_KIND_OF_UNIT, self.unit.value, str(self.dimension))
        object.__setattr__(self, "amount", plain)


class Quantity(Measured):
    """What is given at once: more than zero, at most a million."""

    __slots__ = ()

    def __add__(self, other: Quantity) -> Quantity:
        """The sum. Raises ``MixedUnitsError`` for two units, mcg and mg included."""
        check_same_unit(self, other)
        return Quantity(EXACT.add(self.amount, other.amount), self.unit)


def check_same_unit(left: Measured, right: Measured) -> None:
    """Raises ``MixedUnitsError`` for two units, mcg and mg included."""
    if left.unit is not right.unit:
        raise MixedUnitsError(left.unit, right.unit)


def _canonical(amount: Decimal) -> Decimal:
    """``10`` for ``10.00`` and for ``1E+1``: one value, one spelling, so files stay the same."""
    whole = amount.to_integral_value()
    return Decimal(int(whole)) if whole == amount else amount.normalize(EXACT)


def _exponent(amount: Decimal) -> int:
    exponent = amount.as_tuple().exponent
    return exponent if isinstance(exponent, int) else 0


def parse_unit(text: str) -> Unit:
    """The unit a person wrote.

    Raises ``InvalidField``: no unit, unknown, one that is easily misread, or one per something (``mcg/mL``).
    """
    word = text.strip()
    if not word:
        raise InvalidField((), Rule.NO_UNIT, text)
    lower = word.lower()
    if lower in _UNSAFE:
        raise InvalidField((), Rule.UNSAFE_UNIT, word)
    unit = _unit_named(lower)
    if unit is not None:
        return unit
    alone, *per = _PER.split(lower, maxsplit=1)
    if per and _unit_named(alone) is not None:
        raise InvalidField((), Rule.NOT_ONE_AMOUNT, word)
    raise InvalidField((), Rule.UNKNOWN_UNIT, word, ", ".join(unit.value for unit in Unit))


def _unit_named(lower: str) -> Unit | None:
    for unit in Unit:
        if lower in (unit.value.lower(), unit.value.lower() + "s"):
            return unit
    return _SPELLINGS.get(lower)


def parse_number(text: str) -> Decimal:
    """A number with a point for decimals and commas only between thousands (``1,500``).

    Raises ``InvalidField``: a decimal comma could be read as a thousand, so it is refused rather than guessed.
    """
    stripped = text.strip()
    if not _NUMBER.fullmatch(stripped):
        raise InvalidField((), Rule.NOT_A_NUMBER, stripped)
    try:
        return Decimal(stripped.replace(",", ""))
    except InvalidOperation:  # pragma: no cover - the pattern lets only numbers through
        raise InvalidField((), Rule.NOT_A_NUMBER, stripped) from None


def two_readings(number: str) -> tuple[str, str] | None:
    """``("1", "1,000")`` for ``1.000``: half the world writes thousands with a point. None where there is one reading.

    Three places of which the last is a zero say nothing that fewer would not, so nobody who means decimals needs them.
    """
    if not _POINT_OR_COMMA.fullmatch(number.strip()):
        return None
    return number.strip().rstrip("0").rstrip("."), number.strip().replace(".", ",")


def parse_quantity(text: str) -> Quantity:
    """``"10 mg"``, ``"2 tablets"``, ``"1,500 mcg"`` as a quantity.

    Raises ``InvalidField``: also for what is no single amount ("2.5-5 mg", "sliding scale", "1 tablet in the morning").
    """
    match = _TEXT.fullmatch(text)
    if match is None or _more_than_one(match["unit"] or ""):
        raise InvalidField((), Rule.NOT_ONE_DOSE, text.strip())
    return Quantity(*parse_number_and_unit(text))


def _more_than_one(after: str) -> bool:
    """Whether behind the number stand a second one, or more words than a unit: ``"units by sliding scale"``."""
    first, *more = after.lower().split(maxsplit=1)[:2] or ("",)
    return bool(
        _SECOND_AMOUNT.match(after) or (more and _unit_named(first) and not _PER.match(f" {more[0]}"))
    )


def parse_number_and_unit(text: str) -> tuple[Decimal, Unit]:
    """``"1,500 mcg"`` as its two parts. Raises ``InvalidField``, also for ``1.000`` (one, or a thousand)."""
    match = _TEXT.fullmatch(text)
    if match is None:
        raise InvalidField((), Rule.NOT_A_NUMBER, text.strip())
    number = parse_number(match["number"])
    if readings := two_readings(match["number"]):
        raise InvalidField((), Rule.POINT_OR_COMMA, text.strip(), " / ".join(readings))
    if match["unit"] is None:
        raise InvalidField((), Rule.NO_UNIT, text.strip())
    return number, parse_unit(match["unit"])
