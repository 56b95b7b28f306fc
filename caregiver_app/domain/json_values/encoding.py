"""Domain values to plain JSON values."""

from __future__ import annotations

from dataclasses import is_dataclass
from datetime import date, time
from decimal import Decimal
from typing import Any

from caregiver_app.domain.json_values.hints import fields_of
from caregiver_app.domain.json_values.tags import TAGS


def encode(value: Any) -> Any:
    """The value as dicts, lists, text, whole numbers and booleans.

    ``None`` and empty texts and lists are left out where they are the field's default ("not recorded").
    Everything else is written, defaults too, so that a later program with other defaults reads the same.
    """
    if is_dataclass(value):
        return _encode_fields(value)
    if isinstance(value, tuple):
        return [encode(item) for item in value]
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, date):  # moments too, with their offset
        return value.isoformat()
    if isinstance(value, time):
        return clock_text(value)
    return value.value if hasattr(value, "value") else value


def clock_text(value: time) -> str:
    """``08:00``. Raises ``ValueError`` for seconds or a time zone, which would be lost."""
    if value != time(value.hour, value.minute):
        raise ValueError("a time of day with more than hour and minute")
    return value.isoformat(timespec="minutes")


def _encode_fields(value: Any) -> dict[str, Any]:
    cls: type = type(value)
    key, tag = TAGS.get(cls, ("", ""))
    encoded: dict[str, Any] = {key: tag} if key else {}
    for field in fields_of(cls):
        item = getattr(value, field.name)
        if not _is_blank(item) or item != field.default:
            encoded[field.name] = encode(item)
    return encoded


def _is_blank(item: Any) -> bool:
    return item is None or item in ("", ())
