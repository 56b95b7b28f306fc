"""Writing a private file whole or not at all."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO, Final

# Windows and some network shares have no directory descriptors; there the rename alone has to do.
_SYNCS_FOLDERS: Final = hasattr(os, "O_DIRECTORY")


def replace_file(path: Path, data: bytes) -> None:
    """Gives ``path`` this content with mode 0600, on the disk when this returns, or leaves it. Raises ``OSError``."""
    with replacing(path) as file:
        file.write(data)


@contextmanager
def replacing(path: Path) -> Iterator[BinaryIO]:
    """The same for content that is written piece by piece: ``path`` has it when the ``with`` ended without an error."""
    # mkstemp makes the file 0600 from its first moment. Its name says nothing of what it holds.
    descriptor, name = tempfile.mkstemp(prefix=".caregiver-", suffix=".part", dir=path.parent)
    try:
        with os.fdopen(descriptor, "wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        os.replace(name, path)  # noqa: PTH105 - a plain name, not a path object
    except BaseException:
        with suppress(FileNotFoundError):
            os.unlink(name)  # noqa: PTH108
        raise
    sync_folder(path.parent)


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
