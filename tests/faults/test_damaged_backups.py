from __future__ import annotations

import random
import shutil
from typing import TYPE_CHECKING

import pytest

from caregiver_app.services.explain import explain
from caregiver_app.storage import (
    BackupDamaged,
    HouseholdFileDamaged,
    unpack_backup,
    write_backup,
)
from tests.clock import NOON
from tests.faults.damaging import _PAGE, number_at_least, with_history
from tests.faults.households import leftovers
from tests.scale import scale, seed
from tests.vaults import access

if TYPE_CHECKING:
    from pathlib import Path


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
