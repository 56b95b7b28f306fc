"""When a backup is due, the work itself (for any thread), and what the household remembers of it afterwards."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Final

from caregiver_app.domain.errors import KnownError
from caregiver_app.services.backups.backup_notes import (
    Drill,
    MadeBackup,
    folder_of,
    keep_drill,
    keep_made,
    keep_second_place,
    last_drill,
    made_backup,
    older_salts,
    second_place,
)
from caregiver_app.services.backups.making import (
    BackupState,
    StoredBackup,
    Where,
    make_backup,
    ready_folder,
    stored_backups,
    thin_out,
)
from caregiver_app.services.event_damage import is_anything_damaged
from caregiver_app.storage import (
    BackupDamaged,
    BackupReason,
    CannotWriteHere,
    DatabaseKey,
    WriteObstacle,
    backups_folder,
    kept_moment,
)

if TYPE_CHECKING:
    from caregiver_app.services.open_household import OpenHousehold

BETWEEN: Final = timedelta(hours=6)
# Whoever locks ten times in an hour should not wait each time, nor fill the disk with one state of the household.
BETWEEN_AT_CLOSE: Final = timedelta(minutes=30)
BETWEEN_DRILLS: Final = timedelta(days=7)


class BackupStopped(KnownError):
    """The person stopped it. Backups that were whole before are untouched."""


@dataclass(frozen=True, slots=True)
class BackupJob:
    """All that the work needs, so that it never touches the open household: that belongs to another thread."""

    household: Path
    key: DatabaseKey
    now: datetime
    state: int
    older_salts: frozenset[bytes]
    reason: BackupReason
    second_place: Path | None
    keys: str
    keeps_old: bool = False
    """No old backup is thinned out: it may hold whole what is damaged in the household now."""
    makes: bool = True
    drills: bool = False


@dataclass(frozen=True, slots=True)
class BackupOutcome:
    """What came of it. ``second_trouble`` is why there is no copy in the second place though one was wanted."""

    job: BackupJob
    made: MadeBackup | None = None
    copied: str = ""
    second_trouble: KnownError | None = None
    drilled: tuple[Path, ...] = ()
    drill_trouble: KnownError | None = None


class BackupKeeper:
    """Decides and remembers, in the thread of the household. A household without a file has nothing to keep."""

    def __init__(self, opened: OpenHousehold) -> None:
        self._opened = opened

    def due(self) -> BackupJob | None:
        """The work to do now, if any: a backup six hours after the last, a copy that is missing, the weekly drill."""
        if not self._can_keep():
            return None
        makes, drills = self._is_due(BETWEEN), self._is_drill_due()
        if makes or drills or self._is_copy_missing():
            return self.job(makes=makes, drills=drills)
        return None

    def job(
        self,
        reason: BackupReason = BackupReason.USUAL,
        *,
        makes: bool = True,
        drills: bool = False,
        copies: bool = True,
    ) -> BackupJob:
        """The work for one backup now. Only for a household with a file."""
        opened = self._opened
        file, place = opened.file, second_place(opened)
        assert file is not None
        return BackupJob(
            file.path,
            file.key,
            kept_moment(opened.moment()),
            file.state_number(),
            older_salts(opened),
            reason,
            folder_of(place) if place and copies else None,
            file.keys_mark,
            is_anything_damaged(opened),
            makes,
            drills,
        )

    def keep(self, outcome: BackupOutcome) -> None:
        """Notes what was done. Raises the store's ``KnownError``s."""
        if outcome.made:
            keep_made(self._opened, outcome.made)
        place = second_place(self._opened)
        if outcome.copied and place and folder_of(place) == outcome.job.second_place:
            keep_second_place(self._opened, replace(place, at=outcome.job.now, name=outcome.copied))
        if outcome.job.drills:
            trouble = outcome.drill_trouble
            keep_drill(self._opened, Drill(outcome.job.now, type(trouble).__name__ if trouble else ""))

    def is_due_at_close(self) -> bool:
        """Whether to make one before the household is locked or closed."""
        return self._can_keep() and self._is_due(BETWEEN_AT_CLOSE)

    def _can_keep(self) -> bool:
        return self._opened.file is not None and not self._opened.is_view_only

    def _is_due(self, between: timedelta) -> bool:
        made, file = made_backup(self._opened), self._opened.file
        assert file is not None
        # A passphrase that was changed because it was forgotten must not be the only one that opens the backups.
        if made is None or made.salt != file.key.salt.hex() or made.keys != file.keys_mark:
            return True
        age = self._opened.moment() - made.at
        # A clock that was set back must not put backups off until it has caught up.
        return made.revision != file.state_number() and not timedelta() <= age < between

    def _is_drill_due(self) -> bool:
        drill = last_drill(self._opened)
        if drill is None:
            return True
        return not timedelta() <= self._opened.moment() - drill.at < BETWEEN_DRILLS

    def _is_copy_missing(self) -> bool:
        made, place = made_backup(self._opened), second_place(self._opened)
        return bool(made and place and place.name != made.name)


def back_up_now(opened: OpenHousehold, reason: BackupReason = BackupReason.USUAL) -> Path | None:
    """A verified backup beside the household, before this returns; ``None`` for the made-up household.

    For the thread of the household: before locking, closing, or a big step. Raises the store's ``KnownError``s.
    """
    if opened.file is None:
        return None
    keeper = BackupKeeper(opened)
    outcome = carry_out(keeper.job(reason, copies=False))
    assert outcome.made is not None
    if not opened.is_view_only:
        keeper.keep(outcome)
    return backups_folder(outcome.job.household) / outcome.made.name


def back_up_at_close(opened: OpenHousehold) -> None:
    """The same where one is due. What goes wrong is told at the next start, where it is due still."""
    if BackupKeeper(opened).is_due_at_close():
        with suppress(KnownError):
            back_up_now(opened)


def carry_out(job: BackupJob, tell: Callable[[], object] = lambda: None) -> BackupOutcome:
    """Does the work, in any thread, while the household is written to. ``tell`` is called often and may raise to stop.

    Raises the store's ``KnownError``s where no backup came of it; older ones stay. What goes wrong in the second place
    or in the drill is in the outcome.
    """
    made = _make(job) if job.makes else None
    tell()
    here = _ours(job, backups_folder(job.household), Where.HERE)
    copied = ""
    second_trouble: KnownError | None = None
    there: tuple[StoredBackup, ...] = ()
    if job.second_place is not None:
        try:
            there = _copy_newest(job, here, job.second_place, tell)
            copied = there[0].path.name if there else ""
        except BackupStopped:
            raise
        except KnownError as error:
            second_trouble = error
    if not job.drills:
        return BackupOutcome(job, made, copied, second_trouble)
    drilled = tuple(backup.path for backup in (*_newest_ready(here, job.now), *_newest_ready(there, job.now)))
    return BackupOutcome(job, made, copied, second_trouble, drilled, _drill(job, drilled, tell))


def _make(job: BackupJob) -> MadeBackup:
    path = make_backup(job.household, job.key, job.now, job.reason)
    made = MadeBackup(job.now, path.name, path.stat().st_size, job.state, job.key.salt.hex(), job.keys)
    if not job.keeps_old:
        thin_out(_ours(job, path.parent, Where.HERE), job.now)
    return made


def _ours(job: BackupJob, folder: Path, where: Where) -> tuple[StoredBackup, ...]:
    return stored_backups(folder, where, job.key.salt, job.older_salts)


def _newest_ready(backups: tuple[StoredBackup, ...], now: datetime) -> tuple[StoredBackup, ...]:
    """One made while the clock was wrong, in days to come, is the newest only where there is no other."""
    ready = [each for each in backups if each.state is BackupState.READY]
    return tuple(sorted(ready, key=lambda each: each.at > now))[:1]


def _copy_newest(
    job: BackupJob, here: tuple[StoredBackup, ...], folder: Path, tell: Callable[[], object]
) -> tuple[StoredBackup, ...]:
    """The backups in the second place when the newest from here is among them, that one first."""
    from caregiver_app.storage import copy_backup, sweep_leftovers

    if not folder.is_dir():
        raise CannotWriteHere(str(folder), WriteObstacle.NO_FOLDER)
    sweep_leftovers(folder, job.now - timedelta(days=1))
    for newest in _newest_ready(here, job.now):
        target = folder / newest.path.name
        if not target.exists():
            copy_backup(newest.path, target, tell)
        there = _ours(job, folder, Where.SECOND)
        if target not in {each.path for each in there if each.state is BackupState.READY}:
            raise BackupDamaged(str(target))
        if not job.keeps_old:
            thin_out(there, job.now)
        return tuple(sorted(there, key=lambda each: each.path != target))
    return ()


def _drill(job: BackupJob, backups: tuple[Path, ...], tell: Callable[[], object]) -> KnownError | None:
    """Restores each into a private folder and reads all of it. Returns what went wrong, or is not whole in it."""
    from caregiver_app.storage import read_backup

    try:
        folder = ready_folder(job.household, job.now)
        for backup in backups:
            tell()
            damage = read_backup(backup, job.key, folder).events_damaged
            if damage is not None:
                return damage
    except BackupStopped:
        raise
    except KnownError as error:
        return error
    return None
