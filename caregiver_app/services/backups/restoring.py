"""Looking into a backup, telling what changed since, putting it back; and a household's file from a backup alone."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from caregiver_app.domain.history import EntryKind, HistoryEntry
from caregiver_app.domain.household import Household
from caregiver_app.domain.preferences import Clock
from caregiver_app.i18n import _
from caregiver_app.reference import Reference
from caregiver_app.services.backups.backup_keeper import back_up_now
from caregiver_app.services.backups.making import ready_folder
from caregiver_app.services.event_damage import ABOUT_EVENTS
from caregiver_app.services.history import changes_between, changes_of
from caregiver_app.services.notice import Notice
from caregiver_app.storage import BackupReason
from caregiver_app.wording.backups import moment
from caregiver_app.wording.history import entry_text

if TYPE_CHECKING:
    from caregiver_app.services.open_household import OpenHousehold
    from caregiver_app.storage import Access, BackupContent, DatabaseKey, KeyHolder


def look_into(backup: Path, household: Path, key: DatabaseKey, now: datetime) -> BackupContent:
    """All of a backup, read by restoring it into a private folder that is gone afterwards. From any thread.

    Raises ``BackupDamaged``, ``KeysOfAnother``, ``NewerHouseholdFile``, ``CannotWriteHere``.
    """
    from caregiver_app.storage import read_backup

    return read_backup(backup, key, _folder(household, now))


def holders_of(backup: Path, household: Path, now: datetime) -> tuple[KeyHolder, ...]:
    """Whose passphrases open it once it is in the place of ``household``; none where only the recovery key does."""
    from caregiver_app.storage import KeysMissing, key_holders, ready_to_unlock

    with ready_to_unlock(backup, household, _folder(household, now)) as copy:
        try:
            return key_holders(copy)
        except KeysMissing:
            return ()


def unlock_backup(backup: Path, household: Path, holder_id: str, passphrase: str, now: datetime) -> Access:
    """As ``storage.unlock``, for a backup. From any thread."""
    from caregiver_app.storage import ready_to_unlock, unlock

    with ready_to_unlock(backup, household, _folder(household, now)) as copy:
        return unlock(copy, holder_id, passphrase)


def unlock_backup_with_recovery_key(backup: Path, household: Path, text: str, now: datetime) -> Access:
    """As ``storage.unlock_with_recovery_key``, for a backup."""
    from caregiver_app.storage import ready_to_unlock, unlock_with_recovery_key

    with ready_to_unlock(backup, household, _folder(household, now)) as copy:
        return unlock_with_recovery_key(copy, text)


def changed_since(
    then: Household, now: Household, clock: Clock, reference: Reference | None = None
) -> tuple[str, ...]:
    """A sentence for each thing that changed from ``then`` to ``now``."""
    changes = changes_between(then, now)
    if not changes:
        return ()
    # The entry is never kept; it is how the history's sentences are asked for.
    entry = HistoryEntry(0, datetime.min, "", EntryKind.KEPT, "", changes)  # noqa: DTZ901 - nor is its time shown
    return entry_text(entry, changes_of(entry), clock, reference).details


def put_back(opened: OpenHousehold, then: Household, made_at: datetime) -> None:
    """The household as it was then, as one step that can be undone; today's state is backed up first.

    Raises the store's ``KnownError``s; then nothing changed.
    """
    back_up_now(opened, BackupReason.BEFORE_RESTORE)
    what = _("Put back the backup of {moment}").format(
        moment=moment(made_at.astimezone(opened.moment().tzinfo), opened.household.preferences.clock)
    )
    opened.change(what, lambda _now: then, EntryKind.KEPT)


def put_in_place(
    backup: Path, household: Path, key: DatabaseKey, now: datetime, *, replaces: bool = True
) -> Path | None:
    """A household's file and keys from a backup, once all of it was read. From any thread.

    Returns where the file that was there is kept. Raises ``BackupDamaged``, ``CannotWriteHere``, ``HouseholdFileBusy``,
    ``OnNetworkShare``, and where it must not replace anything ``HouseholdFileExists``; then all is as it was.
    """
    from caregiver_app.storage import restore_file

    look_into(backup, household, key, now)
    return restore_file(backup, household, now, replaces=replaces)


def open_restored(
    household: Path, access: Access, now: Callable[[], datetime], made_at: datetime
) -> OpenHousehold:
    """The household after ``put_in_place``; its history says where it comes from."""
    from caregiver_app.services.opening import open_file

    opened = open_file(household, access, now)
    when = moment(made_at.astimezone(now().tzinfo), opened.household.preferences.clock)
    # That it is older is what was wanted.
    back = _("Everything is back as of {moment}. Later changes are not in it.").format(moment=when)
    kept = (notice for notice in opened.notices if notice.kind in ABOUT_EVENTS)
    opened.notices = (Notice("restored", back), *kept)
    opened.note(EntryKind.KEPT, _("Restored the household from the backup of {moment}").format(moment=when))
    return opened


def open_with_keys_of_backup(household: Path, access: Access, now: Callable[[], datetime]) -> OpenHousehold:
    """The household that is there, where ``storage.lost_only_keys``: its key file is made anew, nothing is replaced.

    Raises the store's ``KnownError``s.
    """
    from caregiver_app.services.opening import open_file

    opened = open_file(household, access, now)
    back = _("The keys are back, from the copy in the backup. Everything is as it was left.")
    opened.notices = (Notice("keys_back", back), *opened.notices)
    opened.note(EntryKind.KEPT, _("Took the keys back from a backup"))
    return opened


def restore_household(
    backup: Path, household: Path, access: Access, now: Callable[[], datetime], *, replaces: bool = True
) -> OpenHousehold:
    """Both in one, in the thread that goes on with the household. Raises as ``put_in_place``."""
    from caregiver_app.storage import read_manifest

    put_in_place(backup, household, access.secret.database_key(), now(), replaces=replaces)
    return open_restored(household, access, now, read_manifest(backup).made_at)


def _folder(household: Path, now: datetime) -> Path:
    """On a new computer the usual place has no folder yet. Where it cannot be made, using it says why."""
    with suppress(OSError):
        household.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    return ready_folder(household, now)
