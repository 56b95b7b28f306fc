"""Emergency sheets that lie outside the lock, as files: what the locked program may see, and nothing else.

Beside the household's file PATH they stand in the folder ``PATH.published``: the PDFs and ``published.json``, which
lists them. No key is needed to read them, and anybody who can write there can put anything there: what is not
exactly as this program writes it does not exist for it.
"""

from __future__ import annotations

import errno
import json
import os
import re
import stat
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Any, Final

from caregiver_app.domain.errors import KnownError
from caregiver_app.domain.publishing import STALE_AFTER
from caregiver_app.services.owned_files import (
    PDF_MARK,
    CannotWriteError,
    OtherKindOfFileError,
    WriteProblem,
    write_private,
)

_INDEX: Final = "published.json"
_LARGEST_INDEX: Final = 100_000
_LARGEST_PDF: Final = 20_000_000
_MOST_SHEETS: Final = 50
_LONGEST_NAME: Final = 200
_FILE: Final = re.compile(r"emergency-sheet-([1-9][0-9]{0,5})\.pdf")
# What a write that was killed leaves behind: it holds a sheet, or a part of one.
_UNFINISHED: Final = re.compile(r"\.caregiver-\w+\.part")
_ID: Final = re.compile(r"[0-9a-f]{16}")
_FINGERPRINT: Final = re.compile(r"[0-9a-f]{64}")
# A link is not followed, and a pipe put in a file's place is not waited for.
_READING: Final = (
    os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
)


class NotWithdrawnError(KnownError):
    """``left`` are the files of published sheets that could not be deleted."""

    def __init__(self, left: tuple[str, ...]) -> None:
        super().__init__(left)
        self.left = left


@dataclass(frozen=True, slots=True)
class Published:
    """One published sheet.

    ``name`` is what the person goes by, empty where the family left it out. ``fingerprint`` is the SHA-256 of what
    the sheet says. ``outdated`` once a new one would say something else.
    """

    id: str
    file: str
    name: str
    published_on: date
    review_by: date
    fingerprint: str
    outdated: bool = False


def published_folder(path: Path) -> Path:
    """Where the sheets of the household at ``path`` lie."""
    return path.with_name(path.name + ".published")


def is_stale(sheet: Published, today: date) -> bool:
    """Whether it must not be taken for the truth: outdated, too old, or of a day that has not come."""
    too_old = today > sheet.review_by or today - sheet.published_on > STALE_AFTER
    return sheet.outdated or too_old or today < sheet.published_on


def published(path: Path) -> tuple[Published, ...]:
    """The sheets that are there, in the order in which they were published. Damage is silence, never an error."""
    folder = published_folder(path)
    data = _read(folder / _INDEX, _LARGEST_INDEX) if _is_folder(folder) else None
    try:
        listed = json.loads(data or b"{}")["sheets"][:_MOST_SHEETS]
    except (ValueError, KeyError, TypeError, RecursionError):
        return ()
    sheets: dict[str, Published] = {}
    for item in listed:
        sheet = _sheet(item)
        files = {each.file for each in sheets.values()}
        if sheet and sheet.id not in sheets and sheet.file not in files and _is_file(folder / sheet.file):
            sheets[sheet.id] = sheet
    return tuple(sheets.values())


def read_sheet(path: Path, sheet: Published) -> bytes | None:
    """The PDF, or nothing where there is none of this program's."""
    folder = published_folder(path)
    data = _read(folder / sheet.file, _LARGEST_PDF) if _is_folder(folder) else None
    return data if data and data.startswith(b"%PDF-") and PDF_MARK in data else None


def remove_sheet(path: Path, sheet_id: str) -> None:
    """Deletes one sheet and its entry, and the folder with the last. Raises ``NotWithdrawnError``."""
    folder = published_folder(path)
    if not _is_folder(folder):
        return
    rest = tuple(sheet for sheet in published(path) if sheet.id != sheet_id)
    left = sweep(path, rest)
    if left:
        raise NotWithdrawnError(left)
    try:
        write_index(path, rest)
        if not rest:
            (folder / _INDEX).unlink()
    except (OSError, CannotWriteError) as error:
        raise NotWithdrawnError((str(folder / _INDEX),)) from error
    if not rest:
        # Something that is not this program's may lie there; it stays.
        with suppress(OSError):
            folder.rmdir()


def sweep(path: Path, kept: tuple[Published, ...]) -> tuple[str, ...]:
    """Deletes every sheet in the folder but those ``kept``. The files that could not be deleted."""
    folder = published_folder(path)
    wanted = {sheet.file for sheet in kept}
    left = []
    for name in _names(folder):
        if name in wanted or not (_FILE.fullmatch(name) or _UNFINISHED.fullmatch(name)):
            continue
        try:
            (folder / name).unlink()
        except OSError:
            left.append(str(folder / name))
    return tuple(left)


def add_pdf(path: Path, data: bytes) -> str:
    """Writes a PDF under the next number and says its name. Raises ``CannotWriteError``, ``OtherKindOfFileError``."""
    folder = _make_folder(published_folder(path))
    numbers = [int(match[1]) for match in map(_FILE.fullmatch, _names(folder)) if match]
    name = f"emergency-sheet-{max(numbers, default=0) + 1}.pdf"
    write_private(folder / name, data)
    return name


def write_index(path: Path, sheets: tuple[Published, ...]) -> None:
    """Replaces the list, whole or not at all. Raises ``CannotWriteError``."""
    listed = [asdict(sheet) for sheet in sheets]
    text = json.dumps({"sheets": listed}, default=date.isoformat, indent=1)
    write_private(published_folder(path) / _INDEX, text.encode())


def _sheet(item: Any) -> Published | None:
    try:
        days = {key: date.fromisoformat(item[key]) for key in ("published_on", "review_by")}
        return Published(**{**item, **days}) if _is_right(item) else None
    except (TypeError, ValueError, KeyError):
        return None


def _is_right(item: dict[str, Any]) -> bool:
    return bool(
        _ID.fullmatch(item["id"])
        and _FILE.fullmatch(item["file"])
        and _FINGERPRINT.fullmatch(item["fingerprint"])
        and isinstance(item["outdated"], bool)
        and _is_name(item["name"])
    )


def _is_name(name: Any) -> bool:
    return isinstance(name, str) and len(name) <= _LONGEST_NAME and all(map(str.isprintable, name))


def _is_folder(folder: Path) -> bool:
    """A folder of its own; a link to one elsewhere is none."""
    try:
        return stat.S_ISDIR(folder.lstat().st_mode)
    except (OSError, ValueError):
        return False


def _is_file(file: Path) -> bool:
    try:
        return stat.S_ISREG(file.lstat().st_mode)
    except OSError:
        return False


def _names(folder: Path) -> list[str]:
    try:
        return [each.name for each in folder.iterdir()] if _is_folder(folder) else []
    except OSError:
        return []


def _read(file: Path, limit: int) -> bytes | None:
    if not _is_file(file):
        return None
    try:
        descriptor = os.open(file, _READING)
    except OSError:
        return None
    with os.fdopen(descriptor, "rb") as opened:
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            return None
        try:
            data = opened.read(limit + 1)
        except OSError:
            return None
    return data if len(data) <= limit else None


def _make_folder(folder: Path) -> Path:
    try:
        with suppress(FileExistsError):
            folder.mkdir(mode=0o700)
        if not _is_folder(folder):
            raise OtherKindOfFileError(str(folder))
        folder.chmod(0o700)
    except OSError as error:
        problem = (
            WriteProblem.NO_PERMISSION if isinstance(error, PermissionError) else WriteProblem.DEVICE_ERROR
        )
        if error.errno in {errno.ENOSPC, errno.EDQUOT}:
            problem = WriteProblem.DISK_FULL
        raise CannotWriteError(str(folder), problem) from error
    return folder
