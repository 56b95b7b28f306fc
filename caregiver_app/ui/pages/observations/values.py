"""What a form of an observation holds becomes an observation here, and the other way round."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from caregiver_app.domain.errors import InvalidField, Rule
from caregiver_app.domain.events import FIRST_YEAR
from caregiver_app.domain.observations import (
    BY_LEVEL,
    UNITS_OF,
    Level,
    Observed,
    ObservedThing,
    ObservedUnit,
)
from caregiver_app.domain.quantity import parse_number
from caregiver_app.services.observations import wall_moment
from caregiver_app.ui.records.reading import day_as_typed, read_day
from caregiver_app.wording.dates import NBSP, clock_time
from caregiver_app.wording.doses import number
from caregiver_app.wording.parsing import parse_time

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime, time
    from decimal import Decimal

    from caregiver_app.domain.events import Event
    from caregiver_app.domain.preferences import Clock

NOW: Final = "now"
EARLIER: Final = "earlier"
WITH_CHOICE_OF_UNIT: Final = tuple(thing for thing, units in UNITS_OF.items() if len(units) > 1)


def unit_key(thing: ObservedThing) -> str:
    """The key of the field for its unit. What is measured has its number in a field named as the thing itself."""
    return f"{thing.value}_unit"


def read_observed(values: Mapping[str, str]) -> Observed:
    """Fields of other things do not count. Raises ``InvalidField`` that names the field."""
    if not values["thing"]:
        raise InvalidField(("thing",), Rule.MISSING)
    thing = ObservedThing(values["thing"])
    words = values["words"].strip()
    try:
        if thing in BY_LEVEL:
            return Observed(thing, Level(values[thing]) if values[thing] else None, words=words)
        if thing in UNITS_OF:
            return Observed(thing, None, _number(values[thing]), _unit(thing, values), words)
        return Observed(thing, words=words)
    except InvalidField as error:
        is_value = error.path in {("level",), ("amount",), ()}
        raise InvalidField(
            (thing.value,) if is_value else error.path, error.rule, error.value, error.detail
        ) from None


def read_moment(values: Mapping[str, str], now: datetime, clock: Clock) -> datetime:
    """When it was. ``now`` is aware. Raises ``InvalidField`` that names the field, for the future too."""
    if values["when"] != EARLIER:
        return now
    on = read_day(values, "on")
    if on is None:
        raise InvalidField(("on",), Rule.MISSING)
    if on.year < FIRST_YEAR:
        raise InvalidField(("on",), Rule.NOT_A_DATE, values["on"])
    at = _time(values)
    if on > now.date():
        raise InvalidField(("on",), Rule.IN_THE_FUTURE, on)
    moment = wall_moment(on, at, now)
    if moment > now:
        raise InvalidField(("at",), Rule.IN_THE_FUTURE, f"{day_as_typed(on)}, {time_as_typed(at, clock)}")
    return moment


def typed_of(event: Event, clock: Clock) -> dict[str, str]:
    """What the fields hold for an observation that was noted."""
    what = event.what
    assert isinstance(what, Observed)
    values = {
        "thing": what.thing.value,
        "words": what.words,
        "when": EARLIER,
        "on": day_as_typed(event.at.date()),
        "at": time_as_typed(event.at.time(), clock),
    }
    if what.level is not None:
        values[what.thing.value] = what.level.value
    if what.amount is not None and what.unit is not None:
        values[what.thing.value] = number(what.amount)
        if what.thing in WITH_CHOICE_OF_UNIT:
            values[unit_key(what.thing)] = what.unit.value
    return values


def time_as_typed(value: time, clock: Clock) -> str:
    """What a time field shows, so that reading it gives the same minute."""
    return clock_time(value, clock).replace(NBSP, " ")


def read_as_time(text: str, clock: Clock) -> str:
    """The time that was understood; empty if none was."""
    try:
        return time_as_typed(parse_time(text), clock)
    except InvalidField:
        return ""


def _number(text: str) -> Decimal | None:
    return parse_number(text) if text.strip() else None


def _unit(thing: ObservedThing, values: Mapping[str, str]) -> ObservedUnit:
    if thing not in WITH_CHOICE_OF_UNIT:
        return UNITS_OF[thing][0]
    if not values[unit_key(thing)]:
        raise InvalidField((unit_key(thing),), Rule.MISSING)
    return ObservedUnit(values[unit_key(thing)])


def _time(values: Mapping[str, str]) -> time:
    if not values["at"].strip():
        raise InvalidField(("at",), Rule.MISSING)
    try:
        return parse_time(values["at"])
    except InvalidField as error:
        raise error.under("at") from None
