from __future__ import annotations

import json
import os
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, Phase, given

from caregiver_app.domain.errors import InvalidField, KnownError, Rule
from caregiver_app.domain.household import Household
from caregiver_app.domain.medication import Medication
from caregiver_app.domain.people import CareRecipient
from caregiver_app.domain.quantity import Quantity, Unit
from caregiver_app.interop.errors import (
    DuplicateKey,
    NewerVersion,
    NotAHousehold,
    NotANumber,
    NotJson,
    NotReadable,
    TooDeep,
    TooLarge,
    Unreadable,
    WrongEncoding,
)
from caregiver_app.interop.household_document import read_document, read_document_file, write_document
from tests.scale import examples
from tests.strategies import households

if TYPE_CHECKING:
    from pathlib import Path

# Shrinking a whole household takes minutes; the failing document says enough.
NO_SHRINK = [Phase.explicit, Phase.generate]
SLOW = examples(30, phases=NO_SHRINK, suppress_health_check=list(HealthCheck))
HEAD = {"format": "caregiver-household", "version": 1}
VERBATIM = [
    "<b>bold</b> & <img src=file:///etc/passwd>",
    "\u202egnp.exe\u202c \u200f\u2066x\u2069",
    "🙂👩‍👩‍👧 é e\u0301",
    "no end " * 1428,
    '"quoted" \\ back\tslash\nline',
    "{{ braces }} %s %(x)s",
]


def document(**parts: Any) -> bytes:
    return json.dumps({**HEAD, **parts}).encode()


def with_medication(**fields: Any) -> bytes:
    return document(
        care_recipients=[{"preferred_name": "Sam", "medications": [{"product_name": "Lioresal", **fields}]}]
    )


def medication_from(**fields: Any) -> Medication:
    return read_document(with_medication(**fields)).household.care_recipients[0].medications[0]


@SLOW
@given(households())
def test_a_household_comes_back_as_it_was_and_the_second_export_has_the_same_bytes(
    household: Household,
) -> None:
    exported = write_document(household)
    imported = read_document(exported).household
    assert imported == household
    assert write_document(imported) == exported


@pytest.mark.parametrize("text", VERBATIM, ids=range(len(VERBATIM)))
def test_every_text_comes_back_letter_for_letter(text: str) -> None:
    person = CareRecipient("a", "Sam", notes=text, medications=(Medication("m", "Lioresal", notes=text),))
    found = read_document(write_document(Household(care_recipients=(person,)))).household
    assert found.care_recipients[0].notes == text
    assert found.care_recipients[0].medications[0].notes == text


def test_the_document_is_readable_text_that_ends_with_a_line() -> None:
    written = write_document(Household(care_recipients=(CareRecipient("a", "Zoë"),))).decode()
    assert written.startswith('{\n  "format": "caregiver-household",\n  "version": 2,\n')
    assert '"preferred_name": "Zoë"' in written
    assert written.endswith("}\n")


def test_an_empty_household_names_all_its_parts() -> None:
    assert list(json.loads(write_document(Household()))) == [
        *("format", "version", "preferences", "care_recipients", "contacts", "events")
    ]


def test_not_recorded_and_none_known_stay_apart() -> None:
    plain = json.loads(write_document(Household(care_recipients=(CareRecipient("a", "Sam"),))))
    assert plain["care_recipients"][0]["allergies"] == {"status": "not_recorded"}


def test_a_document_written_by_hand_gets_the_same_ids_each_time() -> None:
    people = [
        {"preferred_name": "Sam", "medications": [{"product_name": "A"}, {"product_name": "B"}]},
        {"preferred_name": "Sam", "pumps": [{"drug": "baclofen"}]},
    ]
    household = read_document(
        document(care_recipients=people, contacts=[{"name": "Ann", "role": "family"}])
    ).household
    assert [person.id for person in household.care_recipients] == ["person-1", "person-2"]
    first, second = household.care_recipients
    assert [medication.id for medication in first.medications] == [
        "person-1-medication-1",
        "person-1-medication-2",
    ]
    assert second.pumps[0].id == "person-2-pump-1"
    assert household.contacts[0].id == "contact-1"


def test_a_made_id_never_takes_one_that_somebody_gave() -> None:
    people = [{"preferred_name": "A"}, {"id": "person-1", "preferred_name": "B"}]
    household = read_document(document(care_recipients=people)).household
    assert [person.id for person in household.care_recipients] == ["person-1-2", "person-1"]


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


def test_text_that_is_no_json_names_line_and_column() -> None:
    with pytest.raises(NotJson) as caught:
        read_document(b'{\n  "format": caregiver\n}')
    assert (caught.value.line, caught.value.column, caught.value.is_cut_off) == (2, 13, False)


@pytest.mark.parametrize("data", [b"", b"   ", b"\n"])
def test_an_empty_file_is_cut_off(data: bytes) -> None:
    with pytest.raises(NotJson) as caught:
        read_document(data)
    assert caught.value.is_cut_off


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le", "utf-32-be"])
def test_utf_16_and_utf_32_are_recognised(encoding: str) -> None:
    with pytest.raises(WrongEncoding) as caught:
        read_document(document().decode().encode(encoding))
    assert caught.value.found == encoding[:6].upper()


def test_latin_1_is_refused_with_its_line() -> None:
    with pytest.raises(WrongEncoding) as caught:
        read_document('{\n"format":\n"Zoë"}'.encode("latin-1"))
    assert (caught.value.found, caught.value.line) == ("", 3)


def test_a_byte_order_mark_of_utf_8_is_accepted() -> None:
    assert read_document(b"\xef\xbb\xbf" + document()).household == Household()


@pytest.mark.parametrize("number", ["NaN", "Infinity", "-Infinity"])
def test_nan_and_infinity_are_refused_by_name(number: str) -> None:
    with pytest.raises(NotANumber) as caught:
        read_document(with_medication(dose={"amount": float(number), "unit": "mg"}))
    assert caught.value.found == number


def test_a_key_that_stands_twice_is_refused() -> None:
    data = with_medication(notes="x").replace(b'"notes": "x"', b'"notes": "x", "notes": "y"')
    with pytest.raises(DuplicateKey) as caught:
        read_document(data)
    assert caught.value.key == "notes"


@pytest.mark.parametrize("opening", [b"[", b'{"a":', b'{"a":['])
def test_a_hundred_thousand_brackets_are_too_deep(opening: bytes) -> None:
    with pytest.raises(TooDeep):
        read_document(opening * 100_000)


def test_brackets_inside_a_text_are_not_nesting() -> None:
    assert medication_from(notes='[[{{"\\' * 3000).notes == '[[{{"\\' * 3000


@pytest.mark.parametrize(
    ("data", "found"),
    [
        (b"[]", ""),
        (b"5", ""),
        (b"null", ""),
        (b"{}", ""),
        (b'{"format": 5}', ""),
        (b'{"format": "fhir", "version": 1}', "fhir"),
    ],
)
def test_another_format_is_named(data: bytes, found: str) -> None:
    with pytest.raises(NotAHousehold) as caught:
        read_document(data)
    assert caught.value.found == found


def test_a_newer_version_is_named_before_anything_else_is_looked_at() -> None:
    with pytest.raises(NewerVersion) as caught:
        read_document(b'{"format": "caregiver-household", "version": 3, "unheard_of": 1}')
    assert (caught.value.version, caught.value.known) == (3, 2)


@pytest.mark.parametrize("version", ["1", 1.5, True, 0, -1, None, [], {}])
def test_a_version_that_is_none_is_refused(version: object) -> None:
    with pytest.raises(InvalidField) as caught:
        read_document(json.dumps({"format": "caregiver-household", "version": version}).encode())
    assert caught.value.path == ("version",)


def test_more_than_twenty_megabytes_are_refused_unread(tmp_path: Path) -> None:
    large = tmp_path / "large.json"
    with large.open("wb") as file:
        file.truncate(100_000_000)
    with pytest.raises(TooLarge) as caught:
        read_document_file(large)
    assert caught.value.size == 100_000_000
    with pytest.raises(TooLarge):
        read_document(b" " * 20_000_001)


def test_a_document_is_read_from_its_file(tmp_path: Path) -> None:
    path = tmp_path / "home.json"
    path.write_bytes(with_medication())
    assert read_document_file(path).household == read_document(with_medication()).household


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("nothing.json", Unreadable.MISSING),
        ("folder", Unreadable.FOLDER),
        ("pipe", Unreadable.NOT_A_FILE),
        ("file/below.json", Unreadable.MISSING),
        ("loop", Unreadable.MISSING),
        ("x" * 300, Unreadable.MISSING),
        ("nul\0", Unreadable.MISSING),
    ],
)
def test_what_cannot_be_read_says_why(tmp_path: Path, name: str, reason: Unreadable) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "file").touch()
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(NotReadable) as caught:
        read_document_file(tmp_path / name)
    assert caught.value.reason is reason


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_of_somebody_else_says_so(tmp_path: Path) -> None:
    (tmp_path / "private.json").touch(mode=0)
    with pytest.raises(NotReadable) as caught:
        read_document_file(tmp_path / "private.json")
    assert caught.value.reason is Unreadable.NO_PERMISSION


def test_a_device_is_not_read(tmp_path: Path) -> None:
    (tmp_path / "zero").symlink_to("/dev/zero")
    with pytest.raises(NotReadable) as caught:
        read_document_file(tmp_path / "zero")
    assert caught.value.reason is Unreadable.NOT_A_FILE


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
