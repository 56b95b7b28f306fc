"""Writing a private file whole or not at all."""

from __future__ import annotations

import os
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO, Final

# Windows and some network shares have no directory descriptors; there the rename alone has to do.
_SYNCS_FOLDERS: Final = hasattr(os, "O_DIRECTORY")
# A file that is given a name later. Linux has it, and needs /proc to name it.
_NAMELESS: Final = getattr(os, "O_TMPFILE", 0) if Path("/proc/self/fd").is_dir() else 0
_PREFIX, _SUFFIX = ".caregiver-", ".part"
# Nobody writes to a file for so long without a byte arriving; a killed program does.
_LEFT_BEHIND: Final = 3600.0  # seconds


def replace_file(path: Path, data: bytes) -> None:
    """Gives ``path`` this content with mode 0600, on the disk when this returns, or leaves it. Raises ``OSError``."""
    with replacing(path) as file:
        file.write(data)


@contextmanager
def replacing(path: Path) -> Iterator[BinaryIO]:
    """The same for content that is written piece by piece: ``path`` has it when the ``with`` ended without an error.

    Until then it has no name where the system can do that, so that nothing is left of it when the program is killed.
    """
    part = path.with_name(f"{_PREFIX}{secrets.token_hex(4)}{_SUFFIX}")
    try:
        with _new_file(part) as file:
            _sweep_parts(path.parent, os.fstat(file.fileno()).st_mtime - _LEFT_BEHIND)
            yield file
            file.flush()
            os.fsync(file.fileno())
            is_done = not part.exists() and _give_name(file, path, part)
        if not is_done:
            os.replace(part, path)  # noqa: PTH105 - it is meant to replace
    except BaseException:
        with suppress(FileNotFoundError):
            part.unlink()
        raise
    sync_folder(path.parent)


def _sweep_parts(folder: Path, untouched_since: float) -> None:
    """Takes away what a killed program left, if nobody has written to it since that time stamp."""
    with suppress(OSError):
        for each in folder.glob(f"{_PREFIX}????????{_SUFFIX}"):
            if each.lstat().st_mtime < untouched_since:
                each.unlink()


def _new_file(part: Path) -> BinaryIO:
    """0600 from its first moment; called ``part`` where the system knows no files without a name."""
    if _NAMELESS:
        with suppress(OSError):  # not every file system can
            return os.fdopen(os.open(part.parent, _NAMELESS | os.O_RDWR, 0o600), "w+b")
    return os.fdopen(os.open(part, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600), "w+b")


def _give_name(file: BinaryIO, path: Path, part: Path) -> bool:
    """Calls a file that has none ``path``; ``part`` where that is taken, and returns whether it was not."""
    folder = os.open(path.parent, os.O_RDONLY | os.O_DIRECTORY)
    # With a folder's descriptor, needed or not, the system follows the link in /proc to the file itself.
    source = f"/proc/self/fd/{file.fileno()}"
    try:
        try:
            os.link(source, path.absolute(), dst_dir_fd=folder)
        except FileExistsError:
            os.link(source, part.absolute(), dst_dir_fd=folder)
            return False
    except OSError:  # links are forbidden here
        file.seek(0)
        with os.fdopen(os.open(part, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "wb") as copy:
            shutil.copyfileobj(file, copy)
            copy.flush()
            os.fsync(copy.fileno())
        return False
    finally:
        os.close(folder)
    return True


def sync_folder(folder: Path) -> None:
    """Makes the names in a folder last. A disk that refuses is no error: the file is on it, under this name."""
    if not _SYNCS_FOLDERS:  # pragma: no cover - Windows opens no folders, and NTFS journals the name itself
        return
    with suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
