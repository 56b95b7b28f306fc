"""What was written down contradicts itself: said in the forms, by ``check`` and before printing, never as advice."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from datetime import time as at
from decimal import Decimal

import pytest

from caregiver_app.domain.amounts import parse_volume
from caregiver_app.domain.household import Household
from caregiver_app.domain.medication import AsNeeded, FreeTextSchedule, Medication, Schedule, TimesOfDay
from caregiver_app.domain.people import CareRecipient, Weight, WeightUnit
from caregiver_app.domain.pump import Pump
from caregiver_app.domain.quantity import parse_quantity
from caregiver_app.domain.rates import parse_concentration, parse_daily_dose
from caregiver_app.domain.route import Route
from caregiver_app.services.contradictions import (
    household_contradictions,
    medication_contradictions,
    person_contradictions,
)
from caregiver_app.services.pump_contradictions import pump_contradictions
from caregiver_app.services.questions import household_questions
from tests.shipped import shipped_reference

TODAY = date(2026, 11, 28)
DAILY = TimesOfDay((at(8),))


def medicine(
    strength: str, dose: str, measured: str = "", form: str = "tablet", timing: Schedule | None = None
) -> Medication:
    return Medication(
        "m",
        "x",
        strength=strength,
        dose_form=form,
        dose=parse_quantity(dose) if dose else None,
        measured_as=parse_quantity(measured) if measured else None,
        timing=timing,
    )


def asked(medication: Medication) -> str:
    found = medication_contradictions(medication, Household(), shipped_reference())
    return " ".join(found).replace("\xa0", " ")


@pytest.mark.parametrize(
    ("strength", "dose", "measured", "form", "said"),
    [
        ("100 mg per mL", "500 mg", "50 mL", "liquid", "come to 5 mL, but 50 mL is written"),
        ("160 mg/5 mL", "320 mg", "1 mL", "liquid", "come to 10 mL, but 1 mL is written"),
        ("88 mcg", "88 mg", "1 tablet", "tablet", "come to 1,000 tablets, but 1 tablet is written"),
        ("88 mcg", "88 mg", "", "tablet", "88 mg of 88 micrograms is 1,000 tablets"),
        ("10 mg", "15 mg", "1 tablet", "tablet", "come to 1.5 tablets, but 1 tablet is written"),
        ("10 mg", "7 mg", "", "tablet", "7 mg of 10 mg is 0.7 tablets"),
        ("300 mg", "450 mg", "", "capsule", "is 1.5 capsules"),
        ("88 mcg", "88 mg", "", "", "is 1,000 times as much"),
        ("125 mcg", "125 mg", "", "tab", "is 1,000 tablets"),
        ("5 mg", "50 mg", "", "tablet", "is 10 tablets"),
        ("0.5 mg tablet", "50 mg", "", "tablet", "is 100 tablets"),
        ("100 mg/mL oral solution", "500 mg", "50 mL", "", "come to 5 mL, but 50 mL is written"),
        ("160 mg per 5mL susp", "160 mg", "50 mL", "", "come to 5 mL, but 50 mL is written"),
        ("100 units/mL (3 mL pen)", "10 units", "1 mL", "pen", "come to 0.1 mL, but 1 mL is written"),
        ("100 mg/5 mL (20 mg/mL)", "5 mg", "5 mL", "", "come to 0.25 mL, but 5 mL is written"),
        ("1 mg per mL", "500 mg", "", "liquid", "500 mg of 1 mg per mL is 500 mL"),
        ("100 units per mL", "14 units", "14 mL", "pen", "come to 0.14 mL, but 14 mL is written"),
    ],
)
def test_strength_dose_and_measure_that_do_not_meet_are_asked_about(
    strength: str, dose: str, measured: str, form: str, said: str
) -> None:
    assert said in asked(medicine(strength, dose, measured, form))


@pytest.mark.parametrize(
    ("strength", "dose", "measured", "form"),
    [
        ("100 mg per mL", "500 mg", "5 mL", "liquid"),
        ("160 mg per 5 mL", "325 mg", "10 mL", "liquid"),  # rounded as bottles are
        ("10 mg", "15 mg", "1.5 tablets", "tablet"),
        ("10 mg", "2.5 mg", "", "tablet"),
        ("10 mg", "5 mg", "", "scored tablet"),
        ("0.5 mg", "500 mcg", "1 tablet", "tablet"),
        ("5 mg/325 mg", "1 tablet", "", "tablet"),
        ("5-325 mg", "1 tablet", "", "tablet"),
        ("25 mg/100 mg", "1 tablet", "", "tablet"),
        ("90 micrograms per puff", "", "2 puffs", "inhaler"),
        ("25 mcg per hour", "1 patch", "", "patch"),
        ("1 %", "1 application", "", "cream"),
        ("17 g packet", "17 g", "1 packet", "powder"),
        ("", "500 mg", "5 mL", "liquid"),
    ],
)
def test_what_meets_or_cannot_be_compared_is_not_asked_about(
    strength: str, dose: str, measured: str, form: str
) -> None:
    assert asked(medicine(strength, dose, measured, form)) == ""


def test_a_maximum_below_one_dose_is_asked_about() -> None:
    def needed(dose: str, most: str) -> str:
        return asked(medicine("", dose, timing=AsNeeded("pain", None, parse_quantity(most))))

    assert "One dose is 1,000 mg, and the most in 24 hours is 500 mg." in needed("1000 mg", "500 mg")
    assert needed("2 tablets", "1 tablet")
    assert needed("2 tablets", "8 tablets") == needed("500 mg", "4 doses") == ""


def test_what_is_for_once_a_week_and_stands_for_every_day_is_asked_about_in_the_labels_words() -> None:
    taken = Medication("m", "methotrexate", ("methotrexate",), route=Route.ORAL, timing=DAILY)
    assert "The label says: “Taken more than once a week? Get medical help at once.”" in asked(taken)
    weekly = Medication(
        "m", "methotrexate", ("methotrexate",), route=Route.ORAL, timing=FreeTextSchedule("every Monday")
    )
    assert asked(weekly) == ""


def pump(
    dose: str,
    concentration: str,
    size: str = "40 mL",
    *,
    last_refill_on: date | None = None,
    refill_by: date | None = None,
) -> str:
    made = Pump(
        "p",
        "baclofen",
        daily_dose=parse_daily_dose(dose),
        concentration=parse_concentration(concentration),
        reservoir_size=parse_volume(size) if size else None,
        last_refill_on=last_refill_on,
        refill_by=refill_by,
    )
    return " ".join(pump_contradictions(made)).replace("\xa0", " ")


METHOTREXATE = Medication("m", "methotrexate", ("methotrexate",), route=Route.ORAL)


@pytest.mark.parametrize(
    ("name", "strength", "is_asked"),
    [
        ("Norco 10/325", "5 mg/325 mg", True),
        ("Norco 5/325", "5 mg/325 mg", False),
        ("Percocet 5-325", "5-325 mg", False),
        ("Baclofen 10 mg", "20 mg", True),
        ("Baclofen 10mg tablets", "10 mg", False),
        ("Humulin 70/30", "100 units per mL", False),
        ("Tylenol #3", "300 mg/30 mg", False),
        ("Levothyroxine 0.1 mg", "100 mcg", False),
        ("Levothyroxine 0.1 mg", "112 mcg", True),
        ("vitamin B-12", "1,000 mcg", False),
        ("Baclofen", "", False),
    ],
)
def test_a_strength_in_the_name_that_is_another_than_the_strength_is_asked_about(
    name: str, strength: str, is_asked: bool
) -> None:
    assert (
        "Which is a slip?"
        in asked(replace(METHOTREXATE, product_name=name, ingredients=(), strength=strength))
    ) is (is_asked)


def test_a_few_minutes_between_two_doses_may_be_hours() -> None:
    assert "at least 4 minutes apart" in asked(medicine("", "1 tablet", timing=AsNeeded("pain", 4, None)))
    assert asked(medicine("", "1 tablet", timing=AsNeeded("pain", 240, None))) == ""


def test_what_is_said_twice_of_a_pump_and_does_not_agree_is_asked_about() -> None:
    made = Pump(
        "p",
        "baclofen 2000 mcg/mL",
        concentration=parse_concentration("500 mcg/mL"),
        refill_by=date(2026, 12, 5),
        next_appointment_on=date(2026, 12, 20),
        low_reservoir_alarm_on=date(2026, 12, 1),
    )
    said = " ".join(pump_contradictions(made)).replace("\xa0", " ")
    assert "“baclofen 2000 mcg/mL”, but the concentration is 500 micrograms per mL" in said
    assert "next visit is on Sun 20 Dec 2026, after the refill is due on Sat 5 Dec 2026" in said
    assert "alarm date Tue 1 Dec 2026 is before the refill is due" in said
    same = replace(
        made,
        concentration=parse_concentration("2 mg/mL"),
        next_appointment_on=date(2026, 12, 4),
        low_reservoir_alarm_on=date(2026, 12, 8),
    )
    assert pump_contradictions(same) == ()
    thick = replace(same, drug="baclofen", concentration=parse_concentration("2000 mg/mL"))
    assert "Concentration 2,000 mg per mL." in " ".join(pump_contradictions(thick)).replace("\xa0", " ")


@pytest.mark.parametrize(
    ("timing", "directions", "is_asked"),
    [
        (DAILY, "blood test every week", True),
        (DAILY, "not to be taken weekly but daily for 2 weeks", True),
        (FreeTextSchedule("one every morning"), "", True),
        (FreeTextSchedule("twice a day"), "", True),
        (AsNeeded("joint pain"), "", True),
        (None, "once daily", True),
        (None, "", False),
        (None, "Fridays", False),
        (FreeTextSchedule("every Monday at 8:00 in the morning"), "", False),
        (FreeTextSchedule("once a week, on Friday"), "", False),
        (FreeTextSchedule("Mon"), "", False),
    ],
)
def test_a_week_is_read_in_the_rhythm_and_nowhere_else(
    timing: Schedule | None, directions: str, is_asked: bool
) -> None:
    medication = replace(METHOTREXATE, timing=timing, directions=directions)
    assert ("once a week" in asked(medication).casefold() or "every day" in asked(medication)) is is_asked


def test_a_pump_that_would_be_empty_at_once_or_never_is_asked_about() -> None:
    assert pump("350 mcg/day", "2000 mcg/mL") == ""
    assert "would empty 40 mL in 0.2 days" in pump("350 mg/day", "2 mg/mL")
    assert "Are the numbers right, and the units?" in pump("350 mcg/day", "2000 mg/mL")
    assert "mL a day" in pump("350 mg/day", "2 mg/mL", "")
    assert pump("350 mcg/day", "2000 mcg/mL", "") == ""


def test_a_refill_date_after_the_reservoir_is_empty_is_asked_about() -> None:
    def between(refill_by: date) -> str:
        return pump("350 mcg/day", "2000 mcg/mL", last_refill_on=date(2026, 1, 1), refill_by=refill_by)

    assert "before Tue 1 Dec 2026" in between(date(2026, 12, 1))
    assert between(date(2026, 7, 1)) == ""


@pytest.mark.parametrize(
    ("amount", "unit", "born", "is_asked"),
    [
        ("845", WeightUnit.KG, date(2026, 11, 22), True),
        ("845", WeightUnit.G, date(2026, 11, 22), False),
        ("0.845", WeightUnit.KG, date(2026, 11, 22), False),
        ("3205", WeightUnit.G, date(2026, 11, 22), False),
        ("31.5", WeightUnit.KG, date(2026, 11, 22), True),
        ("845", WeightUnit.KG, date(1950, 1, 1), True),
        ("142", WeightUnit.LB, date(1944, 9, 17), False),
        ("8", WeightUnit.KG, date(1944, 9, 17), True),
        ("845", WeightUnit.KG, None, True),
        ("70", WeightUnit.KG, None, False),
    ],
)
def test_a_weight_that_nobody_of_that_age_has_is_asked_about(
    amount: str, unit: WeightUnit, born: date | None, is_asked: bool
) -> None:
    person = CareRecipient("a", "Bo", birth_date=born, weight=Weight(Decimal(amount), unit))
    found = person_contradictions(person, TODAY)
    assert bool(found) == is_asked
    assert not is_asked or "Is the number right, and its unit?" in found[0]


def test_check_says_whose_and_what_it_is_about() -> None:
    taken = medicine("100 mg per mL", "500 mg", "50 mL", "liquid")
    household = Household(care_recipients=(CareRecipient("a", "Pat", medications=(taken,)),))
    (said,) = household_contradictions(household, shipped_reference(), TODAY)
    assert said.replace("\xa0", " ").startswith("Pat, x: 100 mg per mL and 500 mg come to 5 mL")
    assert said in household_questions(household, shipped_reference(), TODAY)
