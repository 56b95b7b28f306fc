"""Documents read a piece at a time: the same as at once, whatever is in them and wherever a piece ends."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given
from hypothesis import strategies as st

from caregiver_app.domain.errors import InvalidField, KnownError, Rule
from caregiver_app.domain.events import Event
from caregiver_app.domain.household import Household
from caregiver_app.domain.json_values.decoding import decode
from caregiver_app.domain.json_values.encoding import encode
from caregiver_app.domain.observations import Observed, ObservedThing
from caregiver_app.interop import json_stream
from caregiver_app.interop.document_stream import MAX_EVENT, DocumentStream
from caregiver_app.interop.errors import DuplicateKey, NewerVersion, NotJson, TooDeep, TooLarge, WrongEncoding
from caregiver_app.interop.household_document import Document, document_parts, read_document, write_document
from caregiver_app.interop.json_text import parse_json
from tests.clock import NOON
from tests.event_strategies import events
from tests.scale import examples
from tests.strategies import households

NO_SHRINK = [Phase.explicit, Phase.generate]
SLOW = examples(30, phases=NO_SHRINK, suppress_health_check=list(HealthCheck))
HEAD: dict[str, Any] = {"format": "caregiver-household", "version": 3}
ONE = Event("one", NOON, Observed(ObservedThing.OTHER, words="Ate well"), "person-1", noted_at=NOON)
TWO = Event("two", NOON, Observed(ObservedThing.FALL, words="Slipped"), "person-1", noted_at=NOON)


@pytest.fixture(params=[1, 7, 65_536])
def piece(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> int:
    """How many bytes are read at once."""
    monkeypatch.setattr(json_stream, "_PIECE", request.param)
    return int(request.param)


def document(**parts: Any) -> bytes:
    return json.dumps({**HEAD, **parts}).encode()


def said(*events_: Event) -> list[Any]:
    return [encode(event) for event in events_]


def plain(data: bytes) -> Document:
    """What a document of this version holds, read all at once as any other program would."""
    body = parse_json(data)
    del body["format"], body["version"]
    found = decode(tuple[Event, ...], body.pop("events", []), ("events",))
    return Document(decode(Household, body), found)


def outcome(data: bytes) -> object:
    try:
        return read_document(data)
    except KnownError as error:
        return type(error), error.args


def outcome_of_parse(data: bytes) -> object:
    try:
        parse_json(data)
    except KnownError as error:
        return type(error), error.args
    return None


@SLOW
@given(households(), events(), st.sampled_from([1, 5, 64, 65_536]))
def test_a_piece_at_a_time_is_read_as_all_at_once(
    household: Household, found: tuple[Event, ...], size: int
) -> None:
    data = write_document(household, found)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(json_stream, "_PIECE", size)
        assert read_document(data) == plain(data) == Document(household, found)
    assert write_document(household, found) == data


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=4), inner, max_size=4),
    max_leaves=12,
)


@examples(300)
@given(
    value=JSON,
    size=st.sampled_from([1, 3, 16, 65_536]),
    indent=st.none() | st.just(2),
    cut=st.integers(0, 200),
    byte=st.integers(-1, 255),
)
def test_any_json_damaged_anywhere_is_refused_as_all_at_once(
    value: Any, size: int, indent: int | None, cut: int, byte: int
) -> None:
    """Found to be no JSON at the same place, or refused for what it says."""
    data = bytearray(json.dumps(value, indent=indent, ensure_ascii=False).encode())
    if byte < 0:
        del data[cut % len(data) :]
    else:
        data[cut % len(data)] = byte
    expected = outcome_of_parse(bytes(data))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(json_stream, "_PIECE", size)
        found = outcome(bytes(data))
    if expected is not None and not isinstance(value, dict):
        assert found == expected or expected[0] is WrongEncoding  # type: ignore[index]
    elif expected is not None:
        assert isinstance(found, tuple)
    else:
        assert isinstance(found, tuple)
        assert found[0] not in {NotJson, WrongEncoding, TooDeep}


def whole() -> bytes:
    notes = '[[{{"\\ Zoë 🙂 '
    return write_document(
        read_document(document(care_recipients=[{"preferred_name": "Sam", "notes": notes}])).household,
        (ONE, TWO),
    )


def test_a_document_cut_anywhere_is_cut_off_at_the_place_that_is_named(piece: int) -> None:
    data = whole()
    for end in range(0, len(data) - 2, 1 if piece == 65_536 else 13):
        with pytest.raises((NotJson, WrongEncoding)) as caught:
            read_document(data[:end])
        expected = outcome_of_parse(data[:end])
        assert (type(caught.value), caught.value.args) == expected


def test_any_byte_lost_is_refused_at_the_same_place_or_read(piece: int) -> None:
    data = whole()
    for place in range(0, len(data), 1 if piece == 65_536 else 11):
        damaged = data[:place] + data[place + 1 :]
        expected = outcome_of_parse(damaged)
        found = outcome(damaged)
        # What stands in the place of an event is refused before the rest is looked at.
        is_event = isinstance(found, tuple) and found[1][0] in {("events", 0), ("events", 1)}
        assert found == expected or expected is None or is_event, damaged[place - 20 : place + 20]


@pytest.mark.parametrize(
    "number", ["0", "-0", "12", "-1.5", "1e5", "1E+5", "0.000001e-3", "9" * 40, "-Infinity", "1.", "1e+", "-"]
)
def test_a_number_that_a_piece_ends_in_is_read_whole(piece: int, number: str) -> None:
    for data in (f"[{number}]", number, f"[{number}, 5 ", f'{{"a": {number}'):
        expected = outcome_of_parse(data.encode())
        found = outcome(data.encode())
        assert found == expected or expected is None


@pytest.mark.parametrize("place", ["before", "between", "after"])
def test_events_may_stand_before_or_after_the_other_parts(piece: int, place: str) -> None:
    parts = {**HEAD, "preferences": {"country": "GB"}, "care_recipients": [{"preferred_name": "Sam"}]}
    items = list(parts.items())
    items.insert({"before": 0, "between": 3, "after": len(items)}[place], ("events", said(ONE, TWO)))
    found = read_document(json.dumps(dict(items)).encode())
    assert found.events == (ONE, TWO)
    assert found.household.preferences.country == "GB"
    assert found.household.care_recipients[0].preferred_name == "Sam"


def test_the_same_event_twice_is_one_event() -> None:
    assert read_document(document(events=said(ONE, TWO, ONE, ONE))).events == (ONE, TWO)


def test_another_event_with_an_id_that_is_there_is_refused_and_named() -> None:
    other = Event("one", NOON, TWO.what)
    with pytest.raises(InvalidField) as caught:
        read_document(document(events=said(ONE, TWO, other)))
    assert (caught.value.path, caught.value.rule, caught.value.value) == (
        ("events", 2, "id"),
        Rule.TWICE,
        "one",
    )


def test_many_events_whose_ids_fall_on_one_another_are_all_read() -> None:
    many = [Event(str(number), NOON, ONE.what) for number in range(30_000)]
    data = b"".join(document_parts(Household(), many))
    stream = DocumentStream(io.BytesIO(data))
    assert sum(1 for _each in stream.events()) == 30_000


@pytest.mark.parametrize("key", ["events", "contacts", "format", "surprise"])
def test_a_part_that_stands_twice_is_refused(piece: int, key: str) -> None:
    first = json.dumps({**HEAD, "contacts": [], "surprise": 1, "events": said(ONE)})
    with pytest.raises(DuplicateKey) as caught:
        read_document(f'{first[:-1]}, "{key}": []}}'.encode())
    assert caught.value.key == key


def test_an_event_longer_than_any_is_refused_at_its_place_without_being_held(piece: int) -> None:
    if piece == 1:
        pytest.skip("two hundred thousand reads")
    event = said(ONE)[0]
    for words in ("x" * MAX_EVENT, ["x"] * MAX_EVENT):
        long = {**event, "reason": words}
        with pytest.raises(InvalidField) as caught:
            read_document(document(events=[event, long]))
        assert (caught.value.path, caught.value.rule) == (("events", 1), Rule.TOO_LONG)
        assert caught.value.detail == "200,000"


def test_records_larger_than_all_of_them_may_be_are_refused_before_they_are_read() -> None:
    class Endless(io.RawIOBase):
        """A text that begins as a document and never ends."""

        read_so_far = 0

        def seek(self, _place: int, _whence: int = 0) -> int:
            return 0

        def read(self, size: int = -1) -> bytes:
            begun, self.read_so_far = self.read_so_far, self.read_so_far + size
            return (b'{"contacts": "' if not begun else b"x").ljust(size, b"x")

    source = Endless()
    with pytest.raises(TooLarge):
        DocumentStream(source)  # type: ignore[arg-type]
    assert source.read_so_far < 50_000_000


def test_a_newer_program_is_named_before_its_events_are_looked_at() -> None:
    with pytest.raises(NewerVersion):
        read_document(json.dumps({**HEAD, "version": 4, "events": [5]}).encode())


@pytest.mark.parametrize("depth", [29, 30, 31, 200, 5_000])
def test_depth_is_counted_from_the_documents_beginning(piece: int, depth: int) -> None:
    deep = b"[" * depth + b"]" * depth
    for data in (
        document(contacts="HERE").replace(b'"HERE"', b"[" + deep + b"]"),
        document(events=[{**said(ONE)[0], "reason": "HERE"}]).replace(b'"HERE"', deep),
    ):
        found = outcome(data)
        assert isinstance(found, tuple)
        expected = outcome_of_parse(data)
        assert found == expected if expected else found[0] is InvalidField


@pytest.mark.parametrize(
    "events_",
    ["none", {}, [5], [{}], [[]], [{"id": "a"}], [{"id": {}, "at": 1, "what": 2}], [None], 5],
)
def test_events_of_the_wrong_shape_are_refused_at_their_place(events_: object) -> None:
    data = document(events=events_)
    with pytest.raises(InvalidField) as caught:
        read_document(data)
    with pytest.raises(InvalidField) as expected:
        plain(data)
    assert caught.value.args == expected.value.args


def test_progress_counts_all_bytes_twice() -> None:
    told: list[int] = []
    data = write_document(Household(), (Event(str(number), NOON, ONE.what) for number in range(2_000)))
    stream = DocumentStream(io.BytesIO(data), told.append)
    assert told[-1] == len(data)
    assert told == sorted(told)
    assert len(list(stream.events())) == 2_000
    assert told[-1] == len(data)
    assert told == 2 * told[: len(told) // 2]


def test_a_document_is_written_event_by_event() -> None:
    asked: list[str] = []

    def happened() -> Iterator[Event]:
        for event in (ONE, TWO):
            asked.append(event.id)
            yield event

    parts = document_parts(Household(), happened())
    next(parts)
    assert asked == []
    assert b'"one"' in next(parts)
    assert asked == ["one"]
    assert b"".join(document_parts(Household(), (ONE, TWO))) == write_document(Household(), (ONE, TWO))


def test_a_print_of_version_1_with_the_id_of_another_event_is_refused() -> None:
    prints = [{"serial": 1, "document": "emergency", "care_recipient_id": "a", "printed_on": "2026-11-22"}]
    prints[0]["fingerprint"] = "f"
    data = json.dumps(
        {**HEAD, "version": 1, "prints": prints, "events": said(Event("print-1", NOON, ONE.what))}
    )
    with pytest.raises(InvalidField) as caught:
        read_document(data.encode())
    assert caught.value.rule is Rule.TWICE
    again = json.dumps({**HEAD, "version": 1, "prints": prints})
    assert [event.id for event in read_document(again.encode()).events] == ["print-1"]
