"""One step of changes to JSON text and back, for the history. Records are written as in the household document."""

from __future__ import annotations

import json
from typing import Any, Final

from caregiver_app.domain.errors import InvalidField, Rule
from caregiver_app.domain.json_values.decoding import Path, decode
from caregiver_app.domain.json_values.encoding import encode
from caregiver_app.domain.record_changes import (
    HouseholdChanges,
    ListKey,
    OrderChange,
    RecordChange,
    record_id,
)
from caregiver_app.domain.record_kinds import KIND_LISTED_IN, KIND_OF, RECORD_KINDS
from caregiver_app.interop.errors import NewerVersion
from caregiver_app.interop.json_text import parse_json

VERSION: Final = 1
_CLASSES: Final = {kind.key: kind.cls for kind in RECORD_KINDS}
_Texts = tuple[str, ...]


def write_changes(changes: HouseholdChanges) -> str:
    """On one line, without spaces nobody needs."""
    document = {
        "version": VERSION,
        "names": [list(pair) for pair in changes.names],
        "records": [_record_value(each) for each in changes.records],
        "orders": [_order_value(each) for each in changes.orders],
    }
    return json.dumps(document, ensure_ascii=False, separators=(",", ":"), allow_nan=False)


def read_changes(text: str) -> HouseholdChanges:
    """Raises a ``DocumentError`` for the text as a whole and ``InvalidField`` for one place in it."""
    document = _fields(parse_json(text.encode()), ())
    version = decode(int, _needed(document, "version", ()), ("version",))
    if version > VERSION:
        raise NewerVersion(version, VERSION)
    names = [
        decode(_Texts, pair, ("names", index)) for index, pair in enumerate(_items(document, "names", ()))
    ]
    if any(len(pair) != 2 for pair in names):  # noqa: PLR2004 - an id and a name
        raise InvalidField(("names",), Rule.NOT_A_LIST)
    records = enumerate(_items(document, "records", ()))
    orders = enumerate(_items(document, "orders", ()))
    return HouseholdChanges(
        tuple(_read_record(each, ("records", index)) for index, each in records),
        tuple(_read_order(each, ("orders", index)) for index, each in orders),
        tuple((pair[0], pair[1]) for pair in names),
    )


def _record_value(change: RecordChange) -> dict[str, Any]:
    sides = {"before": change.before, "after": change.after}
    return {
        "kind": KIND_OF[change.key.kind].key,
        "owner": change.owner_id,
        **{side: encode(record) for side, record in sides.items() if record is not None},
    }


def _order_value(change: OrderChange) -> dict[str, Any]:
    return {
        "list": change.key.listed_in,
        "owner": change.key.owner_id,
        "before": list(change.before),
        "after": list(change.after),
    }


def _read_record(value: object, path: Path) -> RecordChange:
    fields = _fields(value, path)
    kind = decode(str, _needed(fields, "kind", path), (*path, "kind"))
    if kind not in _CLASSES:
        raise InvalidField((*path, "kind"), Rule.UNKNOWN_CHOICE, kind, ", ".join(_CLASSES))
    sides = {
        side: decode(_CLASSES[kind], fields[side], (*path, side)) if side in fields else None
        for side in ("before", "after")
    }
    change = RecordChange(sides["before"], sides["after"], _owner(fields, path))
    if change.before is None and change.after is None:
        raise InvalidField((*path, "after"), Rule.MISSING)
    if change.before and change.after and record_id(change.before) != record_id(change.after):
        raise InvalidField(
            (*path, "after", "id"), Rule.UNKNOWN_CHOICE, record_id(change.after), record_id(change.before)
        )
    return change


def _read_order(value: object, path: Path) -> OrderChange:
    fields = _fields(value, path)
    listed_in = decode(str, _needed(fields, "list", path), (*path, "list"))
    if listed_in not in KIND_LISTED_IN:
        raise InvalidField((*path, "list"), Rule.UNKNOWN_CHOICE, listed_in, ", ".join(KIND_LISTED_IN))
    before, after = (
        decode(_Texts, _needed(fields, side, path), (*path, side)) for side in ("before", "after")
    )
    return OrderChange(ListKey(listed_in, _owner(fields, path)), before, after)


def _owner(fields: dict[str, Any], path: Path) -> str:
    owner: str = decode(str, _needed(fields, "owner", path), (*path, "owner"))
    return owner


def _items(fields: dict[str, Any], name: str, path: Path) -> list[Any]:
    value = _needed(fields, name, path)
    if not isinstance(value, list):
        raise InvalidField((*path, name), Rule.NOT_A_LIST)
    return value


def _needed(fields: dict[str, Any], name: str, path: Path) -> Any:
    if name not in fields:
        raise InvalidField((*path, name), Rule.MISSING)
    return fields[name]


def _fields(value: object, path: Path) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise InvalidField(path, Rule.NOT_AN_OBJECT)
    return value
