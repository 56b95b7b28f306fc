"""Any household a family could keep, for hypothesis. Ids are unique within a household."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time, timedelta, timezone
from decimal import Decimal
from functools import partial
from typing import TYPE_CHECKING, Any

from hypothesis import strategies as st

from caregiver_app.domain.amounts import Amount, Volume
from caregiver_app.domain.contacts import Contact, ContactRole, Phone, PhoneLabel
from caregiver_app.domain.events import Event, Printed
from caregiver_app.domain.household import Clock, Household, Paper, Preferences
from caregiver_app.domain.medication import (
    AsNeeded,
    FreeTextSchedule,
    Medication,
    ReferenceLink,
    Stopped,
    TimesOfDay,
)
from caregiver_app.domain.observations import (
    BY_LEVEL,
    SCALES,
    UNITS_OF,
    Level,
    Observed,
    ObservedThing,
    ObservedUnit,
)
from caregiver_app.domain.people import (
    AllergiesNotRecorded,
    AllergiesRecorded,
    Allergy,
    CareRecipient,
    ClinicReview,
    ImplantedDevice,
    NoKnownAllergies,
    ProcedureToAvoid,
    Severity,
    Weight,
    WeightUnit,
)
from caregiver_app.domain.pump import Pump
from caregiver_app.domain.quantity import Dimension, Quantity, Unit
from caregiver_app.domain.rates import Concentration, DailyDose
from caregiver_app.domain.route import Route

if TYPE_CHECKING:
    from collections.abc import Callable

    from hypothesis.strategies import DrawFn, SearchStrategy

_CHARACTERS = st.one_of(
    st.characters(exclude_categories=("Cc", "Cs")), st.sampled_from("\t\n<>&\"'\\{}\u202e\u200f\u00a0é🙂")
)


def texts(max_size: int = 30) -> SearchStrategy[str]:
    """What somebody may type into a field, the empty text included."""
    return st.one_of(st.just(""), st.text(_CHARACTERS, max_size=max_size))


def names() -> SearchStrategy[str]:
    return st.text(_CHARACTERS, min_size=1, max_size=20).filter(lambda text: bool(text.strip()))


def dates(first: date = date(1, 1, 1)) -> SearchStrategy[date]:
    return st.dates(min_value=first)


def clock_times() -> SearchStrategy[time]:
    return st.builds(time, st.integers(0, 23), st.integers(0, 59))


def quantities(kinds: tuple[Dimension, ...] = tuple(Dimension)) -> SearchStrategy[Quantity]:
    units = [unit for unit in Unit if unit.dimension in kinds]
    return st.sampled_from(units).flatmap(lambda unit: st.builds(Quantity, _amounts(unit), st.just(unit)))


def amounts(unit: Unit) -> SearchStrategy[Amount]:
    """Zero included."""
    return st.builds(Amount, st.one_of(st.just(Decimal(0)), _amounts(unit)), st.just(unit))


def volumes(least: int = 0) -> SearchStrategy[Volume]:
    """``least`` is in tenths of a microlitre."""
    parts = st.integers(least, 10_000_000_000).map(lambda parts: Decimal(parts) / 10_000)
    return st.builds(Volume, parts, st.just(Unit.ML))


def concentrations() -> SearchStrategy[Concentration]:
    return _masses().map(lambda mass: Concentration(mass.amount, mass.unit))


def daily_doses() -> SearchStrategy[DailyDose]:
    return _masses().map(lambda mass: DailyDose(mass.amount, mass.unit))


def _masses() -> SearchStrategy[Quantity]:
    return quantities((Dimension.MASS,))


def _amounts(unit: Unit) -> SearchStrategy[Decimal]:
    if unit.dimension is Dimension.WHOLE:
        return st.integers(1, 4_000_000).map(lambda quarters: Decimal(quarters) / 4)
    return st.integers(1, 10_000_000_000).map(lambda parts: Decimal(parts) / 10_000)


def timings() -> SearchStrategy[TimesOfDay | AsNeeded | FreeTextSchedule]:
    times = st.lists(clock_times(), min_size=1, max_size=24, unique=True).map(tuple)
    return st.one_of(
        st.builds(TimesOfDay, times),
        st.builds(AsNeeded, texts(), _maybe(st.integers(1, 10_080)), _maybe(quantities())),
        st.builds(FreeTextSchedule, names()),
    )


def references() -> SearchStrategy[ReferenceLink]:
    return st.builds(ReferenceLink, _tuples(texts()), dates())


@st.composite
def medications(draw: DrawFn) -> Medication:
    plain = draw(
        st.builds(
            Medication,
            id=names(),
            product_name=names(),
            ingredients=_tuples(names()),
            strength=texts().map(lambda text: f"{text} mg"),
            dose_form=texts(),
            route=_maybe(st.sampled_from(Route)),
            route_in_words=texts(),
            dose=_maybe(quantities()),
            measured_as=_maybe(quantities()),
            directions=texts(),
            timing=_maybe(timings()),
            purpose=texts(),
            prescriber=texts(),
            pharmacy=texts(),
            started_on=_maybe(dates()),
            reference=_maybe(references()),
            notes=texts(),
        )
    )
    stopped = _maybe(st.builds(Stopped, dates(plain.started_on or date.min), texts()))
    return replace(plain, stopped=draw(stopped))


def phones() -> SearchStrategy[Phone]:
    numbers = st.integers(0, 10**15).map(lambda number: f"+{number} ext. <5>")
    return st.builds(Phone, numbers, st.sampled_from(PhoneLabel), texts())


@st.composite
def pumps(draw: DrawFn) -> Pump:
    plain = draw(
        st.builds(
            Pump,
            id=names(),
            drug=names(),
            maker=texts(),
            model=texts(),
            serial_number=texts(),
            reservoir_size=_maybe(volumes(1)),
            concentration=_maybe(concentrations()),
            daily_dose=_maybe(daily_doses()),
            mode=texts(),
            implanted_on=_maybe(dates()),
            low_reservoir_alarm_volume=_maybe(volumes(1)),
            low_reservoir_alarm_on=_maybe(dates()),
            last_refill_on=_maybe(dates()),
            next_appointment_on=_maybe(dates()),
            next_appointment_at=_maybe(clock_times()),
            replace_by=_maybe(dates()),
            mri_note=texts(),
            clinic_name=texts(),
            clinic_phones=_tuples(phones()),
            oral_backup_plan=texts(),
            reference=_maybe(references()),
            notes=texts(),
        )
    )
    return replace(plain, refill_by=draw(_maybe(dates(plain.last_refill_on or date.min))))


def allergy_statuses() -> SearchStrategy[Any]:
    allergies = st.builds(Allergy, names(), texts(), _maybe(st.sampled_from(Severity)))
    recorded = st.lists(allergies, min_size=1, max_size=3).map(lambda some: AllergiesRecorded(tuple(some)))
    return st.one_of(st.just(AllergiesNotRecorded()), st.builds(NoKnownAllergies, dates()), recorded)


@st.composite
def care_recipients(draw: DrawFn) -> CareRecipient:
    kilograms = st.integers(1, 200_000).map(lambda hundredths: Decimal(hundredths) / 100)
    person = draw(
        st.builds(
            CareRecipient,
            id=names(),
            preferred_name=names(),
            full_name=texts(),
            birth_date=_maybe(dates()),
            weight=_maybe(st.builds(Weight, kilograms, st.sampled_from(WeightUnit), _maybe(dates()))),
            languages=_tuples(texts()),
            communication=texts(),
            usual_state=texts(),
            tell_first=texts(),
            conditions=_tuples(texts()),
            allergies=allergy_statuses(),
            implanted_devices=_tuples(st.builds(ImplantedDevice, names(), texts())),
            procedures_to_avoid=_tuples(st.builds(ProcedureToAvoid, names(), texts())),
            preferred_hospital=texts(),
            advance_directives=texts(),
            medications=_tuples(medications()),
            pumps=_tuples(pumps(), 2),
            clinic_review=_maybe(st.builds(ClinicReview, names(), dates(), texts())),
            notes=texts(),
        )
    )
    return _with_own_ids(person, person.id)


def contacts(person_ids: tuple[str, ...] = ()) -> SearchStrategy[Contact]:
    of = st.lists(st.sampled_from(person_ids), unique=True).map(tuple) if person_ids else st.just(())
    return st.builds(
        Contact,
        id=names(),
        name=names(),
        role=st.sampled_from(ContactRole),
        relationship=texts(),
        care_recipient_ids=of,
        call_order=_maybe(st.integers(1, 99)),
        phones=_tuples(phones()),
        address=texts(),
        notes=texts(),
    )


def preferences() -> SearchStrategy[Preferences]:
    numbers = st.sampled_from(["", "911", "112", "1-800-222-1222"])
    countries = st.sampled_from(["US", "CA", "GB", "DE", "ZZ"])
    return st.builds(Preferences, countries, numbers, numbers, st.sampled_from(Clock), st.sampled_from(Paper))


def moments() -> SearchStrategy[datetime]:
    """Aware, in any whole minute's offset, to the microsecond."""
    offsets = st.integers(-14 * 60, 14 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)))
    return st.datetimes(datetime(1901, 1, 1), datetime(2199, 1, 1), timezones=offsets)  # noqa: DTZ001


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


def printed() -> SearchStrategy[Printed]:
    return st.builds(Printed, st.integers(1, 2**53 - 1), names(), dates(), texts())


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


@st.composite
def households(draw: DrawFn, max_people: int = 2) -> Household:
    people = _numbered(draw(_tuples(care_recipients(), max_people)), _with_own_ids)
    ids = tuple(person.id for person in people)
    own = _numbered(draw(_tuples(contacts(ids))), lambda contact, key: replace(contact, id=key))
    return Household(draw(preferences()), people, own)


def _with_own_ids(person: CareRecipient, key: str) -> CareRecipient:
    own_medications = _numbered(person.medications, lambda each, end: replace(each, id=f"{key}/{end}"))
    own_pumps = _numbered(person.pumps, lambda each, end: replace(each, id=f"{key}/{end}"))
    return replace(person, id=key, medications=own_medications, pumps=own_pumps)


def _numbered(values: tuple[Any, ...], with_id: Callable[[Any, str], Any]) -> tuple[Any, ...]:
    """The values with ids that differ: each keeps what it was given, with its place before it."""
    return tuple(with_id(value, f"{place} {value.id}") for place, value in enumerate(values))


def _tuples(of: SearchStrategy[Any], max_size: int = 3) -> SearchStrategy[Any]:
    return st.lists(of, max_size=max_size).map(tuple)


def _maybe(of: SearchStrategy[Any]) -> SearchStrategy[Any]:
    return st.one_of(st.none(), of)
