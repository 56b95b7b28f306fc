"""The household document: one open JSON format for everything the program keeps.

Its schema is ``resources/household.schema.json``. Export, import and export again give the same bytes.
"""

from __future__ import annotations

import errno
import json
import os
import stat
from collections import Counter
from dataclasses import dataclass
from datetime import UTC, datetime, time
from typing import TYPE_CHECKING, Any, Final

from caregiver_app.domain.errors import InvalidField, Rule
from caregiver_app.domain.events import Event
from caregiver_app.domain.household import Household
from caregiver_app.domain.json_values.decoding import decode
from caregiver_app.domain.json_values.encoding import encode
from caregiver_app.domain.json_values.hints import fields_of
from caregiver_app.domain.prints import PrintRecord, old_print_event
from caregiver_app.interop.errors import NewerVersion, NotAHousehold, NotReadable, TooLarge, Unreadable
from caregiver_app.interop.ids import fill_ids
from caregiver_app.interop.json_text import parse_json

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

FORMAT: Final = "caregiver-household"
VERSION: Final = 2
MAX_BYTES: Final = 20_000_000
_HEAD: Final = frozenset({"format", "version"})


@dataclass(frozen=True, slots=True)
class Document:
    """What a document holds: the records, and what happened in the order it was kept."""

    household: Household
    events: tuple[Event, ...] = ()

    def __post_init__(self) -> None:
        ids = Counter(event.id for event in self.events)
        if ids and ids.most_common(1)[0][1] > 1:
            raise InvalidField(("events", "id"), Rule.TWICE, ids.most_common(1)[0][0])


def write_document(household: Household, events: Iterable[Event] = ()) -> bytes:
    """As UTF-8 JSON, fields in the order the program declares them, a line for each event, a line break at the end."""
    parts = {field.name: encode(getattr(household, field.name)) for field in fields_of(Household)}
    document = {"format": FORMAT, "version": VERSION, **parts}
    text = json.dumps(document, ensure_ascii=False, indent=2, allow_nan=False).removesuffix("\n}")
    lines = ",".join(
        f"\n    {json.dumps(encode(event), ensure_ascii=False, allow_nan=False)}" for event in events
    )
    listed = f"[{lines}\n  ]" if lines else "[]"
    return f'{text},\n  "events": {listed}\n}}\n'.encode()


def read_document(data: bytes) -> Document:
    """The household in a document of any version, and what happened.

    Raises a ``DocumentError`` for the document as a whole and ``InvalidField`` for one place in it. Whether
    dates have come yet is not asked here: ``domain.household.check_household_dates`` does, given today.
    """
    if len(data) > MAX_BYTES:
        raise TooLarge(len(data), MAX_BYTES)
    document = parse_json(data)
    if not isinstance(document, dict):
        raise NotAHousehold("")
    version = _check_head(document)
    body = {key: value for key, value in document.items() if key not in _HEAD}
    events: tuple[Event, ...] = decode(tuple[Event, ...], body.pop("events", []), ("events",))
    if version == 1:
        events = (*events, *_prints_of_version_1(body))
    fill_ids(body)
    return Document(decode(Household, body), events)


def _prints_of_version_1(body: dict[str, Any]) -> list[Event]:
    """Prints stood beside the records; only their day is known."""
    prints: tuple[PrintRecord, ...] = decode(tuple[PrintRecord, ...], body.pop("prints", []), ("prints",))
    found = Counter(record.serial for record in prints)
    if found and found.most_common(1)[0][1] > 1:
        raise InvalidField(("prints", "id"), Rule.TWICE, str(found.most_common(1)[0][0]))
    return [old_print_event(record, datetime.combine(record.printed_on, time(12), UTC)) for record in prints]


def read_document_file(path: Path) -> Document:
    """As ``read_document``. Raises ``NotReadable`` besides, and ``TooLarge`` before a byte is read."""
    return read_document(read_document_bytes(path))


def _check_head(document: dict[str, Any]) -> int:
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
    return version


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
