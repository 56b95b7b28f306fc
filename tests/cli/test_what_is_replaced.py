"""What a command may put in the place of what, and what it leaves where it cannot."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from caregiver_app.storage import key_holders, make_new_keys, unlock
from tests.cli.household import SAMPLE, WORDS, run
from tests.vaults import CHEAP


def test_a_recovery_sheet_that_cannot_be_written_leaves_nothing(
    tmp_path: Path, keyed: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "letter.pdf").write_text("Dear Ruth")
    for sheet in (tmp_path / "no folder" / "sheet.pdf", tmp_path / "letter.pdf", Path("/dev/full")):
        assert run("import", SAMPLE, "--household", tmp_path / "h", "--recovery-sheet", sheet, *keyed) == 1
        assert sheet.name in capsys.readouterr().err
        assert not list(tmp_path.glob("h*"))
    assert (tmp_path / "letter.pdf").read_text() == "Dear Ruth"


def test_a_household_that_cannot_be_made_leaves_no_recovery_sheet(tmp_path: Path, keyed: list[str]) -> None:
    sheet = tmp_path / "sheet.pdf"
    nowhere = tmp_path / "no folder" / "h"
    assert run("import", SAMPLE, "--household", nowhere, "--recovery-sheet", sheet, *keyed) == 1
    assert not sheet.exists()


def test_a_recovery_sheet_is_never_replaced_by_a_print(
    tmp_path: Path, household: Path, keyed: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    sheet = tmp_path / "sheet.pdf"
    assert run("import", SAMPLE, "--household", tmp_path / "h", "--recovery-sheet", sheet, *keyed) == 0
    before = sheet.read_bytes()
    words = ["print", "emergency", "--household", f"{tmp_path / 'h'}", "--person", "Theo", "-o", f"{sheet}"]
    argv = [*words, *keyed]
    assert run(*argv) == 1
    assert "something else" in capsys.readouterr().err
    assert sheet.read_bytes() == before
    assert run(*argv, "--overwrite") == 0
    assert run("export", "--demo", "-o", tmp_path / "all.json") == 0
    assert run("export", "--demo", "-o", tmp_path / "all.json") == 0
    assert run("print", "emergency", "--demo", "--person", "Theo", "-o", sheet) == 1
    assert run("export", "--demo", "-o", tmp_path / "h", "--overwrite") == 1


@pytest.mark.parametrize("end", ["-wal", "-journal", ".keys", ".backups"])
def test_nothing_is_made_under_a_name_that_belongs_to_a_household(
    household: Path, keyed: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str], end: str
) -> None:
    backup, taken = tmp_path / "b.caregiver-backup", household.with_name(household.name + end)
    assert run("backup", "--household", household, "-o", backup, *keyed) == 0
    before = taken.read_bytes() if taken.is_file() else taken.exists()
    commands: tuple[list[str | Path], ...] = (
        ["import", SAMPLE, "--household", taken],
        ["restore", backup, "--household", taken],
        ["export", "--demo", "-o", taken, "--overwrite"],
        ["print", "emergency", "--demo", "--person", "Theo", "-o", taken, "--overwrite"],
    )
    for words in commands:
        secret = [] if "--demo" in words else keyed
        assert run(*words, *secret) == 1, words
        assert re.search("swept away|there already", capsys.readouterr().err)
    assert (taken.read_bytes() if taken.is_file() else taken.exists()) == before


def test_a_household_without_its_key_file_is_not_overwritten_either(household: Path) -> None:
    household.with_name(f"{household.name}.keys").unlink()
    before = household.read_bytes()
    assert run("export", "--demo", "-o", household, "--overwrite") == 1
    assert household.read_bytes() == before


def test_a_restore_puts_nothing_aside_but_a_file(household: Path, keyed: list[str], tmp_path: Path) -> None:
    backup, folder, pipe = tmp_path / "b.caregiver-backup", tmp_path / "folder", tmp_path / "pipe"
    assert run("backup", "--household", household, "-o", backup, *keyed) == 0
    folder.mkdir()
    os.mkfifo(pipe)
    for there in (folder, pipe, backup, Path(os.devnull)):
        assert run("restore", backup, "--household", there, *keyed, "--replace") == 1
    assert folder.is_dir()
    assert pipe.is_fifo()
    assert Path(os.devnull).is_char_device()
    assert run("verify", "--backup", backup, *keyed) == 0


def test_an_overwritten_sheet_comes_back_where_no_household_was_made(
    tmp_path: Path, keyed: list[str]
) -> None:
    sheet = tmp_path / "keep.pdf"
    sheet.write_text("Dear Ruth")
    nowhere = tmp_path / "no folder" / "h"
    argv = ["import", SAMPLE, "--household", str(nowhere), "--recovery-sheet", str(sheet), *keyed]
    assert run(*map(str, argv), "--overwrite") == 1
    assert sheet.read_text() == "Dear Ruth"


def test_a_sheet_is_replaced_by_the_next_one_also_after_new_keys(
    household: Path, keyed: list[str], tmp_path: Path
) -> None:
    argv = ["print", "emergency", "--person", "Theo", "-o", str(tmp_path / "s.pdf"), *keyed]
    assert run(*argv, "--household", household) == 0
    assert run("backup", "--household", household, *keyed) == 0
    access = unlock(household, key_holders(household)[0].id, WORDS)
    make_new_keys(household, access, "Anna", WORDS, cost=CHEAP)
    assert run(*argv, "--household", household) == 0
