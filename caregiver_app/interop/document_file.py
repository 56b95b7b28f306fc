"""Opening a document that somebody named: an ordinary file, and not too large."""

from __future__ import annotations

import errno
import os
import stat
from typing import TYPE_CHECKING, BinaryIO

from caregiver_app.interop.errors import NotReadable, TooLarge, Unreadable

if TYPE_CHECKING:
    from pathlib import Path


def open_document_file(path: Path, most: int) -> BinaryIO:
    """An ordinary file of at most ``most`` bytes. Raises ``NotReadable``, and ``TooLarge`` before a byte is read."""
    # O_NONBLOCK: opening a FIFO must not wait for somebody to write into it.
    flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    try:
        if path.is_dir():
            raise NotReadable(str(path), Unreadable.FOLDER)
        file = open(os.open(path, flags), "rb")  # noqa: PTH123, SIM115 - pathlib opens by name; the caller closes it
    except OSError as error:
        raise NotReadable(str(path), reason_of(error)) from error
    except ValueError as error:  # a NUL in the name
        raise NotReadable(str(path), Unreadable.MISSING) from error
    try:
        _check(file, path, most)
    except BaseException:
        file.close()
        raise
    return file


def _check(file: BinaryIO, path: Path, most: int) -> None:
    status = os.fstat(file.fileno())
    if not stat.S_ISREG(status.st_mode):
        raise NotReadable(str(path), Unreadable.NOT_A_FILE)
    if status.st_size > most:
        raise TooLarge(status.st_size, most)


def reason_of(error: OSError) -> Unreadable:
    """Why a file cannot be read."""
    if isinstance(error, PermissionError):
        return Unreadable.NO_PERMISSION
    if isinstance(error, FileNotFoundError | NotADirectoryError) or error.errno in {
        errno.ENAMETOOLONG,
        errno.ELOOP,
    }:
        return Unreadable.MISSING
    # A socket cannot be opened at all.
    return Unreadable.NOT_A_FILE if error.errno == errno.ENXIO else Unreadable.DEVICE_ERROR
