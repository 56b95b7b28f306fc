"""A backup's household in the place of the one that is there, whole or not at all, and nothing deleted.

All that is to be put in place is first laid ready in one folder beside the household; a plan in that folder, written
last, is the point of no return. From there on each step can be done again: a killed restore is finished by
``finish_restore``, and one without a plan never happened. The old database goes before its WAL does, because SQLite
would write the pages of an old WAL into whatever database of the same key and name it finds beside it.
"""

from __future__ import annotations

import os
import secrets
import shutil
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import datetime
from pathlib import Path
from typing import Final

from caregiver_app.atomic_write import sync_folder
from caregiver_app.storage.backup.backup_archive import HOUSEHOLD, backup_salt, unpack_backup
from caregiver_app.storage.backup.backup_file import unpacked
from caregiver_app.storage.backup.restore_plan import PLAN, Plan, is_ours, read_plan, write_plan
from caregiver_app.storage.disk.file_location import LocationKind, location_of
from caregiver_app.storage.disk.file_lock import InodeLock
from caregiver_app.storage.disk.file_names import check_name, keys_path, lock_folder, restoring_folder
from caregiver_app.storage.disk.new_file import SQLITE_ENDS, obstacles
from caregiver_app.storage.errors import (
    HouseholdFileExists,
    NotAHouseholdFile,
    OnNetworkShare,
)
from caregiver_app.storage.vault.key_file import header, keys_at, mended, write_keys
from caregiver_app.storage.vault.key_text import KeyFile
from caregiver_app.storage.vault.spare_keys import spare_slots

_KEYS_END: Final = ".keys"


def restore_file(backup: Path, household: Path, now: datetime, *, replaces: bool = True) -> Path | None:
    """Puts a backup's household and keys in place. Returns where the file that was there is now, if there was one.

    Passphrases that open the household today go on to do so, if they belong to the same secret; else those of the
    backup's day count. Raises ``BackupDamaged``, ``CannotWriteHere``, ``HouseholdFileBusy``, ``OnNetworkShare``,
    ``NameOfPassing``, ``NotAHouseholdFile`` for what is no plain file or the backup itself, and where it must not
    replace anything ``HouseholdFileExists``; then all is as it was.
    """
    _check_place(household, backup)
    finish_restore(household)
    if not replaces and os.path.lexists(household):
        raise HouseholdFileExists(str(household))
    ready = restoring_folder(household)
    with obstacles(household):
        if os.path.lexists(ready):  # not ours, or finishing would have taken it away
            ready.rename(ready.with_name(f"{ready.name}-of-somebody-{secrets.token_hex(4)}"))
        ready.mkdir(mode=0o700)
    try:
        copy = unpack_backup(backup, ready)
        has_keys = _choose_keys(household, copy)
        plan = Plan(_aside_name(household, now), has_keys)
        with obstacles(household):
            write_plan(ready, plan)
    except BaseException:
        shutil.rmtree(ready, ignore_errors=True)
        raise
    try:
        return _finish(plan, household, ready)
    except BaseException:
        # Said at once, and not done behind anybody's back at the next start. Once the old file was moved it is ended.
        if household.is_file() and not os.path.lexists(household.with_name(plan.aside)):
            shutil.rmtree(ready, ignore_errors=True)
        raise


def finish_restore(household: Path) -> Path | None:
    """Ends a restore that was interrupted, or clears one away that had not begun. Returns as ``restore_file``.

    Called before a household's file is opened. Where there is nothing to end, it looks for one name and is done. What
    somebody else put there is neither obeyed nor touched.
    """
    ready = restoring_folder(household)
    if not is_ours(ready):
        return None
    plan = read_plan(ready)
    if plan is not None:
        return _finish(plan, household, ready)
    if not os.path.lexists(ready / PLAN):
        shutil.rmtree(ready, ignore_errors=True)
    return None


def _finish(plan: Plan, household: Path, ready: Path) -> Path | None:
    with ExitStack() as held, obstacles(household):
        if household.is_file():
            held.enter_context(InodeLock.share(household, lock_folder())).make_exclusive()
        _carry_out(plan, household, ready)
        # The plan goes last: what is left without one counts for nothing.
        for each in sorted(ready.iterdir(), key=lambda path: path.name == PLAN):
            each.unlink()
        ready.rmdir()
    aside = household.with_name(plan.aside)
    return aside if os.path.lexists(aside) else None


def _carry_out(plan: Plan, household: Path, ready: Path) -> None:
    folder = household.parent
    copy = ready / HOUSEHOLD
    if copy.exists():
        for end in SQLITE_ENDS:
            _move_aside(household, plan.aside, end)
        if not plan.has_keys or keys_path(copy).exists():
            _move_aside(household, plan.aside, _KEYS_END)
        if keys_path(copy).exists():
            keys_path(copy).rename(keys_path(household))
        sync_folder(folder)
        copy.rename(household)
    sync_folder(folder)


def _move_aside(household: Path, aside: str, end: str) -> None:
    source = household.with_name(household.name + end)
    if not os.path.lexists(source):
        return
    target = household.with_name(aside + end)
    count = 1
    while os.path.lexists(target):  # somebody put a file here after a restore was interrupted
        count += 1
        target = household.with_name(f"{aside}-{count}{end}")
    source.rename(target)


def _choose_keys(household: Path, copy: Path) -> bool:
    """Leaves beside ``copy`` the keys that are to hold from now on. Returns whether there are any."""
    salt = header(copy)
    here, there = keys_at(household), keys_at(copy)
    own = here.set_for(salt)
    if not here.is_whole or own is None:
        # What is left of the keys here goes before those of the backup's day, which may be others by now.
        own = mended(here, salt, there.set_for(salt), spare_slots(household, salt))
    if own is None:
        with obstacles(copy):
            keys_path(copy).unlink(missing_ok=True)
        return False
    # A restore that nobody saw to its end is told at the next start: the file is older than the last one seen.
    write_keys(copy, KeyFile((own,), here.seen if here.set_for(salt) else 0))
    return True


def _aside_name(household: Path, now: datetime) -> str:
    return f"{household.stem}-damaged-{now:%Y-%m-%d-%H%M%S}{household.suffix}"


def _check_place(household: Path, backup: Path) -> None:
    check_name(household)
    if household.exists() and (not household.is_file() or household.samefile(backup)):
        raise NotAHouseholdFile(str(household))
    location = location_of(household)
    if location.kind is LocationKind.NETWORK:
        raise OnNetworkShare(str(household), location.name)
    if not household.parent.is_dir():
        with obstacles(household):
            household.parent.mkdir(parents=True, mode=0o700)


def opens_with_present_keys(backup: Path, household: Path) -> bool:
    """Whether those who can open the household now can open the backup too. Raises as ``read_manifest``."""
    return keys_at(household).set_for(backup_salt(backup)) is not None


def lost_only_keys(backup: Path, household: Path) -> bool:
    """Whether the household is there and only its key file is lost or damaged, of which this backup holds a copy.

    Then whoever opens the backup opens the household itself, and all that was written since stays. It is how the keys
    in a second place are found: its folder is known inside the lock alone. Raises as ``read_manifest``.
    """
    salt, keys = backup_salt(backup), keys_at(household)
    return household.is_file() and header(household) == salt and not (keys.is_whole and keys.set_for(salt))


@contextmanager
def ready_to_unlock(backup: Path, household: Path, folder: Path) -> Iterator[Path]:
    """A backup's household for a while, inside ``folder``, with the keys that would open it once it is in place."""
    with unpacked(backup, folder) as copy:
        _choose_keys(household, copy)
        yield copy
