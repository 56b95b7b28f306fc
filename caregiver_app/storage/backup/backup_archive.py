"""The ``.caregiver-backup`` file from outside: a ZIP without compression of at most three members.

``household.caregiver`` (encrypted), ``household.caregiver.keys`` and ``manifest.json``. It may come from a stick or
from a stranger: nothing in it is looked at before its shape is exactly the one that this program writes, and sizes are
counted, never believed. The manifest can be read by anybody; its seal is checked by whoever has the key.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import os
import shutil
import struct
import zipfile
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from caregiver_app.atomic_write import sync_folder
from caregiver_app.storage.disk.new_file import obstacles
from caregiver_app.storage.errors import BackupDamaged, HouseholdFileMissing, NewerHouseholdFile
from caregiver_app.storage.vault.key_text import NO_KEYS, KeyFile, keys_from
from caregiver_app.storage.vault.secret import SALT_BYTES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from caregiver_app.storage.vault.secret import DatabaseKey

ENDING: Final = ".caregiver-backup"
HOUSEHOLD: Final = "household.caregiver"
KEYS: Final = f"{HOUSEHOLD}.keys"
MANIFEST: Final = "manifest.json"
# Days at the very ends of the calendar have no neighbours to compare them with.
FIRST_YEAR, LAST_YEAR = 2000, 2200
_FIRST_KEPT, _LAST_KEPT = 2004, 2196
FORMAT: Final = "caregiver-backup"
VERSION: Final = 1
_SEAL_LABEL: Final = b"caregiver-backup/1 manifest"
_MOST_BYTES: Final = 2**31 - 1
_MOST_MANIFEST_BYTES: Final = 100_000
_MOST_KEYS_BYTES: Final = 1_000_000
_MOST_DIRECTORY_BYTES: Final = 4_096
_PIECE: Final = 1 << 20
# The last record of a ZIP, without a comment: signature, disks, entries, size and place of the directory.
_LAST_RECORD: Final = struct.Struct("<4s4H2LH")
_LAST_SIGNATURE: Final = b"PK\x05\x06"
_SHAPES: Final = (sorted([HOUSEHOLD, MANIFEST]), sorted([HOUSEHOLD, KEYS, MANIFEST]))
_DAMAGE: Final = (
    zipfile.BadZipFile,
    struct.error,
    ArithmeticError,
    AttributeError,
    EOFError,
    LookupError,
    RuntimeError,
    TypeError,
    ValueError,
    OSError,
)


def kept_moment(at: datetime) -> datetime:
    """``at``, or the nearest that a backup can say of itself: a wrong clock is no reason to have none.

    Both are leap years, and far enough from the ends for any zone.
    """
    if at.year < _FIRST_KEPT:
        return at.replace(year=_FIRST_KEPT)
    return at.replace(year=_LAST_KEPT) if at.year > _LAST_KEPT else at


class BackupReason(StrEnum):
    """Why a backup was made. All but the usual ones come before a big step."""

    USUAL = "usual"
    BEFORE_NEW_VERSION = "before_new_version"
    BEFORE_RESTORE = "before_restore"
    BEFORE_IMPORT = "before_import"
    BEFORE_BULK_CHANGE = "before_bulk_change"


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a backup says of itself: when and why it was made, by which program, and what its household holds.

    ``counts`` are rows by table, ``sha256`` hex by member.
    """

    made_at: datetime
    program: str
    schema: int
    revision: int
    counts: dict[str, int]
    sha256: dict[str, str]
    reason: BackupReason = BackupReason.USUAL


def read_manifest(backup: Path) -> Manifest:
    """What the backup says of itself. Raises ``HouseholdFileMissing``, ``BackupDamaged``, ``NewerHouseholdFile``."""
    with _opened(backup) as archive:
        return _manifest(archive)[0]


def backup_salt(backup: Path) -> bytes:
    """The 16 bytes that the household in it begins with: whose it is, without a key. Raises as ``read_manifest``."""
    with _opened(backup) as archive, archive.open(HOUSEHOLD) as member:
        return member.read(SALT_BYTES)


def keys_of_backup(backup: Path) -> KeyFile:
    """What of the key file in it is as it was written; ``NO_KEYS`` where there is none. Raises as ``read_manifest``."""
    with _opened(backup) as archive:
        expected = _manifest(archive)[0].sha256.get(KEYS)
        if expected is None:
            return NO_KEYS
        with archive.open(KEYS) as member:
            data = member.read(_MOST_KEYS_BYTES)
        if hashlib.sha256(data).hexdigest() != expected:
            raise ValueError("a member is not as it was written")
        return keys_from(data, backup)


def check_seal(backup: Path, key: DatabaseKey) -> Manifest:
    """The manifest, proven to be written by somebody with this key. Raises ``BackupDamaged`` besides."""
    with _opened(backup) as archive:
        manifest, seal = _manifest(archive)
        if not hmac.compare_digest(seal, _seal(manifest, key)):
            raise ValueError("the manifest was written by somebody else")
        return manifest


def unpack_backup(backup: Path, folder: Path) -> Path:
    """Puts the household's file and its key file into an empty private ``folder``; returns the household's file.

    Raises ``BackupDamaged`` where a byte is not as it was written, ``CannotWriteHere``.
    """
    with _opened(backup) as archive:
        manifest, _seal_found = _manifest(archive)
        for name, expected in manifest.sha256.items():
            if _write_out(_pieces(archive, name), folder / name) != expected:
                raise ValueError("a member is not as it was written")
    with obstacles(folder):
        sync_folder(folder)
    return folder / HOUSEHOLD


def pack(draft: Path, household: Path, keys: bytes, manifest: Manifest, key: DatabaseKey) -> None:
    """Fills ``draft`` with the household's file and its key file, on the disk when this returns."""
    with draft.open("wb") as file:
        with zipfile.ZipFile(file, "w", zipfile.ZIP_STORED, allowZip64=False) as archive:
            with household.open("rb") as source, archive.open(_member(HOUSEHOLD), "w") as member:
                shutil.copyfileobj(source, member, _PIECE)
            if keys:
                archive.writestr(_member(KEYS), keys)
            document = _values(manifest) | {"seal": _seal(manifest, key)}
            archive.writestr(_member(MANIFEST), json.dumps(document, indent=1))
        file.flush()
        os.fsync(file.fileno())


def _member(name: str) -> zipfile.ZipInfo:
    """Without a time of its own: a ZIP knows none before 1980, which a wrong clock may show. The manifest has one."""
    return zipfile.ZipInfo(name)


def check_as_written(backup: Path, manifest: Manifest) -> None:
    """Reads all of it back, from the disk where the system lets go of what it remembers. Raises ``BackupDamaged``."""
    _forget_cached(backup)
    with _opened(backup) as archive:
        found, _seal_found = _manifest(archive)
        sums = {name: _sum(_pieces(archive, name)) for name in found.sha256}
        if found != manifest or sums != manifest.sha256:
            raise ValueError("not as it was written")


def sum_of(path: Path) -> str:
    """SHA-256 of a file, in hex."""
    with path.open("rb") as file:
        return _sum(iter(lambda: file.read(_PIECE), b""))


def copy_bytes(source: Path, draft: Path, tell: Callable[[], object]) -> None:
    """Copies a file, on the disk when this returns, and calls ``tell`` after each MiB."""

    def pieces() -> Iterator[bytes]:
        with source.open("rb") as file:
            while piece := file.read(_PIECE):
                yield piece
                tell()

    draft.unlink()
    _write_out(pieces(), draft)


@contextmanager
def _opened(backup: Path) -> Iterator[zipfile.ZipFile]:
    """What goes wrong with the archive in here is ``BackupDamaged``."""
    try:
        if not backup.is_file():
            raise HouseholdFileMissing(str(backup))
        _check_shape(backup)
        with zipfile.ZipFile(backup) as archive:
            _check_members(archive)
            yield archive
    except _Newer as error:
        raise NewerHouseholdFile(str(backup), error.version, VERSION) from None
    except _DAMAGE as error:
        raise BackupDamaged(str(backup)) from error


class _Newer(Exception):
    def __init__(self, version: int) -> None:
        super().__init__(version)
        self.version = version


def _check_shape(backup: Path) -> None:
    """Before the library reads a directory that could be as long as the file."""
    size = backup.stat().st_size
    with backup.open("rb") as file:
        file.seek(max(0, size - _LAST_RECORD.size))
        signature, _disk, _first, _here, entries, length, _place, comment = _LAST_RECORD.unpack(file.read())
    is_ours = signature == _LAST_SIGNATURE and entries in {2, 3} and length <= _MOST_DIRECTORY_BYTES
    if size > _MOST_BYTES or comment or not is_ours:
        raise ValueError("not an archive of this program")


def _check_members(archive: zipfile.ZipFile) -> None:
    """No paths, no compression, nothing besides what we put in, and not larger than the file itself."""
    members = archive.infolist()
    plain = all(
        each.compress_type == zipfile.ZIP_STORED and each.file_size == each.compress_size for each in members
    )
    assert archive.fp is not None
    size = archive.fp.seek(0, os.SEEK_END)
    if not plain or sum(each.file_size for each in members) > size:
        raise ValueError("sizes that cannot be")
    if sorted(each.filename for each in members) not in _SHAPES:
        raise ValueError("members that do not belong in a backup")


def _manifest(archive: zipfile.ZipFile) -> tuple[Manifest, str]:
    """The manifest and its seal."""
    with archive.open(MANIFEST) as file:
        values = json.loads(file.read(_MOST_MANIFEST_BYTES))
    if values["format"] != FORMAT or type(values["version"]) is not int:
        raise ValueError("not a backup")
    if values["version"] > VERSION:
        raise _Newer(values["version"])
    members = {member.filename for member in archive.infolist()} - {MANIFEST}
    if set(values["sha256"]) != members or values["version"] != VERSION:
        raise ValueError("a member without its sum")
    manifest = Manifest(
        made_at=datetime.fromisoformat(values["made_at"]),
        program=str(values["program"]),
        schema=int(values["schema"]),
        revision=int(values["revision"]),
        counts={str(name): int(count) for name, count in values["counts"].items()},
        sha256={str(name): str(found) for name, found in values["sha256"].items()},
        reason=BackupReason(values["reason"]),
    )
    if manifest.made_at.tzinfo is None or not FIRST_YEAR <= manifest.made_at.year <= LAST_YEAR:
        raise ValueError("a time without its offset")
    return manifest, str(values["seal"])


def _values(manifest: Manifest) -> dict[str, Any]:
    return {"format": FORMAT, "version": VERSION, **asdict(manifest), "made_at": manifest.made_at.isoformat()}


def _seal(manifest: Manifest, key: DatabaseKey) -> str:
    """HMAC-SHA256 under a key of its own; with the sums in the manifest it seals every byte of the backup."""
    text = json.dumps(_values(manifest), sort_keys=True, separators=(",", ":"))
    return hmac.digest(hmac.digest(bytes(key.raw), _SEAL_LABEL, "sha256"), text.encode(), "sha256").hex()


def _write_out(pieces: Iterator[bytes], target: Path) -> str:
    """Writes a new private file. Returns its SHA-256. Raises ``CannotWriteHere``."""
    digest = hashlib.sha256()
    with obstacles(target):
        descriptor = os.open(target, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
        out = os.fdopen(descriptor, "wb")
    with out:
        for piece in pieces:
            digest.update(piece)
            with obstacles(target):
                out.write(piece)
        with obstacles(target):
            out.flush()
            os.fsync(out.fileno())
    return digest.hexdigest()


def _sum(pieces: Iterator[bytes]) -> str:
    digest = hashlib.sha256()
    for piece in pieces:
        digest.update(piece)
    return digest.hexdigest()


def _pieces(archive: zipfile.ZipFile, name: str) -> Iterator[bytes]:
    with archive.open(name) as member:
        while piece := member.read(_PIECE):
            yield piece


def _forget_cached(path: Path) -> None:
    if hasattr(os, "posix_fadvise"):  # else the system's memory may answer for the disk
        with suppress(OSError), path.open("rb") as file:
            os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)
