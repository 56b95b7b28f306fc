from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING

import pytest

from caregiver_app.domain.errors import InvalidField
from caregiver_app.domain.household import Household
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
from caregiver_app.interop.household_document import read_document, read_document_file
from tests.interop.document.texts import document
from tests.interop.document.wrong import medication_from, with_medication

if TYPE_CHECKING:
    from pathlib import Path


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
        read_document(b'{"format": "caregiver-household", "version": 4, "unheard_of": 1}')
    assert (caught.value.version, caught.value.known) == (4, 3)


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
