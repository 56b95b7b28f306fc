from __future__ import annotations

from datetime import date, time
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caregiver_app.domain.amounts import Amount, Volume, parse_amount, parse_volume
from caregiver_app.domain.errors import InvalidField, Rule
from caregiver_app.domain.medication import AsNeeded, FreeTextSchedule, Medication, TimesOfDay
from caregiver_app.domain.people import (
    AllergiesNotRecorded,
    AllergiesRecorded,
    Allergy,
    CareRecipient,
    NoKnownAllergies,
    Severity,
    Weight,
    WeightUnit,
)
from caregiver_app.domain.preferences import Clock, Preferences
from caregiver_app.domain.quantity import Dimension, MixedUnitsError, Quantity, Unit, parse_quantity
from caregiver_app.domain.rates import Concentration, DailyDose, parse_concentration, parse_daily_dose
from caregiver_app.domain.route import Route
from caregiver_app.wording import dates, doses, people
from caregiver_app.wording.contact_card import MAX_BYTES, contact_card
from caregiver_app.wording.numbers import fill_numbers
from caregiver_app.wording.parsing import parse_day, parse_time
from caregiver_app.wording.problems import field_name, field_problem, mixed_units
from caregiver_app.wording.safe_writing import unsafe_spellings
from tests.strategies import amounts, concentrations, daily_doses, volumes

TODAY = date(2026, 11, 22)


def plain(text: str) -> str:
    return text.replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("amount", "text"),
    [
        ("0.5 mg", "0.5 mg"),
        ("5.0 mg", "5 mg"),
        ("1500 mcg", "1,500 micrograms"),
        ("1 mcg", "1 microgram"),
        ("10 units", "10 units"),
        ("1 unit", "1 unit"),
        ("0.5 tablet", "half a tablet"),
        ("0.25 tablet", "a quarter of a tablet"),
        ("0.75 patch", "three quarters of a patch"),
        ("1.5 tablets", "1 and a half tablets"),
        ("2 patches", "2 patches"),
        ("2 suppositories", "2 suppositories"),
        ("1 tablet", "1 tablet"),
        ("2.5 mL", "2.5 mL"),
    ],
)
def test_amounts_are_written_safely(amount: str, text: str) -> None:
    assert plain(doses.quantity(parse_quantity(amount))) == text


@pytest.mark.parametrize(
    ("amount", "text"), [("0 tablets", "0 tablets"), ("0 mL", "0 mL"), ("0 mcg", "0 micrograms")]
)
def test_that_nothing_is_left_is_written_with_its_unit(amount: str, text: str) -> None:
    assert plain(doses.quantity(parse_amount(amount))) == text


@given(concentrations(), daily_doses(), volumes(), st.sampled_from(Unit).flatmap(amounts))
def test_what_a_field_shows_reads_back_as_the_same_amount(
    concentration: Concentration, dose: DailyDose, volume: Volume, amount: Amount
) -> None:
    assert parse_concentration(doses.quantity_as_typed(concentration)) == concentration
    assert parse_concentration(f"{doses.quantity_as_typed(concentration)}/mL") == concentration
    assert parse_daily_dose(doses.quantity_as_typed(dose)) == dose
    assert parse_daily_dose(f"{doses.quantity_as_typed(dose)} a day") == dose
    assert parse_volume(doses.quantity_as_typed(volume)) == volume
    assert parse_amount(doses.quantity_as_typed(amount)) == amount
    for text in (doses.per_ml(concentration), doses.per_day(dose), doses.quantity(volume)):
        assert not unsafe_spellings(plain(text))


@given(
    st.decimals(min_value="0.0001", max_value=999_999, places=4),
    st.sampled_from([unit for unit in Unit if unit.dimension is not Dimension.WHOLE]),
)
def test_no_amount_is_ever_written_in_a_way_that_kills(amount: Decimal, unit: Unit) -> None:
    quantity = Quantity(amount, unit)
    assert not unsafe_spellings(plain(doses.quantity(quantity)))
    assert parse_quantity(doses.quantity_as_typed(quantity)) == quantity


@given(
    st.integers(min_value=1, max_value=4000),
    st.sampled_from([u for u in Unit if u.dimension is Dimension.WHOLE]),
)
def test_parts_of_a_tablet_come_in_words(quarters: int, unit: Unit) -> None:
    text = plain(doses.quantity(Quantity(Decimal(quarters) / 4, unit)))
    assert "." not in text
    assert not unsafe_spellings(text)


@pytest.mark.parametrize(
    ("entered", "text"),
    [
        ("10mg", "10 mg"),
        ("10 mg/mL", "10 mg per mL"),
        ("10 mg / 5 ml", "10 mg per 5 mL"),
        ("50 mcg/mL", "50 micrograms per mL"),
        ("50µg", "50 micrograms"),
        ("2000 units", "2,000 units"),
        ("5 mg and 325 mg", "5 mg and 325 mg"),
        ("17 g packet", "17 g packet"),
    ],
)
def test_a_strength_keeps_its_numbers_and_loses_its_slashes(entered: str, text: str) -> None:
    assert plain(doses.strength(entered)) == text


@pytest.mark.parametrize(
    ("value", "twelve", "twenty_four"),
    [
        (time(8), "8:00 AM", "08:00"),
        (time(20, 30), "8:30 PM", "20:30"),
        (time(12), "noon", "12:00"),
        (time(0), "midnight", "00:00"),
        (time(0, 30), "12:30 AM", "00:30"),
        (time(12, 5), "12:05 PM", "12:05"),
    ],
)
def test_times_follow_the_household_clock(value: time, twelve: str, twenty_four: str) -> None:
    assert plain(dates.clock_time(value, Clock.TWELVE_HOUR)) == twelve
    assert dates.clock_time(value, Clock.TWENTY_FOUR_HOUR) == twenty_four


@given(st.dates(min_value=date(1000, 1, 1)))
def test_a_date_as_written_is_read_again(value: date) -> None:
    assert parse_day(dates.day(value)) == value


@given(st.times(), st.sampled_from(Clock))
def test_a_time_as_written_is_read_again(value: time, clock: Clock) -> None:
    minute = value.replace(second=0, microsecond=0, tzinfo=None)
    assert parse_time(dates.clock_time(minute, clock)) == minute


@pytest.mark.parametrize(
    "text",
    ["4 Dec 2026", "Dec 4, 2026", "Fri 4 Dec 2026", "2026-12-04", "4 december 2026", "Friday, 4 Dec 2026"],
)
def test_dates_are_read_in_many_ways(text: str) -> None:
    assert parse_day(text) == date(2026, 12, 4)


@pytest.mark.parametrize(
    "text", ["04/12/2026", "4.12.2026", "31 Feb 2026", "soon", "4 Dezember 2026", "12 2026"]
)
def test_a_date_that_can_mean_two_days_is_refused(text: str) -> None:
    with pytest.raises(InvalidField) as caught:
        parse_day(text)
    assert caught.value.rule is Rule.NOT_A_DATE


@pytest.mark.parametrize("text", ["8", "25:00", "8:75", "13 pm", "0:30 am", "evening"])
def test_a_time_that_is_not_sure_is_refused(text: str) -> None:
    with pytest.raises(InvalidField) as caught:
        parse_time(text)
    assert caught.value.rule is Rule.NOT_A_TIME


@pytest.mark.parametrize(
    ("text", "value"),
    [("8 pm", time(20)), ("8.30 am", time(8, 30)), ("12:15 p.m.", time(12, 15)), ("Noon", time(12))],
)
def test_times_are_read_in_many_ways(text: str, value: time) -> None:
    assert parse_time(text) == value


def test_no_times_recorded_is_said_and_never_becomes_daily() -> None:
    assert doses.timing(None, Clock.TWELVE_HOUR) == "times not recorded"
    assert doses.dose(Medication("m", "x")) == "dose not recorded"


def test_as_needed_says_why_how_far_apart_and_how_much() -> None:
    value = AsNeeded("pain", 90, parse_quantity("4 doses"))
    assert (
        plain(doses.timing(value, Clock.TWELVE_HOUR))
        == "as needed for pain; at least 90 minutes apart; at most 4 doses in 24 hours"
    )
    assert plain(doses.timing(AsNeeded(), Clock.TWELVE_HOUR)) == "as needed"
    assert [plain(doses.gap(minutes)) for minutes in (1, 60, 360)] == ["1 minute", "1 hour", "6 hours"]


def test_other_schedules_stay_in_the_familys_words() -> None:
    assert doses.timing(FreeTextSchedule("every Monday"), Clock.TWELVE_HOUR) == "every Monday"
    assert plain(doses.timing(TimesOfDay((time(8), time(20))), Clock.TWELVE_HOUR)) == "8:00 AM, 8:00 PM"


def test_a_brand_shows_its_ingredient_and_a_generic_is_not_doubled() -> None:
    brand = Medication("m", "Lioresal", ("baclofen",), "10 mg", "tablet")
    generic = Medication("m", "Baclofen", ("baclofen",))
    assert plain(doses.name_and_strength(brand)) == "Lioresal (baclofen) 10 mg tablet"
    assert doses.name_and_strength(generic) == "Baclofen"
    assert doses.purpose(generic) == "not recorded"


def test_a_dose_says_how_it_is_measured() -> None:
    both = Medication("m", "x", dose=parse_quantity("10 mg"), measured_as=parse_quantity("1 mL"))
    measured = Medication("m", "x", measured_as=parse_quantity("2 puffs"))
    assert plain(doses.dose(both)) == "10 mg (1 mL)"
    assert plain(doses.dose(measured)) == "2 puffs"


@pytest.mark.parametrize("route", list(Route))
def test_every_route_has_plain_words(route: Route) -> None:
    assert doses.route_name(route)


def test_another_way_is_told_in_the_familys_words() -> None:
    assert (
        doses.route(Medication("m", "x", route=Route.OTHER, route_in_words="through the port"))
        == "through the port"
    )
    assert doses.route(Medication("m", "x", route=Route.OTHER)) == "another way"
    assert doses.route(Medication("m", "x", route=Route.ORAL)) == "by mouth"
    assert doses.route(Medication("m", "x")) == ""


def test_the_three_states_of_allergies_are_three_sentences() -> None:
    recorded = AllergiesRecorded(
        (Allergy("penicillin", "swelling", Severity.LIFE_THREATENING), Allergy("latex"))
    )
    texts = [
        people.allergies(AllergiesNotRecorded()),
        plain(people.allergies(NoKnownAllergies(TODAY))),
        people.allergies(recorded),
    ]
    assert texts == [
        "not recorded",
        "No known allergies (confirmed Sun 22 Nov 2026)",
        "penicillin: swelling (life-threatening); latex",
    ]


@pytest.mark.parametrize("severity", list(Severity))
def test_every_severity_has_plain_words(severity: Severity) -> None:
    assert people.severity(severity)


def test_infants_are_counted_in_months() -> None:
    assert plain(people.age(date(2026, 1, 23), TODAY)) == "9 months old"
    assert plain(people.age(date(2025, 10, 22), TODAY)) == "13 months old"
    assert plain(people.age(date(2024, 11, 22), TODAY)) == "2 years old"


def test_what_is_not_known_of_a_person_is_said() -> None:
    nobody = CareRecipient("p", "Theo")
    assert people.full_name(nobody) == "Theo"
    assert people.full_name(CareRecipient("p", "Theo", "Theo")) == "Theo"
    assert people.born(nobody, TODAY) == "Born: not recorded"
    assert people.weight(None) == "Weight: not recorded"
    assert (
        plain(people.weight(Weight(Decimal("31.50"), WeightUnit.KG))) == "Weight 31.5 kg (date not recorded)"
    )


def test_lines_name_the_households_own_numbers() -> None:
    british = Preferences("GB", "999")
    assert plain(fill_numbers("Call {emergency} now.", british)) == "Call 999 now."
    assert plain(fill_numbers("Poison Help {poison}.", british)) == "Poison Help (number not recorded)."
    assert "not recorded" in plain(fill_numbers("Call {emergency}.", Preferences()))
    assert fill_numbers("No number.", british) == "No number."


def test_the_contact_card_escapes_and_keeps_whole_items_only() -> None:
    card = contact_card("Theo; the, \\ first", ["(612) 555-0142", "2", "3"], ["a" * 600, "latex, penicillin"])
    assert "FN:EMERGENCY Theo\\; the\\, \\\\ first\r\n" in card
    assert card.count("TEL:") == 2
    assert "NOTE:latex\\, penicillin\r\n" in card
    assert len(card.encode()) <= MAX_BYTES


def test_a_name_too_long_for_the_code_makes_no_code() -> None:
    assert contact_card("ä" * 400, [], []) == ""


@given(
    st.text(max_size=300),
    st.lists(st.text(max_size=80), max_size=3),
    st.lists(st.text(max_size=200), max_size=5),
)
def test_no_contact_card_outgrows_its_code(name: str, phones: list[str], notes: list[str]) -> None:
    assert len(contact_card(name, phones, notes).encode("utf-8", "replace")) <= MAX_BYTES


# fmt: off
BAD = (
    "1.0 mg", "0.50 mg", ".5 mg", "10U", "10 u", "400 IU",
    "take QD", "q.o.d.", "b.i.d.", "TID", "p.r.n.", "q6h",
    "p.o.", "sub q", "1 tablet PO", "50 µg", "5cc", "5 ml",
    "10 mg. daily", "10mg", "Inderal40 mg", "2000 mg", "5 M units",
    " > 5", "10 mg + 5 mg", "½ tablet", "1.5 tablets", "350 mcg/day", "12 am", "1 tsp", "1:1000",
)
GOOD = (
    "1 mg", "0.5 mg", "10 units", "daily", "every other day", "as needed", "by mouth", "50 micrograms", "5 mL",
    "10 mg daily",
    "Inderal 40 mg", "2,000 mg", "half a tablet", "350 micrograms per day", "noon", "1 mg per mL",
    "polyethylene glycol 3350", "36.4 C", "at 8:00 and 20:00", "GMFCS IV", "(612) 555-0142",
)
# fmt: on


@pytest.mark.parametrize("text", BAD)
def test_spellings_that_have_killed_are_found(text: str) -> None:
    assert unsafe_spellings(text)


@pytest.mark.parametrize("text", GOOD)
def test_safe_spellings_raise_no_alarm(text: str) -> None:
    assert not unsafe_spellings(text)


@pytest.mark.parametrize("rule", list(Rule))
def test_every_rule_has_a_sentence_that_names_the_field(rule: Rule) -> None:
    detail = "last_refill_on" if rule is Rule.BEFORE_ANOTHER else "detail"
    sentence = field_problem(InvalidField(("birth_date",), rule, date(2031, 3, 4), detail))
    assert sentence.startswith("Birth date: ")
    assert sentence.endswith((".", "”"))
    assert "{" not in sentence


def test_a_place_in_a_document_is_counted_from_one() -> None:
    assert field_name(("care_recipients", 0, "medications", 2, "dose")) == "Person 1, medicine 3, dose"
    assert field_name(("care_recipients", 0, "allergies", 1)) == "Person 1, allergy 2"


def test_a_problem_without_a_field_is_still_a_sentence() -> None:
    assert field_problem(InvalidField((), Rule.NO_UNIT, "10")).startswith("“10” has no unit")
    long = field_problem(InvalidField((), Rule.NOT_A_DATE, "x" * 99), "Start")
    assert "…" in long
    assert "mg and mcg" in mixed_units(MixedUnitsError(Unit.MG, Unit.MCG))


def test_a_sentence_shows_controls_and_direction_marks_by_number() -> None:
    sentence = field_problem(InvalidField(("name",), Rule.NOT_A_DATE, "a\x1b[31m\u202eb"))
    assert "a[U+001B][31m[U+202E]b" in sentence
