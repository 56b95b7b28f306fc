"""Amounts, volumes and rates in the household document: as version 1 wrote them, and as a person writes them."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caregiver_app.domain.amounts import Amount, Volume
from caregiver_app.domain.errors import InvalidField, Rule
from caregiver_app.domain.json_values.decoding import decode
from caregiver_app.domain.json_values.encoding import encode
from caregiver_app.domain.quantity import Measured, Quantity, Unit
from caregiver_app.domain.rates import Concentration, DailyDose
from caregiver_app.interop.household_document import read_document, write_document
from tests.strategies import amounts, concentrations, daily_doses, quantities, volumes

if TYPE_CHECKING:
    from caregiver_app.domain.pump import Pump

VALUES = st.one_of(
    quantities(), st.sampled_from(Unit).flatmap(amounts), volumes(), concentrations(), daily_doses()
)


def document(**fields: Any) -> bytes:
    people = [{"preferred_name": "Theo", "pumps": [{"drug": "baclofen", **fields}]}]
    return json.dumps({"format": "caregiver-household", "version": 1, "care_recipients": people}).encode()


def pump_from(**fields: Any) -> Pump:
    return read_document(document(**fields)).household.care_recipients[0].pumps[0]


@given(VALUES)
def test_every_value_comes_back_as_an_object_and_as_text(value: Measured) -> None:
    encoded = encode(value)
    assert encoded == {"amount": f"{value.amount:f}", "unit": value.unit.value}
    for written in (encoded, f"{encoded['amount']} {encoded['unit']}"):
        again = decode(type(value), json.loads(json.dumps(written)))
        assert again == value
        assert type(again) is type(value)


@pytest.mark.parametrize(
    ("field", "written", "value"),
    [
        ("concentration", {"amount": "500", "unit": "mcg"}, Concentration(Decimal(500), Unit.MCG)),
        ("concentration", "500 mcg", Concentration(Decimal(500), Unit.MCG)),
        ("concentration", "500 mcg/mL", Concentration(Decimal(500), Unit.MCG)),
        ("concentration", "0.002 g per mL", Concentration(Decimal("0.002"), Unit.G)),
        ("daily_dose", {"amount": "0.40", "unit": "mg"}, DailyDose(Decimal("0.4"), Unit.MG)),
        ("daily_dose", "400 mcg", DailyDose(Decimal(400), Unit.MCG)),
        ("daily_dose", "400 mcg/day", DailyDose(Decimal(400), Unit.MCG)),
        ("reservoir_size", {"amount": "20", "unit": "mL"}, Volume(Decimal(20), Unit.ML)),
        ("low_reservoir_alarm_volume", "2 mL", Volume(Decimal(2), Unit.ML)),
    ],
)
def test_a_pumps_values_are_read_and_written_as_version_1_wrote_them(
    field: str, written: object, value: Measured
) -> None:
    pump = pump_from(**{field: written})
    assert getattr(pump, field) == value
    exported = json.loads(write_document(read_document(document(**{field: written})).household))
    assert exported["care_recipients"][0]["pumps"][0][field] == {
        "amount": f"{value.amount:f}",
        "unit": value.unit.value,
    }


@pytest.mark.parametrize(
    ("field", "written", "rule", "end"),
    [
        ("concentration", "500 mcg/day", Rule.WRONG_RATE, ()),
        ("concentration", {"amount": "500", "unit": "mcg/mL"}, Rule.NOT_ONE_AMOUNT, ("unit",)),
        ("concentration", "500 mL", Rule.WRONG_KIND_OF_UNIT, ()),
        ("concentration", {"amount": "500", "unit": "mL"}, Rule.WRONG_KIND_OF_UNIT, ()),
        ("concentration", 500, Rule.NO_UNIT, ()),
        ("daily_dose", "500 mcg/mL", Rule.WRONG_RATE, ()),
        ("daily_dose", {"amount": "0", "unit": "mcg"}, Rule.NOT_POSITIVE, ()),
        ("reservoir_size", {"amount": "20"}, Rule.NO_UNIT, ("unit",)),
        ("reservoir_size", "20 mg", Rule.WRONG_KIND_OF_UNIT, ()),
        ("reservoir_size", {"amount": "0", "unit": "mL"}, Rule.NOT_POSITIVE, ()),
        ("low_reservoir_alarm_volume", "2 mL/day", Rule.NOT_ONE_AMOUNT, ()),
    ],
)
def test_another_kind_of_value_is_refused_at_its_place(
    field: str, written: object, rule: Rule, end: tuple[str, ...]
) -> None:
    with pytest.raises(InvalidField) as caught:
        pump_from(**{field: written})
    assert caught.value.rule is rule
    assert caught.value.path == ("care_recipients", 0, "pumps", 0, field, *end)


@pytest.mark.parametrize("kind", [Quantity, Amount])
def test_so_much_per_ml_is_refused_where_a_mass_is_wanted(kind: type) -> None:
    with pytest.raises(InvalidField) as caught:
        decode(kind, "500 mcg/mL", ("dose",))
    assert (caught.value.path, caught.value.rule) == (("dose",), Rule.NOT_ONE_AMOUNT)
