"""The household document: one open JSON format for everything the program keeps.

Its schema is ``resources/household.schema.json``. Export, import and export again give the same bytes. It may hold ten
years of events, so it is written and read a few events at a time (``document_stream``).
"""

from __future__ import annotations

import io
import json
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from caregiver_app.domain.events import Event
from caregiver_app.domain.household import Household
from caregiver_app.domain.json_values.encoding import encode
from caregiver_app.domain.json_values.hints import fields_of
from caregiver_app.interop.document_file import open_document_file, reason_of
from caregiver_app.interop.document_stream import FORMAT, MAX_RECORDS, VERSION, DocumentStream
from caregiver_app.interop.errors import NotReadable, TooLarge

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

_ENCODER: Final = json.JSONEncoder(ensure_ascii=False, allow_nan=False)
_INDENTED: Final = json.JSONEncoder(ensure_ascii=False, allow_nan=False, indent=2)


class Document(NamedTuple):
    """What a small document holds: the records, and what happened in the order it was kept."""

    household: Household
    events: tuple[Event, ...] = ()


def document_parts(household: Household, events: Iterable[Event] = ()) -> Iterator[bytes]:
    """A document in UTF-8, fields in the order the program declares them: all before the events, each event, the end.

    Each event is a line, and so is the end.
    """
    head = _INDENTED.encode(_head_of(household)).removesuffix("\n}")
    yield f'{head},\n  "events": ['.encode()
    between = "\n    "
    for event in events:
        yield f"{between}{event_line(event)}".encode()
        between = ",\n    "
    yield b"]\n}\n" if between == "\n    " else b"\n  ]\n}\n"


def records_line(household: Household) -> str:
    """A document without events on one line."""
    return _ENCODER.encode(_head_of(household))


def event_line(event: Event) -> str:
    """One event as JSON on one line."""
    return _ENCODER.encode(encode(event))


def write_document(household: Household, events: Iterable[Event] = ()) -> bytes:
    """The same for a small household, in one piece."""
    return b"".join(document_parts(household, events))


def read_document(data: bytes) -> Document:
    """The household in a small document of any version, and what happened.

    Raises a ``DocumentError`` for the document as a whole and ``InvalidField`` for one place in it. Whether
    dates have come yet is not asked here: ``domain.household.check_household_dates`` does, given today.
    """
    if len(data) > MAX_RECORDS:
        raise TooLarge(len(data), MAX_RECORDS)
    stream = DocumentStream(io.BytesIO(data))
    return Document(stream.household, tuple(event for _place, event in stream.events()))


def read_document_file(path: Path) -> Document:
    """As ``read_document``. Raises ``NotReadable`` besides, and ``TooLarge`` before a byte is read."""
    try:
        with open_document_file(path, MAX_RECORDS) as file:
            return read_document(file.read(MAX_RECORDS + 1))
    except OSError as error:
        raise NotReadable(str(path), reason_of(error)) from error


def _head_of(household: Household) -> dict[str, Any]:
    parts = {field.name: encode(getattr(household, field.name)) for field in fields_of(Household)}
    return {"format": FORMAT, "version": VERSION, **parts}
