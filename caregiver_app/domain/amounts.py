"""What is there: stock and volumes. None left is an amount too, less than none is not, and nothing is rounded."""

from __future__ import annotations

from decimal import Decimal, Inexact
from typing import ClassVar, Self

from caregiver_app.domain.errors import InvalidField, KnownError, Rule
from caregiver_app.domain.quantity import (
    EXACT,
    MAX_PLACES,
    Dimension,
    Measured,
    Quantity,
    check_same_unit,
    parse_number_and_unit,
)


class NotEnoughError(KnownError):
    """More was to be taken away than there is. Both are of one kind and in one unit."""

    def __init__(self, there: Held, taken: Held) -> None:
        super().__init__(there, taken)
        self.there = there
        self.taken = taken


class Held(Measured):
    """Zero or more of something. Added, taken away and compared within one unit, never between mg and mcg.

    Stock and volumes do not mix either: that is a ``TypeError``, nobody's typing mistake.
    """

    __slots__ = ()

    may_be_zero: ClassVar[bool] = True

    def __add__(self, other: Self) -> Self:
        """The sum. Raises ``MixedUnitsError``, and ``InvalidField`` beyond the most there can be."""
        if type(other) is not type(self):
            return NotImplemented
        check_same_unit(self, other)
        return type(self)(EXACT.add(self.amount, other.amount), self.unit)

    def __sub__(self, other: Self) -> Self:
        """What is left. Raises ``MixedUnitsError``, and ``NotEnoughError`` where it would be less than zero."""
        if type(other) is not type(self):
            return NotImplemented
        if self < other:
            raise NotEnoughError(self, other)
        return type(self)(EXACT.subtract(self.amount, other.amount), self.unit)

    def __mul__(self, factor: int | Decimal) -> Self:
        """So many times as much. Raises ``InvalidField`` where that is below zero or cannot be kept exactly."""
        try:
            product = EXACT.multiply(self.amount, factor)
        except Inexact:
            raise InvalidField((), Rule.TOO_PRECISE, str(factor), str(MAX_PLACES)) from None
        return type(self)(product, self.unit)

    def __lt__(self, other: Self) -> bool:
        if type(other) is not type(self):
            return NotImplemented
        check_same_unit(self, other)
        return self.amount < other.amount

    def __le__(self, other: Self) -> bool:
        if type(other) is not type(self):
            return NotImplemented
        check_same_unit(self, other)
        return self.amount <= other.amount


class Amount(Held):
    """How much of a medicine there is, such as 30 tablets or 473 mL."""

    __slots__ = ()

    # A thousand of the largest doses; more is a typing mistake.
    most: ClassVar[Decimal] = Decimal(1_000_000_000)

    @classmethod
    def of(cls, quantity: Quantity) -> Amount:
        """As much as one dose."""
        return cls(quantity.amount, quantity.unit)

    def as_quantity(self) -> Quantity:
        """As a dose. Raises ``InvalidField`` for zero, and beyond the largest dose."""
        return Quantity(self.amount, self.unit)


class Volume(Held):
    """In mL; any other unit is refused with ``InvalidField``."""

    __slots__ = ()

    dimension: ClassVar[Dimension | None] = Dimension.VOLUME


def parse_amount(text: str) -> Amount:
    """``"30 tablets"``, ``"0 mL"``. Raises ``InvalidField``."""
    return Amount(*parse_number_and_unit(text))


def parse_volume(text: str) -> Volume:
    """``"20 mL"``. Raises ``InvalidField``."""
    return Volume(*parse_number_and_unit(text))
