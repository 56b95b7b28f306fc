from __future__ import annotations

import json
import os
import resource
import struct
import subprocess
import sys
import zipfile
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Event, Thread
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given
from hypothesis import strategies as st

from caregiver_app.domain.errors import KnownError
from caregiver_app.services.explain import explain
from caregiver_app.storage import (
    BackupDamaged,
    BackupReason,
    CannotWriteHere,
    HouseholdFileDamaged,
    HouseholdFileExists,
    HouseholdFileMissing,
    KeysOfAnother,
    Manifest,
    NewerHouseholdFile,
    add_holder,
    backup_salt,
    copy_backup,
    new_access,
    read_backup,
    read_manifest,
    sweep_leftovers,
    unlock,
    unpack_backup,
)
from caregiver_app.storage.backup import backup_file
from caregiver_app.storage.backup.backup_archive import check_as_written
from tests.backups import HOUSEHOLD, KEY, ROOT, kill_at, make, names
from tests.clock import NOON
from tests.scale import examples
from tests.vaults import CHEAP, access, new_file, new_household, old_file, raw

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture
def home(tmp_path: Path) -> Path:
    path = tmp_path / "home.caregiver"
    add_holder(path, access(), "Anna", "the passphrase of Anna", cost=CHEAP)
    new_household(path, HOUSEHOLD).close()
    return path


@pytest.fixture
def backup(home: Path) -> Path:
    path = home.with_name("one.caregiver-backup")
    make(home, path)
    return path


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


@examples(60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_a_single_flipped_bit_never_goes_unseen(backup: Path, tmp_path: Path, data: st.DataObject) -> None:
    good = bytearray(backup.read_bytes())
    place = data.draw(st.integers(0, len(good) * 8 - 1))
    flipped = bytearray(good)
    flipped[place // 8] ^= 1 << place % 8
    bad = tmp_path / "flipped"
    bad.write_bytes(flipped)
    try:
        content = read_backup(bad, KEY, tmp_path)
    except (BackupDamaged, KeysOfAnother, NewerHouseholdFile):
        return
    # Some bits of a ZIP mean nothing: its dates, its versions. Then all that counts is as it was.
    assert content == read_backup(backup, KEY, tmp_path)


@pytest.mark.parametrize("length", [0, 1, 21, 22, 100, 5000, -1, -30])
def test_a_backup_that_was_cut_off_is_refused(backup: Path, tmp_path: Path, length: int) -> None:
    data = backup.read_bytes()
    bad = tmp_path / "cut"
    bad.write_bytes(data[:length])
    with pytest.raises(BackupDamaged) as error:
        read_manifest(bad)
    assert "not a whole backup" in explain(error.value)


@examples(200, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary(max_size=400), st.booleans())
def test_any_bytes_are_refused_with_a_known_error(
    tmp_path: Path, noise: bytes, ends_like_a_zip: bool
) -> None:
    bad = tmp_path / "noise"
    end = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 2, 2, len(noise), 0, 0) if ends_like_a_zip else b""
    bad.write_bytes(noise + end)
    with pytest.raises(KnownError):
        read_manifest(bad)


def members(backup: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(backup) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def repacked(target: Path, parts: dict[str, bytes], method: int = zipfile.ZIP_STORED) -> Path:
    with zipfile.ZipFile(target, "w", method) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return target


def hostile(backup: Path, folder: Path) -> Iterator[Path]:
    good = members(backup)
    yield repacked(folder / "path", {**good, "../outside": b"x"})
    yield repacked(
        folder / "instead", {"../household.caregiver": b"x", "manifest.json": good["manifest.json"]}
    )
    yield repacked(folder / "absolute", {"/etc/x": b"x", "manifest.json": good["manifest.json"]})
    yield repacked(folder / "squeezed", good, zipfile.ZIP_DEFLATED)
    yield repacked(folder / "bomb", {**good, "household.caregiver": bytes(50_000_000)}, zipfile.ZIP_DEFLATED)
    yield repacked(folder / "nested", {**good, "more.zip": backup.read_bytes()})
    yield repacked(folder / "no_manifest", {k: v for k, v in good.items() if k != "manifest.json"})
    yield repacked(folder / "only", {"manifest.json": good["manifest.json"]})
    yield repacked(folder / "deep", {**good, "manifest.json": b"[" * 90_000})
    yield repacked(folder / "huge_number", {**good, "manifest.json": b"1" * 90_000})
    yield repacked(folder / "list", {**good, "manifest.json": b"[]"})
    yield repacked(folder / "long", {**good, "manifest.json": b" " * 200_000 + good["manifest.json"]})
    comment = bytearray(backup.read_bytes())
    comment[-2:] = b"\x05\x00"
    (folder / "comment").write_bytes(bytes(comment) + b"hello")
    yield folder / "comment"
    unfinished = bytearray(backup.read_bytes())
    unfinished[-2:] = b"\x05\x00"
    (folder / "unfinished").write_bytes(unfinished)
    yield folder / "unfinished"
    with zipfile.ZipFile(folder / "blown_up", "w", zipfile.ZIP_DEFLATED, compresslevel=0) as archive:
        for name, data in good.items():
            archive.writestr(name, data)
    yield folder / "blown_up"
    claims = bytearray(backup.read_bytes())
    place = claims.rindex(b"PK\x01\x02")
    claims[place + 20 : place + 28] = struct.pack("<2L", 2**31, 2**31)
    (folder / "claims").write_bytes(claims)
    yield folder / "claims"


def test_a_strangers_archive_is_refused_and_nothing_is_unpacked(backup: Path, tmp_path: Path) -> None:
    folder = tmp_path / "hostile"
    folder.mkdir()
    tried = list(hostile(backup, folder))
    before = names(tmp_path)
    for bad in tried:
        with pytest.raises(BackupDamaged):
            read_manifest(bad)
        place = folder / f"{bad.name}-out"
        place.mkdir()
        with pytest.raises(BackupDamaged):
            unpack_backup(bad, place)
        assert names(place) == set()
    assert names(tmp_path) == before


def test_a_member_that_was_exchanged_is_noticed_though_the_archive_is_sound(
    backup: Path, tmp_path: Path
) -> None:
    parts = members(backup)
    for name in ("household.caregiver", "household.caregiver.keys"):
        changed = bytearray(parts[name])
        changed[-1] ^= 1
        bad = repacked(tmp_path / f"exchanged {name}", {**parts, name: bytes(changed)})
        folder = tmp_path / f"out {name}"
        folder.mkdir()
        with pytest.raises(BackupDamaged):
            unpack_backup(bad, folder)


def test_a_bomb_takes_no_memory(backup: Path, tmp_path: Path) -> None:
    bomb = repacked(
        tmp_path / "bomb",
        {**members(backup), "household.caregiver": bytes(200_000_000)},
        zipfile.ZIP_DEFLATED,
    )
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    with pytest.raises(BackupDamaged):
        unpack_backup(bomb, tmp_path)
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 50_000


def test_a_manifest_that_somebody_else_wrote_is_noticed(backup: Path, tmp_path: Path) -> None:
    parts = members(backup)
    values = json.loads(parts["manifest.json"])
    values["made_at"] = "2030-01-01T00:00:00+00:00"
    forged = repacked(tmp_path / "forged", {**parts, "manifest.json": json.dumps(values).encode()})
    assert read_manifest(forged).made_at.year == 2030  # without the key nobody can tell
    with pytest.raises(BackupDamaged):
        read_backup(forged, KEY, tmp_path)


@pytest.mark.parametrize(
    "changed",
    [{"format": "other"}, {"version": 0}, {"version": "1"}, {"sha256": {}}, {"made_at": "2026-01-01"}],
)
def test_a_manifest_that_this_program_never_wrote_is_refused(
    backup: Path, tmp_path: Path, changed: dict[str, object]
) -> None:
    parts = members(backup)
    values = json.loads(parts["manifest.json"]) | changed
    bad = repacked(tmp_path / "bad", {**parts, "manifest.json": json.dumps(values).encode()})
    with pytest.raises(BackupDamaged):
        read_manifest(bad)


def test_another_manifest_than_was_written_is_noticed(backup: Path) -> None:
    manifest = read_manifest(backup)
    check_as_written(backup, manifest)
    with pytest.raises(BackupDamaged):
        check_as_written(backup, replace(manifest, revision=7))


def test_damage_that_only_reading_finds_is_the_backups(
    backup: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def find(_copy: Path, _key: object) -> dict[str, int]:
        raise HouseholdFileDamaged("copy", "a page")

    monkeypatch.setattr(backup_file, "_counts_in", find)
    with pytest.raises(BackupDamaged) as error:
        read_backup(backup, KEY, tmp_path)
    assert error.value.path == str(backup)


def test_a_manifest_that_counts_wrong_is_noticed(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(backup_file, "_counts", lambda _connection: {"medication": 0})
        make(home, tmp_path / "b")
    with pytest.raises(BackupDamaged):
        read_backup(tmp_path / "b", KEY, tmp_path)


def test_a_backup_of_a_newer_program_is_named_as_such(backup: Path, tmp_path: Path) -> None:
    parts = members(backup)
    values = json.loads(parts["manifest.json"]) | {"version": 9}
    newer = repacked(tmp_path / "newer", {**parts, "manifest.json": json.dumps(values).encode()})
    with pytest.raises(NewerHouseholdFile) as error:
        read_manifest(newer)
    assert "newer program" in explain(error.value)


def test_a_household_of_a_newer_program_is_named_by_its_backup(home: Path, tmp_path: Path) -> None:
    connection = raw(home)
    connection.execute("PRAGMA user_version = 99")
    connection.close()
    make(home, tmp_path / "b")
    with pytest.raises(NewerHouseholdFile) as error:
        read_backup(tmp_path / "b", KEY, tmp_path)
    assert error.value.path == str(tmp_path / "b")


def test_another_households_backup_needs_its_own_key(backup: Path, tmp_path: Path) -> None:
    with pytest.raises(KeysOfAnother):
        read_backup(backup, new_access().secret.database_key(), tmp_path)


def test_a_backup_that_cannot_be_unpacked_says_that_the_disk_is_in_the_way(
    backup: Path, tmp_path: Path
) -> None:
    with pytest.raises(CannotWriteHere):
        read_backup(backup, KEY, tmp_path / "missing")


def test_a_missing_backup_is_missing(tmp_path: Path) -> None:
    with pytest.raises(HouseholdFileMissing):
        read_manifest(tmp_path / "none")


def test_a_closed_household_is_left_as_one_file(tmp_path: Path) -> None:
    path = tmp_path / "home"
    new_file(path).close()
    make(path, tmp_path / "b")
    assert names(tmp_path) == {"home", "b"}
