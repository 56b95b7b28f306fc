"""A household document in a file, of any size: its records, and then its events one after the other.

The file is read twice. The first time, all of it is looked at as JSON and the records are kept: they may stand before
or after the events. The second time, the events are given. Neither holds more than the records and one event.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any, BinaryIO, Final

from caregiver_app.domain.errors import InvalidField, Rule
from caregiver_app.domain.events import Event
from caregiver_app.domain.household import Household
from caregiver_app.domain.json_values.decoding import decode
from caregiver_app.domain.json_values.hints import fields_of
from caregiver_app.domain.prints import PrintRecord, kept_noon, old_print_event
from caregiver_app.interop.errors import DuplicateKey, NewerVersion, NotAHousehold, TooLarge
from caregiver_app.interop.event_ids import EventIds
from caregiver_app.interop.ids import fill_ids
from caregiver_app.interop.json_stream import JsonText, TooLong
from caregiver_app.interop.json_text import MAX_DEPTH

FORMAT: Final = "caregiver-household"
VERSION: Final = 3
MAX_DOCUMENT: Final = 300_000_000
"""Bytes of a whole document: thirty years of events."""
MAX_RECORDS: Final = 20_000_000
"""Characters of everything but the events."""
MAX_EVENT: Final = 200_000
"""Characters of one event."""
_HEAD: Final = frozenset({"format", "version"})
_EVENTS: Final = "events"
_NEEDED: Final = frozenset(field.name for field in fields_of(Event) if field.is_required)
_WHOLE: Final = -1

_Found = tuple[str, int, Any]
"""A key of the document and its value; for the events, one at a time, with the place in their list."""


class DocumentStream:
    """``file`` can be sought in; ``tell`` hears the bytes read so far, each of the two times from 0.

    Raises a ``DocumentError`` for the document as a whole and ``InvalidField`` for one place in it. Whether
    dates have come yet is not asked here.
    """

    def __init__(self, file: BinaryIO, tell: Callable[[int], object] = lambda _bytes: None) -> None:
        self._file = file
        self._tell = tell
        self._ids = EventIds()
        self._count = 0
        body = self._read_records()
        version = _check_head(body)
        records = {key: value for key, value in body.items() if key not in _HEAD}
        if _EVENTS in records:  # and is no list
            decode(tuple[Event, ...], records[_EVENTS], (_EVENTS,))
        self._prints = _prints_of_version_1(records) if version == 1 else []
        for event in self._prints:
            self._ids.look_at(event.id)
        fill_ids(records)
        self.household: Household = decode(Household, records)

    def events(self) -> Iterator[tuple[int, Event]]:
        """What happened, in the order of the document, with the place of each in it. Raises as the class does."""
        for _key, place, value in self._found():
            if place != _WHOLE:
                event = decode(Event, value, (_EVENTS, place))
                if self._ids.is_new(event, place):
                    yield place, event
        for place, event in enumerate(self._prints, start=self._count):
            if self._ids.is_new(event, place):
                yield place, event

    def _read_records(self) -> dict[str, Any]:
        body: dict[str, Any] = {}
        for key, place, value in self._found():
            if place == _WHOLE:
                body[key] = value
                continue
            if not place and body.keys() >= _HEAD:
                _check_head(body)  # before the events of another format, or of a newer program
            self._count = place + 1
            self._look_at(value, place)
        return body

    def _look_at(self, value: Any, place: int) -> None:
        if not isinstance(value, dict) or not value.keys() >= _NEEDED:
            decode(Event, value, (_EVENTS, place))  # says what is wrong with it, before all others are read
        elif isinstance(value["id"], str):
            self._ids.look_at(value["id"])

    def _found(self) -> Iterator[_Found]:
        self._file.seek(0)
        return _parts_of(JsonText(self._file, self._tell))


def _parts_of(text: JsonText) -> Iterator[_Found]:
    """Everything in the document, which is seen to be whole when this ends."""
    try:
        if text.peek() == "{":
            yield from _members_of(text)
            text.check_end()
            return
        text.value(MAX_DEPTH, MAX_RECORDS)
        text.check_end()
    except TooLong:
        raise TooLarge(MAX_RECORDS + 1, MAX_RECORDS) from None
    raise NotAHousehold("")


def _members_of(text: JsonText) -> Iterator[_Found]:
    keys: set[str] = set()
    left = MAX_RECORDS
    goes_on = text.begins("{", "}")
    while goes_on:
        begun = text.characters
        key = text.key(left)
        if key in keys:
            raise DuplicateKey(key)
        keys.add(key)
        if key == _EVENTS and text.peek() == "[":
            yield from _items_of(text)
        else:
            yield key, _WHOLE, text.value(MAX_DEPTH - 1, left)
            left -= text.characters - begun
        goes_on = text.goes_on("}")


def _items_of(text: JsonText) -> Iterator[_Found]:
    place = 0
    goes_on = text.begins("[", "]")
    while goes_on:
        try:
            yield _EVENTS, place, text.value(MAX_DEPTH - 2, MAX_EVENT)
        except TooLong:
            raise InvalidField((_EVENTS, place), Rule.TOO_LONG, "", f"{MAX_EVENT:,}") from None
        place += 1
        goes_on = text.goes_on("]")


def _prints_of_version_1(body: dict[str, Any]) -> list[Event]:
    """Prints stood beside the records; only their day is known."""
    prints: tuple[PrintRecord, ...] = decode(tuple[PrintRecord, ...], body.pop("prints", []), ("prints",))
    found = Counter(record.serial for record in prints)
    if found and found.most_common(1)[0][1] > 1:
        raise InvalidField(("prints", "id"), Rule.TWICE, str(found.most_common(1)[0][0]))
    return [old_print_event(record, kept_noon(record.printed_on)) for record in prints]


def _check_head(body: dict[str, Any]) -> int:
    found = body.get("format")
    if found != FORMAT:
        raise NotAHousehold(found if isinstance(found, str) else "")
    version = body.get("version")
    if version is None:
        raise InvalidField(("version",), Rule.MISSING)
    if isinstance(version, bool) or not isinstance(version, int) or version < 1:
        raise InvalidField(("version",), Rule.NOT_A_NUMBER, str(version)[:80])
    if version > VERSION:
        raise NewerVersion(version, VERSION)
    return version
