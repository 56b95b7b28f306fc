from __future__ import annotations

import os
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from threading import Event, Thread
from typing import TYPE_CHECKING

import pytest

from caregiver_app.storage import (
    BackupDamaged,
    BackupReason,
    HouseholdFileDamaged,
    HouseholdFileExists,
    HouseholdFileMissing,
    Manifest,
    backup_salt,
    copy_backup,
    read_backup,
    read_manifest,
    sweep_leftovers,
    unlock,
    unpack_backup,
)
from tests.backups import HOUSEHOLD, KEY, ROOT, kill_at, make, names
from tests.clock import NOON
from tests.vaults import old_file

if TYPE_CHECKING:
    from pathlib import Path


def test_a_backup_holds_the_household_and_says_so(home: Path, tmp_path: Path) -> None:
    manifest = make(home, tmp_path / "b", BackupReason.BEFORE_IMPORT)
    assert (manifest.made_at, manifest.program, manifest.revision) == (NOON, "1.2.3", 1)
    assert manifest.reason is BackupReason.BEFORE_IMPORT
    assert manifest.counts["medication"] == len(HOUSEHOLD.care_recipients[0].medications)
    assert read_manifest(tmp_path / "b") == manifest
    content = read_backup(tmp_path / "b", KEY, tmp_path)
    assert (content.household, content.manifest) == (HOUSEHOLD, manifest)
    assert backup_salt(tmp_path / "b") == KEY.salt


def test_nothing_is_left_beside_a_backup(home: Path, tmp_path: Path) -> None:
    before = names(tmp_path)
    make(home, tmp_path / "b")
    read_backup(tmp_path / "b", KEY, tmp_path)
    assert names(tmp_path) == before | {"b"}


def test_a_backup_is_private_and_has_no_plain_word_of_the_family(home: Path, backup: Path) -> None:
    assert backup.stat().st_mode & 0o777 == 0o600
    data = backup.read_bytes()
    assert HOUSEHOLD.care_recipients[0].preferred_name.encode() not in data
    assert b"SQLite format 3" not in data


def test_any_passphrase_of_that_day_opens_it_elsewhere(backup: Path, tmp_path: Path) -> None:
    folder = tmp_path / "elsewhere"
    folder.mkdir()
    copy = unpack_backup(backup, folder)
    from caregiver_app.storage import HouseholdFile, key_holders

    [anna] = key_holders(copy)
    with HouseholdFile.open(copy, unlock(copy, anna.id, "the passphrase of Anna")) as file:
        assert file.read() == HOUSEHOLD


def test_writing_goes_on_while_a_backup_is_made_in_another_thread(home: Path, tmp_path: Path) -> None:
    ended, made = Event(), list[Manifest]()

    def back_up() -> None:
        made.extend(make(home, tmp_path / f"b{number}") for number in range(5))
        ended.set()

    with old_file(home) as file:
        thread = Thread(target=back_up)
        thread.start()
        written = 0
        while not ended.is_set():
            file.keep_draft("form", {"n": str(written)})
            written += 1
        thread.join()
        assert file.drafts() == {"form": {"n": str(written - 1)}}
    assert written > 5
    for number in range(5):
        assert read_backup(tmp_path / f"b{number}", KEY, tmp_path).household == HOUSEHOLD


def test_what_is_written_and_not_yet_folded_in_is_in_the_backup(home: Path, tmp_path: Path) -> None:
    with old_file(home) as file:
        file.keep_draft("form", {"name": "Kepp"})
        manifest = make(home, tmp_path / "b")
    assert manifest.counts["draft"] == 1


def test_a_damaged_household_is_not_backed_up(home: Path, tmp_path: Path) -> None:
    data = bytearray(home.read_bytes())
    data[9000] ^= 1
    home.write_bytes(data)
    before = names(tmp_path)
    with pytest.raises(HouseholdFileDamaged):
        make(home, tmp_path / "b")
    assert names(tmp_path) == before


def test_a_missing_household_is_not_backed_up_as_an_empty_one(tmp_path: Path) -> None:
    with pytest.raises(HouseholdFileMissing):
        make(tmp_path / "none", tmp_path / "b")
    assert names(tmp_path) == set()


def test_a_backup_is_never_written_over_another(home: Path, backup: Path) -> None:
    before = backup.read_bytes()
    with pytest.raises(HouseholdFileExists):
        make(home, backup)
    assert backup.read_bytes() == before


def test_a_full_disk_leaves_no_part_of_a_backup(home: Path, tmp_path: Path) -> None:
    folder = tmp_path / "backups"
    folder.mkdir()
    code = f"""
import resource, signal, sys
from pathlib import Path
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
from tests.backups import make
from tests.scale import examples
from caregiver_app.storage import CannotWriteHere
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[1]), resource.RLIM_INFINITY))
try:
    make(Path({str(home)!r}), Path({str(folder / "b")!r}))
except CannotWriteHere as error:
    sys.exit(7)
"""
    for limit in (0, 20_000, home.stat().st_size + 100):
        done = subprocess.run([sys.executable, "-c", code, str(limit)], cwd=ROOT, check=False)
        assert done.returncode == 7
        assert names(folder) == set()
    with old_file(home) as file:
        assert file.read() == HOUSEHOLD


@pytest.mark.skipif(not hasattr(os, "mknod"), reason="a system call is counted on Linux")
@pytest.mark.parametrize("step", ["connect", "check_thoroughly", "pack", "check_as_written", "_give_name"])
def test_a_backup_that_is_killed_leaves_what_can_be_swept(home: Path, tmp_path: Path, step: str) -> None:
    folder = tmp_path / "backups"
    folder.mkdir()
    kill_at(step, f"make(Path({str(home)!r}), Path({str(folder / 'b')!r}))")
    assert "b" not in names(folder)
    with old_file(home) as file:
        assert file.read() == HOUSEHOLD
    sweep_leftovers(folder, datetime.now(UTC) + timedelta(hours=2))
    assert names(folder) == set()
    make(home, folder / "b")


def test_what_somebody_is_writing_is_not_swept(tmp_path: Path) -> None:
    ours, others = ".new-0123456789abcdef", {"other", ".new-york.jpg", ".new-0123456789abcdef.txt"}
    for name in (ours, *others):
        (tmp_path / name).write_bytes(b"x")
    sweep_leftovers(tmp_path, datetime.now(UTC) - timedelta(hours=1))
    assert names(tmp_path) == {ours, *others}
    sweep_leftovers(tmp_path, datetime.now(UTC) + timedelta(hours=1))
    assert names(tmp_path) == others


def test_a_disk_that_keeps_something_else_is_noticed_before_the_backup_has_a_name(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "backups"
    folder.mkdir()
    sync = os.fsync

    def bad_sync(descriptor: int) -> None:
        if os.fstat(descriptor).st_size > 20_000:
            os.pwrite(descriptor, b"something else", 15_000)
        sync(descriptor)

    monkeypatch.setattr(os, "fsync", bad_sync)
    with pytest.raises(BackupDamaged):
        make(home, folder / "b")
    assert names(folder) == set()


def test_a_copy_is_checked_and_stops_when_told(backup: Path, tmp_path: Path) -> None:
    class Enough(Exception):
        pass

    def stop() -> None:
        raise Enough

    folder = tmp_path / "stick"
    folder.mkdir()
    with pytest.raises(Enough):
        copy_backup(backup, folder / "b", stop)
    assert names(folder) == set()
    copy_backup(backup, folder / "b")
    assert (folder / "b").read_bytes() == backup.read_bytes()


def test_a_damaged_backup_is_not_copied(backup: Path, tmp_path: Path) -> None:
    data = bytearray(backup.read_bytes())
    data[5000] ^= 1
    backup.write_bytes(data)
    with pytest.raises(BackupDamaged):
        copy_backup(backup, tmp_path / "copy")
    assert not (tmp_path / "copy").exists()
