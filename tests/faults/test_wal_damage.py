from __future__ import annotations

import os
import random
import shutil
from typing import TYPE_CHECKING

import pytest

from caregiver_app.services.explain import explain
from caregiver_app.services.opening import create_file, open_file
from caregiver_app.storage import (
    Access,
    HouseholdFileError,
    key_holders,
    keys_path,
)
from caregiver_app.storage.vault.secret import RootSecret
from tests.clock import at_noon
from tests.faults.damaging import _PAGE, refusal, snapshot, with_history
from tests.faults.households import NAME, make, number_at, numbered
from tests.scale import scale, seed
from tests.vaults import access

if TYPE_CHECKING:
    from pathlib import Path

    from tests.faults.children import Nursery


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


def make_and_kill(nursery: Nursery, path: Path) -> None:
    """A household whose program was killed after five changes."""
    make(path)
    child = nursery.start("edit", path)
    child.go()
    for _change in range(5):
        child.hear()
    child.kill()


def test_a_killed_programs_wal_that_is_gone_leaves_an_earlier_household_whole(
    nursery: Nursery, path: Path
) -> None:
    make_and_kill(nursery, path)
    wal_of(path).unlink()
    assert number_at(path) >= 0


def test_a_flipped_bit_in_the_wal_loses_no_more_than_what_stands_after_it(
    nursery: Nursery, path: Path
) -> None:
    """SQLite's WAL ends for it where a sum is wrong; so that it is short, the file is folded together when closed."""
    make_and_kill(nursery, path)
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
