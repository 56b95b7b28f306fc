"""What somebody saw: how sleepy a person was, how they slept, spasms, pain, weight, temperature, a fall, or in words.

Nothing here judges: levels are compared with what is usual for this person, numbers are kept as they were measured.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Final, NamedTuple

from caregiver_app.domain.errors import InvalidField, Rule
from caregiver_app.domain.text import check_text, is_blank


class ObservedThing(StrEnum):
    """What was looked at."""

    SLEEPINESS = "sleepiness"
    SLEEP = "sleep"
    SPASMS = "spasms"
    PAIN = "pain"
    WEIGHT = "weight"
    TEMPERATURE = "temperature"
    FALL = "fall"
    OTHER = "other"


class Level(StrEnum):
    """Against what is usual for this person."""

    LESS = "less"
    USUAL = "usual"
    MORE = "more"
    MUCH_MORE = "much_more"


class ObservedUnit(StrEnum):
    """Never converted: the page shows what was measured."""

    HOURS = "hours"
    OUT_OF_TEN = "out_of_10"
    KG = "kg"
    LB = "lb"
    CELSIUS = "C"
    FAHRENHEIT = "F"


class Scale(NamedTuple):
    """The numbers a unit may have: from ``least`` to ``most``, both included, with at most ``places`` decimals."""

    least: Decimal
    most: Decimal
    places: int


# Temperatures outside of these are a slip of the unit, not a living person.
SCALES: Final = {
    ObservedUnit.HOURS: Scale(Decimal(0), Decimal(24), 2),
    ObservedUnit.OUT_OF_TEN: Scale(Decimal(0), Decimal(10), 0),
    ObservedUnit.KG: Scale(Decimal("0.1"), Decimal(1000), 2),
    ObservedUnit.LB: Scale(Decimal("0.1"), Decimal(2000), 2),
    ObservedUnit.CELSIUS: Scale(Decimal(20), Decimal(45), 1),
    ObservedUnit.FAHRENHEIT: Scale(Decimal(68), Decimal(113), 1),
}
UNITS_OF: Final = {
    ObservedThing.SLEEP: (ObservedUnit.HOURS,),
    ObservedThing.PAIN: (ObservedUnit.OUT_OF_TEN,),
    ObservedThing.WEIGHT: (ObservedUnit.KG, ObservedUnit.LB),
    ObservedThing.TEMPERATURE: (ObservedUnit.CELSIUS, ObservedUnit.FAHRENHEIT),
}
BY_LEVEL: Final = (ObservedThing.SLEEPINESS, ObservedThing.SPASMS)


@dataclass(frozen=True, slots=True)
class Observed:
    """One look. Sleepiness and spasms have a ``level``, what is measured an ``amount`` with its ``unit``.

    Raises ``InvalidField``: a level or number missing, one that does not belong, out of its scale, or no words where
    there is nothing else.
    """

    thing: ObservedThing
    level: Level | None = None
    amount: Decimal | None = None
    unit: ObservedUnit | None = None
    words: str = ""

    def __post_init__(self) -> None:
        check_text("words", self.words)
        if (self.level is not None) != (self.thing in BY_LEVEL):
            raise InvalidField(
                ("level",), Rule.MISSING if self.level is None else Rule.UNKNOWN_FIELD, "level"
            )
        self._check_amount()
        if self.thing is ObservedThing.OTHER and is_blank(self.words):
            raise InvalidField(("words",), Rule.MISSING)

    def _check_amount(self) -> None:
        units = UNITS_OF.get(self.thing, ())
        if not units and self.amount is None and self.unit is None:
            return
        if not units:
            raise InvalidField(("amount",), Rule.UNKNOWN_FIELD, "amount")
        if self.amount is None:
            raise InvalidField(("amount",), Rule.MISSING)
        if self.unit is None:
            raise InvalidField(("unit",), Rule.NO_UNIT, str(self.amount))
        if self.unit not in units:
            choices = ", ".join(unit.value for unit in units)
            raise InvalidField(("unit",), Rule.UNKNOWN_CHOICE, self.unit.value, choices)
        object.__setattr__(self, "amount", _on_scale(self.amount, SCALES[self.unit]))


def _on_scale(amount: Decimal, scale: Scale) -> Decimal:
    """The amount in its one spelling. Raises ``InvalidField``."""
    if not amount.is_finite() or not scale.least <= amount <= scale.most:
        raise InvalidField(("amount",), Rule.OUT_OF_RANGE, str(amount), f"{scale.least:f}-{scale.most:f}")
    if amount != round(amount, scale.places):
        raise InvalidField(("amount",), Rule.TOO_PRECISE, str(amount), str(scale.places))
    whole = amount.to_integral_value()
    return Decimal(int(whole)) if whole == amount else amount.normalize()
