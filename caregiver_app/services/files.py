"""Files that the person asked for: written whole or not at all, readable by their owner only."""

from __future__ import annotations

import errno
import os
import tempfile
from contextlib import suppress
from enum import StrEnum
from pathlib import Path
from typing import Final

from caregiver_app.domain.errors import KnownError

_LONGEST_HEAD: Final = 8
# Windows and some network shares have no directory descriptors; there the rename alone has to do.
_SYNCS_FOLDERS: Final = hasattr(os, "O_DIRECTORY")


class WriteProblem(StrEnum):
    """Why a file could not be written."""

    NO_FOLDER = "no_folder"
    IS_A_FOLDER = "is_a_folder"
    NO_PERMISSION = "no_permission"
    DISK_FULL = "disk_full"
    DEVICE_ERROR = "device_error"


class CannotWriteError(KnownError):
    """Nothing was written at ``path``; what stood there still does."""

    def __init__(self, path: str, problem: WriteProblem) -> None:
        super().__init__(path, problem)
        self.path = path
        self.problem = problem


class OtherKindOfFileError(KnownError):
    """``path`` holds something else (the household, a letter), which is not written over."""

    def __init__(self, path: str) -> None:
        super().__init__(path)
        self.path = path


def write_output(path: Path, data: bytes, *, starts_with: bytes) -> None:
    """Writes ``data``, replacing only an empty file or one of its own kind (one that ``starts_with`` the same bytes).

    Raises ``CannotWriteError`` and ``OtherKindOfFileError``.
    """
    if path.is_file() and not _is_replaceable(path, starts_with):
        raise OtherKindOfFileError(str(path))
    write_private(path, data)


def write_private(path: Path, data: bytes) -> None:
    """Writes all of ``data`` with mode 0600, or leaves ``path`` as it was. Raises ``CannotWriteError``."""
    if path.is_dir():
        raise CannotWriteError(str(path), WriteProblem.IS_A_FOLDER)
    try:
        _replace(path, data)
    except OSError as error:
        raise CannotWriteError(str(path), _problem(error)) from error


def _replace(path: Path, data: bytes) -> None:
    # mkstemp makes the file 0600 from its first moment. Its name says nothing of what it holds.
    descriptor, name = tempfile.mkstemp(prefix=".caregiver-", suffix=".part", dir=path.parent)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        os.replace(name, path)  # noqa: PTH105 - a plain name, not a path object
    except BaseException:
        with suppress(FileNotFoundError):
            os.unlink(name)  # noqa: PTH108
        raise
    if _SYNCS_FOLDERS:
        _sync_folder(path.parent)


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _is_replaceable(path: Path, starts_with: bytes) -> bool:
    try:
        with path.open("rb") as file:
            head = file.read(_LONGEST_HEAD)
    except OSError as error:
        raise CannotWriteError(str(path), _problem(error)) from error
    return not head or head.lstrip().startswith(starts_with)


def _problem(error: OSError) -> WriteProblem:
    if isinstance(error, PermissionError) or error.errno == errno.EROFS:
        return WriteProblem.NO_PERMISSION
    if isinstance(error, FileNotFoundError | NotADirectoryError):
        return WriteProblem.NO_FOLDER
    if error.errno in {errno.ENOSPC, errno.EDQUOT}:
        return WriteProblem.DISK_FULL
    return WriteProblem.DEVICE_ERROR
