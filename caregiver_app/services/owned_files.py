"""Files that the person asked for: written whole or not at all, readable by their owner only."""

from __future__ import annotations

import errno
from collections.abc import Generator, Iterable
from enum import StrEnum
from pathlib import Path
from typing import Final

from caregiver_app.atomic_write import replace_file, replacing
from caregiver_app.domain.errors import KnownError

# What an earlier file of this program is known by.
PDF_MARK: Final = b"/Producer (caregiver_app)"
DOCUMENT_MARK: Final = b'"format": "caregiver-household"'
# More than any document has; a film is not looked through for a mark.
_LARGEST_READ: Final = 500_000_000
_PIECE: Final = 1_000_000
_SQLITE_ENDS: Final = ("-wal", "-shm", "-journal")


class WriteProblem(StrEnum):
    """Why a file could not be written."""

    NO_FOLDER = "no_folder"
    IS_A_FOLDER = "is_a_folder"
    BAD_NAME = "bad_name"
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
    """``path`` holds something else (the household, a letter, a device), which is not written over."""

    def __init__(self, path: str) -> None:
        super().__init__(path)
        self.path = path


def check_output(path: Path, mark: bytes, *, never: Path | None = None) -> None:
    """Raises what ``write_output`` would raise before it writes anything."""
    try:
        target = path.resolve()
        is_there = path.exists() or path.is_symlink()
        if _belongs_to(target, never) or (is_there and not _is_replaceable(path, mark)):
            raise OtherKindOfFileError(str(path))
    except (OSError, RuntimeError, ValueError) as error:
        # A name too long, a loop of links, a NUL in the name.
        raise CannotWriteError(str(path), _problem(error)) from error


def write_output(path: Path, data: bytes, mark: bytes, *, never: Path | None = None) -> None:
    """Writes ``data``, replacing only an empty file or an earlier one of this program, known by ``mark`` in it.

    ``never`` is the household's file: neither it nor what SQLite keeps beside it is ever replaced.
    Raises ``CannotWriteError`` and ``OtherKindOfFileError``.
    """
    check_output(path, mark, never=never)
    write_private(path, data)


def write_in_steps(
    path: Path, parts: Iterable[bytes], mark: bytes, *, never: Path | None = None
) -> Generator[int, None, None]:
    """As ``write_output``, for what is too large to hold: each step writes a part, and gives how many are written.

    ``path`` has all of it after the last step. Where a step fails, or the iterator is closed before, it is as it was.
    """
    check_output(path, mark, never=never)
    try:
        with replacing(path) as file:
            for number, part in enumerate(parts, start=1):
                file.write(part)
                yield number
    except OSError as error:
        raise CannotWriteError(str(path), _problem(error)) from error


def _belongs_to(target: Path, household: Path | None) -> bool:
    if household is None:
        return False
    file = household.resolve()
    return target in {file, *(file.with_name(file.name + end) for end in _SQLITE_ENDS)}


def write_private(path: Path, data: bytes) -> None:
    """Writes all of ``data`` with mode 0600, or leaves ``path`` as it was. Raises ``CannotWriteError``."""
    if path.is_dir():
        raise CannotWriteError(str(path), WriteProblem.IS_A_FOLDER)
    try:
        replace_file(path, data)
    except OSError as error:
        raise CannotWriteError(str(path), _problem(error)) from error


def _is_replaceable(path: Path, mark: bytes) -> bool:
    if path.is_dir():
        raise CannotWriteError(str(path), WriteProblem.IS_A_FOLDER)
    if path.is_symlink() or not path.is_file():
        return False
    size = path.stat().st_size
    return not size or (size <= _LARGEST_READ and _holds(path, mark))


def _holds(path: Path, mark: bytes) -> bool:
    """A piece at a time; a mark may begin in one and end in the next."""
    end = b""
    with path.open("rb") as file:
        while piece := file.read(_PIECE):
            if mark in end + piece:
                return True
            end = piece[-len(mark) :]
    return False


def _problem(error: Exception) -> WriteProblem:
    if not isinstance(error, OSError):
        return WriteProblem.BAD_NAME
    if isinstance(error, PermissionError) or error.errno == errno.EROFS:
        return WriteProblem.NO_PERMISSION
    if isinstance(error, FileNotFoundError | NotADirectoryError):
        return WriteProblem.NO_FOLDER
    if error.errno in {errno.ENAMETOOLONG, errno.ELOOP}:
        return WriteProblem.BAD_NAME
    if error.errno in {errno.ENOSPC, errno.EDQUOT}:
        return WriteProblem.DISK_FULL
    return WriteProblem.DEVICE_ERROR
