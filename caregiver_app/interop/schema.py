"""The JSON Schema (draft 2020-12) of the household document, made from the classes that read and write it.

``python -m caregiver_app.interop.schema`` prints it; a test compares ``resources/household.schema.json``.
"""

from __future__ import annotations

import json
import sys
from dataclasses import is_dataclass
from datetime import date, datetime, time
from decimal import Decimal
from enum import StrEnum
from typing import Any, Final

from caregiver_app.domain.events import Event
from caregiver_app.domain.household import Household
from caregiver_app.domain.json_values.decoding import HAND_WRITTEN, MAX_INTEGER
from caregiver_app.domain.json_values.hints import fields_of, item_of, members_of
from caregiver_app.domain.json_values.tags import TAGS
from caregiver_app.domain.record_kinds import KIND_OF
from caregiver_app.domain.text import MAX_TEXT
from caregiver_app.interop.document_stream import FORMAT, VERSION
from caregiver_app.wording.events import ABOUT_LIST
from caregiver_app.wording.records import about

_AMOUNT: Final = r"^\s*([0-9]+(,[0-9]{3})*)?(\.[0-9]+)?\s*$"
_MOMENT: Final = (
    "^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}(:[0-9]{2}(\\.[0-9]{1,6})?)?(Z|[+-][0-9]{2}:[0-9]{2})$"
)
_AMOUNT_AND_UNIT: Final = r"^\s*[0-9.,]+\s*[^0-9\s]"

_PLAIN: Final[dict[Any, dict[str, Any]]] = {
    str: {"type": "string", "maxLength": MAX_TEXT},
    bool: {"type": "boolean"},
    int: {"type": "integer", "minimum": -MAX_INTEGER, "maximum": MAX_INTEGER},
    Decimal: {"anyOf": [{"type": "string", "minLength": 1, "pattern": _AMOUNT}, {"type": "number"}]},
    date: {"type": "string", "format": "date", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"},
    datetime: {"type": "string", "pattern": _MOMENT},
    time: {"type": "string", "pattern": "^([01][0-9]|2[0-3]):[0-5][0-9]$"},
}


def build_schema() -> dict[str, Any]:
    """The whole schema as JSON values."""
    definitions: dict[str, Any] = {}
    parts = {
        field.name: _described(about(Household, field.name), _schema_of(field.type, definitions))
        for field in fields_of(Household)
    }
    events = {"type": "array", "items": _schema_of(Event, definitions)}
    parts["events"] = _described(ABOUT_LIST, events)
    head = {"format": {"const": FORMAT}, "version": {"const": VERSION}}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:{FORMAT}:{VERSION}",
        "title": "Household document",
        "description": about(Household),
        "type": "object",
        "properties": {**head, **parts},
        "required": ["format", "version"],
        "additionalProperties": False,
        "$defs": dict(sorted(definitions.items())),
    }


def schema_text() -> str:
    """The schema as it is published."""
    return json.dumps(build_schema(), ensure_ascii=False, indent=2) + "\n"


def _schema_of(hint: Any, definitions: dict[str, Any]) -> dict[str, Any]:
    members = members_of(hint)
    if len(members) > 1:
        return {"anyOf": [_schema_of(member, definitions) for member in members]}
    if hint is type(None):
        return {"type": "null"}
    item = item_of(hint)
    if item is not None:
        return {"type": "array", "items": _schema_of(item, definitions)}
    if hint in _PLAIN:
        return _PLAIN[hint]
    return _reference(hint, definitions)


def _reference(cls: type, definitions: dict[str, Any]) -> dict[str, Any]:
    name = cls.__name__
    if name not in definitions:
        definitions[name] = {}  # holds the place for a class that contains itself
        definitions[name] = _described(about(cls), _definition(cls, definitions))
    return {"$ref": f"#/$defs/{name}"}


def _definition(cls: type, definitions: dict[str, Any]) -> dict[str, Any]:
    if issubclass(cls, StrEnum):
        return {"type": "string", "enum": [choice.value for choice in cls]}
    if not is_dataclass(cls):
        raise TypeError(cls)
    plain = _object(cls, definitions)
    if cls in HAND_WRITTEN:
        return {"anyOf": [plain, {"type": "string", "maxLength": 100, "pattern": _AMOUNT_AND_UNIT}]}
    return plain


def _object(cls: type, definitions: dict[str, Any]) -> dict[str, Any]:
    key, tag = TAGS.get(cls, ("", ""))
    properties: dict[str, Any] = {key: {"const": tag}} if key else {}
    for field in fields_of(cls):
        properties[field.name] = _described(about(cls, field.name), _schema_of(field.type, definitions))
    # The id of a record may be missing in a document written by hand: the reader fills it.
    may_lack = {"id"} if cls in KIND_OF else set()
    required = [field.name for field in fields_of(cls) if field.is_required and field.name not in may_lack]
    return {
        "type": "object",
        "properties": properties,
        "required": [key, *required] if key else required,
        "additionalProperties": False,
    }


def _described(words: str, schema: dict[str, Any]) -> dict[str, Any]:
    return {"description": words, **schema} if words else schema


if __name__ == "__main__":
    sys.stdout.write(schema_text())
