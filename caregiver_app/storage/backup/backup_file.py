"""Making a backup of a household, copying one elsewhere, and trying whether one can be restored.

A backup gets its name only after everything in it was read back. Any passphrase of that day, or the recovery key, opens
it on any computer (``backup_archive`` says what is in the file).
"""

from __future__ import annotations

import hashlib
import os
import re
import secrets
import shutil
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from caregiver_app.domain.household import Household
from caregiver_app.storage.backup.backup_archive import (
    HOUSEHOLD,
    KEYS,
    BackupReason,
    Manifest,
    backup_salt,
    check_as_written,
    check_seal,
    copy_bytes,
    kept_moment,
    pack,
    read_manifest,
    sum_of,
    unpack_backup,
)
from caregiver_app.storage.database import engine as sqlite
from caregiver_app.storage.disk.file_names import check_name
from caregiver_app.storage.disk.new_file import SQLITE_ENDS, create_whole, obstacles
from caregiver_app.storage.errors import (
    BackupDamaged,
    CannotWriteHere,
    EventsDamaged,
    HouseholdFileDamaged,
    HouseholdFileMissing,
    KeysOfAnother,
    NewerHouseholdFile,
)
from caregiver_app.storage.household import opening
from caregiver_app.storage.household.household_file import HouseholdFile
from caregiver_app.storage.household.opened import for_viewing
from caregiver_app.storage.vault.kept_keys import keys_note
from caregiver_app.storage.vault.key_file import keys_at, keys_inside, mended
from caregiver_app.storage.vault.key_text import KeyFile, keys_text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from caregiver_app.storage.vault.secret import DatabaseKey

_LEFTOVER: Final = ".new-"
_LEFTOVER_NAME: Final = re.compile(r"\.new-[0-9a-f]{16}(-wal|-shm|-journal)?")
_CACHE_KIB: Final = 65_536


@dataclass(frozen=True, slots=True)
class BackupContent:
    """What a backup was found to hold when it was opened and read to the end."""

    manifest: Manifest
    household: Household
    events_damaged: EventsDamaged | None = None
    """Which of its events are not as they were kept. All else in it is whole."""


def write_backup(  # noqa: PLR0913, PLR0917 - all that a manifest says
    household: Path,
    key: DatabaseKey,
    target: Path,
    made_at: datetime,
    program: str,
    reason: BackupReason = BackupReason.USUAL,
) -> Manifest:
    """Copies an open or closed household to ``target``, reads the copy back, and only then gives it its name.

    The copy is made in one step, with a connection of its own, from any thread: whoever writes meanwhile is neither
    stopped nor half copied. Raises ``CannotWriteHere``, ``HouseholdFileExists``, ``HouseholdFileDamaged``,
    ``HouseholdFileMissing``, ``BackupDamaged``, ``NameOfPassing``; then there is no file.
    """
    made: list[Manifest] = []
    check_name(target)

    def fill(draft: Path) -> None:
        with _snapshot(household, key, target.parent) as found:
            keys = _keys_for(household, key.salt, found.keys_inside)
            sums = {HOUSEHOLD: sum_of(found.copy)}
            if keys:
                sums[KEYS] = hashlib.sha256(keys).hexdigest()
            manifest = Manifest(
                kept_moment(made_at), program, found.schema, found.revision, found.counts, sums, reason
            )
            pack(draft, found.copy, keys, manifest, key)
        check_as_written(draft, manifest)
        made.append(manifest)

    try:
        with sqlite.known_errors(household):
            create_whole(target, fill)
    except HouseholdFileDamaged:
        opening.check_beginning(household, key)  # new keys, made meanwhile, are no damage
        raise
    except CannotWriteHere as error:  # SQLite does not say which of the two files it could not write
        raise CannotWriteHere(str(target), error.obstacle) from error
    return made[0]


def copy_backup(backup: Path, target: Path, tell: Callable[[], object] = lambda: None) -> None:
    """Copies a backup, reads the copy back, and only then gives it its name. ``tell`` is called after each MiB.

    Raises ``CannotWriteHere``, ``HouseholdFileExists``, ``BackupDamaged``, what ``tell`` raises; then there is no file.
    """

    def fill(draft: Path) -> None:
        copy_bytes(backup, draft, tell)
        check_as_written(draft, read_manifest(backup))

    create_whole(target, fill)


def read_backup(backup: Path, key: DatabaseKey, folder: Path) -> BackupContent:
    """Restores a backup into a private folder inside ``folder``, reads all of it, and takes the folder away again.

    Raises ``BackupDamaged`` where anything is not as the manifest says, or the manifest is not sealed by ``key``;
    ``KeysOfAnother`` where another key is needed; ``NewerHouseholdFile``.
    """
    if backup_salt(backup) != key.salt:
        raise KeysOfAnother(str(backup))
    manifest = check_seal(backup, key)
    with unpacked(backup, folder) as copy:
        try:
            if _counts_in(copy, key) != manifest.counts:
                raise BackupDamaged(str(backup))
            with HouseholdFile(opening.open_checked(copy, key, lambda: None)) as file:
                return BackupContent(manifest, file.read(), _damage_in(file, backup))
        except HouseholdFileDamaged as error:
            raise BackupDamaged(str(backup)) from error
        except NewerHouseholdFile as error:
            raise NewerHouseholdFile(str(backup), error.version, error.known) from None


def _damage_in(file: HouseholdFile, backup: Path) -> EventsDamaged | None:
    try:
        file.events.check(backup)
    except EventsDamaged as error:
        return error
    return None


@dataclass(frozen=True, slots=True)
class _Found:
    """A copy in the making, and what is in it."""

    copy: Path
    schema: int
    revision: int
    counts: dict[str, int]
    keys_inside: str


def _keys_for(household: Path, salt: bytes, inside: str) -> bytes:
    """Who can open the backup: as the key file says where it is whole, else as the household itself remembers."""
    keys = keys_at(household)
    own = mended(keys, salt, keys_inside(inside, salt, household), ()) or keys.set_for(salt)
    return keys_text(KeyFile((own,))).encode() if own else b""


@contextmanager
def unpacked(backup: Path, folder: Path) -> Iterator[Path]:
    """The household of a backup, with its keys beside it, in a private place inside ``folder`` for a while."""
    place = folder / f"{_LEFTOVER}{secrets.token_hex(8)}"
    with obstacles(folder):
        place.mkdir(mode=0o700)
    try:
        yield unpack_backup(backup, place)
    finally:
        shutil.rmtree(place, ignore_errors=True)


def sweep_leftovers(folder: Path, untouched_since: datetime) -> None:
    """Takes away what a killed program left half done in a backups folder, if nobody has written to it since."""
    with obstacles(folder):
        for each in folder.iterdir():
            ours = _LEFTOVER_NAME.fullmatch(each.name)
            if not ours or each.lstat().st_mtime >= untouched_since.timestamp():
                continue
            if each.is_dir() and not each.is_symlink():
                shutil.rmtree(each, ignore_errors=True)
            else:
                each.unlink(missing_ok=True)


@contextmanager
def _snapshot(household: Path, key: DatabaseKey, folder: Path) -> Iterator[_Found]:
    """A checked, encrypted copy under a name of no meaning, gone afterwards."""
    copy = folder / f"{_LEFTOVER}{secrets.token_hex(8)}"
    with obstacles(copy):
        os.close(os.open(copy, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
    try:
        with (
            closing(_source(household, key)) as source,
            closing(sqlite.connect(copy, key, sqlite.Manner(one_file=True))) as target,
        ):
            # Nothing of it outlives this function, so it need not reach the disk; in memory it is checked faster.
            for pragma in ("synchronous = OFF", "journal_mode = MEMORY", f"cache_size = -{_CACHE_KIB}"):
                target.execute(f"PRAGMA {pragma}").fetchall()
            source.backup(target, pages=-1)
            target.execute("PRAGMA journal_mode = DELETE").fetchall()
            sqlite.check_thoroughly(target, household)
            [revision] = target.execute("SELECT revision FROM meta").fetchone()
            [schema] = target.execute("PRAGMA user_version").fetchone()
            found = _Found(copy, schema, revision, _counts(target), keys_note(target))
        yield found
    finally:
        for end in SQLITE_ENDS:
            copy.with_name(copy.name + end).unlink(missing_ok=True)


def _source(household: Path, key: DatabaseKey) -> Any:
    """Able to write, so that the last to close a file leaves no empty WAL beside it; else for reading."""
    if not household.is_file():
        raise HouseholdFileMissing(str(household))
    if os.access(household, os.W_OK) and os.access(household.parent, os.W_OK):
        with suppress(sqlite.cipher().Error):  # a full disk is when a backup is needed
            return sqlite.connect(household, key)
    return sqlite.connect(household, key, for_viewing(household))


def _counts_in(household: Path, key: DatabaseKey) -> dict[str, int]:
    """Rows by table, in a file that nobody else has open."""
    with (
        sqlite.known_errors(household),
        closing(sqlite.connect(household, key, sqlite.Manner(one_file=True))) as connection,
    ):
        sqlite.check_thoroughly(connection, household)
        return _counts(connection)


def _counts(connection: Any) -> dict[str, int]:
    tables = connection.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name"
    ).fetchall()
    return {
        name: connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0]  # noqa: S608 - our own tables
        for (name,) in tables
        if not name.startswith("sqlite_")
    }
