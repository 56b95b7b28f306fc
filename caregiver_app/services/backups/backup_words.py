"""What is said about the backups of an open household."""

from __future__ import annotations

from typing import TYPE_CHECKING

from caregiver_app.i18n import _
from caregiver_app.services.backups.backup_notes import last_drill, made_backup, second_place
from caregiver_app.services.backups.making import BackupState, StoredBackup, Where
from caregiver_app.services.backups.second_place import is_on_same_disk, is_reminder_due
from caregiver_app.services.explain import explain
from caregiver_app.storage import CannotWriteHere, EventsDamaged, WriteObstacle
from caregiver_app.wording.backups import ago_with_day, holding, last_verified, moment
from caregiver_app.wording.dates import day, months_in_words

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from caregiver_app.domain.preferences import Clock
    from caregiver_app.services.backups.backup_keeper import BackupOutcome
    from caregiver_app.services.open_household import OpenHousehold
    from caregiver_app.storage import BackupContent


def last_backup_sentence(opened: OpenHousehold) -> str:
    """``Last verified backup: 2 hours ago``, for any page. The made-up household has none and needs none."""
    if opened.file is None:
        return _("This is the made-up household. It is not kept, so there is nothing to back up.")
    made = made_backup(opened)
    sentence = last_verified(made.at if made else None, opened.moment())
    if made and made.revision != opened.file.state_number():
        return _("{sentence}. What was changed since is not in it yet.").format(sentence=sentence)
    return f"{sentence}."


def second_place_sentence(opened: OpenHousehold) -> str:
    """Where copies go, and how old the newest there is."""
    place = second_place(opened)
    if place is None:
        return _(
            "None yet. A stick, another disk or a server of your own saves the household if this computer breaks."
        )
    if place.at is None:
        return _("{folder}: no copy there yet.").format(folder=place.folder)
    text = _("{folder}: newest copy {ago}.")
    return text.format(folder=place.folder, ago=ago_with_day(place.at, opened.moment()))


def same_disk_warning(household: Path, folder: Path) -> str:
    """Empty where the second place is on another disk. Not for the window's thread."""
    if not is_on_same_disk(household, folder):
        return ""
    return _(
        "This folder is on the same disk as the household. If that disk breaks, both are gone. "
        "A stick or another disk is safer."
    )


def reminder(opened: OpenHousehold) -> str:
    """After 14 days without a copy in a second place; empty if there is nothing to say."""
    if not is_reminder_due(opened):
        return ""
    place = second_place(opened)
    if place is None:
        return _(
            "All backups are on this computer. Choose a second place for copies under Security and backups: "
            "a stick or another disk."
        )
    since = day((place.at or place.since).astimezone(opened.moment().tzinfo).date())
    return _("No copy of a backup has gone to the second place since {day}. Connect it: {folder}").format(
        day=since, folder=place.folder
    )


def drill_sentence(opened: OpenHousehold) -> str:
    """When it was last tried whether a backup can be restored, and whether it could; empty if it never was."""
    drill = last_drill(opened)
    if drill is None:
        return ""
    when = ago_with_day(drill.at, opened.moment())
    if drill.trouble == EventsDamaged.__name__:
        return _(
            "A trial restore {when} did not bring back all that was written down: some of it is damaged. Older backups "
            "are kept."
        ).format(when=when)
    if drill.trouble:
        return _("A trial restore failed {when}. Make a new backup now, and look at it.").format(when=when)
    return _("Trial restore passed {when}: all of a backup could be opened and read.").format(when=when)


def outcome_sentence(outcome: BackupOutcome) -> str:
    """What was done, and calmly what was not."""
    parts = []
    if outcome.made:
        parts.append(_("A backup was made and checked."))
    if outcome.copied:
        parts.append(_("A checked copy is in the second place."))
    elif _is_away(outcome):
        parts.append(_("The second place is not there now; the copy is made when it is back."))
    return " ".join(parts)


def trouble_sentence(outcome: BackupOutcome) -> str:
    """What a person must know though the backup itself was made; empty for nothing."""
    parts = []
    if outcome.drill_trouble:
        words = (
            _("A backup was restored on trial, and not all came back: {trouble}")
            if isinstance(outcome.drill_trouble, EventsDamaged)
            else _("A backup could not be restored on trial: {trouble}")
        )
        parts.append(words.format(trouble=explain(outcome.drill_trouble)))
    if outcome.second_trouble and not _is_away(outcome):
        trouble = explain(outcome.second_trouble)
        parts.append(_("The copy in the second place was not made: {trouble}").format(trouble=trouble))
    return " ".join(parts)


def content_sentence(content: BackupContent) -> str:
    """Whether a backup is whole, and how much is in it."""
    household, damage = content.household, content.events_damaged
    if damage is None:
        read = _("It is whole: all of it was opened and read.")
    elif damage.months:
        read = _("All of it was opened and read. What was written down in {months} is damaged in it.").format(
            months=months_in_words(damage.months)
        )
    else:
        read = _("All of it was opened and read. The newest things written down are missing in it.")
    medicines = sum(len(person.medications) for person in household.care_recipients)
    held = _("It holds {what}.").format(
        what=holding(len(household.care_recipients), medicines, len(household.contacts))
    )
    return f"{read} {held}"


def made_text(backup: StoredBackup, now: datetime, clock: Clock) -> str:
    """When it was made, in the time of the house."""
    return moment(backup.at.astimezone(now.tzinfo), clock)


def where_text(backup: StoredBackup) -> str:
    """In which of the two places it is."""
    return _("Second place") if backup.where is Where.SECOND else _("This computer")


def state_text(backup: StoredBackup) -> str:
    """What can be said of it without opening it."""
    if backup.state is BackupState.READY and backup.manifest:
        return {
            "usual": _("Checked"),
            "before_new_version": _("Before a new version"),
            "before_restore": _("Before a restore"),
            "before_import": _("Before an import"),
            "before_bulk_change": _("Before a large change"),
        }[backup.manifest.reason]
    return {
        BackupState.READY: _("Checked"),
        BackupState.OLDER_KEYS: _("Needs its old keys"),
        BackupState.OF_ANOTHER: _("Another household"),
        BackupState.UNREADABLE: _("Cannot be read"),
    }[backup.state]


def _is_away(outcome: BackupOutcome) -> bool:
    trouble = outcome.second_trouble
    return isinstance(trouble, CannotWriteHere) and trouble.obstacle is WriteObstacle.NO_FOLDER
