"""Anything that could have happened in a household, for hypothesis."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from functools import cache, partial
from typing import TYPE_CHECKING

from hypothesis import strategies as st

from caregiver_app.domain.events import MOST_PRINTS, Event, Printed
from caregiver_app.domain.observations import (
    BY_LEVEL,
    SCALES,
    UNITS_OF,
    Level,
    Observed,
    ObservedThing,
    ObservedUnit,
)
from tests.strategies import dates, names, texts

if TYPE_CHECKING:
    from hypothesis.strategies import SearchStrategy


@cache
def moments() -> SearchStrategy[datetime]:
    """Aware, in any whole minute's offset, to the microsecond."""
    offsets = st.integers(-14 * 60, 14 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)))
    return st.datetimes(datetime(1901, 1, 1), datetime(2199, 1, 1), timezones=offsets)  # noqa: DTZ001


@cache
def observed() -> SearchStrategy[Observed]:
    def of(thing: ObservedThing) -> SearchStrategy[Observed]:
        if thing in BY_LEVEL:
            return st.builds(Observed, st.just(thing), level=st.sampled_from(Level), words=texts())
        units = UNITS_OF.get(thing)
        if units is None:
            return st.builds(Observed, st.just(thing), words=names())
        return st.sampled_from(units).flatmap(partial(_measured, thing))

    return st.sampled_from(ObservedThing).flatmap(of)


def _measured(thing: ObservedThing, unit: ObservedUnit) -> SearchStrategy[Observed]:
    scale = SCALES[unit]
    amounts = st.decimals(scale.least, scale.most, places=scale.places)
    return st.builds(Observed, st.just(thing), amount=amounts, unit=st.just(unit), words=texts())


@cache
def printed() -> SearchStrategy[Printed]:
    return st.builds(Printed, st.integers(1, MOST_PRINTS), names(), dates(), texts())


@cache
def events() -> SearchStrategy[tuple[Event, ...]]:
    """Some that happened, each with an id of its own; none is amended and no print's number stands twice."""
    one = st.builds(
        Event,
        id=names(),
        at=moments(),
        what=st.one_of(observed(), printed()),
        person_id=texts(),
        subject_id=texts(),
        noted_at=st.none() | moments(),
        noted_by=texts(),
    )
    several = st.lists(one, max_size=6, unique_by=lambda event: event.id)
    return several.map(lambda found: tuple({event.once or event.id: event for event in found}.values()))
