"""What can be wrong with a household's file, its keys and its backups, as sentences."""

from __future__ import annotations

from pathlib import Path

from caregiver_app import storage
from caregiver_app.i18n import _
from caregiver_app.wording.dates import months_in_words


def file_sentence(error: storage.HouseholdFileError) -> str:
    """What happened to the file, what is safe, and what to do."""
    if isinstance(error, storage.KeysError):
        return _keys_sentence(error)
    problem = _damaged_events(error) if isinstance(error, storage.EventsDamaged) else _problem(error)
    return _("“{path}”: {problem}").format(path=error.path, problem=problem)


def _problem(error: storage.HouseholdFileError) -> str:
    if isinstance(error, storage.CannotWriteHere):
        return _obstacle(error.obstacle)
    if isinstance(error, storage.NewerHouseholdFile):
        return _(
            "written by a newer program (version {version}; this one reads up to {known}). Get the newer program; "
            "the file was not changed."
        ).format(version=error.version, known=error.known)
    if isinstance(error, storage.HouseholdFileReplaced):
        return _replaced(error)
    if isinstance(error, storage.OpenUnderAnotherName):
        return _(
            "the same file is open under another name, “{other}”. Two names for one file would lose changes. "
            "Close the other, then open it under one name only."
        ).format(other=error.other)
    if isinstance(error, storage.OnNetworkShare):
        return _(
            "this is on a network share ({kind}), where a file in use can be damaged. Keep the household on a disk of "
            "this computer, and let backups go to the share."
        ).format(kind=error.kind)
    return _simple_problem(error)


def _damaged_events(error: storage.EventsDamaged) -> str:
    if not error.months:
        return _(
            "its newest events were lost or changed outside this program. What is whole can be read. Nothing was "
            "deleted. To get them back, restore the newest backup."
        )
    return _(
        "what was written down in {months} is damaged: some of it may be missing or wrong. Other months are not "
        "touched by this. Nothing was deleted. To get it back, restore the newest backup."
    ).format(months=months_in_words(error.months))


def _simple_problem(error: storage.HouseholdFileError) -> str:
    return {
        storage.HouseholdFileMissing: _(
            "there is no such file. Check the name; if it is on a stick or another disk, connect that first."
        ),
        storage.HouseholdFileExists: _("a file of this name is there already. Choose another name."),
        storage.NotAHouseholdFile: _("this is not a household file of this program. Choose another file."),
        storage.HouseholdFileBusy: _("another program is using it. Close that one and try again."),
        storage.ChangedElsewhere: _(
            "it was changed by another window at the same time. You now see that change; please repeat yours."
        ),
        storage.HouseholdFileDamaged: _(
            "it is damaged. Nothing was changed or deleted. Restore the newest backup: the damaged file is then kept "
            "beside it."
        ),
        storage.NameOfPassing: _(
            "a file with such a name comes and goes with a household, and would be swept away. Nothing was written. "
            "Choose another name."
        ),
        storage.HouseholdFileClosed: _("it is closed already. Open it again."),
        storage.ViewOnly: _(
            "it may not be written to, so it is open for looking and printing only. What you typed was not saved."
        ),
        storage.NotEncrypted: _(
            "it is not protected by a passphrase yet. Open it in the window to protect it."
        ),
        storage.BackupDamaged: _(
            "this is not a whole backup of this program. It was not used; choose another one."
        ),
    }.get(type(error), _("it cannot be used. Restore the newest backup."))


def _obstacle(obstacle: storage.WriteObstacle) -> str:
    return {
        storage.WriteObstacle.NO_FOLDER: _("its folder is not there. Choose another folder."),
        storage.WriteObstacle.NO_PERMISSION: _("this place may not be written to. Choose another folder."),
        storage.WriteObstacle.DISK_FULL: _(
            "the disk is full. Nothing saved before is lost. Make room, then try again."
        ),
        storage.WriteObstacle.DEVICE_ERROR: _(
            "the disk reported a fault; it may also be full. Nothing saved before is lost. Look at the disk and its "
            "cable and try again. While a window is open, you can save a rescue copy elsewhere."
        ),
    }[obstacle]


def _replaced(error: storage.HouseholdFileReplaced) -> str:
    if error.gone:
        return _(
            "this file was deleted or moved while it was open. Nothing more is written to it. What you see is still "
            "whole: save a rescue copy now."
        )
    return _(
        "another file was put in the place of this one while it was open, perhaps by a sync tool. Nothing more is "
        "written to it. What you see is still whole: save a rescue copy now."
    )


def _keys_sentence(error: storage.KeysError) -> str:
    if isinstance(error, storage.NameTaken):
        return _("“{name}” can open this household already. Choose another name.").format(name=error.name)
    if isinstance(error, storage.TooManyHolders):
        return _(
            "{n} can open this household already, which is as many as there may be. Remove one first."
        ).format(n=error.most)
    name = Path(error.path).name
    return {
        storage.WrongPassphrase: _("That passphrase does not open it. Nothing was changed. Try again."),
        storage.KeysChanged: _(
            "The keys of this household were changed a moment ago. Nothing is lost. Try again."
        ),
        storage.WrongRecoveryKey: _(
            "The recovery key is written correctly, but it belongs to another household, or to a time before new keys "
            "were made. Look for a newer sheet."
        ),
        storage.KeysMissing: _(
            "The key file “{name}” is missing, so passphrases do not work. Your household is not lost: the printed "
            "recovery key opens it and makes the key file anew. Or choose a backup under “Restore from a "
            "backup”, also one on a stick: the keys come from its copy, and the household stays as it is."
        ),
        storage.KeysDamaged: _(
            "The key file “{name}” is damaged, so passphrases do not work. Your household is not lost: the printed "
            "recovery key opens it and makes the key file anew. Or choose a backup under “Restore from a "
            "backup”, also one on a stick: the keys come from its copy, and the household stays as it is."
        ),
        storage.KeysOfAnother: _(
            "“{name}” and its key file do not belong together, or the file’s beginning is damaged. Nothing was "
            "changed. Use the printed recovery key, or restore the newest backup."
        ),
        storage.NoSuchHolder: _("That person has no passphrase here any more. Nothing was changed."),
        storage.LastHolder: _("This is the last passphrase; it cannot be removed. Add another person first."),
        storage.NotEnoughMemory: _(
            "This computer has too little free memory to check a passphrase. Close other programs and try again; the "
            "recovery key needs no memory."
        ),
    }.get(type(error), _("The keys of this household cannot be used.")).format(name=name)
