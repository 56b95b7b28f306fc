from __future__ import annotations

from datetime import date, time
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caregiver_app.domain.amounts import Amount, Volume, parse_amount, parse_volume
from caregiver_app.domain.errors import InvalidField, Rule
from caregiver_app.domain.preferences import Clock
from caregiver_app.domain.quantity import Dimension, Quantity, Unit, parse_quantity
from caregiver_app.domain.rates import Concentration, DailyDose, parse_concentration, parse_daily_dose
from caregiver_app.wording import dates, doses
from caregiver_app.wording.parsing import parse_day, parse_time, parse_weight
from caregiver_app.wording.safe_writing import unsafe_spellings
from tests.strategies import amounts, concentrations, daily_doses, volumes
from tests.wording.plain import plain


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
        ("25 mg/100 mg", "25 mg/100 mg"),
        ("800 mg/160 mg", "800 mg/160 mg"),
        ("1000 mg/200 mg", "1,000 mg/200 mg"),
        ("50 mcg/500 mcg per puff", "50 micrograms/500 micrograms per puff"),
        ("250/50", "250/50"),
        ("NDC 0078-0357", "NDC 0078-0357"),
        ("NDC 10078-2000", "NDC 10078-2000"),
        ("PEG 3350 17 g", "PEG 3350 17 g"),
        ("25 mcg/hr", "25 micrograms per hour"),
        ("12.5 mcg/h", "12.5 micrograms per hour"),
        ("0.05 mg/24 hr", "0.05 mg per 24 hours"),
        ("2 mg/day", "2 mg per day"),
        ("5 mg/g", "5 mg per g"),
        ("90 mcg/actuation", "90 micrograms per actuation"),
        ("5 mg/tablet", "5 mg per tablet"),
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
    [
        "4 Dec 2026",
        "4th December 2026",
        "4th of Dec 2026",
        "Dec 4, 2026",
        "Fri 4 Dec 2026",
        "2026-12-04",
        "4 december 2026",
        "Friday, 4 Dec 2026",
    ],
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


@pytest.mark.parametrize(
    ("typed", "unit", "amount", "ounces"),
    [
        ("31.5", "kg", "31.5", None),
        ("3.205 kg", "", "3.205", None),
        ("3205 g", "", "3205", None),
        ("7 lb 4 oz", "", "7", "4"),
        ("7 lbs, 4.5 oz", "lb", "7", "4.5"),
        ("7lb 4oz.", "", "7", "4"),
        ("142", "lb", "142", None),
    ],
)
def test_a_weight_is_read_with_its_own_unit_or_the_chosen_one(
    typed: str, unit: str, amount: str, ounces: str | None
) -> None:
    weight = parse_weight(typed, unit, None)
    assert (weight.amount, weight.ounces) == (Decimal(amount), Decimal(ounces) if ounces else None)


@pytest.mark.parametrize(
    ("typed", "unit", "rule"),
    [
        ("31.5", "", Rule.MISSING),
        ("31.5 kg", "lb", Rule.CONTRADICTS),
        ("7 4 oz", "lb", Rule.NOT_A_NUMBER),
        ("7 st 4 oz", "", Rule.UNKNOWN_UNIT),
        ("heavy", "kg", Rule.NOT_A_NUMBER),
        ("7 kg 4 oz", "", Rule.NOT_BESIDE_POUNDS),
    ],
)
def test_a_weight_in_doubt_is_refused(typed: str, unit: str, rule: Rule) -> None:
    with pytest.raises(InvalidField) as caught:
        parse_weight(typed, unit, None)
    assert caught.value.rule is rule
