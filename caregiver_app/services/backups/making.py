"""The backups of a household: where they are, what they are called, making one, and thinning out old ones."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Final

from caregiver_app import __version__
from caregiver_app.domain.errors import KnownError
from caregiver_app.services.backups.retention import Stamp, kept
from caregiver_app.storage import (
    BackupReason,
    CannotWriteHere,
    DatabaseKey,
    HouseholdFileExists,
    Manifest,
    WriteObstacle,
    backups_folder,
)

if TYPE_CHECKING:
    from caregiver_app.storage import Access

ENDING: Final = ".caregiver-backup"
# They say when, and nothing else: names are seen by whoever sees the stick.
_NAME: Final = re.compile(rf"(2[01]\d\d-\d\d-\d\dT\d{{6}})Z(?:-\d{{1,3}})?{re.escape(ENDING)}")
_MOMENT: Final = "%Y-%m-%dT%H%M%S"
_MOST_IN_A_SECOND: Final = 100
# Nobody writes to a file for so long without a byte arriving; a killed program does.
_LEFT_BEHIND: Final = timedelta(hours=1)


class Where(StrEnum):
    """Beside the household, or in the second place that the family chose."""

    HERE = "here"
    SECOND = "second"


class BackupState(StrEnum):
    """What can be said of a backup without its key."""

    READY = "ready"
    OLDER_KEYS = "older_keys"
    """Made before new keys: it opens with the passphrases and the recovery key of its day."""
    OF_ANOTHER = "of_another"
    UNREADABLE = "unreadable"


@dataclass(frozen=True, slots=True)
class StoredBackup:
    """One backup file. ``at`` is what its name says; ``manifest`` is missing where it cannot be read."""

    path: Path
    at: datetime
    size: int
    where: Where
    state: BackupState
    manifest: Manifest | None = None


def has_backups(household: Path) -> bool:
    """Whether there is anything in their folder, readable or not."""
    try:
        return any(backups_folder(household).iterdir())
    except OSError:
        return False


def ready_folder(household: Path, now: datetime) -> Path:
    """That folder, made if need be, without what a killed program left half done. Raises ``CannotWriteHere``."""
    from caregiver_app.storage import sweep_leftovers

    folder = backups_folder(household)
    try:
        folder.mkdir(mode=0o700, exist_ok=True)
    except (FileNotFoundError, NotADirectoryError) as error:
        raise CannotWriteHere(str(folder), WriteObstacle.NO_FOLDER) from error
    except OSError as error:
        raise CannotWriteHere(str(folder), WriteObstacle.NO_PERMISSION) from error
    sweep_leftovers(folder, now - _LEFT_BEHIND)
    return folder


def make_backup(household: Path, key: DatabaseKey, now: datetime, reason: BackupReason) -> Path:
    """A verified backup beside the household. From any thread. Raises the store's ``KnownError``s."""
    from caregiver_app.storage import kept_moment, write_backup

    now = kept_moment(now)
    folder = ready_folder(household, now)
    target = free_name(folder, now)
    write_backup(household, key, target, now, __version__, reason)
    return target


def back_up_before_migration(household: Path, access: Access, now: datetime) -> None:
    """Raises the store's ``KnownError``s; then nothing is migrated."""
    make_backup(household, access.secret.database_key(), now, BackupReason.BEFORE_NEW_VERSION)


def free_name(folder: Path, at: datetime) -> Path:
    """A name in ``folder`` that says when, in UTC. Raises ``HouseholdFileExists`` where a second is used up."""
    moment = f"{at.astimezone(UTC):{_MOMENT}}Z"
    for count in range(1, _MOST_IN_A_SECOND):
        path = folder / f"{moment}{f'-{count}' if count > 1 else ''}{ENDING}"
        if not path.exists():
            return path
    raise HouseholdFileExists(str(folder / f"{moment}{ENDING}"))


def stored_backups(
    folder: Path, where: Where, salt: bytes | None = None, older_salts: Collection[bytes] = ()
) -> tuple[StoredBackup, ...]:
    """The backups in a folder, newest first; none where it is not there. Files with other names are not looked at.

    ``salt`` is that of the household's present keys; without it nothing is said about whose they are.
    """
    try:
        named = [(path, at) for path in folder.iterdir() if (at := _moment(path.name))]
    except OSError:
        return ()
    backups = [_stored(path, at, where, salt, older_salts) for path, at in named]
    return tuple(sorted(backups, key=lambda each: (each.at, each.path.name), reverse=True))


def one_backup(path: Path) -> StoredBackup:
    """A backup that somebody chose, whatever it is called. Raises ``HouseholdFileMissing``, ``BackupDamaged``."""
    from caregiver_app.storage import read_manifest

    manifest = read_manifest(path)
    return StoredBackup(path, manifest.made_at, _size(path), Where.HERE, BackupState.READY, manifest)


def thin_out(backups: Collection[StoredBackup], now: datetime) -> None:
    """Deletes what ``thinning`` does not keep. Never what is another household's or cannot be read."""
    known = (BackupState.READY, BackupState.OLDER_KEYS)
    ours = {_stamp(backup): backup for backup in backups if backup.state in known}
    for stamp in frozenset(ours) - kept(frozenset(ours), now):
        try:
            ours[stamp].path.unlink(missing_ok=True)
        except OSError:
            continue  # an old one too many does no harm; the next time it is tried again


def _stamp(backup: StoredBackup) -> Stamp:
    is_usual = backup.manifest is None or backup.manifest.reason is BackupReason.USUAL
    return Stamp(backup.at, backup.path.name, is_before_a_step=not is_usual)


def _stored(
    path: Path, at: datetime, where: Where, salt: bytes | None, older_salts: Collection[bytes]
) -> StoredBackup:
    from caregiver_app.storage import backup_salt, read_manifest

    try:
        manifest, found = read_manifest(path), backup_salt(path)
    except KnownError:
        return StoredBackup(path, at, _size(path), where, BackupState.UNREADABLE)
    state = BackupState.OF_ANOTHER
    if salt in {None, found}:
        state = BackupState.READY
    elif found in older_salts:
        state = BackupState.OLDER_KEYS
    return StoredBackup(path, at, _size(path), where, state, manifest)


def _moment(name: str) -> datetime | None:
    """When a backup of that name was made; ``None`` for any other name."""
    found = _NAME.fullmatch(name)
    try:
        return datetime.strptime(found[1], _MOMENT).replace(tzinfo=UTC) if found else None
    except ValueError:  # the 31st of February
        return None


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0
