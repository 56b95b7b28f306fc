from __future__ import annotations

import os
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from caregiver_app.services.backups.backup_keeper import (
    BackupKeeper,
    back_up_at_close,
    back_up_now,
    carry_out,
)
from caregiver_app.services.backups.backup_notes import older_salts
from caregiver_app.services.backups.backup_words import (
    last_backup_sentence,
    state_text,
)
from caregiver_app.services.backups.making import (
    BackupState,
    Where,
    free_name,
    one_backup,
    stored_backups,
    thin_out,
)
from caregiver_app.services.explain import explain
from caregiver_app.services.opening import open_file
from caregiver_app.storage import (
    BackupDamaged,
    BackupReason,
    CannotWriteHere,
    HouseholdFileDamaged,
    HouseholdFileExists,
    backups_folder,
    make_new_keys,
    read_manifest,
)
from tests.backups import KEY, names
from tests.clock import NOON
from tests.services.backups.keeper.house import House
from tests.vaults import CHEAP, access

if TYPE_CHECKING:
    from pathlib import Path


def test_the_first_backup_is_due_at_once_and_named_by_the_moment_in_utc(tmp_path: Path) -> None:
    house = House(tmp_path / "home.caregiver")
    assert house.work()
    assert house.backups() == ["2026-11-22T110000Z.caregiver-backup"]
    assert backups_folder(house.path).stat().st_mode & 0o777 == 0o700


def test_an_unchanged_household_is_not_backed_up_again(house: House) -> None:
    house.later(days=3)
    assert house.work() is None


def test_a_changed_one_is_after_six_hours(house: House) -> None:
    house.change()
    house.later(hours=5.9)
    assert house.work() is None
    house.later(hours=0.2)
    assert house.work() is not None
    assert read_manifest(backups_folder(house.path) / house.backups()[-1]).revision == 2
    house.later(hours=7)
    assert house.work() is None


def test_a_clock_that_was_set_back_puts_no_backup_off(house: House) -> None:
    house.change()
    house.later(days=-400)
    outcome = house.work()
    assert outcome is not None
    assert outcome.made is not None


def test_a_backup_that_somebody_deleted_or_cut_is_made_again(house: House) -> None:
    [name] = house.backups()
    path = backups_folder(house.path) / name
    path.write_bytes(path.read_bytes()[:100])
    assert last_backup_sentence(house.opened) == "No backup yet."
    house.later(minutes=1)
    assert house.work() is not None
    for each in backups_folder(house.path).iterdir():
        each.unlink()
    house.later(minutes=1)
    assert house.work() is not None


def test_at_close_one_is_made_after_half_an_hour_of_changes_only(house: House) -> None:
    back_up_at_close(house.opened)
    house.change()
    house.later(minutes=29)
    back_up_at_close(house.opened)
    assert len(house.backups()) == 1
    house.later(minutes=1)
    back_up_at_close(house.opened)
    assert len(house.backups()) == 2
    house.later(hours=9)
    assert house.work() is None


def test_a_backup_at_close_that_fails_does_not_keep_the_household_open(house: House) -> None:
    house.change()
    house.later(hours=1)
    folder = backups_folder(house.path)
    for each in folder.iterdir():
        each.unlink()
    folder.rmdir()
    folder.write_bytes(b"")
    back_up_at_close(house.opened)
    with pytest.raises(CannotWriteHere):
        back_up_now(house.opened)


def test_new_keys_are_backed_up_at_once_and_old_backups_still_known(house: House) -> None:
    house.opened.close()
    fresh = make_new_keys(house.path, access(), "Anna", "a newer passphrase", cost=CHEAP)
    house.opened = open_file(house.path, fresh, lambda: house.now)
    house.keeper = BackupKeeper(house.opened)
    house.later(minutes=1)
    assert house.work() is not None
    file = house.opened.file
    assert file is not None
    found = stored_backups(backups_folder(house.path), Where.HERE, file.key.salt, older_salts(house.opened))
    assert [each.state for each in found] == [BackupState.READY, BackupState.OLDER_KEYS]
    stranger = stored_backups(backups_folder(house.path), Where.HERE, bytes(16))
    assert {each.state for each in stranger} == {BackupState.OF_ANOTHER}
    assert [state_text(each) for each in found] == ["Checked", "Needs its old keys"]


def test_a_failed_backup_keeps_the_older_ones_and_says_so(house: House) -> None:
    before = house.backups()
    house.change()
    house.later(hours=7)
    job = house.keeper.due()
    assert job is not None
    data = bytearray(house.path.read_bytes())
    for page in range(1, len(data) // 4096):  # the WAL holds newer ones of some
        data[page * 4096 + 100] ^= 1
    house.path.write_bytes(data)
    with pytest.raises(HouseholdFileDamaged) as error:
        carry_out(job)
    assert "damaged" in explain(error.value)
    assert house.backups() == before


def test_a_killed_backup_is_swept_before_the_next(house: House) -> None:
    folder = backups_folder(house.path)
    (folder / ".new-0123456789abcdef").write_bytes(b"half")
    (folder / ".new-fedcba9876543210").mkdir()
    (folder / ".new-fedcba9876543210" / "household.caregiver").write_bytes(b"half")
    for each in (folder / ".new-0123456789abcdef", folder / ".new-fedcba9876543210"):
        os.utime(each, (0, 0))
    house.change()
    house.later(hours=7)
    house.work()
    assert len(house.backups()) == 2


def test_old_backups_are_thinned_and_those_before_a_step_stand_apart(house: House) -> None:
    for _day in range(30):
        house.change()
        house.later(days=1)
        house.work()
    house.change()
    back_up_now(house.opened, BackupReason.BEFORE_IMPORT)
    count = len(house.backups())
    assert 18 <= count <= 24
    for _day in range(60):
        house.change()
        house.later(days=1)
        house.work()
    reasons = [read_manifest(backups_folder(house.path) / name).reason for name in house.backups()]
    assert reasons.count(BackupReason.BEFORE_IMPORT) == 1


def test_what_is_not_ours_or_cannot_be_read_is_never_deleted(house: House) -> None:
    folder = backups_folder(house.path)
    [name] = house.backups()
    for day in range(1, 29):
        (folder / f"2020-01-{day:02}T000000Z.caregiver-backup").write_bytes(b"broken")
    (folder / "letter.txt").write_bytes(b"")
    (folder / "2020-02-31T000000Z.caregiver-backup").write_bytes(b"")
    found = stored_backups(folder, Where.HERE, KEY.salt)
    assert len(found) == 29
    assert {state_text(each) for each in found} == {"Checked", "Cannot be read"}
    thin_out(found, house.now)
    strangers = stored_backups(folder, Where.HERE, bytes(16))
    thin_out(strangers, house.now + timedelta(days=9000))
    assert len(names(folder)) == 31
    assert name in names(folder)


def test_two_backups_in_one_second_get_two_names(tmp_path: Path) -> None:
    first = free_name(tmp_path, NOON)
    first.write_bytes(b"")
    assert free_name(tmp_path, NOON).name == "2026-11-22T110000Z-2.caregiver-backup"
    for count in range(2, 100):
        (tmp_path / f"2026-11-22T110000Z-{count}.caregiver-backup").write_bytes(b"")
    with pytest.raises(HouseholdFileExists):
        free_name(tmp_path, NOON)
    assert len(stored_backups(tmp_path, Where.HERE)) == 99


def test_a_chosen_file_may_have_any_name(house: House, tmp_path: Path) -> None:
    [name] = house.backups()
    other = tmp_path / "from anna.zip"
    other.write_bytes((backups_folder(house.path) / name).read_bytes())
    assert one_backup(other).at == NOON
    with pytest.raises(BackupDamaged):
        one_backup(house.path)
