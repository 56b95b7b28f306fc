from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given

from caregiver_app.domain.errors import InvalidField, KnownError, Rule
from caregiver_app.domain.household import Household
from caregiver_app.domain.people import CareRecipient
from caregiver_app.domain.record_changes import differences
from caregiver_app.interop.errors import NewerVersion, NotJson
from caregiver_app.interop.record_text import read_changes, write_changes
from tests.scale import examples
from tests.strategies import households

THEO = Household(care_recipients=(CareRecipient(id="p", preferred_name="Theo"),))
TEXT = write_changes(differences(Household(), THEO))


@examples(25)
@given(households(), households())
def test_what_was_written_is_read_again(before: Household, after: Household) -> None:
    changes = differences(before, after)
    assert read_changes(write_changes(changes)) == changes


def test_a_record_is_written_as_in_the_household_document() -> None:
    assert json.loads(TEXT) == {
        "version": 1,
        "names": [["p", "Theo"]],
        "records": [
            {
                "kind": "care_recipient",
                "owner": "",
                "after": {
                    "id": "p",
                    "preferred_name": "Theo",
                    "allergies": {"status": "not_recorded"},
                    "home_off_sheet": False,
                },
            }
        ],
        "orders": [{"list": "care_recipients", "owner": "", "before": [], "after": ["p"]}],
    }


def _with(**parts: Any) -> str:
    return json.dumps(json.loads(TEXT) | parts)


RECORD: dict[str, Any] = json.loads(TEXT)["records"][0]


@pytest.mark.parametrize(
    ("text", "path", "rule"),
    [
        ("[]", (), Rule.NOT_AN_OBJECT),
        ("{}", ("version",), Rule.MISSING),
        (_with(version="1"), ("version",), Rule.NOT_A_NUMBER),
        (_with(names=5), ("names",), Rule.NOT_A_LIST),
        (_with(names=[["p"]]), ("names",), Rule.NOT_A_LIST),
        (_with(names=[["p", 1]]), ("names", 0, 1), Rule.NOT_TEXT),
        (_with(records=[5]), ("records", 0), Rule.NOT_AN_OBJECT),
        (_with(records=[{**RECORD, "kind": "dog"}]), ("records", 0, "kind"), Rule.UNKNOWN_CHOICE),
        (_with(records=[{"kind": "pump", "owner": ""}]), ("records", 0, "after"), Rule.MISSING),
        (_with(records=[{**RECORD, "before": {}}]), ("records", 0, "before", "id"), Rule.MISSING),
        (
            _with(records=[{**RECORD, "before": {"id": "q", "preferred_name": "x"}}]),
            ("records", 0, "after", "id"),
            Rule.UNKNOWN_CHOICE,
        ),
        (_with(orders=[{"list": "dogs"}]), ("orders", 0, "list"), Rule.UNKNOWN_CHOICE),
        (_with(orders=[{"list": "pumps", "before": []}]), ("orders", 0, "after"), Rule.MISSING),
    ],
)
def test_damage_is_named(text: str, path: tuple[str | int, ...], rule: Rule) -> None:
    with pytest.raises(InvalidField) as raised:
        read_changes(text)
    assert (raised.value.path, raised.value.rule) == (path, rule)


def test_half_a_text_is_no_json() -> None:
    with pytest.raises(NotJson):
        read_changes(TEXT[:-1])


def test_a_newer_programs_text_is_not_guessed_at() -> None:
    with pytest.raises(NewerVersion):
        read_changes(_with(version=2))


@pytest.mark.parametrize("cut", range(0, len(TEXT), 7))
def test_a_text_that_lost_its_end_is_never_read_as_less(cut: int) -> None:
    with pytest.raises(KnownError):
        read_changes(TEXT[:cut])
