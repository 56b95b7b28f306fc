"""Amounts with their unit. A bare number is never a quantity, and milligrams never become micrograms unasked."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from typing import Final

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
_NUMBER: Final = re.compile(r"\d+(?:\.\d+)?|\.\d+|\d{1,3}(?:,\d{3})+(?:\.\d+)?")
_TEXT: Final = re.compile(r"\s*(?P<number>[\d.,]+)\s*(?P<unit>[^\d\s].*?)?\s*", re.DOTALL)
_MAX: Final = Decimal(1_000_000)
_MAX_PLACES: Final = 4
# Decimal arithmetic rounds beyond 28 digits without a word.
_MAX_DIGITS: Final = 24


class MixedUnitsError(KnownError):
    """Arithmetic between two units, such as mg and mcg."""

    def __init__(self, left: Unit, right: Unit) -> None:
        super().__init__(left, right)
        self.left = left
        self.right = right


@dataclass(frozen=True, slots=True, order=False)
class Quantity:
    """A positive amount in one unit.

    Raises ``InvalidField``: zero or less, over a million, more than four decimals, or a part of a tablet
    that is not a quarter, half or three quarters.
    """

    amount: Decimal
    unit: Unit

    def __post_init__(self) -> None:
        amount = self.amount
        if not amount.is_finite() or amount <= 0 or amount > _MAX:
            raise InvalidField((), Rule.NOT_POSITIVE, str(amount))
        if len(amount.as_tuple().digits) > _MAX_DIGITS:
            raise InvalidField((), Rule.TOO_PRECISE, str(amount), str(_MAX_PLACES))
        plain = _canonical(amount)
        if -_exponent(plain) > _MAX_PLACES:
            raise InvalidField((), Rule.TOO_PRECISE, str(amount), str(_MAX_PLACES))
        if self.unit.dimension is Dimension.WHOLE and plain % 1 not in _QUARTERS:
            raise InvalidField((), Rule.FRACTION_OF_A_WHOLE, str(amount), self.unit.value)
        object.__setattr__(self, "amount", plain)

    def __add__(self, other: Quantity) -> Quantity:
        """The sum. Raises ``MixedUnitsError`` for two units, mcg and mg included."""
        if self.unit is not other.unit:
            raise MixedUnitsError(self.unit, other.unit)
        return Quantity(self.amount + other.amount, self.unit)


def _canonical(amount: Decimal) -> Decimal:
    """``10`` for ``10.00`` and for ``1E+1``: one value, one spelling, so files stay the same."""
    whole = amount.to_integral_value()
    return Decimal(int(whole)) if whole == amount else amount.normalize()


def _exponent(amount: Decimal) -> int:
    exponent = amount.as_tuple().exponent
    return exponent if isinstance(exponent, int) else 0


def parse_unit(text: str) -> Unit:
    """The unit a person wrote. Raises ``InvalidField`` (no unit, unknown, or one that is easily misread)."""
    word = text.strip()
    if not word:
        raise InvalidField((), Rule.NO_UNIT, text)
    lower = word.lower()
    if lower in _UNSAFE:
        raise InvalidField((), Rule.UNSAFE_UNIT, word)
    for unit in Unit:
        if lower in (unit.value.lower(), unit.value.lower() + "s"):
            return unit
    if lower in _SPELLINGS:
        return _SPELLINGS[lower]
    raise InvalidField((), Rule.UNKNOWN_UNIT, word, ", ".join(unit.value for unit in Unit))


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


def parse_quantity(text: str) -> Quantity:
    """``"10 mg"``, ``"2 tablets"``, ``"1,500 mcg"`` as a quantity. Raises ``InvalidField``."""
    match = _TEXT.fullmatch(text)
    if match is None:
        raise InvalidField((), Rule.NOT_A_NUMBER, text.strip())
    number = parse_number(match["number"])
    if match["unit"] is None:
        raise InvalidField((), Rule.NO_UNIT, text.strip())
    return Quantity(number, parse_unit(match["unit"]))
