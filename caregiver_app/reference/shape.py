"""The shape of the reference's JSON: which fields, of which types, and what is said when one is wrong."""

from __future__ import annotations

import re
from collections.abc import Mapping
from enum import StrEnum
from typing import Any, Final, TypeVar

from caregiver_app.domain.errors import KnownError

Raw = dict[str, Any]
Fields = Mapping[str, tuple[type, ...]]
_Choice = TypeVar("_Choice", bound=StrEnum)


class Flaw(StrEnum):
    """Which rule of the reference is broken."""

    UNREADABLE = "unreadable"
    MISSING_FIELD = "missing_field"
    UNKNOWN_FIELD = "unknown_field"
    WRONG_TYPE = "wrong_type"
    EMPTY = "empty"
    UNKNOWN_CHOICE = "unknown_choice"
    NO_SOURCE = "no_source"
    UNKNOWN_SOURCE = "unknown_source"
    UNUSED_SOURCE = "unused_source"
    SAME_SOURCE_TWICE = "same_source_twice"
    BASIS_WITHOUT_SUPPORT = "basis_without_support"
    TOO_LONG = "too_long"
    DUPLICATE_ID = "duplicate_id"
    ID_OF_ANOTHER = "id_of_another"
    NO_CLINICAL_TERM = "no_clinical_term"
    UNKNOWN_PLACEHOLDER = "unknown_placeholder"
    SHEET_ORDER = "sheet_order"
    UNKNOWN_FACT = "unknown_fact"
    CONTRADICTION = "contradiction"
    NOT_A_DATE = "not_a_date"
    NOT_PLAIN_TEXT = "not_plain_text"
    DUPLICATE_RANK = "duplicate_rank"


class BrokenReference(KnownError):
    """The reference cannot be trusted. ``file`` is relative to its folder; ``where`` is an id within it."""

    def __init__(self, file: str, where: str, flaw: Flaw, detail: str = "") -> None:
        super().__init__(file, where, flaw, detail)
        self.file = file
        self.where = where
        self.flaw = flaw
        self.detail = detail


_DATE: Final = re.compile(r"(\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?)?")
_TEXT: Final = (str,)
FACT: Final[Fields] = {
    "id": _TEXT,
    "kind": _TEXT,
    "plain": _TEXT,
    "clinical": _TEXT,
    "sources": (list,),
    "basis": _TEXT,
    "on_sheet": (int, type(None)),
}
SOURCE: Final[Fields] = dict.fromkeys(
    ("id", "title", "publisher", "section", "date", "country", "kind", "read_in", "note"), _TEXT
)
MEDICINE: Final[Fields] = {
    "id": _TEXT,
    "name": _TEXT,
    "ingredients": (list,),
    "brands": (list,),
    "routes": (list,),
    "strict_routes": (bool,),
    "impossible_routes": (list,),
    "dea_schedule": (str, type(None)),
    "opioid": (bool,),
    "sudden_stop": (dict,),
    "calls": (list,),
    "means": (dict,),
    "first_fact": (str, type(None)),
    "once_a_week_fact": (str, type(None)),
    "high_risk": (dict,),
    "rank": (int,),
    "facts": (list,),
}
STOP: Final[Fields] = {"danger": _TEXT, "sources": (list,), "verified": (bool,)}
MEANS: Final[Fields] = {"too_little": _TEXT, "too_much": _TEXT}
HIGH_RISK: Final[Fields] = {"value": (bool,), "because": _TEXT}
IMPOSSIBLE: Final[Fields] = {"route": _TEXT, "fact": _TEXT}
TOPIC: Final[Fields] = {"id": _TEXT, "title": _TEXT, "facts": (list,), "alarms": (list,)}
ALARM: Final[Fields] = dict.fromkeys(("id", "sound", "level", "means", "do"), _TEXT)
OTHER_NAME: Final[Fields] = {"name": _TEXT, "ingredients": (list,), "sources": (list,)}
NUMBERS: Final[Fields] = {"emergency": _TEXT, "poison": (str, type(None)), "sources": (list,)}
EDITION: Final[Fields] = {"edition": _TEXT, "title": _TEXT, "reviewed_by_clinician": (bool,), "note": _TEXT}


def shaped(raw: Any, fields: Fields, file: str, owner: str) -> Raw:
    """``raw`` if it is an object with exactly these fields of these types."""
    if not isinstance(raw, dict):
        raise BrokenReference(file, owner, Flaw.WRONG_TYPE)
    where = str(raw.get("id", owner))
    if raw.keys() != fields.keys():
        _refuse_names(raw, fields, file, where)
    for name, types in fields.items():
        if type(raw[name]) not in types:
            raise BrokenReference(file, where, Flaw.WRONG_TYPE, name)
    return raw


def _refuse_names(raw: Raw, fields: Fields, file: str, where: str) -> None:
    for name in fields:
        if name not in raw:
            raise BrokenReference(file, where, Flaw.MISSING_FIELD, name)
    unknown = next(name for name in raw if name not in fields)
    raise BrokenReference(file, where, Flaw.UNKNOWN_FIELD, unknown)


def filled(raw: Raw, names: tuple[str, ...], file: str, where: str) -> None:
    """Refuses an empty text or list in one of these fields."""
    for name in names:
        if not raw[name]:
            raise BrokenReference(file, where, Flaw.EMPTY, name)


def choice(kinds: type[_Choice], value: str, file: str, where: str) -> _Choice:
    try:
        return kinds(value)
    except ValueError as error:
        raise BrokenReference(file, where, Flaw.UNKNOWN_CHOICE, value) from error


def texts(raw: list[Any], file: str, where: str) -> tuple[str, ...]:
    """A list of non-empty texts."""
    for each in raw:
        if type(each) is not str or not each:
            raise BrokenReference(file, where, Flaw.WRONG_TYPE, str(each))
    return tuple(raw)


def iso_date(text: str, file: str, where: str) -> None:
    """Refuses what is neither empty nor a year, month or day."""
    if not _DATE.fullmatch(text):
        raise BrokenReference(file, where, Flaw.NOT_A_DATE, text)
