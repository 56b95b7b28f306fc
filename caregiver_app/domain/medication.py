"""What a person takes, as the family entered it."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date, time
from typing import Final

from caregiver_app.domain.errors import InvalidField, Rule
from caregiver_app.domain.quantity import Quantity
from caregiver_app.domain.route import Route
from caregiver_app.domain.text import check_name, check_text

MAX_TIMES_A_DAY: Final = 24
_MINUTES_IN_A_WEEK: Final = 7 * 24 * 60
_FURTHEST_YEARS: Final = 10
_BARE_NUMBER: Final = re.compile(r"[\d.,/\s]+")


@dataclass(frozen=True, slots=True)
class TimesOfDay:
    """Every day at these clock times, earliest first."""

    times: tuple[time, ...]

    def __post_init__(self) -> None:
        if not self.times:
            raise InvalidField(("times",), Rule.MISSING)
        if len(self.times) > MAX_TIMES_A_DAY:
            raise InvalidField(("times",), Rule.TOO_LONG, len(self.times), str(MAX_TIMES_A_DAY))
        if len(set(self.times)) < len(self.times):
            twice = next(each for each in self.times if self.times.count(each) > 1)
            raise InvalidField(("times",), Rule.TWICE, f"{twice:%H:%M}")
        object.__setattr__(self, "times", tuple(sorted(self.times)))


@dataclass(frozen=True, slots=True)
class AsNeeded:
    """Given when there is a reason (PRN). The gap is in whole minutes; the limits are what the prescriber said."""

    reason: str = ""
    minimum_gap_minutes: int | None = None
    maximum_in_24_hours: Quantity | None = None

    def __post_init__(self) -> None:
        check_text("reason", self.reason)
        gap = self.minimum_gap_minutes
        if gap is not None and not 0 < gap <= _MINUTES_IN_A_WEEK:
            raise InvalidField(("minimum_gap_minutes",), Rule.NOT_POSITIVE, gap)


@dataclass(frozen=True, slots=True)
class FreeTextSchedule:
    """Any other rhythm ("every Monday at 08:00"), in words, so that it is never shown as daily."""

    words: str

    def __post_init__(self) -> None:
        check_name("words", self.words)


Schedule = TimesOfDay | AsNeeded | FreeTextSchedule


@dataclass(frozen=True, slots=True)
class Stopped:
    """A medication is stopped with a reason, never deleted."""

    on: date
    reason: str = ""

    def __post_init__(self) -> None:
        check_text("reason", self.reason)


@dataclass(frozen=True, slots=True)
class ReferenceLink:
    """The person's own word on which reference entries this is. Empty ``medicine_ids`` is "none of these".

    A product with two ingredients (oxycodone with acetaminophen) has an entry for each.
    """

    medicine_ids: tuple[str, ...]
    confirmed_on: date


@dataclass(frozen=True, slots=True)
class Medication:
    """One product for one person.

    ``timing`` is ``None`` where the family gave none: no frequency is ever assumed. ``measured_as`` is the same
    dose as it is measured at home ("1 mL", "2 tablets"). ``strength`` stays as written, but never without a unit.
    """

    id: str
    product_name: str
    ingredients: tuple[str, ...] = ()
    strength: str = ""
    dose_form: str = ""
    route: Route | None = None
    route_in_words: str = ""
    dose: Quantity | None = None
    measured_as: Quantity | None = None
    directions: str = ""
    timing: Schedule | None = None
    purpose: str = ""
    prescriber: str = ""
    pharmacy: str = ""
    started_on: date | None = None
    stopped: Stopped | None = None
    reference: ReferenceLink | None = None
    notes: str = ""

    def __post_init__(self) -> None:
        check_name("product_name", self.product_name)
        for name in ("strength", "dose_form", "route_in_words"):
            check_text(name, getattr(self, name), 500)
        for name in ("directions", "purpose", "prescriber", "pharmacy", "notes"):
            check_text(name, getattr(self, name))
        for index, ingredient in enumerate(self.ingredients):
            try:
                check_name("ingredients", ingredient)
            except InvalidField as error:
                raise InvalidField(("ingredients", index), error.rule, error.value, error.detail) from None
        if self.strength and _BARE_NUMBER.fullmatch(self.strength):
            raise InvalidField(("strength",), Rule.NO_UNIT, self.strength)
        if self.stopped and self.started_on and self.stopped.on < self.started_on:
            raise InvalidField(("stopped", "on"), Rule.BEFORE_ANOTHER, self.stopped.on, "started_on")

    def is_current(self, today: date) -> bool:
        """Whether it belongs on the sheets of ``today``: until the day it stops, also before it starts."""
        return self.stopped is None or self.stopped.on > today

    def is_begun(self, today: date) -> bool:
        """Whether it is being taken, as far as is known: what starts on a later day can harm nobody yet."""
        return self.started_on is None or self.started_on <= today


def stop(medication: Medication, on: date | None, reason: str, today: date) -> Medication:
    """The medicine with an end. ``on`` is the last day it is given; of a day to come it stays current until then.

    Raises ``InvalidField`` without a day, for one before the start, and for one more than ten years off: a slip.
    """
    if on is None:
        raise InvalidField(("on",), Rule.MISSING)
    if on.year > today.year + _FURTHEST_YEARS:
        raise InvalidField(("on",), Rule.IN_THE_FUTURE, on)
    try:
        return replace(medication, stopped=Stopped(on, reason.strip()))
    except InvalidField as error:
        raise InvalidField(error.path[-1:], error.rule, error.value, error.detail) from None


def resume(medication: Medication) -> Medication:
    """The medicine is current again, as it was."""
    return replace(medication, stopped=None)
