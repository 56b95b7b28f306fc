from __future__ import annotations

from datetime import date, time
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

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
from caregiver_app.domain.quantity import MixedUnitsError, Unit, parse_quantity
from caregiver_app.domain.route import Route
from caregiver_app.wording import doses, people
from caregiver_app.wording.numbers import fill_numbers
from caregiver_app.wording.problems import field_name, field_problem, mixed_units
from caregiver_app.wording.safe_writing import unsafe_spellings
from tests.wording.plain import plain

TODAY = date(2026, 11, 22)


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


# fmt: off
BAD = (
    "1.0 mg", "0.50 mg", ".5 mg", "10U", "10 u", "400 IU",
    "take QD", "q.o.d.", "b.i.d.", "TID", "p.r.n.", "q6h",
    "p.o.", "sub q", "1 tablet PO", "50 µg", "5cc", "5 ml",
    "10 mg. daily", "10mg", "Inderal40 mg", "2000 mg", "5 M units",
    "q100h", "20000000000 mg", "1,234.5 tablets",
    "1.5 tabs", ".5 tab", "1/2 tab", "1/4 tablet", "q 6 h", "q4-6h", "Q8 hours", "bd", "tds", "qds", "eod", "b.d.",
    "2tsp", "MSO4", "MgSO4", "1.0 tablet", "25 mcg/hr", "10 units/h",
    " > 5", "10 mg + 5 mg", "½ tablet", "1.5 tablets", "350 mcg/day", "12 am", "1 tsp", "1:1000",
)
GOOD = (
    "1 mg", "0.5 mg", "10 units", "daily", "every other day", "as needed", "by mouth", "50 micrograms", "5 mL",
    "10 mg daily",
    "Inderal 40 mg", "2,000 mg", "half a tablet", "350 micrograms per day", "noon", "1 mg per mL",
    "BD pen needles", "1/2/2026", "3/4 of the day", "every 4 to 6 hours", "two times a day", "Sod. chloride",
    "25 micrograms per hour", "morphine sulfate", "1 and a half tablets",
    "polyethylene glycol 3350", "36.4 C", "at 8:00 and 20:00", "GMFCS IV", "(612) 555-0142",
)


# fmt: on


@pytest.mark.parametrize("text", BAD)
def test_spellings_that_have_killed_are_found(text: str) -> None:
    assert unsafe_spellings(text)


@pytest.mark.parametrize(
    ("text", "better"),
    [
        ("1.0 mg", "1"), ("10.0 mg", "10"), ("100.00 mcg", "100"), ("0.50 mg", "0.5"), (".5 mg", "0.5"),
        ("QD", "daily"), ("q.d.", "daily"), ("QOD", "every other day"), ("q.o.d.", "every other day"),
        ("bid", "twice a day"), ("B.I.D.", "twice a day"), ("bd", "twice a day"), ("TID", "three times a day"),
        ("tds", "three times a day"), ("qid", "four times a day"),
        ("qds", "four times a day"),
        ("eod", "every other day"),
        ("q6h", "every 6 hours"), ("q 6 h", "every 6 hours"), ("q4-6h", "every 4 to 6 hours"),
        ("Q12 hours", "every 12 hours"),
        ("qhs", "at bedtime"), ("prn", "as needed"), ("a.c.", "before meals"), ("p.c.", "after meals"),
        ("25 mcg/hr", "per hour"), ("10 mg/h", "per hour"), ("350 mcg/day", "per day"), ("5 mg/d", "per day"),
        ("5 mg/dose", "per dose"), ("12 am", "midnight"), ("12:00 PM", "noon"), ("10mg", "10 mg"),
        ("0.25mg", "0.25 mg"),
        ("2,000mcg", "2,000 mcg"), ("Inderal40 mg", "Inderal 40 mg"), ("Baclofen10mg", "Baclofen 10 mg"),
        ("2000 mg", "2,000"),
        ("1,234.5 tablets", "1,234 and a half tablets"),
        ("1500000 units", "1,500,000"), ("½ tablet", "half"), ("¾ tablet", "three quarters"),
        ("1/2 tab", "half"), ("1/4 tablet", "a quarter"), ("0.5 tablet", "half a tablet"), (".5 tab", "half a tablet"),
        ("0.25 tablets", "a quarter of a tablet"), ("1.5 tabs", "1 and a half tablets"),
        ("2.25 tablets", "2 and a quarter tablets"), ("0.33 tablet", "the part of a tablet in words"),
        ("MSO4", "morphine sulfate"), ("MgSO4", "magnesium sulfate"), (" > 5", "more than"), (" < 5", "less than"),
        ("1:1000", "the strength in mg per mL, as on its label"),
        ("1:10,000", "the strength in mg per mL, as on its label"),
    ],
)  # fmt: skip
def test_what_is_advised_means_the_same(text: str, better: str) -> None:
    assert better in {found.better for found in unsafe_spellings(text)}


@given(st.sampled_from([text for text in BAD if text not in {"od", "1:1000"}]))
def test_what_is_advised_raises_no_alarm_of_its_own(text: str) -> None:
    for found in unsafe_spellings(text):
        assert found.rule not in {again.rule for again in unsafe_spellings(f"give {found.better} now")}


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
    assert field_name(("care_recipients", 0, "procedures_to_avoid", 0)) == "Person 1, procedure to avoid 1"
    assert field_name(("events", 2, "at")) == "Event 3, when"


def test_a_problem_without_a_field_is_still_a_sentence() -> None:
    assert field_problem(InvalidField((), Rule.NO_UNIT, "10")).startswith("“10” has no unit")
    long = field_problem(InvalidField((), Rule.NOT_A_DATE, "x" * 99), "Start")
    assert "…" in long
    assert "mg and mcg" in mixed_units(MixedUnitsError(Unit.MG, Unit.MCG))


def test_a_sentence_shows_controls_and_direction_marks_by_number() -> None:
    sentence = field_problem(InvalidField(("name",), Rule.NOT_A_DATE, "a\x1b[31m\u202eb"))
    assert "a[U+001B][31m[U+202E]b" in sentence


@pytest.mark.parametrize(
    ("weight", "words"),
    [
        (Weight(Decimal("3.205"), WeightUnit.KG), "Weight 3.205 kg (date not recorded)"),
        (Weight(Decimal(3205), WeightUnit.G), "Weight 3,205 g (date not recorded)"),
        (Weight(Decimal(142), WeightUnit.LB), "Weight 142 lb = 64.4 kg (date not recorded)"),
        (
            Weight(Decimal(7), WeightUnit.LB, None, Decimal(4)),
            "Weight 7 lb 4 oz = 3.29 kg (date not recorded)",
        ),
    ],
)
def test_a_weight_stands_as_measured_with_kilograms_beside_pounds(weight: Weight, words: str) -> None:
    assert plain(people.weight(weight)) == words


@pytest.mark.parametrize(
    ("born", "age"),
    [
        (date(2026, 11, 22), "0 days old"),
        (date(2026, 11, 21), "1 day old"),
        (date(2026, 10, 26), "27 days old"),
        (date(2026, 10, 25), "4 weeks old"),
        (date(2026, 8, 31), "11 weeks old"),
        (date(2026, 8, 30), "2 months old"),
        (date(2024, 11, 23), "23 months old"),
        (date(2024, 11, 22), "2 years old"),
    ],
)
def test_a_babys_age_is_in_days_weeks_and_months(born: date, age: str) -> None:
    assert plain(people.age(born, date(2026, 11, 22))) == age


def test_a_baby_born_early_says_at_which_week() -> None:
    baby = CareRecipient("a", "Bo", birth_date=date(2026, 10, 1), gestation_weeks=29)
    assert "7 weeks old, born at 29 weeks of pregnancy" in plain(people.born(baby, date(2026, 11, 22)))
    grown = CareRecipient("a", "Bo", birth_date=date(2010, 10, 1), gestation_weeks=29)
    assert "pregnancy" not in people.born(grown, date(2026, 11, 22))
