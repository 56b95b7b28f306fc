from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from caregiver_app.storage import (
    BackupDamaged,
    CannotWriteHere,
    HouseholdFileBusy,
    HouseholdFileExists,
    OnNetworkShare,
    add_holder,
    change_passphrase,
    finish_restore,
    key_holders,
    keys_path,
    new_access,
    restore_file,
    unlock,
)
from caregiver_app.storage.backup import replace_file as module
from caregiver_app.storage.disk.file_location import FileLocation, LocationKind
from tests.backups import HOUSEHOLD, PASSPHRASE, is_restored, kill_at, make, names, restore_code
from tests.clock import NOON
from tests.vaults import CHEAP, access, new_household, old_file, raw

if TYPE_CHECKING:
    from collections.abc import Callable

ASIDE = "home-damaged-2026-11-22-120000.caregiver"


def cut(home: Path) -> None:
    home.write_bytes(home.read_bytes()[:5000])


def remove(home: Path) -> None:
    home.unlink()


def remove_all(home: Path) -> None:
    home.unlink()
    keys_path(home).unlink()


def replace(home: Path) -> None:
    home.write_bytes(b"")
    keys_path(home).write_bytes(b"{}")


def not_at_all(_home: Path) -> None:
    pass


@pytest.mark.parametrize("harm", [cut, remove, remove_all, replace, not_at_all])
def test_a_household_is_put_in_place_whatever_became_of_it(
    home: Path, backup: Path, harm: Callable[[Path], None]
) -> None:
    harm(home)
    before = home.read_bytes() if home.exists() else None
    aside = restore_file(backup, home, NOON)
    assert is_restored(home)
    if before is not None:
        assert aside == home.with_name(ASIDE)
        assert aside.read_bytes() == before
    assert not {name for name in names(home.parent) if name.startswith(".")}


def test_the_damaged_file_keeps_its_wal_and_its_keys(home: Path, backup: Path) -> None:
    home.with_name("home.caregiver-wal").write_bytes(b"latest")
    keys = keys_path(home).read_bytes()
    restore_file(backup, home, NOON)
    assert home.with_name(f"{ASIDE}-wal").read_bytes() == b"latest"
    assert home.with_name(f"{ASIDE}.keys").read_bytes() == keys
    assert is_restored(home)


def test_the_writes_of_an_old_wal_never_reach_the_restored_household(home: Path, backup: Path) -> None:
    """The same key encrypts both: SQLite itself would take the WAL for that of the restored file."""
    connection = raw(home)
    connection.execute("PRAGMA wal_autocheckpoint = 0")
    connection.execute("INSERT INTO draft (key, fields) VALUES ('form', '{}')")
    wal = home.with_name("home.caregiver-wal").read_bytes()
    connection.close()
    home.with_name("home.caregiver-wal").write_bytes(wal)
    restore_file(backup, home, NOON)
    assert is_restored(home)


def test_a_second_restore_keeps_what_the_first_put_aside(home: Path, backup: Path) -> None:
    restore_file(backup, home, NOON)
    restore_file(backup, home, NOON)
    assert home.with_name(f"{ASIDE}-2").exists()
    assert is_restored(home)


def test_a_passphrase_that_was_changed_since_stays_changed(home: Path, backup: Path) -> None:
    [anna] = key_holders(home)
    change_passphrase(home, access(), anna.id, "a newer one", cost=CHEAP)
    restore_file(backup, home, NOON)
    unlock(home, anna.id, "a newer one")


def test_without_keys_here_the_passphrase_of_that_day_opens_it(home: Path, backup: Path) -> None:
    [anna] = key_holders(home)
    change_passphrase(home, access(), anna.id, "a newer one", cost=CHEAP)
    keys_path(home).unlink()
    restore_file(backup, home, NOON)
    assert is_restored(home)


def test_on_another_computer_nothing_is_replaced(home: Path, backup: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "new" / "folder" / "home.caregiver"
    assert restore_file(backup, elsewhere, NOON, replaces=False) is None
    assert is_restored(elsewhere)
    with pytest.raises(HouseholdFileExists):
        restore_file(backup, elsewhere, NOON, replaces=False)
    assert is_restored(elsewhere)


def test_lone_keys_are_in_nobodys_way_and_are_kept(backup: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere.caregiver"
    keys_path(elsewhere).write_bytes(b"keys of somebody")
    restore_file(backup, elsewhere, NOON, replaces=False)
    assert (
        tmp_path / "elsewhere-damaged-2026-11-22-120000.caregiver.keys"
    ).read_bytes() == b"keys of somebody"
    assert is_restored(elsewhere)
    with pytest.raises(HouseholdFileExists):
        restore_file(backup, elsewhere, NOON, replaces=False)


def test_a_backup_without_keys_takes_the_wrong_ones_away(tmp_path: Path) -> None:
    path = tmp_path / "home.caregiver"
    new_household(path, HOUSEHOLD).close()
    make(path, tmp_path / "b")
    elsewhere = tmp_path / "elsewhere.caregiver"
    keys_path(elsewhere).write_bytes(b"keys of somebody")
    restore_file(tmp_path / "b", elsewhere, NOON)
    assert not keys_path(elsewhere).exists()
    with old_file(elsewhere) as file:
        assert file.read() == HOUSEHOLD


def test_keys_of_another_household_in_a_backup_are_left_out(home: Path, tmp_path: Path) -> None:
    with old_file(home) as file:
        file.keep_note("keys", "")
        other = tmp_path / "other.caregiver"
        add_holder(other, new_access(), "Eve", PASSPHRASE, cost=CHEAP)
        keys_path(other).replace(keys_path(home))
        make(home, tmp_path / "b")
    elsewhere = tmp_path / "elsewhere.caregiver"
    restore_file(tmp_path / "b", elsewhere, NOON)
    assert not keys_path(elsewhere).exists()
    with old_file(elsewhere) as file:
        assert file.read() == HOUSEHOLD


def test_a_damaged_backup_changes_nothing(home: Path, backup: Path) -> None:
    data = bytearray(backup.read_bytes())
    data[3000] ^= 1
    backup.write_bytes(data)
    before = {path: path.read_bytes() for path in home.parent.iterdir()}
    with pytest.raises(BackupDamaged):
        restore_file(backup, home, NOON)
    assert {path: path.read_bytes() for path in home.parent.iterdir()} == before


def test_an_open_household_is_not_taken_away(home: Path, backup: Path) -> None:
    with old_file(home) as file:
        with pytest.raises(HouseholdFileBusy):
            restore_file(backup, home, NOON)
        file.keep_draft("form", {"name": "Kepp"})
        assert file.drafts()


def test_a_restore_that_was_refused_is_not_made_up_for_later(home: Path, backup: Path) -> None:
    with old_file(home) as file:
        with pytest.raises(HouseholdFileBusy):
            restore_file(backup, home, NOON)
        file.keep_draft("form", {"name": "Kepp"})
    assert finish_restore(home) is None
    with old_file(home) as file:
        assert file.drafts()


def test_a_network_share_takes_no_household(
    home: Path, backup: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "location_of", lambda _path: FileLocation(LocationKind.NETWORK, "nfs4"))
    with pytest.raises(OnNetworkShare):
        restore_file(backup, home, NOON)


def test_a_place_that_takes_no_folder_says_so(backup: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(CannotWriteHere):
        restore_file(backup, tmp_path / "file" / "home.caregiver", NOON)


BEFORE = ("unpack_backup", "_choose_keys", "write_plan")
AFTER = ("_carry_out", "_move_aside")


@pytest.mark.parametrize("step", BEFORE)
def test_a_restore_killed_before_its_plan_never_happened(home: Path, backup: Path, step: str) -> None:
    with old_file(home) as file:
        file.keep_draft("form", {"name": "Kepp"})
    kill_at(step, restore_code(backup, home))
    finish_restore(home)
    assert names(home.parent) == {home.name, keys_path(home).name, backup.name}
    with old_file(home) as file:
        assert file.drafts() == {"form": {"name": "Kepp"}}


@pytest.mark.parametrize("step", AFTER)
def test_a_restore_killed_after_its_plan_is_finished(home: Path, backup: Path, step: str) -> None:
    cut(home)
    kill_at(step, restore_code(backup, home))
    finish_restore(home)
    assert is_restored(home)
    assert home.with_name(ASIDE).exists()
    assert finish_restore(home) is None


@pytest.mark.parametrize("number", range(1, 14))
def test_a_restore_killed_at_any_change_of_a_name_is_whole_or_never_was(
    home: Path, backup: Path, number: int
) -> None:
    with old_file(home) as file:
        file.keep_draft("form", {"name": "Kepp"})
    (home.with_name("home.caregiver-wal")).write_bytes(b"")
    code = f"""
import sys
count = 0
def watch(event, arguments):
    global count
    if event in ("os.rename", "os.remove", "os.rmdir", "os.mkdir", "os.link"):
        count += 1
        if count == {number}:
            die()
sys.addaudithook(watch)
{restore_code(backup, home)}
die()
"""
    kill_at("", code)
    finish_restore(home)
    with old_file(home) as file:
        found = file.read(), bool(file.drafts())
    aside = home.with_name(ASIDE)
    assert found == (HOUSEHOLD, not aside.exists())
    assert len(key_holders(home)) == 1
    assert not {name for name in names(home.parent) if name.startswith(".home")}


def test_the_name_of_what_is_put_aside_says_when(home: Path, backup: Path) -> None:
    aside = restore_file(backup, home, NOON + timedelta(days=1, seconds=5))
    assert aside is not None
    assert aside.name == "home-damaged-2026-11-23-120005.caregiver"
