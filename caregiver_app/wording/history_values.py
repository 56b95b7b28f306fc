"""One field's value for the history: doses and dates as everywhere, what the family typed word for word."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, time
from enum import StrEnum
from typing import Any

from caregiver_app.i18n import _
from caregiver_app.wording.dates import clock_time, day, not_recorded
from caregiver_app.wording.records import CHOICES, PARTS
from caregiver_app.wording.shape import Context

Write = Callable[[Any, Context], str]


def written(value: Any, context: Context, write: Write | None = None) -> str:
    """The value, to stand in a list or after a colon. ``write`` is the field's own way, where it has one."""
    if value is None or value == "":
        return not_recorded()
    if write is not None:
        return write(value, context)
    if isinstance(value, tuple):
        return "; ".join(written(each, context) for each in value) or not_recorded()
    if isinstance(value, StrEnum):
        return CHOICES[type(value)](value)
    return value if isinstance(value, str) else _of_a_class(value, context)


def quoted(value: Any, context: Context, write: Write | None = None) -> str:
    """As ``written``, with what somebody typed in quotation marks, for a sentence."""
    is_typed = isinstance(value, str) and not isinstance(value, StrEnum) and write is None
    return _("“{text}”").format(text=value) if is_typed else written(value, context, write)


def _of_a_class(value: Any, context: Context) -> str:
    if isinstance(value, time):
        return clock_time(value, context.clock)
    if isinstance(value, date):
        return day(value)
    part = PARTS.get(type(value))
    return part.write(value, context) if part and part.write else str(value)
