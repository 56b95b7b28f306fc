"""What people, medications, pumps and contacts refuse, and what the household keeps together."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, time, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caregiver_app.domain.amounts import Volume
from caregiver_app.domain.contacts import Contact, ContactRole, Phone
from caregiver_app.domain.errors import InvalidField, Rule
from caregiver_app.domain.household import Household, check_household_dates
from caregiver_app.domain.medication import AsNeeded, FreeTextSchedule, Medication, Stopped, TimesOfDay
from caregiver_app.domain.people import (
    AllergiesRecorded,
    Allergy,
    CareRecipient,
    ClinicReview,
    EmergencyItem,
    ImplantedDevice,
    NoKnownAllergies,
    ProcedureToAvoid,
    Weight,
    WeightUnit,
    age_in_years,
)
from caregiver_app.domain.preferences import Preferences
from caregiver_app.domain.pump import Pump
from caregiver_app.domain.quantity import Unit
from caregiver_app.domain.rates import Concentration, DailyDose
from caregiver_app.domain.text import count_words

TODAY = date(2026, 11, 22)
TOMORROW = date(2026, 11, 23)
NO_VOLUME = Volume(Decimal(0), Unit.ML)
THEO = CareRecipient(id="p", preferred_name="Theo")

REFUSED: list[tuple[Callable[[], object], tuple[str | int, ...], Rule]] = [
    (lambda: TimesOfDay(()), ("times",), Rule.MISSING),
    (lambda: TimesOfDay((time(8), time(8))), ("times",), Rule.TWICE),
    (lambda: TimesOfDay(tuple(time(8, minute) for minute in range(25))), ("times",), Rule.TOO_LONG),
    (lambda: AsNeeded(minimum_gap_minutes=0), ("minimum_gap_minutes",), Rule.NOT_POSITIVE),
    (lambda: AsNeeded(minimum_gap_minutes=10_081), ("minimum_gap_minutes",), Rule.NOT_POSITIVE),
    (lambda: FreeTextSchedule(" "), ("words",), Rule.MISSING),
    (lambda: Medication("m", ""), ("product_name",), Rule.MISSING),
    (lambda: Medication("m", "x" * 201), ("product_name",), Rule.TOO_LONG),
    (lambda: Medication("m", "a\x00b"), ("product_name",), Rule.CONTROL_CHARACTER),
    (lambda: Medication("m", "a", strength="10"), ("strength",), Rule.NO_UNIT),
    (lambda: Medication("m", "a", strength="5/325"), ("strength",), Rule.NO_UNIT),
    (lambda: Medication("m", "a", ingredients=("b", "")), ("ingredients", 1), Rule.MISSING),
    (
        lambda: Medication("m", "a", started_on=TOMORROW, stopped=Stopped(TODAY)),
        ("stopped", "on"),
        Rule.BEFORE_ANOTHER,
    ),
    (lambda: Medication("m", "a", notes="x" * 20_001), ("notes",), Rule.TOO_LONG),
    (lambda: Pump("u", ""), ("drug",), Rule.MISSING),
    (lambda: Volume(Decimal(10), Unit.MG), (), Rule.WRONG_KIND_OF_UNIT),
    (lambda: DailyDose(Decimal(2), Unit.ML), (), Rule.WRONG_KIND_OF_UNIT),
    (lambda: Concentration(Decimal(2), Unit.ML), (), Rule.WRONG_KIND_OF_UNIT),
    (lambda: Pump("u", "d", reservoir_size=NO_VOLUME), ("reservoir_size",), Rule.NOT_POSITIVE),
    (
        lambda: Pump("u", "d", low_reservoir_alarm_volume=NO_VOLUME),
        ("low_reservoir_alarm_volume",),
        Rule.NOT_POSITIVE,
    ),
    (
        lambda: Pump("u", "d", last_refill_on=TOMORROW, refill_by=TODAY),
        ("refill_by",),
        Rule.BEFORE_ANOTHER,
    ),
    (lambda: Phone("call mum"), ("number",), Rule.NOT_A_PHONE_NUMBER),
    (lambda: Phone(""), ("number",), Rule.MISSING),
    (lambda: Contact("c", "", ContactRole.OTHER), ("name",), Rule.MISSING),
    (lambda: Contact("c", "a", ContactRole.OTHER, call_order=0), ("call_order",), Rule.NOT_POSITIVE),
    (lambda: Weight(Decimal(0), WeightUnit.KG), ("amount",), Rule.NOT_POSITIVE),
    (lambda: Weight(Decimal("NaN"), WeightUnit.KG), ("amount",), Rule.NOT_POSITIVE),
    (lambda: Weight(Decimal("1.0001"), WeightUnit.KG), ("amount",), Rule.TOO_PRECISE),
    (lambda: Weight(Decimal("3205.25"), WeightUnit.G), ("amount",), Rule.TOO_PRECISE),
    (lambda: Weight(Decimal("7.125"), WeightUnit.LB), ("amount",), Rule.TOO_PRECISE),
    (lambda: Weight(Decimal("7.5"), WeightUnit.LB, None, Decimal(4)), ("ounces",), Rule.NOT_BESIDE_POUNDS),
    (lambda: Weight(Decimal(7), WeightUnit.KG, None, Decimal(4)), ("ounces",), Rule.NOT_BESIDE_POUNDS),
    (lambda: Weight(Decimal(7), WeightUnit.LB, None, Decimal(16)), ("ounces",), Rule.NOT_BESIDE_POUNDS),
    (lambda: Weight(Decimal(7), WeightUnit.LB, None, Decimal("4.25")), ("ounces",), Rule.TOO_PRECISE),
    (lambda: CareRecipient("a", "Sam", gestation_weeks=19), ("gestation_weeks",), Rule.OUT_OF_RANGE),
    (lambda: CareRecipient("a", "Sam", gestation_weeks=46), ("gestation_weeks",), Rule.OUT_OF_RANGE),
    (lambda: EmergencyItem(" "), ("name",), Rule.MISSING),
    (
        lambda: Contact("a", "Ann", ContactRole.FAMILY, care_recipient_ids=("x",), relationships=("a", "b")),
        ("relationships",),
        Rule.NOT_ONE_EACH,
    ),
    (lambda: Allergy(""), ("substance",), Rule.MISSING),
    (lambda: AllergiesRecorded(()), ("allergies",), Rule.MISSING),
    (lambda: ImplantedDevice(""), ("name",), Rule.MISSING),
    (lambda: ProcedureToAvoid(""), ("procedure",), Rule.MISSING),
    (lambda: ClinicReview("", TODAY, "f"), ("reviewed_by",), Rule.MISSING),
    (lambda: CareRecipient("p", " "), ("preferred_name",), Rule.MISSING),
    (lambda: replace(THEO, tell_first="word " * 41), ("tell_first",), Rule.TOO_MANY_WORDS),
    (lambda: replace(THEO, languages=("x\x07",)), ("languages", 0), Rule.CONTROL_CHARACTER),
    (lambda: Preferences(country="usa"), ("country",), Rule.UNKNOWN_CHOICE),
    (lambda: Preferences(emergency_number="none"), ("emergency_number",), Rule.NOT_A_PHONE_NUMBER),
    (lambda: Household(care_recipients=(THEO, THEO)), ("care_recipients", "id"), Rule.TWICE),
    (lambda: Household(care_recipients=(replace(THEO, id=""),)), ("care_recipients", "id"), Rule.MISSING),
    (
        lambda: Household(contacts=(Contact("c", "a", ContactRole.OTHER, care_recipient_ids=("q",)),)),
        ("contacts", 0, "care_recipient_ids"),
        Rule.NO_SUCH_PERSON,
    ),
]


@pytest.mark.parametrize(("make", "path", "rule"), REFUSED)
def test_a_value_that_makes_no_sense_is_refused_by_its_field(
    make: Callable[[], object], path: tuple[str | int, ...], rule: Rule
) -> None:
    with pytest.raises(InvalidField) as caught:
        make()
    assert (caught.value.path, caught.value.rule) == (path, rule)


NOT_YET: list[tuple[CareRecipient, tuple[str | int, ...], Rule]] = [
    (replace(THEO, birth_date=TOMORROW), ("birth_date",), Rule.IN_THE_FUTURE),
    (replace(THEO, birth_date=date(1895, 1, 1)), ("birth_date",), Rule.TOO_LONG_AGO),
    (
        replace(THEO, weight=Weight(Decimal(30), WeightUnit.KG, TOMORROW)),
        ("weight", "measured_on"),
        Rule.IN_THE_FUTURE,
    ),
    (replace(THEO, allergies=NoKnownAllergies(TOMORROW)), ("allergies", "confirmed_on"), Rule.IN_THE_FUTURE),
    (
        replace(THEO, clinic_review=ClinicReview("c", TOMORROW, "f")),
        ("clinic_review", "reviewed_on"),
        Rule.IN_THE_FUTURE,
    ),
    (
        replace(THEO, pumps=(Pump("u", "d", last_refill_on=TOMORROW),)),
        ("pumps", 0, "last_refill_on"),
        Rule.IN_THE_FUTURE,
    ),
]


@pytest.mark.parametrize(("person", "path", "rule"), NOT_YET)
def test_what_has_happened_lies_in_the_past(
    person: CareRecipient, path: tuple[str | int, ...], rule: Rule
) -> None:
    with pytest.raises(InvalidField) as caught:
        check_household_dates(Household(care_recipients=(person,)), TODAY)
    assert (caught.value.path, caught.value.rule) == (("care_recipients", 0, *path), rule)


def test_dates_that_have_come_are_fine() -> None:
    person = replace(
        THEO,
        birth_date=TODAY,
        weight=Weight(Decimal("30.50"), WeightUnit.KG, TODAY),
        allergies=NoKnownAllergies(TODAY),
        clinic_review=ClinicReview("c", TODAY, "f"),
        pumps=(Pump("u", "d", implanted_on=TODAY, refill_by=TOMORROW),),
    )
    check_household_dates(Household(care_recipients=(person,)), TODAY)


def test_times_are_kept_earliest_first() -> None:
    assert TimesOfDay((time(20), time(8))).times == (time(8), time(20))


def test_a_stopped_medication_stays_but_is_not_current() -> None:
    taken = Medication("1", "Keppra")
    stopped = Medication("2", "Zanaflex", stopped=Stopped(TODAY, "pump"))
    person = replace(THEO, medications=(taken, stopped))
    assert person.current_medications(TODAY) == (taken,)
    assert person.current_medications(TODAY - timedelta(1)) == (taken, stopped)
    assert person.medications == (taken, stopped)


def test_contacts_in_call_order_come_first_and_serve_their_people_only() -> None:
    def contact(name: str, order: int | None, people: tuple[str, ...] = ()) -> Contact:
        return Contact(name, name, ContactRole.FAMILY, care_recipient_ids=people, call_order=order)

    household = Household(
        care_recipients=(THEO, replace(THEO, id="q")),
        contacts=(
            contact("late", None),
            contact("second", 2),
            contact("first", 1),
            contact("other", 1, ("q",)),
        ),
    )
    assert [each.name for each in household.contacts_for("p")] == ["first", "second", "late"]


def test_one_person_changes_and_the_others_stay() -> None:
    other = replace(THEO, id="q")
    household = Household(care_recipients=(THEO, other))
    changed = household.with_person("p", lambda person: replace(person, notes="x"))
    assert changed.person("p") == replace(THEO, notes="x")
    assert changed.person("q") is other
    assert changed.person("nobody") is None


@given(st.dates(min_value=date(1900, 1, 1), max_value=date(2026, 11, 22)))
def test_age_counts_completed_years(born: date) -> None:
    age = age_in_years(born, TODAY)
    assert 0 <= age <= 126
    day = min(born.day, 28)
    assert date(born.year + age, born.month, day) <= TODAY or (born.month, born.day) <= (11, 22)


def test_a_birthday_counts_from_its_morning() -> None:
    assert age_in_years(date(2015, 11, 22), TODAY) == 11
    assert age_in_years(date(2015, 11, 23), TODAY) == 10


def test_words_are_runs_of_anything_but_white_space() -> None:
    assert count_words("  he's  floppy,\nsleepy ") == 3
