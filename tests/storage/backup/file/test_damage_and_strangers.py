from __future__ import annotations

import json
import resource
import struct
import zipfile
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given
from hypothesis import strategies as st

from caregiver_app.domain.errors import KnownError
from caregiver_app.services.explain import explain
from caregiver_app.storage import (
    BackupDamaged,
    CannotWriteHere,
    HouseholdFileDamaged,
    HouseholdFileMissing,
    KeysOfAnother,
    NewerHouseholdFile,
    new_access,
    read_backup,
    read_manifest,
    unpack_backup,
)
from caregiver_app.storage.backup import backup_file
from caregiver_app.storage.backup.backup_archive import check_as_written
from tests.backups import KEY, make, names
from tests.scale import examples
from tests.vaults import new_file, raw

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


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
