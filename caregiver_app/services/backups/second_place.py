"""A folder on another disk, a stick or a server for copies of verified backups, never for the household's own file."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Final

from caregiver_app.domain.errors import KnownError
from caregiver_app.services.backups.backup_notes import SecondPlace, keep_second_place, second_place
from caregiver_app.storage import CannotWriteHere, WriteObstacle, backups_folder

if TYPE_CHECKING:
    from caregiver_app.services.open_household import OpenHousehold

REMIND_AFTER: Final = timedelta(days=14)


class SamePlace(KnownError):
    """The folder of the backups itself, or one inside it: no second place at all."""


def choose_second_place(opened: OpenHousehold, folder: Path) -> None:
    """From the next backup on, copies go there. Raises ``SamePlace``, ``CannotWriteHere``."""
    assert opened.path is not None
    if folder.resolve().is_relative_to(backups_folder(opened.path).resolve()):
        raise SamePlace(str(folder))
    if not folder.is_dir():
        raise CannotWriteHere(str(folder), WriteObstacle.NO_FOLDER)
    keep_second_place(opened, SecondPlace(str(folder.resolve()), opened.moment()))


def stop_second_place(opened: OpenHousehold) -> None:
    """No more copies go there; those that are there stay."""
    keep_second_place(opened, None)


def is_on_same_disk(household: Path, folder: Path) -> bool:
    """Whether one broken disk would take both away. A server that is away can make this slow."""
    try:
        return folder.stat().st_dev == household.stat().st_dev
    except OSError:
        return False


def is_reminder_due(opened: OpenHousehold) -> bool:
    """Whether no backup has gone to a second place for 14 days, or, without one, since the household began."""
    if opened.file is None or opened.is_view_only:
        return False
    place = second_place(opened)
    if place is not None:
        last = place.at or place.since
    else:
        entries = opened.history
        if not entries:
            return False
        last = entries[0].at
    return opened.moment() - last > REMIND_AFTER
