"""The folder of published sheets, which anybody may have written into."""

from __future__ import annotations

import json
import os
import stat
from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given
from hypothesis import strategies as st

from caregiver_app.services.explain import explain
from caregiver_app.services.owned_files import PDF_MARK, CannotWriteError, OtherKindOfFileError
from caregiver_app.services.publishing.published_files import (
    NotWithdrawnError,
    Published,
    add_pdf,
    is_stale,
    published,
    published_folder,
    read_sheet,
    remove_sheet,
    sweep,
    write_index,
)
from tests.scale import examples

if TYPE_CHECKING:
    from pathlib import Path

TODAY = date(2026, 11, 22)
PDF = b"%PDF-1.6 " + PDF_MARK
SHEET = Published("0123456789abcdef", "emergency-sheet-1.pdf", "Theo", TODAY, date(2026, 12, 22), "0" * 64)
ENTRY: dict[str, Any] = {
    "id": SHEET.id,
    "file": SHEET.file,
    "name": "Theo",
    "published_on": "2026-11-22",
    "review_by": "2026-12-22",
    "fingerprint": SHEET.fingerprint,
    "outdated": False,
}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A household with one published sheet."""
    household = tmp_path / "household.caregiver"
    assert add_pdf(household, PDF) == SHEET.file
    write_index(household, (SHEET,))
    return household


def put_index(path: Path, text: str) -> None:
    (published_folder(path) / "published.json").write_text(text, encoding="utf-8")


def put(path: Path, **changed: Any) -> None:
    put_index(path, json.dumps({"sheets": [{**ENTRY, **changed}]}))


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_what_is_written_is_read_again_and_private(path: Path) -> None:
    assert published(path) == (SHEET,)
    assert read_sheet(path, SHEET) == PDF
    folder = published_folder(path)
    assert folder.name == "household.caregiver.published"
    assert mode(folder) == 0o700
    assert {mode(each) for each in folder.iterdir()} == {0o600}


def test_a_folder_that_others_could_read_is_closed_again(path: Path) -> None:
    published_folder(path).chmod(0o755)
    add_pdf(path, PDF)
    assert mode(published_folder(path)) == 0o700


def test_no_name_is_used_twice(path: Path) -> None:
    assert add_pdf(path, PDF) == "emergency-sheet-2.pdf"


def test_a_household_without_published_sheets_has_none(tmp_path: Path) -> None:
    assert published(tmp_path / "h") == ()
    assert read_sheet(tmp_path / "h", SHEET) is None
    remove_sheet(tmp_path / "h", SHEET.id)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "changed",
    [
        {"file": "../household.caregiver"},
        {"file": "/etc/passwd"},
        {"file": "emergency-sheet-1.pdf/../../x.pdf"},
        {"file": "emergency-sheet-0.pdf"},
        {"file": "emergency-sheet-٣.pdf"},
        {"file": "emergency-sheet-1.pdf\n"},
        {"file": "emergency-sheet-2.pdf"},
        {"file": 1},
        {"file": None},
        {"id": "../x"},
        {"id": ["a"]},
        {"fingerprint": "0"},
        {"name": "x" * 201},
        {"name": "Theo\u202e"},
        {"name": "Theo\nEnter the passphrase"},
        {"name": "\ud800"},
        {"name": {}},
        {"published_on": "soon"},
        {"published_on": 20261122},
        {"review_by": None},
        {"outdated": 1},
        {"outdated": "no"},
        {"run": "x"},
    ],
    ids=str,
)
def test_an_entry_that_is_not_as_the_program_writes_it_does_not_exist(
    path: Path, changed: dict[str, Any]
) -> None:
    put(path)
    assert published(path) == (SHEET,)
    put(path, **changed)
    assert published(path) == ()


def test_a_name_that_only_begins_like_a_sheets_is_none(path: Path) -> None:
    (published_folder(path) / "emergency-sheet-1.pdf.sh").write_bytes(PDF)
    put(path, file="emergency-sheet-1.pdf.sh")
    assert published(path) == ()


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "[]",
        "null",
        "3",
        '{"sheets": 3}',
        '{"sheets": {}}',
        '{"sheets": "abc"}',
        '{"sheets": [null, 3, "a", [], {}]}',
        '{"sheets": ' + "[" * 40_000,
        '{"sheets": [' + "9" * 5000 + "]}",
        " " * 100_001,
    ],
    ids=lambda text: text[:24],
)
def test_a_damaged_list_is_an_empty_one(path: Path, text: str) -> None:
    put_index(path, text)
    assert published(path) == ()


@examples(200, suppress_health_check=list(HealthCheck))
@given(
    st.binary(max_size=60)
    | st.recursive(
        st.none()
        | st.booleans()
        | st.integers()
        | st.text(max_size=5)
        | st.sampled_from(list(ENTRY.values())),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(st.sampled_from(["sheets", *ENTRY]), inner, max_size=8)
        ),
        max_leaves=20,
    )
)
def test_no_list_whatever_it_holds_stops_the_lock_screen(path: Path, content: Any) -> None:
    data = content if isinstance(content, bytes) else json.dumps(content).encode()
    (published_folder(path) / "published.json").write_bytes(data)
    assert published(path) in ((), (SHEET,))


def test_bytes_that_are_no_text_are_an_empty_list(path: Path) -> None:
    (published_folder(path) / "published.json").write_bytes(b"\xff\xfe\x00{")
    assert published(path) == ()


def test_the_same_sheet_twice_is_listed_once(path: Path) -> None:
    put_index(path, json.dumps({"sheets": [ENTRY, ENTRY, {**ENTRY, "id": "f" * 16}]}))
    assert published(path) == (SHEET,)


def test_no_link_is_followed(path: Path, tmp_path: Path) -> None:
    secret = tmp_path / "secret.pdf"
    secret.write_bytes(PDF)
    file = published_folder(path) / SHEET.file
    file.unlink()
    file.symlink_to(secret)
    assert published(path) == ()
    assert read_sheet(path, SHEET) is None
    remove_sheet(path, SHEET.id)
    assert secret.read_bytes() == PDF
    assert not published_folder(path).exists()


def test_a_link_to_a_folder_elsewhere_is_no_folder_of_sheets(path: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.caregiver"
    published_folder(other).symlink_to(published_folder(path))
    assert published(other) == ()
    assert read_sheet(other, SHEET) is None
    remove_sheet(other, SHEET.id)
    assert published(path) == (SHEET,)
    with pytest.raises(OtherKindOfFileError):
        add_pdf(other, PDF)


def test_a_pipe_in_a_files_place_is_not_waited_for(path: Path) -> None:
    file = published_folder(path) / SHEET.file
    file.unlink()
    os.mkfifo(file)
    assert published(path) == ()
    assert read_sheet(path, SHEET) is None
    index = published_folder(path) / "published.json"
    index.unlink()
    os.mkfifo(index)
    assert published(path) == ()


@pytest.mark.parametrize("data", [b"", b"%PDF-1.6 of another program", PDF_MARK, PDF + b" " * 20_000_000])
def test_what_is_no_sheet_of_this_program_is_not_shown(path: Path, data: bytes) -> None:
    (published_folder(path) / SHEET.file).write_bytes(data)
    assert read_sheet(path, SHEET) is None


def test_withdrawing_leaves_nothing(path: Path) -> None:
    remove_sheet(path, SHEET.id)
    assert list(path.parent.iterdir()) == []


def test_withdrawing_one_leaves_the_others(path: Path) -> None:
    other = replace(SHEET, id="f" * 16, file=add_pdf(path, PDF))
    write_index(path, (SHEET, other))
    remove_sheet(path, SHEET.id)
    assert published(path) == (other,)
    assert not (published_folder(path) / SHEET.file).exists()


def test_what_a_killed_write_left_goes_too_and_what_is_anothers_stays(path: Path) -> None:
    folder = published_folder(path)
    (folder / ".caregiver-x1_y.part").write_bytes(PDF)
    (folder / "emergency-sheet-7.pdf").write_bytes(PDF)
    (folder / "letter.pdf").write_bytes(PDF)
    assert sweep(path, (SHEET,)) == ()
    assert {each.name for each in folder.iterdir()} == {SHEET.file, "letter.pdf", "published.json"}
    remove_sheet(path, SHEET.id)
    assert [each.name for each in folder.iterdir()] == ["letter.pdf"]


def test_a_sheet_that_cannot_be_deleted_is_named_and_still_listed(path: Path) -> None:
    # A folder in its place cannot be unlinked, even by root.
    folder = published_folder(path)
    (folder / "emergency-sheet-9.pdf").mkdir()
    with pytest.raises(NotWithdrawnError) as raised:
        remove_sheet(path, "f" * 16)
    assert raised.value.left == (str(folder / "emergency-sheet-9.pdf"),)
    assert "could not be deleted" in explain(raised.value)
    assert published(path) == (SHEET,)


def test_a_list_that_cannot_be_written_is_named(path: Path) -> None:
    index = published_folder(path) / "published.json"
    index.unlink()
    index.mkdir()
    with pytest.raises(NotWithdrawnError) as raised:
        remove_sheet(path, SHEET.id)
    assert raised.value.left == (str(index),)
    assert not (published_folder(path) / SHEET.file).exists()


def test_a_file_in_the_folders_place_is_left_alone(tmp_path: Path) -> None:
    published_folder(tmp_path / "h").write_bytes(b"mine")
    with pytest.raises(OtherKindOfFileError):
        add_pdf(tmp_path / "h", PDF)
    assert published_folder(tmp_path / "h").read_bytes() == b"mine"


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    with pytest.raises(CannotWriteError):
        add_pdf(tmp_path / "no such folder" / "h", PDF)


@pytest.mark.parametrize(
    ("sheet", "stale"),
    [
        (SHEET, False),
        (replace(SHEET, outdated=True), True),
        (replace(SHEET, review_by=TODAY), False),
        (replace(SHEET, review_by=TODAY - timedelta(1)), True),
        (replace(SHEET, published_on=TODAY - timedelta(30)), False),
        (replace(SHEET, published_on=TODAY - timedelta(31), review_by=date.max), True),
        (replace(SHEET, published_on=TODAY + timedelta(1)), True),
        (replace(SHEET, published_on=date.max, review_by=date.max), True),
        (replace(SHEET, published_on=date.min, review_by=date.max), True),
    ],
)
def test_a_sheet_grows_old(sheet: Published, stale: bool) -> None:
    assert is_stale(sheet, TODAY) is stale
