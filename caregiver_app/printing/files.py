"""Writing a finished document so that nobody else reads it and no half of it is ever left behind."""

from __future__ import annotations

import contextlib
import errno
import os
import tempfile
from pathlib import Path
from typing import Final

from caregiver_app.printing.errors import (
    CannotWriteError,
    DiskFullError,
    NoSuchFolderError,
    NotAFileError,
    NotAllowedError,
)

_KINDS: Final[dict[int | None, type[CannotWriteError]]] = {
    errno.ENOENT: NoSuchFolderError,
    errno.ENOTDIR: NoSuchFolderError,
    errno.EACCES: NotAllowedError,
    errno.EPERM: NotAllowedError,
    errno.EROFS: NotAllowedError,
    errno.EISDIR: NotAFileError,
    errno.ENOSPC: DiskFullError,
    errno.EDQUOT: DiskFullError,
    errno.EFBIG: DiskFullError,
}


def write_private(path: Path, data: bytes) -> None:
    """Puts ``data`` at ``path``, readable by this user alone, whole or not at all.

    Raises a ``CannotWriteError``; the file that was there before then is still there.
    """
    if path.is_dir():
        raise NotAFileError(path)
    try:
        _replace(path, data)
    except OSError as error:
        raise _KINDS.get(error.errno, CannotWriteError)(path) from error


def _replace(path: Path, data: bytes) -> None:
    # In the same folder, because only there a rename is one step; mkstemp gives mode 0600.
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".caregiver-", suffix=".part")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        Path(name).replace(path)
    except BaseException:
        with contextlib.suppress(OSError):
            Path(name).unlink()
        raise
