from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given

from caregiver_app.domain.errors import InvalidField, KnownError, Rule
from caregiver_app.domain.quantity import Quantity, Unit
from caregiver_app.interop.errors import (
    NotJson,
    WrongEncoding,
)
from caregiver_app.interop.household_document import read_document, write_document
from tests.interop.document.texts import SLOW, document
from tests.interop.document.wrong import medication_from, with_medication
from tests.strategies import households

if TYPE_CHECKING:
    from caregiver_app.domain.household import Household


def test_one_id_twice_is_refused() -> None:
    people = [{"id": "a", "preferred_name": "A"}, {"id": "a", "preferred_name": "B"}]
    with pytest.raises(InvalidField) as caught:
        read_document(document(care_recipients=people))
    assert caught.value.rule is Rule.TWICE


@pytest.mark.parametrize(
    "dose",
    [
        {"amount": "0.1", "unit": "mg"},
        {"amount": 0.1, "unit": "mg"},
        {"amount": "0.10", "unit": "milligrams"},
        "0.1 mg",
    ],
)
def test_a_dose_is_read_exactly_however_it_is_written(dose: object) -> None:
    assert medication_from(dose=dose).dose == Quantity(Decimal("0.1"), Unit.MG)


@pytest.mark.parametrize(
    ("dose", "rule", "end"),
    [
        (10, Rule.NO_UNIT, ()),
        (0.5, Rule.NO_UNIT, ()),
        ("10", Rule.NO_UNIT, ()),
        ({"amount": "10"}, Rule.NO_UNIT, ("unit",)),
        ({"amount": "10", "unit": ""}, Rule.NO_UNIT, ("unit",)),
        ({"amount": "10", "unit": None}, Rule.NO_UNIT, ("unit",)),
        ({"amount": "10", "unit": "IU"}, Rule.UNSAFE_UNIT, ("unit",)),
        ({"amount": "10", "unit": "stone"}, Rule.UNKNOWN_UNIT, ("unit",)),
        ({"unit": "mg"}, Rule.MISSING, ("amount",)),
        ({"amount": True, "unit": "mg"}, Rule.NOT_A_NUMBER, ("amount",)),
        ({"amount": "ten", "unit": "mg"}, Rule.NOT_A_NUMBER, ("amount",)),
        ({"amount": "1,5", "unit": "mg"}, Rule.NOT_A_NUMBER, ("amount",)),
        ({"amount": "1" * 25, "unit": "mg"}, Rule.TOO_LONG, ("amount",)),
        ({"amount": 0, "unit": "mg"}, Rule.NOT_POSITIVE, ()),
        ({"amount": "-1", "unit": "mg"}, Rule.NOT_A_NUMBER, ("amount",)),
        ({"amount": "0.3", "unit": "tablet"}, Rule.FRACTION_OF_A_WHOLE, ()),
        ("1 " + " " * 200 + "mg", Rule.TOO_LONG, ()),
        (True, Rule.NOT_AN_OBJECT, ()),
        ([], Rule.NOT_AN_OBJECT, ()),
    ],
)
def test_a_dose_that_cannot_be_kept_is_refused_at_its_place(
    dose: object, rule: Rule, end: tuple[str, ...]
) -> None:
    with pytest.raises(InvalidField) as caught:
        medication_from(dose=dose)
    assert caught.value.rule is rule
    assert caught.value.path == ("care_recipients", 0, "medications", 0, "dose", *end)


@pytest.mark.parametrize(
    ("number", "rule"),
    [
        ("1e999999", Rule.NOT_POSITIVE),
        ("1e-999999", Rule.TOO_PRECISE),
        ("1e99999999999999999999", Rule.NOT_A_NUMBER),
        ("9" * 100_000, Rule.TOO_PRECISE),
        ("1." + "0" * 30 + "1", Rule.TOO_PRECISE),
        ("-5", Rule.NOT_POSITIVE),
    ],
)
def test_an_endless_number_is_refused_at_once(number: str, rule: Rule) -> None:
    data = with_medication(dose={"amount": "HERE", "unit": "mg"}).replace(b'"HERE"', number.encode())
    with pytest.raises(InvalidField) as caught:
        read_document(data)
    assert caught.value.rule is rule


@pytest.mark.parametrize(
    ("fields", "rule", "end"),
    [
        ({"dosage": "10 mg"}, Rule.UNKNOWN_FIELD, ("dosage",)),
        ({"product_name": ""}, Rule.MISSING, ("product_name",)),
        ({"notes": None}, Rule.NOT_TEXT, ("notes",)),
        ({"notes": 5}, Rule.NOT_TEXT, ("notes",)),
        ({"notes": "a\u0000b"}, Rule.CONTROL_CHARACTER, ("notes",)),
        ({"notes": "\ud800"}, Rule.CONTROL_CHARACTER, ("notes",)),
        ({"notes": "x" * 20_001}, Rule.TOO_LONG, ("notes",)),
        ({"id": "a\u0007"}, Rule.CONTROL_CHARACTER, ("id",)),
        ({"id": 5}, Rule.NOT_TEXT, ("id",)),
        ({"ingredients": "baclofen"}, Rule.NOT_A_LIST, ("ingredients",)),
        ({"ingredients": [["baclofen"]]}, Rule.NOT_TEXT, ("ingredients", 0)),
        ({"ingredients": ["a", ""]}, Rule.MISSING, ("ingredients", 1)),
        ({"route": "by mouth"}, Rule.UNKNOWN_CHOICE, ("route",)),
        ({"route": {}}, Rule.UNKNOWN_CHOICE, ("route",)),
        ({"started_on": "4 Dec 2026"}, Rule.NOT_A_DATE, ("started_on",)),
        ({"started_on": "2026-02-30"}, Rule.NOT_A_DATE, ("started_on",)),
        ({"started_on": "20260203"}, Rule.NOT_A_DATE, ("started_on",)),
        ({"started_on": 20260203}, Rule.NOT_A_DATE, ("started_on",)),
        ({"timing": "daily"}, Rule.NOT_AN_OBJECT, ("timing",)),
        ({"timing": {}}, Rule.MISSING, ("timing", "kind")),
        ({"timing": {"kind": "daily"}}, Rule.UNKNOWN_CHOICE, ("timing", "kind")),
        ({"timing": {"kind": []}}, Rule.UNKNOWN_CHOICE, ("timing", "kind")),
        ({"timing": {"kind": "times_of_day"}}, Rule.MISSING, ("timing", "times")),
        ({"timing": {"kind": "times_of_day", "times": []}}, Rule.MISSING, ("timing", "times")),
        ({"timing": {"kind": "times_of_day", "times": ["8:00"]}}, Rule.NOT_A_TIME, ("timing", "times", 0)),
        ({"timing": {"kind": "times_of_day", "times": ["24:00"]}}, Rule.NOT_A_TIME, ("timing", "times", 0)),
        ({"timing": {"kind": "as_needed", "times": []}}, Rule.UNKNOWN_FIELD, ("timing", "times")),
        (
            {"timing": {"kind": "as_needed", "minimum_gap_minutes": 1.5}},
            Rule.NOT_A_NUMBER,
            ("timing", "minimum_gap_minutes"),
        ),
        (
            {"timing": {"kind": "as_needed", "minimum_gap_minutes": True}},
            Rule.NOT_A_NUMBER,
            ("timing", "minimum_gap_minutes"),
        ),
        ({"stopped": {"reason": "x"}}, Rule.MISSING, ("stopped", "on")),
    ],
)
def test_a_wrong_field_is_named_by_its_path(fields: dict[str, Any], rule: Rule, end: tuple[Any, ...]) -> None:
    with pytest.raises(InvalidField) as caught:
        medication_from(**fields)
    assert caught.value.rule is rule
    assert caught.value.path == ("care_recipients", 0, "medications", 0, *end)


@pytest.mark.parametrize(
    "parts",
    [
        {"care_recipients": {}},
        {"care_recipients": [5]},
        {"care_recipients": [{}]},
        {"care_recipients": [{"preferred_name": "A", "medications": 5}]},
        {"care_recipients": [{"preferred_name": "A", "id": ["x"], "pumps": [7, {}]}]},
        {"care_recipients": [{"preferred_name": "A", "weight": 70}]},
        {"contacts": [{"name": "A", "role": "family", "care_recipient_ids": ["nobody"]}]},
        {"contacts": [{"name": "A", "role": "family", "phones": [{"number": "call mum"}]}]},
        {"preferences": {"country": "usa"}},
        {"prints": [{"serial": 2**60}]},
        {"people": []},
        {"preferences": None},
    ],
)
def test_parts_of_the_wrong_shape_are_refused(parts: dict[str, Any]) -> None:
    with pytest.raises(InvalidField):
        read_document(document(**parts))


def test_a_document_cut_anywhere_is_refused_in_words_of_its_place() -> None:
    whole = write_document(
        read_document(with_medication(dose="10 mg", notes="é" * 500, route="oral")).household
    )
    for end in range(0, len(whole) - 2, 97):
        with pytest.raises((NotJson, WrongEncoding)) as caught:
            read_document(whole[:end])
        if isinstance(caught.value, NotJson):
            assert caught.value.is_cut_off


def test_a_time_with_seconds_is_a_bug_and_never_shortened() -> None:
    from datetime import time

    from caregiver_app.domain.json_values.encoding import encode

    with pytest.raises(ValueError, match="minute"):
        encode(time(8, 0, 30))


@pytest.mark.parametrize("value", [1, 0, "true", None])
def test_only_true_and_false_are_true_or_false(value: object) -> None:
    from caregiver_app.domain.json_values.decoding import decode

    assert decode(bool, value=True)
    with pytest.raises(InvalidField) as caught:
        decode(bool, value)
    assert caught.value.rule is Rule.NOT_TRUE_OR_FALSE


@SLOW
@given(households(max_people=1))
def test_any_byte_lost_is_read_or_refused_but_never_crashes(household: Household) -> None:
    whole = write_document(household)
    for place in range(0, len(whole), 61):
        try:
            read_document(whole[:place] + whole[place + 1 :])
        except KnownError:
            continue
