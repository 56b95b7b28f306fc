"""What a sentence advises is done, and helps."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from caregiver_app.cli import main
from caregiver_app.storage import backups_folder, keys_path, recovery_key
from tests.faults.households import NAME, OLD, make, number_of, ways_in
from tests.key_files import rewrite
from tests.vaults import access, old_file

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from typing import Any


def damaged(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:5000])


def gone(path: Path) -> None:
    path.unlink()


def without_keys(path: Path) -> None:
    keys_path(path).unlink()


def with_damaged_keys(path: Path) -> None:
    keys_path(path).write_bytes(b"{")


def with_keys_of_another(path: Path) -> None:
    def change(document: Any) -> None:
        document["sets"][0]["salt"] = "ab" * 16

    rewrite(path, change)


@pytest.fixture
def newest(path: Path) -> Path:
    """The household's newest backup; ``words`` and ``paper`` lie beside."""
    make(path)
    (path.parent / "words").write_text(OLD)
    (path.parent / "paper").write_text(" ".join(recovery_key(access())))
    assert main(["backup", *keyed(path)]) == 0
    [backup] = backups_folder(path).iterdir()
    return backup


def keyed(path: Path, by: str = "words") -> list[str]:
    return ["--household", str(path), "--passphrase-file", str(path.parent / by)]


def is_well(path: Path) -> None:
    with old_file(path) as file:
        assert number_of(file.read()) == 0
    assert set(ways_in(path)) == {OLD}


@pytest.mark.parametrize("harm", [damaged, gone, without_keys, with_damaged_keys, with_keys_of_another])
@pytest.mark.parametrize("by", ["words", "paper"])
def test_restore_the_newest_backup(path: Path, newest: Path, harm: Callable[[Path], None], by: str) -> None:
    harm(path)
    before = path.read_bytes() if path.exists() else None
    assert main(["restore", str(newest), *keyed(path, by), "--replace"]) == 0
    is_well(path)
    kept = [each.read_bytes() for each in path.parent.glob("*-damaged-*.caregiver")]
    assert kept == ([] if before is None else [before])


@pytest.mark.parametrize("harm", [without_keys, with_damaged_keys, with_keys_of_another])
def test_the_printed_recovery_key_opens_it_and_makes_the_key_file_anew(
    path: Path, newest: Path, harm: Callable[[Path], None], capsys: pytest.CaptureFixture[str]
) -> None:
    newest.unlink()
    harm(path)
    assert main(["unlock-check", *keyed(path)]) == 1
    assert "recovery key" in capsys.readouterr().err
    assert main(["unlock-check", *keyed(path, "paper")]) == 0
    is_well(path)


def test_without_being_asked_to_a_household_is_never_put_aside(
    path: Path, newest: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["restore", str(newest), *keyed(path)]) == 1
    assert "there already" in capsys.readouterr().err
    assert {each.name for each in path.parent.glob("*.caregiver")} == {NAME}
