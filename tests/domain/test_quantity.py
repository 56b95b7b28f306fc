from __future__ import annotations

from contextlib import suppress
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caregiver_app.domain.errors import InvalidField, Rule
from caregiver_app.domain.quantity import (
    Dimension,
    MixedUnitsError,
    Quantity,
    Unit,
    parse_number,
    parse_quantity,
    parse_unit,
)

AMOUNTS = st.decimals(min_value="0.0001", max_value=1_000_000, places=4)
MEASURED = [unit for unit in Unit if unit.dimension is not Dimension.WHOLE]


@pytest.mark.parametrize(
    ("text", "amount", "unit"),
    [
        ("10 mg", "10", Unit.MG),
        ("10mg", "10", Unit.MG),
        ("0.5 mL", "0.5", Unit.ML),
        (".5 mg", "0.5", Unit.MG),
        ("1,500 mcg", "1500", Unit.MCG),
        ("350 micrograms", "350", Unit.MCG),
        ("350 µg", "350", Unit.MCG),
        ("2 tablets", "2", Unit.TABLET),
        ("0.5 Tablet", "0.5", Unit.TABLET),
        ("12 units", "12", Unit.UNITS),
        ("1 unit", "1", Unit.UNITS),
        ("2 patches", "2", Unit.PATCH),
        ("  5   mEq ", "5", Unit.MEQ),
    ],
)
def test_amounts_are_read_with_their_unit(text: str, amount: str, unit: Unit) -> None:
    assert parse_quantity(text) == Quantity(Decimal(amount), unit)


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("1.000 mg", Rule.POINT_OR_COMMA),
        ("12.500 units", Rule.POINT_OR_COMMA),
        ("10", Rule.NO_UNIT),
        ("", Rule.NOT_ONE_DOSE),
        ("mg", Rule.NOT_ONE_DOSE),
        ("10 blobs", Rule.UNKNOWN_UNIT),
        ("10 U", Rule.UNSAFE_UNIT),
        ("10 IU", Rule.UNSAFE_UNIT),
        ("5 cc", Rule.UNSAFE_UNIT),
        ("1,5 mg", Rule.NOT_A_NUMBER),
        ("1.5.2 mg", Rule.NOT_A_NUMBER),
        ("0 mg", Rule.NOT_POSITIVE),
        ("-1 mg", Rule.NOT_ONE_DOSE),
        ("1,000,001 mg", Rule.NOT_POSITIVE),
        ("0.00001 mg", Rule.TOO_PRECISE),
        ("0.3 tablet", Rule.FRACTION_OF_A_WHOLE),
        ("sliding scale", Rule.NOT_ONE_DOSE),
        ("as directed", Rule.NOT_ONE_DOSE),
        ("half a tablet", Rule.NOT_ONE_DOSE),
        ("-10 units by sliding scale", Rule.NOT_ONE_DOSE),
        ("10 units by sliding scale", Rule.NOT_ONE_DOSE),
        ("1 tablet in the morning and 2 at night", Rule.NOT_ONE_DOSE),
        ("2.5-5 mg", Rule.NOT_ONE_DOSE),
        ("2.5 \u2013 5 mg", Rule.NOT_ONE_DOSE),
        ("1 to 2 tablets", Rule.NOT_ONE_DOSE),
        ("1 or 2 tablets", Rule.NOT_ONE_DOSE),
        ("1 mg twice a day", Rule.NOT_ONE_DOSE),
        ("10 mg per day", Rule.NOT_ONE_AMOUNT),
        ("10 mg a day", Rule.NOT_ONE_AMOUNT),
        ("10 mg/mL", Rule.NOT_ONE_AMOUNT),
        (f"1.{'0' * 30}1 mg", Rule.TOO_PRECISE),
    ],
)
def test_what_cannot_be_sure_is_refused(text: str, rule: Rule) -> None:
    with pytest.raises(InvalidField) as caught:
        parse_quantity(text)
    assert caught.value.rule is rule


@pytest.mark.parametrize("value", ["NaN", "Infinity", "-Infinity"])
def test_an_amount_is_a_number(value: str) -> None:
    with pytest.raises(InvalidField) as caught:
        Quantity(Decimal(value), Unit.MG)
    assert caught.value.rule is Rule.NOT_POSITIVE


def test_milligrams_and_micrograms_are_never_added() -> None:
    with pytest.raises(MixedUnitsError) as caught:
        Quantity(Decimal(1), Unit.MG) + Quantity(Decimal(1), Unit.MCG)
    assert (caught.value.left, caught.value.right) == (Unit.MG, Unit.MCG)


@given(AMOUNTS, st.sampled_from(MEASURED))
def test_one_amount_has_one_spelling(amount: Decimal, unit: Unit) -> None:
    padded = Quantity(amount.quantize(Decimal("0.0001")), unit)
    assert str(padded.amount) == str(Quantity(amount.normalize(), unit).amount)
    assert "E" not in f"{padded.amount:f}"


@given(AMOUNTS, AMOUNTS, st.sampled_from(MEASURED))
def test_adding_is_exact_and_keeps_the_unit(left: Decimal, right: Decimal, unit: Unit) -> None:
    if left + right <= 1_000_000:
        assert Quantity(left, unit) + Quantity(right, unit) == Quantity(left + right, unit)


@given(st.text(max_size=40))
def test_any_text_is_a_quantity_or_a_field_error(text: str) -> None:
    with suppress(InvalidField):
        assert parse_quantity(text).amount > 0


@given(st.integers(min_value=1, max_value=999_999))
def test_thousands_may_have_commas(number: int) -> None:
    assert parse_number(f"{number:,}") == number


@pytest.mark.parametrize("unit", list(Unit))
def test_every_unit_is_read_by_its_own_name(unit: Unit) -> None:
    assert parse_unit(unit.value) is unit
    assert parse_unit(unit.value.upper()) is unit


def test_a_missing_unit_says_so() -> None:
    with pytest.raises(InvalidField) as caught:
        parse_unit("  ")
    assert caught.value.rule is Rule.NO_UNIT
