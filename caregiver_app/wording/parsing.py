"""Text that people type becomes a value here, and only here. The twin of ``dates`` and ``doses``."""

from __future__ import annotations

import re
from datetime import date, time
from typing import Final

from caregiver_app.domain.errors import InvalidField, Rule

_MONTHS: Final = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
_ISO: Final = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_DAY_FIRST: Final = re.compile(r"(?:[a-z]{3,9},?\s+)?(\d{1,2})\.?\s+([a-z]{3,9})\.?,?\s+(\d{4})")
_MONTH_FIRST: Final = re.compile(
    r"(?:[a-z]{3,9},?\s+)?([a-z]{3,9})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})"
)
_TIME: Final = re.compile(r"(\d{1,2})(?:[:.](\d{2}))?\s*(a\.?m\.?|p\.?m\.?)?")
_NOON: Final = 12
_LAST_HOUR: Final = 23
_LAST_MINUTE: Final = 59


def parse_day(text: str) -> date:
    """``4 Dec 2026``, ``Dec 4, 2026``, ``Fri 4 Dec 2026`` or ``2026-12-04``.

    ``04/12/2026`` is refused: it is April to one reader and December to another. Raises ``InvalidField``.
    """
    word = " ".join(text.replace("\u00a0", " ").split()).lower()
    try:
        return _day(word)
    except (ValueError, KeyError):
        raise InvalidField((), Rule.NOT_A_DATE, text.strip()) from None


def _day(word: str) -> date:
    if match := _ISO.fullmatch(word):
        return date(int(match[1]), int(match[2]), int(match[3]))
    if match := _DAY_FIRST.fullmatch(word):
        return date(int(match[3]), _month(match[2]), int(match[1]))
    if match := _MONTH_FIRST.fullmatch(word):
        return date(int(match[3]), _month(match[1]), int(match[2]))
    raise ValueError(word)


def _month(word: str) -> int:
    short = {name[:3]: index for index, name in enumerate(_MONTHS, 1)}
    full = {name: index for index, name in enumerate(_MONTHS, 1)}
    return (short | full | {"sept": 9})[word]


def parse_time(text: str) -> time:
    """``08:00``, ``8:00 AM``, ``8 pm``, ``noon``, ``midnight``; a bare ``8`` is refused (morning or evening?).

    Raises ``InvalidField``.
    """
    word = " ".join(text.replace("\u00a0", " ").split()).lower()
    named = {"noon": time(12), "midnight": time(0)}
    if word in named:
        return named[word]
    match = _TIME.fullmatch(word)
    if match is None or (match[2] is None and match[3] is None):
        raise InvalidField((), Rule.NOT_A_TIME, text.strip())
    hour, minute, half = int(match[1]), int(match[2] or 0), (match[3] or "").replace(".", "")
    last = _NOON if half else _LAST_HOUR
    if hour > last or minute > _LAST_MINUTE or (half and not hour):
        raise InvalidField((), Rule.NOT_A_TIME, text.strip())
    if half:
        hour = hour % _NOON + (_NOON if half == "pm" else 0)
    return time(hour, minute)
