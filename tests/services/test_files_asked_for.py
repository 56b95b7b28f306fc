from __future__ import annotations

import errno
import os
import stat
from pathlib import Path

import pytest

from caregiver_app import storage
from caregiver_app.services.explain import explain
from caregiver_app.services.owned_files import (
    PDF_MARK,
    CannotWriteError,
    OtherKindOfFileError,
    WriteProblem,
    document_kind,
    pdf_kind,
    write_output,
)
from caregiver_app.storage import HouseholdFileMissing, NameOfPassing
from tests.services.theo import HOUSEHOLD
from tests.vaults import new_household, old_household

SHEET = pdf_kind("emergency", "0123")
DOCUMENT = document_kind(["sam"])


def test_a_file_is_written_whole_and_private(tmp_path: Path) -> None:
    target = tmp_path / "sheet.pdf"
    for data in (b"%PDF-1 " + PDF_MARK, b"%PDF-2 " + PDF_MARK):
        write_output(target, data, SHEET)
        assert target.read_bytes() == data + SHEET.ending
    assert stat.S_IMODE(target.stat().st_mode) == 0o600
    assert [each.name for each in tmp_path.iterdir()] == ["sheet.pdf"]


def test_something_else_is_never_written_over(tmp_path: Path) -> None:
    letter = tmp_path / "letter"
    letter.write_text("Dear clinic")
    with pytest.raises(OtherKindOfFileError):
        write_output(letter, b"%PDF-", SHEET)
    assert letter.read_text() == "Dear clinic"
    empty = tmp_path / "empty"
    empty.touch()
    write_output(empty, b"{}", DOCUMENT)
    assert empty.read_bytes() == b"{}"


@pytest.mark.parametrize("overwrites", [False, True])
def test_only_a_file_of_the_same_kind_and_household_is_replaced(tmp_path: Path, *, overwrites: bool) -> None:
    """A recovery sheet, a family's export and a household are never replaced by a print or a demo."""
    pdf, document = b"%PDF-1 " + PDF_MARK, b'{"format": "caregiver-household", "id": "%s"}'
    others = {
        "recovery.pdf": (pdf + pdf_kind("recovery-key", "0123").ending, SHEET),
        "of another.pdf": (pdf + pdf_kind("emergency", "demo").ending, SHEET),
        "of an older program.pdf": (pdf, SHEET),
        "family.json": (document % b"theo", DOCUMENT),
        "list.json": (b"[]", DOCUMENT),
    }
    for name, (there, kind) in others.items():
        path = tmp_path / name
        path.write_bytes(there)
        if overwrites:
            write_output(path, b"new", kind._replace(overwrites=True))
            assert path.read_bytes() == b"new" + kind.ending
        else:
            with pytest.raises(OtherKindOfFileError):
                write_output(path, b"new", kind)
            assert path.read_bytes() == there
    own = tmp_path / "own.json"
    own.write_bytes(document % b"sam")
    write_output(own, b"{}", DOCUMENT)


def test_a_household_is_not_replaced_even_by_whoever_means_it(tmp_path: Path) -> None:
    new_household(tmp_path / "h", HOUSEHOLD).close()
    (tmp_path / "h.keys").touch()
    for kind in (SHEET, DOCUMENT):
        with pytest.raises(OtherKindOfFileError):
            write_output(tmp_path / "h", b"{}", kind._replace(overwrites=True))


def test_a_file_that_happens_to_be_whole_pages_long_is_no_household(tmp_path: Path) -> None:
    """One PDF in 4,096 is; ReportLab's begin with bytes that are no text."""
    sheet = tmp_path / "sheet.pdf"
    for beginning in (
        b"%PDF-1.4\n%\x93\x8c\x8b\x9e ReportLab",
        b"PK\x03\x04\x14\x00\x06\x08\xff",
        b"Dear Ruth",
    ):
        sheet.write_bytes(beginning.ljust(3 * 4096, b" "))
        write_output(sheet, b"new", SHEET._replace(overwrites=True))
        assert sheet.read_bytes() == b"new" + SHEET.ending


def test_somebody_elses_pdf_link_or_pipe_is_left_alone(tmp_path: Path) -> None:
    form, link, pipe = tmp_path / "tax.pdf", tmp_path / "link.pdf", tmp_path / "pipe"
    form.write_bytes(b"%PDF-1.7 a tax form")
    link.symlink_to(tmp_path / "nowhere")
    os.mkfifo(pipe)
    for place in (form, link, pipe):
        with pytest.raises(OtherKindOfFileError):
            write_output(place, OLD_PDF, SHEET)
    assert form.read_bytes() == b"%PDF-1.7 a tax form"
    assert stat.S_ISFIFO(pipe.stat().st_mode)


@pytest.mark.parametrize("end", ["", "-wal", "-shm", "-journal"])
def test_the_household_and_what_lies_beside_it_are_never_written_over(tmp_path: Path, end: str) -> None:
    household = tmp_path / "h"
    with pytest.raises((OtherKindOfFileError, NameOfPassing)):
        write_output(tmp_path / f"h{end}", b"{}", DOCUMENT, never=household)


@pytest.mark.parametrize("name", ["x" * 300, "a\0b"])
def test_a_name_no_file_can_have_is_told_so(tmp_path: Path, name: str) -> None:
    with pytest.raises(CannotWriteError) as caught:
        write_output(tmp_path / name, b"{}", DOCUMENT)
    assert caught.value.problem is WriteProblem.BAD_NAME


def test_a_place_that_takes_no_file_is_named(tmp_path: Path) -> None:
    problems = {}
    for place in (tmp_path, tmp_path / "no" / "x.pdf", Path("/dev/full/x.pdf")):
        with pytest.raises(CannotWriteError) as caught:
            write_output(place, b"%PDF-", SHEET)
        problems[place] = caught.value.problem
        assert str(place) in explain(caught.value)
    assert list(problems.values()) == [
        WriteProblem.IS_A_FOLDER,
        WriteProblem.NO_FOLDER,
        WriteProblem.NO_FOLDER,
    ]


OLD_PDF = b"%PDF-old " + PDF_MARK + SHEET.ending


@pytest.mark.parametrize(
    ("number", "problem"),
    [
        (errno.ENOSPC, WriteProblem.DISK_FULL),
        (errno.EROFS, WriteProblem.NO_PERMISSION),
        (errno.EACCES, WriteProblem.NO_PERMISSION),
        (errno.EIO, WriteProblem.DEVICE_ERROR),
    ],
)
def test_a_disk_that_fails_leaves_the_old_file_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, problem: WriteProblem
) -> None:
    def fail(*_words: object) -> None:
        raise OSError(number, "fault")

    target = tmp_path / "sheet.pdf"
    target.write_bytes(OLD_PDF)
    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(CannotWriteError) as caught:
        write_output(target, b"%PDF-new", SHEET)
    assert caught.value.problem is problem
    assert [each.name for each in tmp_path.iterdir()] == ["sheet.pdf"]
    assert target.read_bytes() == OLD_PDF


@pytest.mark.parametrize(
    "step",
    [
        "caregiver_app.storage.household.household_file.fill_state",
        "caregiver_app.storage.household.household_file.HouseholdFile.read",
    ],
)
def test_a_household_that_cannot_be_written_or_read_back_leaves_no_half_made_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    def fail(*_words: object) -> None:
        raise storage.CannotWriteHere("h", storage.WriteObstacle.DISK_FULL)

    monkeypatch.setattr(step, fail)
    with pytest.raises(storage.CannotWriteHere):
        new_household(tmp_path / "h", HOUSEHOLD)
    assert not (tmp_path / "h").exists()


def test_a_missing_file_is_told_plainly(tmp_path: Path) -> None:
    with pytest.raises(HouseholdFileMissing) as caught:
        old_household(tmp_path / "none")
    assert explain(caught.value).endswith("connect that first.")
