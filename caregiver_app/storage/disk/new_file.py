"""Making and replacing files of a household: whole or not at all."""

from __future__ import annotations

import errno
import os
import re
import secrets
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Final

from caregiver_app.atomic_write import replace_file, sync_folder
from caregiver_app.storage.errors import CannotWriteHere, HouseholdFileExists, WriteObstacle

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import datetime
    from pathlib import Path

_DRAFT: Final = re.compile(r"\.new-[0-9a-f]{16}(-wal|-shm|-journal|\.keys)?|\.caregiver-\w{8}\.part")
SQLITE_ENDS: Final = ("", "-wal", "-shm", "-journal")


def create_whole(path: Path, fill: Callable[[Path], None]) -> None:
    """Fills a private file (0600) beside ``path``, then gives it that name in one step, never over another.

    A power cut leaves the whole file or none: a rollback journal from a new file's first moments could otherwise
    come back and empty it. Raises ``HouseholdFileExists``, ``CannotWriteHere``, what ``fill`` raises; then nothing
    is left behind.
    """
    with obstacles(path):
        if os.path.lexists(path):
            raise HouseholdFileExists(str(path))
        draft = path.with_name(f".new-{secrets.token_hex(8)}")
        os.close(os.open(draft, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
        try:
            fill(draft)
            _give_name(draft, path)
            sync_folder(path.parent)
        finally:
            for end in SQLITE_ENDS:
                draft.with_name(draft.name + end).unlink(missing_ok=True)


def sweep_drafts(folder: Path, untouched_since: datetime) -> None:
    """Takes away what a killed program left half made, if nobody has written to it since. Never raises."""
    with suppress(OSError):
        for each in folder.iterdir():
            if _DRAFT.fullmatch(each.name) and each.lstat().st_mtime < untouched_since.timestamp():
                each.unlink(missing_ok=True)


def move_leftovers_aside(path: Path) -> None:
    """Renames what SQLite kept beside a file of this name that is gone. It may hold the last words of that file.

    Raises ``CannotWriteHere``.
    """
    mark = secrets.token_hex(4)
    with obstacles(path):
        for end in SQLITE_ENDS[1:]:
            left = path.with_name(path.name + end)
            if os.path.lexists(left):
                left.rename(path.with_name(f"{path.name}.left-{mark}{end}"))


def replace_whole(path: Path, data: bytes) -> None:
    """Gives a private file this content in one step. Raises ``CannotWriteHere``; then it is as it was."""
    with obstacles(path):
        replace_file(path, data)


def _give_name(draft: Path, path: Path) -> None:
    try:
        os.link(draft, path)  # unlike rename, never replaces
    except FileExistsError:
        raise HouseholdFileExists(str(path)) from None
    except OSError as error:
        if error.errno not in {errno.EPERM, errno.ENOTSUP, errno.ENOSYS}:
            raise
        draft.rename(path)  # FAT and some network drives have no links


@contextmanager
def obstacles(path: Path) -> Iterator[None]:
    """The system's errors about ``path`` as ``CannotWriteHere``."""
    try:
        yield
    except (FileNotFoundError, NotADirectoryError) as error:
        raise CannotWriteHere(str(path), WriteObstacle.NO_FOLDER) from error
    except OSError as error:
        raise CannotWriteHere(
            str(path), _OBSTACLES.get(error.errno or 0, WriteObstacle.DEVICE_ERROR)
        ) from error


_OBSTACLES: Final = {
    errno.EACCES: WriteObstacle.NO_PERMISSION,
    errno.EPERM: WriteObstacle.NO_PERMISSION,
    errno.EROFS: WriteObstacle.NO_PERMISSION,
    errno.ENOSPC: WriteObstacle.DISK_FULL,
    errno.EDQUOT: WriteObstacle.DISK_FULL,
}
