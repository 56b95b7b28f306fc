"""The household's file and its keys. Others import this package, never its modules, and hold domain values only.

A household at ``PATH`` is one SQLite database encrypted by SQLCipher (AES-256 and a seal on each page) under a raw
key, in WAL mode with ``synchronous=FULL``: an acknowledged write survives a power cut. ``PATH.keys`` says who can
open it (``key_slots``); ``secret`` tells how all keys come from one secret, which is also what the printed recovery
key holds. Statements that only SQLite knows, and all of opening a connection, are in ``engine``.

Decisions, and why: no row is unencrypted, not even in a temporary file (SQLCipher keeps those in memory). The key file
is beside the database and not in it, since it must be read before the database can be; a copy of it is inside, for the
day it is lost. Backups are made by copying pages through the key (``backup_file``), never the file itself, whose
latest writes may still be in its WAL.

Two kinds of data. *Records* are one frozen ``Household``: read whole, written by what changed
(``household/row_changes``), sealed by a multiset hash that moves with each write (``household/seal``). *Events* are
an append-only log (``household/event_log``), sealed by month, so that a damaged month says so and closes no other;
they are read by month and never whole. Otherwise than first planned: an event keeps its moment in UTC with the
offset of the wall clock rather than the name of a zone (what happened does not move when a government changes its
clocks), and what a kind says besides is JSON in one column, written by ``domain.json_values`` as in the household
document: kinds come, and a table of 500,000 rows stays as it is. What can be true only once (a print's number;
later a dose at its due time) is held by a table with a unique key, and handed on by an amendment.

SQLAlchemy (some 300 ms) and the cipher are loaded when the first name that needs them is used; importing this package
costs nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any, Final

from caregiver_app.storage.errors import (
    BackupDamaged,
    CannotWriteHere,
    ChangedElsewhere,
    CipherMissing,
    EventsDamaged,
    HouseholdFileBusy,
    HouseholdFileClosed,
    HouseholdFileDamaged,
    HouseholdFileError,
    HouseholdFileExists,
    HouseholdFileMissing,
    HouseholdFileReplaced,
    KeysChanged,
    KeysDamaged,
    KeysError,
    KeysMissing,
    KeysOfAnother,
    LastHolder,
    NameOfPassing,
    NameTaken,
    NewerHouseholdFile,
    NoSuchHolder,
    NotAHouseholdFile,
    NotEncrypted,
    NotEnoughMemory,
    OnNetworkShare,
    OpenUnderAnotherName,
    TooManyHolders,
    ViewOnly,
    WriteObstacle,
    WrongPassphrase,
    WrongRecoveryKey,
)

if TYPE_CHECKING:
    from caregiver_app.storage.backup.backup_archive import (
        BackupReason,
        Manifest,
        backup_salt,
        kept_moment,
        read_manifest,
        unpack_backup,
    )
    from caregiver_app.storage.backup.backup_file import (
        BackupContent,
        copy_backup,
        read_backup,
        sweep_leftovers,
        write_backup,
    )
    from caregiver_app.storage.backup.replace_file import (
        finish_restore,
        lost_only_keys,
        opens_with_present_keys,
        ready_to_unlock,
        restore_file,
    )
    from caregiver_app.storage.backup.restore_plan import is_ours
    from caregiver_app.storage.disk.file_location import (
        FileLocation,
        LocationKind,
        conflict_copies,
        location_of,
    )
    from caregiver_app.storage.disk.file_lock import WindowLock, ask_to_raise
    from caregiver_app.storage.disk.file_names import (
        SCRATCH,
        backups_folder,
        check_name,
        keys_path,
        restoring_folder,
    )
    from caregiver_app.storage.disk.new_file import sweep_drafts
    from caregiver_app.storage.disk.plain_file import protect_plain_file
    from caregiver_app.storage.household.event_log import LOST_IN_RESCUE, EventLog
    from caregiver_app.storage.household.household_file import HouseholdFile
    from caregiver_app.storage.household.month_check import is_month_sound
    from caregiver_app.storage.vault.access import (
        KeyHolder,
        add_holder,
        add_keyring_slot,
        change_passphrase,
        drop_keys_unless_made,
        has_keyring_slot,
        key_holders,
        recovery_key,
        remove_holder,
        remove_keyring_slot,
        unlock,
        unlock_with_keyring,
        unlock_with_recovery_key,
        was_ever_opened,
    )
    from caregiver_app.storage.vault.key_slots import USUAL_COST, Cost
    from caregiver_app.storage.vault.renewed_keys import make_new_keys
    from caregiver_app.storage.vault.secret import Access, DatabaseKey, new_access

_LAZY: Final = {
    "vault.access": (
        "KeyHolder",
        "LOST_IN_RESCUE",
        "add_holder",
        "add_keyring_slot",
        "change_passphrase",
        "drop_keys_unless_made",
        "has_keyring_slot",
        "key_holders",
        "recovery_key",
        "remove_holder",
        "remove_keyring_slot",
        "unlock",
        "unlock_with_keyring",
        "unlock_with_recovery_key",
        "was_ever_opened",
    ),
    "backup.backup_archive": (
        "BackupReason",
        "Manifest",
        "backup_salt",
        "kept_moment",
        "read_manifest",
        "unpack_backup",
    ),
    "backup.backup_file": (
        "BackupContent",
        "copy_backup",
        "read_backup",
        "sweep_leftovers",
        "write_backup",
    ),
    "disk.file_lock": ("WindowLock", "ask_to_raise"),
    "disk.file_names": ("SCRATCH", "backups_folder", "check_name", "keys_path", "restoring_folder"),
    "household.event_log": ("LOST_IN_RESCUE", "EventLog"),
    "household.household_file": ("HouseholdFile",),
    "household.month_check": ("is_month_sound",),
    "vault.key_slots": ("USUAL_COST", "Cost"),
    "disk.new_file": ("sweep_drafts",),
    "vault.renewed_keys": ("make_new_keys",),
    "disk.plain_file": ("protect_plain_file",),
    "disk.file_location": ("FileLocation", "LocationKind", "conflict_copies", "location_of"),
    "backup.replace_file": (
        "finish_restore",
        "lost_only_keys",
        "opens_with_present_keys",
        "ready_to_unlock",
        "restore_file",
    ),
    "backup.restore_plan": ("is_ours",),
    "vault.secret": ("Access", "DatabaseKey", "new_access"),
}
_HOME: Final = {name: module for module, names in _LAZY.items() for name in names}

__all__ = [
    "LOST_IN_RESCUE",
    "SCRATCH",
    "USUAL_COST",
    "Access",
    "BackupContent",
    "BackupDamaged",
    "BackupReason",
    "CannotWriteHere",
    "ChangedElsewhere",
    "CipherMissing",
    "Cost",
    "DatabaseKey",
    "EventLog",
    "EventsDamaged",
    "FileLocation",
    "HouseholdFile",
    "HouseholdFileBusy",
    "HouseholdFileClosed",
    "HouseholdFileDamaged",
    "HouseholdFileError",
    "HouseholdFileExists",
    "HouseholdFileMissing",
    "HouseholdFileReplaced",
    "KeyHolder",
    "KeysChanged",
    "KeysDamaged",
    "KeysError",
    "KeysMissing",
    "KeysOfAnother",
    "LastHolder",
    "LocationKind",
    "Manifest",
    "NameOfPassing",
    "NameTaken",
    "NewerHouseholdFile",
    "NoSuchHolder",
    "NotAHouseholdFile",
    "NotEncrypted",
    "NotEnoughMemory",
    "OnNetworkShare",
    "OpenUnderAnotherName",
    "TooManyHolders",
    "ViewOnly",
    "WindowLock",
    "WriteObstacle",
    "WrongPassphrase",
    "WrongRecoveryKey",
    "add_holder",
    "add_keyring_slot",
    "ask_to_raise",
    "backup_salt",
    "backups_folder",
    "change_passphrase",
    "check_name",
    "conflict_copies",
    "copy_backup",
    "drop_keys_unless_made",
    "finish_restore",
    "has_keyring_slot",
    "is_month_sound",
    "is_ours",
    "kept_moment",
    "key_holders",
    "keys_path",
    "location_of",
    "lost_only_keys",
    "make_new_keys",
    "new_access",
    "opens_with_present_keys",
    "protect_plain_file",
    "read_backup",
    "read_manifest",
    "ready_to_unlock",
    "recovery_key",
    "remove_holder",
    "remove_keyring_slot",
    "restore_file",
    "restoring_folder",
    "sweep_drafts",
    "sweep_leftovers",
    "unlock",
    "unlock_with_keyring",
    "unlock_with_recovery_key",
    "unpack_backup",
    "was_ever_opened",
    "write_backup",
]


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        raise AttributeError(name)
    value = getattr(import_module(f"{__name__}.{_HOME[name]}"), name)
    globals()[name] = value
    return value
