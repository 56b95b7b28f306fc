"""Text that people type becomes a value here, and only here. The twin of ``dates`` and ``doses``."""

from __future__ import annotations

import re
from datetime import date, time
from typing import Final

from caregiver_app.domain.errors import InvalidField, Rule
from caregiver_app.domain.people import Weight, WeightUnit
from caregiver_app.domain.quantity import parse_number

_MONTHS: Final = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
_ISO: Final = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_DAY_FIRST: Final = re.compile(
    r"(?:[a-z]{3,9},?\s+)?(\d{1,2})(?:st|nd|rd|th|\.)?\s+(?:of\s+)?([a-z]{3,9})\.?,?\s+(\d{4})"
)
_MONTH_FIRST: Final = re.compile(
    r"(?:[a-z]{3,9},?\s+)?([a-z]{3,9})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})"
)
_TIME: Final = re.compile(r"(\d{1,2})(?:[:.](\d{2}))?\s*(a\.?m\.?|p\.?m\.?)?")
_WEIGHT: Final = re.compile(r"([\d.,]+)(?: ?([a-z]+)\.?(?:,? ?(?:and )?(\d[\d.,]*) ?(?:oz|ounces?)\.?)?)?")
_WEIGHT_UNITS: Final = {
    WeightUnit.KG: ("kg", "kgs", "kilo", "kilos", "kilogram", "kilograms"),
    WeightUnit.G: ("g", "gr", "gram", "grams"),
    WeightUnit.LB: ("lb", "lbs", "pound", "pounds"),
}
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


def parse_weight(text: str, unit: str, measured_on: date | None) -> Weight:
    """A number of the chosen unit; ``7 lb 4 oz``, ``3205 g`` and ``3.205 kg`` say theirs and need none.

    A unit is never guessed, and one that is written is never another than the chosen one. Raises ``InvalidField``
    (``unit`` where that is the matter).
    """
    match = _WEIGHT.fullmatch(" ".join(text.replace("\u00a0", " ").split()).lower())
    if match is None:
        raise InvalidField(("amount",), Rule.NOT_A_NUMBER, text.strip())
    written = next((kind for kind, names in _WEIGHT_UNITS.items() if match[2] in names), None)
    chosen = WeightUnit(unit) if unit else None
    if match[2] and written is None:
        raise InvalidField(("amount",), Rule.UNKNOWN_UNIT, match[2], "kg, g, lb, lb oz")
    if written and chosen and written is not chosen:
        raise InvalidField(("unit",), Rule.CONTRADICTS, text.strip(), chosen.value)
    found = written or chosen
    if found is None:
        raise InvalidField(("unit",), Rule.MISSING)
    ounces = parse_number(match[3]) if match[3] else None
    return Weight(parse_number(match[1]), found, measured_on, ounces)


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
