"""A disk that forgets: no damage goes unnoticed, none is made worse by looking, and the sentence names the way back."""

from __future__ import annotations

import os
import random
import re
import shutil
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from caregiver_app.services.explain import explain
from caregiver_app.services.opening import create_file, open_file
from caregiver_app.storage import (
    Access,
    BackupDamaged,
    HouseholdFile,
    HouseholdFileDamaged,
    HouseholdFileError,
    NotAHouseholdFile,
    NotEncrypted,
    key_holders,
    keys_path,
    unpack_backup,
    write_backup,
)
from caregiver_app.storage.vault.secret import RootSecret
from tests.clock import NOON, at_noon
from tests.faults.households import NAME, leftovers, make, number_at, numbered
from tests.scale import scale, seed
from tests.vaults import access

if TYPE_CHECKING:
    from pathlib import Path

    from tests.faults.children import Nursery

_PAGE = 4096


def snapshot(folder: Path) -> dict[str, bytes]:
    return {each.name: each.read_bytes() for each in folder.iterdir() if each.is_file()}


def _state(path: Path) -> dict[str, bytes]:
    """All that lies there, without SQLite's shared memory and the number of the last revision that was seen."""
    files = {name: data for name, data in snapshot(path.parent).items() if not name.endswith("-shm")}
    return {
        name: re.sub(rb'"seen": \d+', b"", data) if name.endswith(".keys") else data
        for name, data in files.items()
    }


def refusal(path: Path) -> HouseholdFileError | None:
    """How the file is refused; it is as it was afterwards, and what lies beside it too. ``None`` if it opens whole."""
    before = _state(path)
    try:
        with HouseholdFile.open(path, access()) as file:
            file.read()
            file.history()
    except HouseholdFileError as error:
        assert _state(path) == before
        return error
    return None


def is_told_as_damage(error: HouseholdFileError | None) -> None:
    assert isinstance(error, HouseholdFileDamaged), error
    sentence = explain(error).lower()
    assert "damaged" in sentence
    assert "restore" in sentence
    assert "start again" not in sentence


def with_history(path: Path, changes: int) -> None:
    make(path)
    opened = open_file(path, access(), at_noon)
    for number in range(1, changes + 1):
        opened.change(f"change {number}", lambda _old, to=number: numbered(to))  # type: ignore[misc]
    opened.close()


@pytest.mark.timeout(36_000)
def test_no_flipped_bit_goes_unnoticed(path: Path) -> None:
    with_history(
        path, 40
    )  # much of a file with little in it is pages of tables and indexes that hold nothing yet
    whole = bytearray(path.read_bytes())
    chance = random.Random(seed())
    harmless = 0
    for _flip in range(scale(300)):
        place, bit = chance.randrange(len(whole)), 1 << chance.randrange(8)
        whole[place] ^= bit
        path.write_bytes(whole)
        whole[place] ^= bit
        error = refusal(path)
        if error is None:
            assert number_at_least(path) == 40  # a bit of a page that holds nothing any more
            harmless += 1
        else:
            is_told_as_damage(error)
    assert harmless < scale(300) / 10


def number_at_least(path: Path) -> int:
    with HouseholdFile.open(path, access()) as file:
        return int(file.read().care_recipients[0].medications[0].notes)


def test_two_pages_in_each_others_place_are_noticed(path: Path) -> None:
    with_history(path, 5)
    whole = path.read_bytes()
    chance = random.Random(seed())
    for _swap in range(scale(10)):
        one, two = sorted(chance.sample(range(len(whole) // _PAGE), 2))
        pages = [whole[at : at + _PAGE] for at in range(0, len(whole), _PAGE)]
        pages[one], pages[two] = pages[two], pages[one]
        path.write_bytes(b"".join(pages))
        is_told_as_damage(refusal(path))


def test_an_old_page_in_the_place_of_its_successor_is_never_read_as_another_household(path: Path) -> None:
    """Each page is sealed by itself, so an old one is a good one. The seal over all rows tells."""
    with_history(path, 3)
    old = path.read_bytes()
    opened = open_file(path, access(), at_noon)
    for number in range(4, 9):
        opened.change(f"change {number}", lambda _old, to=number: numbered(to))  # type: ignore[misc]
    opened.close()
    with HouseholdFile.open(path, access()) as file:
        entries = len(file.history())
    new = path.read_bytes()
    silent = 0
    changed = [at for at in range(0, len(old), _PAGE) if old[at : at + _PAGE] != new[at : at + _PAGE]]
    for at in changed:
        path.write_bytes(new[:at] + old[at : at + _PAGE] + new[at + _PAGE :])
        error = refusal(path)
        if error is None:
            with HouseholdFile.open(path, access()) as file:
                silent += (file.read(), len(file.history())) != (numbered(8), entries)
    assert silent == 0, f"{silent} of {len(changed)}"


def test_an_old_copy_of_the_whole_file_opens_and_is_told(path: Path) -> None:
    with_history(path, 3)
    old = path.read_bytes()
    opened = open_file(path, access(), at_noon)
    opened.change("change 4", lambda _old: numbered(4))
    opened.close()
    path.write_bytes(old)
    again = open_file(path, access(), at_noon)
    assert any("older" in notice.text for notice in again.notices)
    again.close()


@pytest.mark.parametrize("left", [0.5, -1000, -1, -_PAGE, 0, 15, 16, 100])
def test_a_file_cut_short_is_told_as_damage_and_is_no_new_household(path: Path, left: float) -> None:
    with_history(path, 3)
    whole = path.read_bytes()
    path.write_bytes(whole[: int(len(whole) * left) if 0 < left < 1 else int(left)])
    is_told_as_damage(refusal(path))


def test_a_beginning_of_zeros_or_of_chance_is_told_as_damage(path: Path) -> None:
    with_history(path, 3)
    whole = path.read_bytes()
    for beginning in (bytes(16), bytes(_PAGE), os.urandom(16)):
        path.write_bytes(beginning + whole[len(beginning) :])
        is_told_as_damage(refusal(path))


def test_a_file_of_chance_is_told_as_damage(path: Path) -> None:
    with_history(path, 1)
    path.write_bytes(os.urandom(50_000))
    is_told_as_damage(refusal(path))


def test_another_programs_database_is_told_apart_from_a_damaged_household(path: Path) -> None:
    make(path)
    path.unlink()
    with closing(sqlite3.connect(path)) as plain:
        plain.execute("CREATE TABLE address (text)")
    error = refusal(path)
    assert isinstance(error, NotEncrypted | NotAHouseholdFile)
    assert explain(error)


def stranger(folder: Path, changes: int = 3) -> Path:
    """Another household, left by a killed program: its WAL is there."""
    folder.mkdir()
    path = folder / NAME
    opened = create_file(path, numbered(0), Access(RootSecret(bytes(range(2, 22)))), at_noon, "change 0")
    for number in range(1, changes + 1):
        opened.change(f"change {number}", lambda _old, to=number: numbered(to))  # type: ignore[misc]
    killed = folder / "killed"
    killed.mkdir()
    for each in folder.glob(f"{NAME}*"):
        shutil.copy(each, killed)
    opened.close()
    (killed / f"{NAME}-shm").unlink()
    return killed / NAME


def wal_of(path: Path) -> Path:
    return path.with_name(f"{path.name}-wal")


def test_another_households_file_in_its_place_is_refused_and_kept(path: Path, tmp_path: Path) -> None:
    make(path)
    other = stranger(tmp_path / "other")
    shutil.copy(other, path)
    error = refusal(path)
    assert error is not None
    assert explain(error)


def test_a_strangers_wal_never_ruins_the_file_beside_it(path: Path, tmp_path: Path) -> None:
    with_history(path, 3)
    whole = path.read_bytes()
    shutil.copy(wal_of(stranger(tmp_path / "other")), wal_of(path))
    if refusal(path) is not None:
        assert path.read_bytes() == whole
        wal_of(path).unlink()
    assert number_at(path) == 3


def test_an_old_file_beside_a_newer_wal_is_never_ruined(path: Path, tmp_path: Path) -> None:
    """Somebody put an old copy back after a crash, and left the WAL where it was."""
    with_history(path, 3)
    old = path.read_bytes()
    opened = open_file(path, access(), at_noon)
    for number in range(4, 90):
        opened.change(f"change {number}", lambda _old, to=number: numbered(to))  # type: ignore[misc]
    wal = wal_of(path).read_bytes()
    opened.close()
    path.write_bytes(old)
    wal_of(path).write_bytes(wal)
    if refusal(path) is None:
        number_at(path)
    else:
        assert path.read_bytes() == old
        wal_of(path).unlink()
        assert number_at(path) == 3


def test_a_new_household_is_not_ruined_by_what_an_earlier_one_of_its_name_left(
    path: Path, tmp_path: Path
) -> None:
    killed = stranger(tmp_path / "other")
    killed.unlink()
    shutil.copy(wal_of(killed), wal_of(path))
    create_file(path, numbered(0), access(), at_noon, "change 0").close()
    assert number_at(path) == 0


def test_a_killed_programs_wal_that_is_gone_leaves_an_earlier_household_whole(
    nursery: Nursery, path: Path
) -> None:
    make(path)
    child = nursery.start("edit", path)
    child.go()
    for _change in range(5):
        child.hear()
    child.kill()
    wal_of(path).unlink()
    assert number_at(path) >= 0


def test_a_flipped_bit_in_the_wal_loses_no_more_than_what_stands_after_it(
    nursery: Nursery, path: Path
) -> None:
    """SQLite's WAL ends for it where a sum is wrong; so that it is short, the file is folded together when closed."""
    make(path)
    child = nursery.start("edit", path)
    child.go()
    for _change in range(5):
        child.hear()
    child.kill()
    kept = snapshot(path.parent)
    chance = random.Random(seed())
    for _flip in range(scale(10)):
        for name, data in kept.items():
            (path.parent / name).write_bytes(data)
        wal = bytearray(kept[wal_of(path).name])
        wal[chance.randrange(len(wal))] ^= 1 << chance.randrange(8)
        wal_of(path).write_bytes(wal)
        number_at(path)


def test_damage_under_an_open_household_is_told_at_the_next_change(path: Path) -> None:
    with_history(path, 5)
    opened = open_file(path, access(), at_noon)
    whole = path.read_bytes()
    with path.open("r+b") as file:
        file.seek(_PAGE)
        file.write(bytes(len(whole) - _PAGE))
    with pytest.raises(HouseholdFileError) as caught:
        opened.change("change 6", lambda _old: numbered(6))
    assert explain(caught.value)
    assert opened.household == numbered(5)
    with pytest.raises(HouseholdFileError):
        opened.change("change 6", lambda _old: numbered(6))
    opened.close()


def test_the_key_file_is_never_touched_by_a_file_that_does_not_open(path: Path) -> None:
    make(path)
    before = keys_path(path).read_bytes()
    path.write_bytes(os.urandom(9000))
    assert refusal(path) is not None
    with pytest.raises(HouseholdFileError):
        key_holders(path)
    assert keys_path(path).read_bytes() == before


def made_backup(path: Path) -> Path:
    with_history(path, 2)
    backup = path.with_name("b.caregiver-backup")
    write_backup(path, access().secret.database_key(), backup, NOON, "0")
    return backup


def unpacked(backup: Path, folder: Path) -> int:
    """Which household is in it; unpacked into an empty folder."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(mode=0o700)
    return number_at_least(unpack_backup(backup, folder))


def test_a_backup_with_a_flipped_bit_is_refused_or_gives_back_everything(path: Path, tmp_path: Path) -> None:
    backup = made_backup(path)
    whole = bytearray(backup.read_bytes())
    chance = random.Random(seed())
    for _flip in range(scale(60)):
        place, bit = chance.randrange(len(whole)), 1 << chance.randrange(8)
        whole[place] ^= bit
        backup.write_bytes(whole)
        whole[place] ^= bit
        try:
            assert unpacked(backup, tmp_path / "unpacked") == 2
        except BackupDamaged as error:
            sentence = explain(error)
            assert backup.name in sentence


@pytest.mark.parametrize("left", [0.9, 0.5, -1, -30, 0, 10])
def test_a_backup_cut_short_is_refused(path: Path, tmp_path: Path, left: float) -> None:
    backup = made_backup(path)
    whole = backup.read_bytes()
    backup.write_bytes(whole[: int(len(whole) * left) if 0 < left < 1 else int(left)])
    with pytest.raises(BackupDamaged):
        unpacked(backup, tmp_path / "unpacked")


def test_of_a_damaged_household_no_backup_is_made(path: Path) -> None:
    with_history(path, 2)
    whole = bytearray(path.read_bytes())
    whole[3 * _PAGE + 100] ^= 1
    path.write_bytes(whole)
    backup = path.with_name("b.caregiver-backup")
    with pytest.raises(HouseholdFileDamaged):
        write_backup(path, access().secret.database_key(), backup, NOON, "0")
    assert path.read_bytes() == whole
    assert not backup.exists()
    assert leftovers(path.parent) == set()
