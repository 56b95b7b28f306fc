"""Any household a family could keep, for hypothesis. Ids are unique within a household.

A record's fields come by their annotations, so a new field is in at once; what is named here is what its class asks
beyond its types. Each strategy is built once: hypothesis takes longer to build one than to draw from it.
"""

from __future__ import annotations

import types
from dataclasses import MISSING, fields, is_dataclass, replace
from datetime import date, time, timedelta
from decimal import Decimal
from enum import Enum
from functools import cache
from itertools import zip_longest
from typing import TYPE_CHECKING, Any, Union, get_args, get_origin, get_type_hints

from hypothesis import strategies as st

from caregiver_app.domain.amounts import Amount, Volume
from caregiver_app.domain.contacts import Contact, Phone
from caregiver_app.domain.household import Household
from caregiver_app.domain.medication import AsNeeded, FreeTextSchedule, Medication, Stopped, TimesOfDay
from caregiver_app.domain.people import AllergiesRecorded, Allergy, CareRecipient, Weight, WeightUnit
from caregiver_app.domain.preferences import Preferences
from caregiver_app.domain.pump import Pump
from caregiver_app.domain.quantity import Dimension, Quantity, Unit
from caregiver_app.domain.rates import Concentration, DailyDose
from caregiver_app.domain.text import is_blank

if TYPE_CHECKING:
    from collections.abc import Callable

    from hypothesis.strategies import SearchStrategy

_CHARACTERS = st.characters(exclude_categories=("Cc", "Cs"), include_characters="\t\n")
_AWKWARD = "\t\n<>&\"'\\{}\u202e\u200f\u00a0é🙂 a"


@cache
def texts(max_size: int = 30) -> SearchStrategy[str]:
    """What somebody may type into a field, the empty text included."""
    return st.one_of(
        st.just(""), st.text(_CHARACTERS, max_size=max_size), st.text(_AWKWARD, max_size=max_size)
    )


@cache
def names() -> SearchStrategy[str]:
    either = st.text(_CHARACTERS, min_size=1, max_size=20) | st.text(_AWKWARD, min_size=1, max_size=20)
    return either.filter(lambda text: not is_blank(text))


@cache
def dates() -> SearchStrategy[date]:
    return st.dates()


@cache
def clock_times() -> SearchStrategy[time]:
    return st.builds(time, st.integers(0, 23), st.integers(0, 59))


@cache
def quantities(kinds: tuple[Dimension, ...] = tuple(Dimension)) -> SearchStrategy[Quantity]:
    units = [unit for unit in Unit if unit.dimension in kinds]
    return st.one_of([st.builds(Quantity, _amounts(unit.dimension), st.just(unit)) for unit in units])


@cache
def _amounts(dimension: Dimension) -> SearchStrategy[Decimal]:
    if dimension is Dimension.WHOLE:
        return st.integers(1, 4_000_000).map(lambda quarters: Decimal(quarters) / 4)
    return st.integers(1, 10_000_000_000).map(lambda parts: Decimal(parts) / 10_000)


@cache
def amounts(unit: Unit) -> SearchStrategy[Amount]:
    """Zero included."""
    return st.builds(Amount, st.one_of(st.just(Decimal(0)), _amounts(unit.dimension)), st.just(unit))


@cache
def volumes(least: int = 0) -> SearchStrategy[Volume]:
    """``least`` is in tenths of a microlitre."""
    parts = st.integers(least, 10_000_000_000).map(lambda parts: Decimal(parts) / 10_000)
    return st.builds(Volume, parts, st.just(Unit.ML))


@cache
def concentrations() -> SearchStrategy[Concentration]:
    return quantities((Dimension.MASS,)).map(lambda mass: Concentration(mass.amount, mass.unit))


@cache
def daily_doses() -> SearchStrategy[DailyDose]:
    return quantities((Dimension.MASS,)).map(lambda mass: DailyDose(mass.amount, mass.unit))


@cache
def timings() -> SearchStrategy[TimesOfDay | AsNeeded | FreeTextSchedule]:
    times = st.lists(clock_times(), min_size=1, max_size=24, unique=True).map(tuple)
    gaps = _maybe(st.integers(1, 10_080))
    return st.one_of(
        st.builds(TimesOfDay, times), records(AsNeeded, minimum_gap_minutes=gaps), records(FreeTextSchedule)
    )


@cache
def medications() -> SearchStrategy[Medication]:
    strengths = texts().map(lambda text: f"{text} mg")
    some = records(
        Medication,
        ingredients=_tuples(names()),
        strength=strengths,
        timing=_maybe(timings()),
        stopped=st.none(),
    )

    def stopped(medication: Medication, reason: str, days: int) -> Medication:
        return replace(medication, stopped=Stopped(_later(medication.started_on, days), reason))

    return some | st.builds(stopped, some, texts(), _days())


@cache
def phones() -> SearchStrategy[Phone]:
    return records(Phone, number=st.integers(0, 10**15).map(lambda number: f"+{number} ext. <5>"))


@cache
def pumps() -> SearchStrategy[Pump]:
    some = records(
        Pump,
        reservoir_size=_maybe(volumes(1)),
        low_reservoir_alarm_volume=_maybe(volumes(1)),
        concentration=_maybe(concentrations()),
        daily_dose=_maybe(daily_doses()),
        refill_by=st.none(),
    )

    def due(pump: Pump, days: int) -> Pump:
        return replace(pump, refill_by=_later(pump.last_refill_on, days))

    return some | st.builds(due, some, _days())


def _days() -> SearchStrategy[int]:
    """As many as there are, few more often than many."""
    return st.integers(0, 400) | st.integers(0, date.max.toordinal())


def _later(day: date | None, days: int) -> date:
    earliest = day or date.min
    return earliest + timedelta(min(days, (date.max - earliest).days))


@cache
def care_recipients() -> SearchStrategy[CareRecipient]:
    some = records(
        CareRecipient,
        weight=_maybe(weights()),
        pumps=_tuples(pumps(), 2),
        gestation_weeks=_maybe(st.integers(20, 45)),
    )
    return some.map(lambda person: _with_own_ids(person, person.id))


@cache
def weights() -> SearchStrategy[Weight]:
    """Of each unit, and pounds with ounces."""
    tenths = st.integers(0, 159).map(lambda parts: Decimal(parts) / 10)
    pounds = st.integers(1, 40).map(Decimal)
    amounts_of = {
        WeightUnit.KG: st.integers(1, 2_000_000).map(lambda grams: Decimal(grams) / 1000),
        WeightUnit.G: st.integers(1, 300_000).map(lambda parts: Decimal(parts) / 10),
        WeightUnit.LB: st.integers(1, 200_000).map(lambda parts: Decimal(parts) / 100),
    }
    plain = [st.builds(Weight, of, st.just(unit), _maybe(dates())) for unit, of in amounts_of.items()]
    return st.one_of(*plain, st.builds(Weight, pounds, st.just(WeightUnit.LB), _maybe(dates()), tenths))


@cache
def contacts(people: int = 0) -> SearchStrategy[Contact]:
    """Each for everyone, or for some of so many people, who are called "0", "1" and so on."""
    of = (
        st.lists(st.sampled_from([str(each) for each in range(people)]), unique=True)
        if people
        else st.just([])
    )
    alike = records(
        Contact,
        care_recipient_ids=of.map(tuple),
        relationships=st.just(()),
        call_order=_maybe(st.integers(1, 99)),
    )
    words = st.lists(texts(), min_size=people, max_size=people)
    return st.builds(
        lambda contact, each, differs: replace(
            contact, relationships=tuple(each[: len(contact.care_recipient_ids)]) if differs else ()
        ),
        alike,
        words,
        st.booleans(),
    )


@cache
def preferences() -> SearchStrategy[Preferences]:
    numbers = st.sampled_from(["", "911", "112", "1-800-222-1222"])
    countries = st.sampled_from(["US", "CA", "GB", "DE", "ZZ"])
    return records(Preferences, country=countries, emergency_number=numbers, poison_number=numbers)


@cache
def households(max_people: int = 2) -> SearchStrategy[Household]:
    people = _tuples(care_recipients(), max_people)
    return st.builds(_household, preferences(), people, _tuples(contacts(max_people)))


def _household(
    chosen: Preferences, people: tuple[CareRecipient, ...], some_contacts: tuple[Contact, ...]
) -> Household:
    own = _numbered(people, _with_own_ids)
    ids = {str(place): person.id for place, person in enumerate(own)}

    def known(contact: Contact, key: str) -> Contact:
        pairs = list(zip_longest(contact.care_recipient_ids, contact.relationships))
        some = tuple(ids[each] for each, _words in pairs if each in ids)
        words = tuple(text for each, text in pairs if each in ids and text is not None)
        return replace(contact, id=key, care_recipient_ids=some, relationships=words)

    return Household(chosen, own, _numbered(some_contacts, known))


def _with_own_ids(person: CareRecipient, key: str) -> CareRecipient:
    own_medications = _numbered(person.medications, lambda each, end: replace(each, id=f"{key}/{end}"))
    own_pumps = _numbered(person.pumps, lambda each, end: replace(each, id=f"{key}/{end}"))
    return replace(person, id=key, medications=own_medications, pumps=own_pumps)


def _numbered(values: tuple[Any, ...], with_id: Callable[[Any, str], Any]) -> tuple[Any, ...]:
    """The values with ids that differ: each keeps what it was given, with its place before it."""
    return tuple(with_id(value, f"{place} {value.id}") for place, value in enumerate(values))


# ------------------------------------------------------------------------------------------------- by annotation


def records(kind: type[Any], **given: SearchStrategy[Any]) -> SearchStrategy[Any]:
    """Any value of a dataclass: a field is drawn from what is given for it, otherwise by its annotation.

    A text that the class wants is never blank; one with a default may be.
    """
    hints = get_type_hints(kind)
    for each in fields(kind):
        if each.init and each.name not in given:
            is_wanted = each.default is MISSING and each.default_factory is MISSING
            is_name = is_wanted and hints[each.name] is str
            given[each.name] = names() if is_name else _by_annotation(hints[each.name])
    return st.builds(kind, **given)


@cache
def _by_annotation(hint: Any) -> SearchStrategy[Any]:
    if get_origin(hint) in {Union, types.UnionType}:
        return st.one_of([_by_annotation(each) for each in get_args(hint)])
    if get_origin(hint) is tuple:
        return _tuples(_by_annotation(get_args(hint)[0]))
    if hint in _OF_TYPE:
        return _OF_TYPE[hint]()
    if issubclass(hint, Enum):
        return st.sampled_from(hint)
    assert isinstance(hint, type), hint
    assert is_dataclass(hint), f"{hint}: how is one made?"
    return records(hint)


def _tuples(of: SearchStrategy[Any], max_size: int = 3) -> SearchStrategy[Any]:
    return st.lists(of, max_size=max_size).map(tuple)


def _maybe(of: SearchStrategy[Any]) -> SearchStrategy[Any]:
    return st.one_of(st.none(), of)


_OF_TYPE: dict[Any, Callable[[], SearchStrategy[Any]]] = {
    str: texts,
    bool: st.booleans,
    date: dates,
    time: clock_times,
    type(None): st.none,
    Quantity: quantities,
    Medication: medications,
    Pump: pumps,
    Phone: phones,
    AllergiesRecorded: lambda: st.builds(
        AllergiesRecorded, st.lists(records(Allergy), min_size=1, max_size=3).map(tuple)
    ),
}
