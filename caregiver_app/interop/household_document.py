"""The household document: one open JSON format for everything the program keeps.

Its schema is ``resources/household.schema.json``. Export, import and export again give the same bytes.
"""

from __future__ import annotations

import errno
import json
import os
import stat
from typing import TYPE_CHECKING, Any, Final

from caregiver_app.domain.errors import InvalidField, Rule
from caregiver_app.domain.household import Household
from caregiver_app.interop.decoding import decode
from caregiver_app.interop.encoding import encode
from caregiver_app.interop.errors import NewerVersion, NotAHousehold, NotReadable, TooLarge, Unreadable
from caregiver_app.interop.hints import fields_of
from caregiver_app.interop.ids import fill_ids
from caregiver_app.interop.json_text import parse_json

if TYPE_CHECKING:
    from pathlib import Path

FORMAT: Final = "caregiver-household"
VERSION: Final = 1
MAX_BYTES: Final = 20_000_000


def write_document(household: Household) -> bytes:
    """The household as UTF-8 JSON, fields in the order the program declares them, a line break at the end."""
    parts = {field.name: encode(getattr(household, field.name)) for field in fields_of(Household)}
    document = {"format": FORMAT, "version": VERSION, **parts}
    return (json.dumps(document, ensure_ascii=False, indent=2, allow_nan=False) + "\n").encode()


def read_document(data: bytes) -> Household:
    """The household in a document.

    Raises a ``DocumentError`` for the document as a whole and ``InvalidField`` for one place in it. Whether
    dates have come yet is not asked here: ``domain.household.check_household_dates`` does, given today.
    """
    if len(data) > MAX_BYTES:
        raise TooLarge(len(data), MAX_BYTES)
    document = parse_json(data)
    if not isinstance(document, dict):
        raise NotAHousehold("")
    _check_head(document)
    body = {key: value for key, value in document.items() if key not in {"format", "version"}}
    fill_ids(body)
    household: Household = decode(Household, body)
    return household


def read_document_file(path: Path) -> Household:
    """As ``read_document``. Raises ``NotReadable`` besides, and ``TooLarge`` before a byte is read."""
    return read_document(read_document_bytes(path))


def _check_head(document: dict[str, Any]) -> None:
    found = document.get("format")
    if found != FORMAT:
        raise NotAHousehold(found if isinstance(found, str) else "")
    version = document.get("version")
    if version is None:
        raise InvalidField(("version",), Rule.MISSING)
    if isinstance(version, bool) or not isinstance(version, int) or version < 1:
        raise InvalidField(("version",), Rule.NOT_A_NUMBER, str(version)[:80])
    if version > VERSION:
        raise NewerVersion(version, VERSION)


def read_document_bytes(path: Path) -> bytes:
    """What an ordinary file holds. Raises ``NotReadable``, and ``TooLarge`` before a byte is read."""
    # O_NONBLOCK: opening a FIFO must not wait for somebody to write into it.
    flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    try:
        if path.is_dir():
            raise NotReadable(str(path), Unreadable.FOLDER)
        with open(os.open(path, flags), "rb") as file:  # noqa: PTH123 - pathlib opens by name, not by descriptor
            status = os.fstat(file.fileno())
            if not stat.S_ISREG(status.st_mode):
                raise NotReadable(str(path), Unreadable.NOT_A_FILE)
            if status.st_size > MAX_BYTES:
                raise TooLarge(status.st_size, MAX_BYTES)
            return file.read(MAX_BYTES + 1)
    except OSError as error:
        raise NotReadable(str(path), _reason(error)) from error
    except ValueError as error:  # a NUL in the name
        raise NotReadable(str(path), Unreadable.MISSING) from error


def _reason(error: OSError) -> Unreadable:
    if isinstance(error, PermissionError):
        return Unreadable.NO_PERMISSION
    if isinstance(error, FileNotFoundError | NotADirectoryError) or error.errno in {
        errno.ENAMETOOLONG,
        errno.ELOOP,
    }:
        return Unreadable.MISSING
    # A socket cannot be opened at all.
    return Unreadable.NOT_A_FILE if error.errno == errno.ENXIO else Unreadable.DEVICE_ERROR
