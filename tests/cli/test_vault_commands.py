"""The commands about the vault: no screen, no secret in the arguments."""

from __future__ import annotations

import io
import os
import re
import subprocess
import sys
import tempfile
from contextlib import closing
from pathlib import Path

import pytest
from pypdf import PdfReader

from caregiver_app.services.opening import open_file
from caregiver_app.storage import key_holders, unlock
from caregiver_app.storage.database.engine import connect
from tests.cli.household import SAMPLE, WORDS, run
from tests.clock import at_noon
from tests.faults.event_batches import batch


def document_of(household: Path, tmp_path: Path, keyed: list[str]) -> bytes:
    target = tmp_path / f"{household.name}.json"
    assert run("export", "--household", household, *keyed, "-o", target) == 0
    return target.read_bytes()


def test_unlock_check_says_whose_passphrase_it_is(
    household: Path, keyed: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("unlock-check", "--household", household, *keyed) == 0
    assert capsys.readouterr().err == "It opens with the passphrase of Anna. It holds 3 people.\n"


def test_a_wrong_passphrase_is_one_calm_sentence(
    household: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "wrong").write_text("something else")
    assert run("unlock-check", "--household", household, "--passphrase-file", tmp_path / "wrong") == 1
    err = capsys.readouterr().err
    assert "does not open it" in err
    assert err.count("\n") == 1


@pytest.mark.parametrize(
    ("text", "says"),
    [("", "No passphrase was given"), ("\n\n", "No passphrase"), ("\udcff", "cannot be read")],
)
def test_a_passphrase_file_without_one_says_so(
    household: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], text: str, says: str
) -> None:
    (tmp_path / "file").write_bytes(text.encode("utf-8", "surrogateescape"))
    assert run("unlock-check", "--household", household, "--passphrase-file", tmp_path / "file") == 1
    assert says in capsys.readouterr().err


def test_without_a_terminal_or_a_file_it_says_how_to_give_one(
    household: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO(""))
    assert run("unlock-check", "--household", household) == 1
    assert "--passphrase-file" in capsys.readouterr().err


def test_a_passphrase_may_be_piped_in(household: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO(f"{WORDS}\n"))
    assert run("unlock-check", "--household", household) == 0


def test_the_recovery_key_from_its_printed_sheet_opens_everything(
    tmp_path: Path, keyed: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    household, sheet = tmp_path / "h", tmp_path / "key.pdf"
    assert run("import", SAMPLE, "--household", household, "--recovery-sheet", sheet, *keyed) == 0
    assert "Print the recovery key" in capsys.readouterr().err
    groups = re.findall(r"\b[1-8] ([0-9A-Z]{5})\b", PdfReader(sheet).pages[0].extract_text())
    (tmp_path / "paper").write_text(" ".join(groups))
    assert run("unlock-check", "--household", household, "--passphrase-file", tmp_path / "paper") == 0
    assert "It opens with the recovery key." in capsys.readouterr().err


def test_a_passphrase_that_is_too_short_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "short").write_text("1234567")
    assert run("import", SAMPLE, "--household", tmp_path / "h", "--passphrase-file", tmp_path / "short") == 1
    assert "at least 8" in capsys.readouterr().err
    assert not list(tmp_path.glob("h*"))


def test_a_weak_passphrase_is_explained(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "weak").write_text("password1")
    assert run("import", SAMPLE, "--household", tmp_path / "h", "--passphrase-file", tmp_path / "weak") == 0
    assert len(capsys.readouterr().err.splitlines()) == 2


def test_a_backup_is_made_verified_and_restored_elsewhere(
    household: Path, keyed: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    backup = tmp_path / "stick.caregiver-backup"
    assert run("backup", "--household", household, "-o", backup, *keyed) == 0
    assert str(backup) in capsys.readouterr().err
    assert run("verify", "--backup", backup, *keyed) == 0
    assert "The backup is whole. It holds 3 people." in capsys.readouterr().err
    elsewhere = tmp_path / "other computer" / "home.caregiver"
    elsewhere.parent.mkdir()
    assert run("restore", backup, "--household", elsewhere, *keyed) == 0
    assert document_of(elsewhere, tmp_path, keyed) == document_of(household, tmp_path, keyed)


def test_a_backup_without_a_place_goes_beside_the_household(household: Path, keyed: list[str]) -> None:
    assert run("backup", "--household", household, *keyed) == 0
    [backup] = household.with_name("home.caregiver.backups").iterdir()
    assert run("verify", "--backup", backup, *keyed) == 0


@pytest.mark.parametrize(
    "name",
    ["home.caregiver-wal", "x-journal", "x-shm", "x.keys", ".new-0123456789abcdef", ".caregiver-1.part"],
)
def test_a_backup_takes_no_name_that_would_be_swept_away(
    household: Path, keyed: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    assert run("backup", "--household", household, "-o", tmp_path / name, *keyed) == 1
    assert "swept away" in capsys.readouterr().err
    assert not (tmp_path / name).exists()


def test_what_a_killed_command_left_in_the_scratch_place_is_swept_away(
    household: Path, keyed: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = tmp_path / "scratch"
    place.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(place))
    prefix = ".caregiver-app-scratch-"
    old, fresh, others = (
        place / f"{prefix}abcd1234",
        place / f"{prefix}efgh5678",
        place / "caregiver-pictures",
    )
    for each in (old, others, fresh):
        each.mkdir(mode=0o700)
        (each / "copy").touch()
    for each in (old, others):
        os.utime(each, (1_000_000_000, 1_000_000_000))
    assert run("verify", "--household", household, *keyed) == 0
    assert {each.name for each in place.iterdir()} == {fresh.name, others.name}


def test_a_restore_never_replaces_a_household(
    household: Path, keyed: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    backup = tmp_path / "b.caregiver-backup"
    run("backup", "--household", household, "-o", backup, *keyed)
    before = household.read_bytes()
    assert run("restore", backup, "--household", household, *keyed) == 1
    assert "there already" in capsys.readouterr().err
    assert household.read_bytes() == before


@pytest.mark.parametrize("left", [".keys", "-wal"])
def test_the_newest_backup_is_restored_where_the_household_is_gone_and_something_of_it_is_left(
    household: Path, keyed: list[str], tmp_path: Path, left: str
) -> None:
    """What the sentences advise."""
    run("backup", "--household", household, *keyed)
    [backup] = household.with_name("home.caregiver.backups").iterdir()
    before = document_of(household, tmp_path, keyed)
    household.unlink()
    household.with_name(f"home.caregiver{left}").touch()
    assert run("restore", backup, "--household", household, *keyed) == 0
    assert document_of(household, tmp_path, keyed) == before


@pytest.mark.parametrize("left", [None, b"", b"\0" * 4096])
def test_lost_keys_come_from_a_backup_of_any_place_and_nothing_is_replaced(
    household: Path, keyed: list[str], tmp_path: Path, left: bytes | None
) -> None:
    backup = tmp_path / "stick.caregiver-backup"
    assert run("backup", "--household", household, "-o", backup, *keyed) == 0
    assert run("backup", "--household", household, "-o", tmp_path / "later.caregiver-backup", *keyed) == 0
    keys = household.with_name(f"{household.name}.keys")
    before = keys.read_bytes()
    keys.unlink()
    if left is not None:
        keys.write_bytes(left)
    assert run("unlock-check", "--household", household, *keyed) == 1
    assert run("restore", backup, "--household", household, *keyed) == 0
    assert keys.read_bytes() == before
    assert run("unlock-check", "--household", household, *keyed) == 0
    assert not list(household.parent.glob("*damaged*"))


def test_verify_reads_a_household_and_finds_one_wrong_bit(
    household: Path, keyed: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("verify", "--household", household, *keyed) == 0
    assert "The household is whole." in capsys.readouterr().err
    data = bytearray(household.read_bytes())
    data[len(data) // 2] ^= 1
    household.write_bytes(data)
    assert run("verify", "--household", household, *keyed) == 1
    assert "damaged" in capsys.readouterr().err


def test_verify_names_the_months_whose_events_are_damaged(
    household: Path, keyed: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    access = unlock(household, key_holders(household)[0].id, WORDS)
    with closing(open_file(household, access, at_noon)) as opened:
        opened.record(*batch(1, 30))
    with closing(connect(household, access.secret.database_key())) as connection:
        trigger = "event_is_never_removed"
        [[sql]] = connection.execute("SELECT sql FROM sqlite_master WHERE name = ?", (trigger,)).fetchall()
        connection.execute(f"DROP TRIGGER {trigger}")
        connection.execute("DELETE FROM event WHERE id = '1-2'")
        connection.execute(sql)
    backup = tmp_path / "b.caregiver-backup"
    assert run("backup", "--household", household, "-o", backup, *keyed) == 0
    for which in (("--household", household), ("--backup", backup)):
        capsys.readouterr()
        assert run("verify", *which, *keyed) == 1
        told = capsys.readouterr().err
        assert "October\u00a02026 is damaged" in told
        assert str(which[1]) in told


def test_a_damaged_backup_is_not_restored(
    household: Path, keyed: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    backup = tmp_path / "b.caregiver-backup"
    run("backup", "--household", household, "-o", backup, *keyed)
    data = bytearray(backup.read_bytes())
    data[5000] ^= 1
    backup.write_bytes(data)
    assert run("restore", backup, "--household", tmp_path / "new", *keyed) == 1
    assert "not a whole backup" in capsys.readouterr().err
    assert not (tmp_path / "new").exists()


def test_a_passphrase_in_the_command_itself_is_refused(household: Path) -> None:
    for words in (["--passphrase", WORDS], [WORDS]):
        with pytest.raises(SystemExit) as caught:
            run("unlock-check", "--household", household, *words)
        assert caught.value.code == 2


def test_no_vault_command_loads_qt(household: Path, keyed: list[str]) -> None:
    code = (
        "import sys\nfrom caregiver_app.cli import main\n"
        f"assert main({['unlock-check', '--household', str(household), *keyed]!r}) == 0\n"
        "assert 'PySide6' not in sys.modules\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
