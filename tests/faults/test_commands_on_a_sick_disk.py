"""The household's disk is full or read-only: what goes elsewhere is made all the same, and what could not is said."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from pypdf import PdfReader

from caregiver_app.cli import main
from caregiver_app.services.opening import open_file
from tests.clock import at_noon
from tests.faults.households import NAME, OLD, make, number_at, ways_in
from tests.faults.small_disk import fill, make_read_only
from tests.vaults import access

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(params=["full", "almost full", "read-only"])
def household(request: pytest.FixtureRequest, small_disk: Path) -> Path:
    path = small_disk / NAME
    make(path)
    if request.param == "read-only":
        make_read_only(small_disk)
    else:
        # Room for what opening it needs, and not for a line of the history.
        fill(small_disk, 0 if request.param == "full" else 36_864)
    return path


def run(household: Path, folder: Path, *words: str) -> int:
    (folder / "words").write_text(OLD)
    return main([*words, "--household", str(household), "--passphrase-file", str(folder / "words")])


@pytest.fixture
def elsewhere(tmp_path: Path) -> Path:
    folder = tmp_path / "elsewhere"
    folder.mkdir()
    return folder


def test_the_sheet_is_written_elsewhere(
    household: Path, elsewhere: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    sheet = elsewhere / "sheet.pdf"
    assert run(household, elsewhere, "print", "emergency", "--person", "Sam", "-o", str(sheet)) == 0
    assert "EMERGENCY" in PdfReader(sheet).pages[0].extract_text().upper()
    assert "could not be noted" in capsys.readouterr().err


def test_the_document_is_written_elsewhere(
    household: Path, elsewhere: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(household, elsewhere, "export", "-o", str(elsewhere / "all.json")) == 0
    assert json.loads((elsewhere / "all.json").read_text("utf-8"))["care_recipients"]
    assert "could not be noted" in capsys.readouterr().err


def test_a_backup_is_made_elsewhere_and_opens(
    household: Path, elsewhere: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    backup = elsewhere / "b.caregiver-backup"
    assert run(household, elsewhere, "backup", "-o", str(backup)) == 0
    assert "could not be noted" in capsys.readouterr().err
    words = ["--passphrase-file", str(elsewhere / "words")]
    assert main(["verify", "--backup", str(backup), *words]) == 0
    assert main(["restore", str(backup), "--household", str(elsewhere / "new"), *words]) == 0


def test_the_window_rescues_it_elsewhere(household: Path, elsewhere: Path) -> None:
    opened = open_file(household, access(), at_noon)
    rescued = opened.rescue(elsewhere)
    opened.close()
    assert number_at(rescued) == 0
    assert set(ways_in(rescued)) == {OLD}


def test_it_can_be_verified(household: Path, elsewhere: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(household, elsewhere, "verify") == 0
    assert "The household is whole." in capsys.readouterr().err


def test_a_backup_beside_it_says_that_its_own_disk_is_at_fault(
    household: Path, elsewhere: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(household, elsewhere, "backup") == 1
    said = capsys.readouterr().err.splitlines()[-1]
    assert "household.caregiver.backups" in said


def test_a_target_that_is_full_is_the_one_that_is_named(
    elsewhere: Path, small_disk: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = elsewhere / NAME
    make(path)
    fill(small_disk, 0)
    for words in (["backup"], ["export"], ["print", "emergency", "--person", "Sam"]):
        target = small_disk / f"{words[0]}.caregiver-backup"
        assert run(path, elsewhere, *words, "-o", str(target)) == 1
        said = capsys.readouterr().err.splitlines()[-1]
        assert target.name in said
        assert "full" in said
        assert NAME not in said.replace(target.name, "")
