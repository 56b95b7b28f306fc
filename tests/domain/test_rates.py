"""Mass per mL and per day: kept apart from plain masses, and crossed exactly in one place."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from caregiver_app.domain.amounts import parse_volume
from caregiver_app.domain.errors import InvalidField, Rule
from caregiver_app.domain.quantity import Dimension, MixedUnitsError, Unit, parse_quantity
from caregiver_app.domain.rates import (
    Concentration,
    DailyDose,
    in_unit,
    ml_per_day,
    parse_concentration,
    parse_daily_dose,
)
from tests.strategies import concentrations, daily_doses

if TYPE_CHECKING:
    from collections.abc import Callable

MASSES = [unit for unit in Unit if unit.dimension is Dimension.MASS]


@pytest.mark.parametrize(
    "text", ["500 mcg/mL", "500mcg/ml", "500 mcg / 1 mL", "500 mcg per mL", "500.0 µg/mL", "500 mcg"]
)
def test_a_concentration_is_read_as_it_is_written(text: str) -> None:
    assert parse_concentration(text) == Concentration(Decimal(500), Unit.MCG)
    assert parse_concentration(text.replace("500", "2,000")).amount == 2000


@pytest.mark.parametrize(
    "text",
    [
        "400 mcg/day",
        "400mcg/d",
        "400 mcg per day",
        "400 mcg a day",
        "400 mcg daily",
        "400 mcg/24 h",
        "400 mcg",
    ],
)
def test_a_daily_dose_is_read_as_it_is_written(text: str) -> None:
    assert parse_daily_dose(text) == DailyDose(Decimal(400), Unit.MCG)


@pytest.mark.parametrize(
    ("parse", "text", "rule", "detail"),
    [
        (parse_concentration, "500 mcg/day", Rule.WRONG_RATE, "mcg/mL"),
        (parse_concentration, "500 mcg daily", Rule.WRONG_RATE, "mcg/mL"),
        (parse_concentration, "500 mcg/20 mL", Rule.WRONG_RATE, "mcg/mL"),
        (parse_concentration, "500 mcg/mL/mL", Rule.WRONG_RATE, "mcg/mL"),
        (parse_concentration, "20 mL", Rule.WRONG_KIND_OF_UNIT, "mass"),
        (parse_concentration, "0 mcg/mL", Rule.NOT_POSITIVE, ""),
        (parse_concentration, "/mL", Rule.NOT_A_NUMBER, ""),
        (parse_daily_dose, "400 mcg/mL", Rule.WRONG_RATE, "mcg/day"),
        (parse_daily_dose, "400 mcg/hour", Rule.WRONG_RATE, "mcg/day"),
        (parse_daily_dose, "400 mcg/mL/day", Rule.WRONG_RATE, "mcg/day"),
        (parse_daily_dose, "1 mL/day", Rule.WRONG_KIND_OF_UNIT, "mass"),
        (parse_daily_dose, "2 tablets daily", Rule.WRONG_KIND_OF_UNIT, "mass"),
        (parse_daily_dose, "400/day", Rule.NO_UNIT, ""),
    ],
)
def test_another_rate_or_a_bare_number_is_refused(
    parse: Callable[[str], object], text: str, rule: Rule, detail: str
) -> None:
    with pytest.raises(InvalidField) as caught:
        parse(text)
    assert (caught.value.rule, caught.value.detail) == (rule, detail)


@given(st.text("0123456789., mcgLlday/per\tµ", max_size=30))
def test_any_text_is_a_rate_or_a_field_error(text: str) -> None:
    for parse in (parse_concentration, parse_daily_dose):
        with suppress(InvalidField):
            assert parse(text).amount > 0


def test_mass_per_ml_mass_per_day_and_mass_are_three_things() -> None:
    alike = [parse_concentration("500 mcg"), parse_daily_dose("500 mcg"), parse_quantity("500 mcg")]
    assert [one == other for one in alike for other in alike].count(True) == 3


@given(daily_doses(), concentrations())
def test_the_volume_a_day_is_exact(dose: DailyDose, concentration: Concentration) -> None:
    concentration = replace(concentration, unit=dose.unit)
    volume = ml_per_day(dose, concentration)
    assert volume * Fraction(concentration.amount) == Fraction(dose.amount)


@given(daily_doses(), daily_doses(), concentrations())
def test_a_higher_dose_takes_more_volume_and_a_stronger_drug_less(
    one: DailyDose, other: DailyDose, concentration: Concentration
) -> None:
    low, high = sorted((one.amount, other.amount))
    assume(low != high)
    unit = concentration.unit
    volumes = [ml_per_day(DailyDose(amount, unit), concentration) for amount in (low, high)]
    assert 0 < volumes[0] < volumes[1]
    dose = DailyDose(concentration.amount, unit)
    weak, strong = Concentration(low, unit), Concentration(high, unit)
    assert ml_per_day(dose, weak) > ml_per_day(dose, strong) > 0


def test_350_micrograms_a_day_at_2000_per_ml_are_175_thousandths_of_a_ml() -> None:
    assert ml_per_day(parse_daily_dose("350 mcg"), parse_concentration("2000 mcg")) == Fraction(175, 1000)
    assert ml_per_day(parse_daily_dose("100 mcg"), parse_concentration("300 mcg")) == Fraction(1, 3)


@given(daily_doses(), concentrations())
def test_two_units_never_cross(dose: DailyDose, concentration: Concentration) -> None:
    assume(dose.unit is not concentration.unit)
    with pytest.raises(MixedUnitsError) as caught:
        ml_per_day(dose, concentration)
    assert (caught.value.left, caught.value.right) == (dose.unit, concentration.unit)


def test_milligrams_cross_once_they_are_told_as_micrograms_beside_what_was_written() -> None:
    written = parse_concentration("2 mg/mL")
    both = in_unit(written, Unit.MCG)
    assert both.written == written
    assert both.converted == parse_concentration("2000 mcg/mL")
    assert ml_per_day(parse_daily_dose("350 mcg/day"), both.converted) == Fraction(175, 1000)


@pytest.mark.parametrize(
    ("text", "unit", "result"),
    [
        ("1 mg", Unit.MCG, "1000 mcg"),
        ("1 g", Unit.MG, "1000 mg"),
        ("0.5 g", Unit.MCG, "500000 mcg"),
        ("1 mcg", Unit.MG, "0.001 mg"),
        ("1 mg", Unit.MG, "1 mg"),
    ],
)
def test_a_mass_is_the_same_in_another_unit(text: str, unit: Unit, result: str) -> None:
    assert in_unit(parse_quantity(text), unit).converted == parse_quantity(result)


@given(daily_doses(), st.sampled_from(MASSES))
def test_there_and_back_is_the_same_or_refused(dose: DailyDose, unit: Unit) -> None:
    with suppress(InvalidField):
        there = in_unit(dose, unit).converted
        assert there.unit is unit
        assert in_unit(there, dose.unit).converted == dose


def test_what_would_need_rounding_or_is_no_mass_is_not_converted() -> None:
    with pytest.raises(InvalidField) as caught:
        in_unit(parse_daily_dose("0.01 mcg"), Unit.MG)
    assert caught.value.rule is Rule.TOO_PRECISE
    for value, unit in ((parse_volume("1 mL"), Unit.MG), (parse_volume("1 mL"), Unit.ML)):
        with pytest.raises(InvalidField) as caught:
            in_unit(value, unit)
        assert caught.value.rule is Rule.WRONG_KIND_OF_UNIT
    with pytest.raises(InvalidField):
        in_unit(parse_quantity("1 mg"), Unit.ML)
