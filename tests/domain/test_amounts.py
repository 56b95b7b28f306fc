"""Stock and volumes: what is added and taken away is exact, stays in its unit and never falls below zero."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from decimal import Context, Decimal, localcontext
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from caregiver_app.domain.amounts import Amount, Held, NotEnoughError, Volume, parse_amount, parse_volume
from caregiver_app.domain.errors import InvalidField, KnownError, Rule
from caregiver_app.domain.quantity import Dimension, MixedUnitsError, Quantity, Unit, parse_quantity
from tests.strategies import amounts, quantities, volumes

if TYPE_CHECKING:
    from collections.abc import Callable

    from hypothesis.strategies import SearchStrategy

UNITS = st.sampled_from(Unit)
FACTORS = st.one_of(st.integers(-3, 10**9), st.decimals(-3, 10**9, allow_nan=False))


def alike(count: int) -> SearchStrategy[tuple[Held, ...]]:
    """So many of one kind in one unit."""
    of_a_unit = UNITS.flatmap(lambda unit: st.tuples(*[amounts(unit)] * count))
    return st.one_of(of_a_unit, st.tuples(*[volumes()] * count))


@given(alike(2))
def test_taking_away_what_was_added_gives_the_same(pair: tuple[Held, Held]) -> None:
    there, more = pair
    assume(there.amount + more.amount <= there.most)
    assert there + more - more == there
    assert there + more == more + there


@given(alike(2))
def test_adding_what_was_taken_away_gives_the_same(pair: tuple[Held, Held]) -> None:
    less, more = sorted(pair)
    assert more - less + less == more
    assert more - more == replace(more, amount=Decimal(0))


@given(alike(2))
def test_more_than_there_is_cannot_be_taken_away(pair: tuple[Held, Held]) -> None:
    less, more = sorted(pair)
    assume(less != more)
    with pytest.raises(NotEnoughError) as caught:
        less - more
    assert (caught.value.there, caught.value.taken) == (less, more)


@given(alike(3))
def test_within_a_unit_every_two_have_an_order(three: tuple[Held, ...]) -> None:
    for one, other in ((one, other) for one in three for other in three):
        assert [one < other, one == other, one > other].count(True) == 1
        assert (one <= other) is not (one > other)
        assert (one >= other) is not (one < other)
        assert (one < other) is (one.amount < other.amount)
    assert all(one <= other for one, other in pairwise(sorted(three)))


@given(alike(1), st.integers(0, 40))
def test_so_many_times_is_so_many_additions(one: tuple[Held], times: int) -> None:
    (there,) = one
    assume(there.amount * times <= there.most)
    total = replace(there, amount=Decimal(0))
    for _ in range(times):
        total += there
    assert there * times == total


@given(alike(2), FACTORS)
def test_no_calculation_falls_below_zero_changes_the_unit_or_rounds(
    pair: tuple[Held, Held], factor: int | Decimal
) -> None:
    one, other = pair
    calculations: list[tuple[Callable[[], Held], Decimal]] = [
        (lambda: one + other, one.amount + other.amount),
        (lambda: one - other, one.amount - other.amount),
        (lambda: one * factor, Context(prec=999).multiply(one.amount, Decimal(factor))),
    ]
    for calculate, exact in calculations:
        with suppress(KnownError):
            result = calculate()
            assert (type(result), result.unit) == (type(one), one.unit)
            assert result.amount >= 0
            assert result.amount == exact


@given(alike(2))
def test_a_careless_calculation_elsewhere_does_not_round_ours(pair: tuple[Held, Held]) -> None:
    one, other = sorted(pair)
    assume(other.amount * 2 <= other.most)
    total, rest, double = one + other, other - one, other * 2
    with localcontext(prec=3):
        assert (one + other, other - one, other * 2) == (total, rest, double)


def test_a_third_is_refused_rather_than_rounded() -> None:
    long = Context(prec=70).divide(Decimal(1), Decimal(3))
    for factor in (Decimal("0.00001"), Decimal("1E-9999999"), Decimal(1) / Decimal(3), long):
        with pytest.raises(InvalidField) as caught:
            parse_amount("1 mL") * factor
        assert caught.value.rule is Rule.TOO_PRECISE


def test_a_binary_number_never_scales() -> None:
    with pytest.raises(TypeError):
        parse_amount("1 mL") * 0.1  # type: ignore[operator]


@pytest.mark.parametrize(
    "factor", [-1, Decimal("NaN"), Decimal("sNaN"), Decimal("Infinity"), 10**30, Decimal("1E+1000000")]
)
def test_a_factor_that_leads_out_of_range_is_refused(factor: int | Decimal) -> None:
    with pytest.raises(InvalidField) as caught:
        parse_amount("1 mL") * factor
    assert caught.value.rule is Rule.NEGATIVE


CALCULATIONS: list[Callable[[Held, Held], object]] = [
    lambda one, other: one + other,
    lambda one, other: one - other,
    lambda one, other: one < other,
    lambda one, other: one <= other,
    lambda one, other: one > other,
    lambda one, other: one >= other,
]


@pytest.mark.parametrize("calculate", CALCULATIONS)
def test_milligrams_and_micrograms_never_meet(calculate: Callable[[Held, Held], object]) -> None:
    with pytest.raises(MixedUnitsError) as caught:
        calculate(parse_amount("1 mg"), parse_amount("1 mcg"))
    assert {caught.value.left, caught.value.right} == {Unit.MG, Unit.MCG}
    assert parse_amount("0 mg") != parse_amount("0 mcg")


@pytest.mark.parametrize("calculate", CALCULATIONS)
def test_stock_and_volume_never_meet(calculate: Callable[[Held, Held], object]) -> None:
    with pytest.raises(TypeError):
        calculate(parse_amount("1 mL"), parse_volume("1 mL"))
    assert len({parse_amount("1 mL"), parse_volume("1 mL")}) == 2


@given(quantities())
def test_a_dose_is_an_amount_and_back(dose: Quantity) -> None:
    amount = Amount.of(dose)
    assert (amount.amount, amount.unit) == (dose.amount, dose.unit)
    assert amount.as_quantity() == dose


@pytest.mark.parametrize("text", ["0 mg", "1,000,001 mg"])
def test_nothing_and_too_much_are_no_dose(text: str) -> None:
    with pytest.raises(InvalidField) as caught:
        parse_amount(text).as_quantity()
    assert caught.value.rule is Rule.NOT_POSITIVE


@pytest.mark.parametrize("text", ["10", "10.00", "1E+1", "010.0"])
def test_one_amount_has_one_spelling(text: str) -> None:
    for kind in (Amount, Volume):
        assert str(kind(Decimal(text), Unit.ML).amount) == "10"
    assert [str(Amount(Decimal(zero), Unit.ML).amount) for zero in ("-0", "0.000", "0E+9")] == ["0"] * 3


@pytest.mark.parametrize(
    ("amount", "unit", "rule"),
    [
        ("-0.0001", Unit.ML, Rule.NEGATIVE),
        ("NaN", Unit.ML, Rule.NEGATIVE),
        ("1000000000.0001", Unit.ML, Rule.NEGATIVE),
        ("0.00001", Unit.ML, Rule.TOO_PRECISE),
        (f"1.{'0' * 30}1", Unit.ML, Rule.TOO_PRECISE),
        ("0.3", Unit.TABLET, Rule.FRACTION_OF_A_WHOLE),
    ],
)
def test_what_cannot_be_there_is_refused(amount: str, unit: Unit, rule: Rule) -> None:
    with pytest.raises(InvalidField) as caught:
        Amount(Decimal(amount), unit)
    assert caught.value.rule is rule


@pytest.mark.parametrize("unit", [unit for unit in Unit if unit.dimension is not Dimension.VOLUME])
def test_a_volume_is_in_ml_only(unit: Unit) -> None:
    with pytest.raises(InvalidField) as caught:
        parse_volume(f"1 {unit.value}")
    assert (caught.value.rule, caught.value.value, caught.value.detail) == (
        Rule.WRONG_KIND_OF_UNIT,
        unit.value,
        "volume",
    )


@pytest.mark.parametrize(
    "text", ["500 mcg/mL", "500 mcg / mL", "500 mcg per mL", "400 mcg/day", "400 mcg a day", "2 mg daily"]
)
@pytest.mark.parametrize("parse", [parse_quantity, parse_amount, parse_volume])
def test_so_much_per_something_is_not_so_much(parse: Callable[[str], object], text: str) -> None:
    with pytest.raises(InvalidField) as caught:
        parse(text)
    assert caught.value.rule is Rule.NOT_ONE_AMOUNT
