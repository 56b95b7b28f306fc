"""The commands that write something, what each finds, and what must hold however it was stopped."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from caregiver_app.cli import main
from caregiver_app.paths import resources
from caregiver_app.storage import HouseholdFile, keys_path
from tests.faults.households import AT_REST, NAME, OLD, check_closed, make, number_of, ways_in
from tests.vaults import access

if TYPE_CHECKING:
    from collections.abc import Callable

_SAMPLE: Final = resources() / "sample" / "household.json"
_DRAFT: Final = re.compile(r"\.new-[0-9a-f]{16}(-journal|-wal|-shm)?|\.caregiver-[0-9a-f]{8}\.part")
_WORDS: Final = "words"
_BACKUP: Final = "chosen.caregiver-backup"


class Command(NamedTuple):
    """``examine`` is told the last line that the command said: "status 0" where it says that it is done."""

    prepare: Callable[[Path], object]
    argv: Callable[[Path], list[str]]
    examine: Callable[[Path, str], object]


def _keyed(folder: Path) -> list[str]:
    return ["--household", str(folder / NAME), "--passphrase-file", str(folder / _WORDS)]


def _passphrase(folder: Path) -> None:
    (folder / _WORDS).write_text(OLD)


def _household(folder: Path) -> None:
    _passphrase(folder)
    make(folder / NAME)


def _household_is_well(folder: Path) -> None:
    with HouseholdFile.open(folder / NAME, access()) as file:
        assert number_of(file.read()) == 0
        assert file.history()
    check_closed(folder / NAME)
    assert set(ways_in(folder / NAME)) == {OLD}


def _backup_of_it(folder: Path) -> None:
    _household(folder)
    assert main(["backup", *_keyed(folder), "-o", str(folder / _BACKUP)]) == 0
    (folder / NAME).unlink()
    keys_path(folder / NAME).unlink()


def _export_argv(folder: Path) -> list[str]:
    return ["export", *_keyed(folder), "-o", str(folder / "all.json")]


def _import_argv(folder: Path) -> list[str]:
    return ["import", str(_SAMPLE), *_keyed(folder)]


def _imported(folder: Path, said: str) -> None:
    path = folder / NAME
    assert path.exists() or said != "status 0"
    if path.exists():
        assert main(_import_argv(folder)) == 1  # it is there already
    else:
        assert main(_import_argv(folder)) == 0
    assert main(_export_argv(folder)) == 0
    exported, sample = (json.loads(each.read_text("utf-8")) for each in (folder / "all.json", _SAMPLE))
    assert exported["care_recipients"] == sample["care_recipients"]
    assert len(exported["events"]) == len(sample["events"])
    _nothing_left(folder, "all.json")


def _restored(folder: Path, said: str) -> None:
    path = folder / NAME
    argv = ["restore", str(folder / _BACKUP), *_keyed(folder)]
    assert path.exists() or said != "status 0"
    if not path.exists():
        assert main(argv) == 0
    assert main(["unlock-check", *_keyed(folder)]) == 0
    _household_is_well(folder)
    _nothing_left(folder, _BACKUP)


def _backed_up(folder: Path, said: str) -> None:
    backup = folder / _BACKUP
    assert backup.exists() or said != "status 0"
    if not backup.exists():
        assert main(["backup", *_keyed(folder), "-o", str(backup)]) == 0
    assert main(["verify", "--backup", str(backup), "--passphrase-file", str(folder / _WORDS)]) == 0
    _household_is_well(folder)
    _nothing_left(folder, _BACKUP)


def _exported(folder: Path, said: str) -> None:
    target = folder / "all.json"
    assert target.exists() or said != "status 0"
    if target.exists():
        assert json.loads(target.read_text("utf-8"))["care_recipients"]
    assert main(_export_argv(folder)) == 0
    _household_is_well(folder)
    _nothing_left(folder, "all.json")


def _print_argv(folder: Path) -> list[str]:
    return ["print", "emergency", *_keyed(folder), "--person", "Sam", "-o", str(folder / "sheet.pdf")]


def _printed(folder: Path, said: str) -> None:
    target = folder / "sheet.pdf"
    assert target.exists() or said != "status 0"
    if target.exists():
        assert b"%%EOF" in target.read_bytes()[-100:]
    assert main(_print_argv(folder)) == 0
    _household_is_well(folder)
    _nothing_left(folder, "sheet.pdf")


def _nothing_left(folder: Path, *wanted: str) -> None:
    """But drafts that are swept away in an hour, and that no stranger can read."""
    found = [each for each in folder.iterdir() if each.name not in {_WORDS, *wanted, *AT_REST}]
    assert all(_DRAFT.fullmatch(each.name) for each in found), found
    assert not any(each.stat().st_mode & 0o077 for each in found)


COMMANDS: Final = {
    "import": Command(_passphrase, _import_argv, _imported),
    "restore": Command(_backup_of_it, lambda f: ["restore", str(f / _BACKUP), *_keyed(f)], _restored),
    "backup": Command(_household, lambda f: ["backup", *_keyed(f), "-o", str(f / _BACKUP)], _backed_up),
    "export": Command(_household, _export_argv, _exported),
    "print": Command(_household, _print_argv, _printed),
}
