"""Files that the person asked for: written whole or not at all, readable by their owner only."""

from __future__ import annotations

import errno
import hashlib
import json
from collections.abc import Generator, Iterable
from enum import StrEnum
from pathlib import Path
from typing import Final, NamedTuple

from caregiver_app.atomic_write import replace_file, replacing
from caregiver_app.domain.errors import KnownError

# What a file of this program is known by.
PDF_MARK: Final = b"/Producer (caregiver_app)"
DOCUMENT_MARK: Final = b'"format": "caregiver-household"'
# More than any document has; a film is not looked through for a mark.
_LARGEST_READ: Final = 500_000_000
_PIECE: Final = 1_000_000
_SQLITE_ENDS: Final = ("-wal", "-shm", "-journal")
_KEYS_END: Final = ".keys"
_PAGE: Final = 4096  # of a household's file
# Of files that people have and that are no text; a household's begins with 16 random bytes.
_BEGINNINGS: Final = (b"%PDF-", b"\x89PNG", b"\xff\xd8", b"GIF8", b"PK\x03\x04", b"RIFF")


class Kind(NamedTuple):
    """An earlier file of the same kind and household: each of ``marks`` stands in it, and one of ``any_of`` if any.

    ``ending`` is put at the end of a file that is written. With ``overwrites`` any other file is replaced too, except
    a household and what is no plain file: the person said so.
    """

    marks: tuple[bytes, ...]
    any_of: tuple[bytes, ...] = ()
    ending: bytes = b""
    overwrites: bool = False


ANY_KIND: Final = Kind((), overwrites=True)
"""For looking whether a place takes a file at all, before it is known which."""


def mark_of(salt: bytes) -> str:
    """What the files of a household are known by: nothing about anybody, made of its own file's first 16 bytes."""
    return hashlib.sha256(salt).hexdigest()[:16]


def pdf_kind(what: str, *households: str, overwrites: bool = False) -> Kind:
    """A PDF of the document ``what`` of a household (``OpenHousehold.marks``)."""
    # A comment after the end of a PDF: no reader shows it, and it says nothing of anybody.
    notes = tuple(f"%caregiver_app {what} {each}\n".encode() for each in households)
    return Kind((PDF_MARK,), notes, notes[0], overwrites)


def document_kind(person_ids: Iterable[str], *, overwrites: bool = False) -> Kind:
    """An open document of the household with these people: one that holds any of them."""
    ids = tuple(f'"id": {json.dumps(each)}'.encode() for each in person_ids)
    return Kind((DOCUMENT_MARK,), ids or (b'"care_recipients": []',), overwrites=overwrites)


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
    """``path`` holds something else (a household, a letter, another's document), which is not written over."""

    def __init__(self, path: str) -> None:
        super().__init__(path)
        self.path = path


def check_output(path: Path, kind: Kind, *, never: Path | None = None) -> None:
    """Raises what ``write_output`` would raise before it writes anything."""
    from caregiver_app.storage import check_name

    check_name(path)
    try:
        target = path.resolve()
        is_there = path.exists() or path.is_symlink()
        if _belongs_to(target, never) or (is_there and not _is_replaceable(path, kind)):
            raise OtherKindOfFileError(str(path))
    except (OSError, RuntimeError, ValueError) as error:
        # A name too long, a loop of links, a NUL in the name.
        raise CannotWriteError(str(path), _problem(error)) from error


def write_output(path: Path, data: bytes, kind: Kind, *, never: Path | None = None) -> None:
    """Writes ``data``, replacing only an empty file or an earlier one of the same ``kind``.

    ``never`` is the household's file: neither it nor what SQLite keeps beside it is ever replaced.
    Raises ``CannotWriteError`` and ``OtherKindOfFileError``.
    """
    check_output(path, kind, never=never)
    write_private(path, data + kind.ending)


def write_in_steps(
    path: Path, parts: Iterable[bytes], kind: Kind, *, never: Path | None = None
) -> Generator[int, None, None]:
    """As ``write_output``, for what is too large to hold: each step writes a part, and gives how many are written.

    ``path`` has all of it after the last step. Where a step fails, or the iterator is closed before, it is as it was.
    """
    check_output(path, kind, never=never)
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
    return target in {file, *(file.with_name(file.name + end) for end in (*_SQLITE_ENDS, _KEYS_END))}


def write_private(path: Path, data: bytes) -> None:
    """Writes all of ``data`` with mode 0600, or leaves ``path`` as it was. Raises ``CannotWriteError``."""
    if path.is_dir():
        raise CannotWriteError(str(path), WriteProblem.IS_A_FOLDER)
    try:
        replace_file(path, data)
    except OSError as error:
        raise CannotWriteError(str(path), _problem(error)) from error


def _is_replaceable(path: Path, kind: Kind) -> bool:
    if path.is_dir():
        raise CannotWriteError(str(path), WriteProblem.IS_A_FOLDER)
    if path.is_symlink() or not path.is_file():
        return False
    if kind.overwrites:
        return not _may_be_a_household(path)
    size = path.stat().st_size
    return not size or (size <= _LARGEST_READ and _is_of(kind, path))


def _may_be_a_household(path: Path) -> bool:
    """By its key file; without one, by pages of bytes that are no text and no kind of file."""
    if path.with_name(path.name + _KEYS_END).exists():
        return True
    with path.open("rb") as file:
        beginning = file.read(16)
    is_known = beginning.isascii() or beginning.startswith(_BEGINNINGS)
    return bool(beginning) and path.stat().st_size % _PAGE == 0 and not is_known


def _is_of(kind: Kind, path: Path) -> bool:
    """A piece at a time; a mark may begin in one and end in the next."""
    wanted, found = {*kind.marks, *kind.any_of}, set[bytes]()
    longest, end = max(map(len, wanted), default=1), b""
    with path.open("rb") as file:
        while piece := file.read(_PIECE):
            found.update(mark for mark in wanted - found if mark in end + piece)
            end = (end + piece)[-longest:]
    return found.issuperset(kind.marks) and (not kind.any_of or bool(found & set(kind.any_of)))


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
