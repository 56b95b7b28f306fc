"""Making a household's file: whole or not at all, and never over another."""

from __future__ import annotations

import errno
import os
import secrets
from contextlib import contextmanager
from typing import TYPE_CHECKING

from caregiver_app.storage.errors import CannotWriteHere, HouseholdFileExists, WriteObstacle

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path


def create_whole(path: Path, fill: Callable[[Path], None]) -> None:
    """Fills a private file (0600) beside ``path``, then gives it that name in one step.

    Raises ``HouseholdFileExists``, ``CannotWriteHere``, what ``fill`` raises; then nothing is left behind.
    """
    with _obstacles(path):
        if os.path.lexists(path):
            raise HouseholdFileExists(str(path))
        draft = path.with_name(f".new-{secrets.token_hex(8)}")
        os.close(os.open(draft, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
        try:
            fill(draft)
            _give_name(draft, path)
            _make_durable(path.parent)
        finally:
            for end in ("", "-wal", "-shm", "-journal"):
                draft.with_name(draft.name + end).unlink(missing_ok=True)


def _give_name(draft: Path, path: Path) -> None:
    try:
        os.link(draft, path)  # unlike rename, never replaces
    except FileExistsError:
        raise HouseholdFileExists(str(path)) from None
    except OSError as error:
        if error.errno not in {errno.EPERM, errno.ENOTSUP, errno.ENOSYS}:
            raise
        draft.rename(path)  # FAT and some network drives have no links


def _make_durable(folder: Path) -> None:
    if os.name == "nt":  # pragma: no cover - Windows opens no folders, and NTFS journals the name itself
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


@contextmanager
def _obstacles(path: Path) -> Iterator[None]:
    try:
        yield
    except (FileNotFoundError, NotADirectoryError) as error:
        raise CannotWriteHere(str(path), WriteObstacle.NO_FOLDER) from error
    except OSError as error:
        raise CannotWriteHere(
            str(path), _OBSTACLES.get(error.errno or 0, WriteObstacle.DEVICE_ERROR)
        ) from error


_OBSTACLES = {
    errno.EACCES: WriteObstacle.NO_PERMISSION,
    errno.EPERM: WriteObstacle.NO_PERMISSION,
    errno.EROFS: WriteObstacle.NO_PERMISSION,
    errno.ENOSPC: WriteObstacle.DISK_FULL,
    errno.EDQUOT: WriteObstacle.DISK_FULL,
}
