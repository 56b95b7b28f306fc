"""The commands about the vault itself. Each returns what to tell; what went wrong is raised."""

from __future__ import annotations

import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final

from caregiver_app import __version__
from caregiver_app.cli.arguments import Arguments
from caregiver_app.cli.commands import opened_for
from caregiver_app.cli.secret_entry import access_for
from caregiver_app.domain.history import EntryKind
from caregiver_app.i18n import _, ngettext
from caregiver_app.services.opening import Clock

if TYPE_CHECKING:
    from caregiver_app.domain.household import Household


# Nobody works on a copy for so long without a byte arriving; a killed command does.
_LEFT_BEHIND: Final = 3600.0  # seconds


def check_unlocking(arguments: Arguments, now: Clock) -> list[str]:
    """``unlock-check``: opens the household and says with whose passphrase."""
    with opened_for(arguments, now) as opened:
        who = opened.who
        opens = (
            _("It opens with the passphrase of {who}.").format(who=who)
            if who
            else _("It opens with the recovery key.")
        )
        return [f"{opens} {_people(opened.household)}"]


def back_up(arguments: Arguments, now: Clock) -> list[str]:
    """``backup``: a backup beside the household or where the person says, read back before it gets its name."""
    from caregiver_app.services.backups.backup_keeper import back_up_now
    from caregiver_app.services.bookkeeping import note_or_tell
    from caregiver_app.storage import write_backup

    with opened_for(arguments, now) as opened:
        assert opened.file is not None
        target = arguments.output or back_up_now(opened)
        if arguments.output is not None:
            write_backup(_household(arguments), opened.file.key, arguments.output, now(), __version__)
        trouble = note_or_tell(opened, EntryKind.KEPT, _("Made a backup"))
    return [_("Backed up and read back: {path}").format(path=target), *trouble]


def restore(arguments: Arguments, now: Clock) -> list[str]:
    """``restore``: a household's file from a backup; one that is there is put aside where the person says so.

    Where only its keys are lost they are taken from the backup, and the household stays.
    """
    from caregiver_app.services.backups.restoring import open_with_keys_of_backup, restore_household
    from caregiver_app.storage import (
        HouseholdFileExists,
        finish_restore,
        lost_only_keys,
        ready_to_unlock,
        restoring_folder,
    )

    path = _household(arguments)
    if not path.exists() and restoring_folder(path).is_dir():
        finish_restore(path)
        if path.exists():
            return [_("A restore that was interrupted before is finished: {path}").format(path=path)]
    backup = _backup(arguments)
    takes_keys = path.exists() and not arguments.replace and lost_only_keys(backup, path)
    if path.exists() and not arguments.replace and not takes_keys:
        sys.stderr.write(_("With --replace, the household that is there is put aside and kept.") + "\n")
        raise HouseholdFileExists(str(path))
    with _private_folder() as folder, ready_to_unlock(backup, path, folder) as copy:
        access = access_for(copy, arguments.passphrase_file)
    if takes_keys:
        open_with_keys_of_backup(path, access, now).close()
        return [
            _("Only the keys were lost. They are back, and the household is as it was left: {path}").format(
                path=path
            )
        ]
    opened = restore_household(backup, path, access, now, replaces=arguments.replace)
    opened.close()
    return [_("Restored: {path}. {people}").format(path=path, people=_people(opened.household))]


def verify(arguments: Arguments, now: Clock) -> list[str]:
    """``verify``: reads every byte of a household, by way of a copy that is thrown away, or of a backup.

    Raises what explains the damage, naming the months of events that have any.
    """
    from caregiver_app.storage import read_backup, ready_to_unlock, write_backup

    with _private_folder() as folder:
        if arguments.source.file is None:
            backup = _backup(arguments)
            with ready_to_unlock(backup, folder / "household.caregiver", folder) as copy:
                access = access_for(copy, arguments.passphrase_file)
            content = read_backup(backup, access.secret.database_key(), folder)
            if content.events_damaged:
                raise content.events_damaged
            return [_("The backup is whole. {people}").format(people=_people(content.household))]
        with opened_for(arguments, now) as opened:
            assert opened.file is not None
            opened.file.events.check(_household(arguments))
            backup = folder / "copy.caregiver-backup"
            write_backup(_household(arguments), opened.file.key, backup, now(), __version__)
            content = read_backup(backup, opened.file.key, folder)
    return [_("The household is whole. {people}").format(people=_people(content.household))]


def _people(household: Household) -> str:
    count = len(household.care_recipients)
    return ngettext("It holds {n} person.", "It holds {n} people.", count).format(n=count)


def _household(arguments: Arguments) -> Path:
    assert arguments.source.file is not None
    return arguments.source.file


def _backup(arguments: Arguments) -> Path:
    assert arguments.backup is not None
    return arguments.backup


@contextmanager
def _private_folder() -> Iterator[Path]:
    """For encrypted copies only; gone afterwards, and those of killed commands with it."""
    from caregiver_app.storage import SCRATCH

    with tempfile.TemporaryDirectory(prefix=SCRATCH) as name:
        folder = Path(name)
        _sweep_scratch(folder.parent, folder.stat().st_mtime - _LEFT_BEHIND)
        yield folder


def _sweep_scratch(place: Path, untouched_since: float) -> None:
    """Those of this user that nobody has written to since that time stamp. Never raises."""
    from caregiver_app.storage import SCRATCH, is_ours

    with suppress(OSError):
        for each in place.glob(f"{SCRATCH}????????"):
            if is_ours(each) and each.lstat().st_mtime < untouched_since:
                shutil.rmtree(each, ignore_errors=True)
