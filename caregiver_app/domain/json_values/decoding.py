"""Plain JSON values to domain values. A wrong place raises ``InvalidField`` with the path to it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import is_dataclass
from datetime import date, datetime, time
from decimal import Decimal
from enum import StrEnum
from functools import cache, partial
from typing import Any, Final, TypeVar

from caregiver_app.domain.amounts import Amount, Volume, parse_amount, parse_volume
from caregiver_app.domain.errors import InvalidField, Rule
from caregiver_app.domain.json_values.hints import fields_of, item_of, members_of
from caregiver_app.domain.json_values.tags import TAGS
from caregiver_app.domain.quantity import Quantity, Unit, parse_number, parse_quantity, parse_unit
from caregiver_app.domain.rates import Concentration, DailyDose, parse_concentration, parse_daily_dose
from caregiver_app.domain.text import check_text

Path = tuple[str | int, ...]
Decoder = Callable[[object, Path], Any]
T = TypeVar("T")

# The largest whole number that every JSON reader and every database column keeps exactly.
MAX_INTEGER: Final = 2**53 - 1
# Longer numbers are nobody's dose, and Decimal would round them at 28 digits without a word.
_MAX_NUMBER_LENGTH: Final = 24
_MAX_QUANTITY_LENGTH: Final = 100
_MAX_SHOWN: Final = 100
# How a document writes them: what a form takes would be refused here.
_A_DATE: Final = "2026-12-04"
_A_TIME: Final = "08:00"
_AN_INTEGER: Final = "240"
_DATE: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_MOMENT: Final = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}(:[0-9]{2}(\.[0-9]{1,6})?)?(Z|[+-][0-9]{2}:[0-5][0-9])"
)
_TIME: Final = re.compile(r"[0-9]{2}:[0-9]{2}")


def decode(hint: Any, value: object, path: Path = ()) -> Any:
    """The value as ``hint`` wants it. Raises ``InvalidField``."""
    decoder: Decoder = _decoder_for(hint)
    return decoder(value, path)


@cache
def _decoder_for(hint: Any) -> Decoder:
    members = members_of(hint)
    if len(members) > 1:
        return _union_decoder(members)
    item = item_of(hint)
    if item is not None:
        return partial(_decode_list, item)
    if hint in _PLAIN:
        return _PLAIN[hint]
    if isinstance(hint, type) and is_dataclass(hint):
        return partial(_decode_object, hint)
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        return partial(_decode_choice, hint)
    raise TypeError(hint)


def _union_decoder(members: tuple[Any, ...]) -> Decoder:
    classes = tuple(member for member in members if member is not type(None))
    one = _decoder_for(classes[0]) if len(classes) == 1 else partial(_decode_tagged, classes)
    return partial(_decode_optional, one) if len(classes) < len(members) else one


def _decode_optional(decoder: Decoder, value: object, path: Path) -> Any:
    return None if value is None else decoder(value, path)


def _decode_tagged(classes: tuple[type, ...], value: object, path: Path) -> Any:
    if not isinstance(value, dict):
        raise InvalidField(path, Rule.NOT_AN_OBJECT, _shown(value))
    key = TAGS[classes[0]][0]
    by_tag = {TAGS[cls][1]: cls for cls in classes}
    if key not in value:
        raise InvalidField((*path, key), Rule.MISSING, "", ", ".join(by_tag))
    tag = value[key]
    if not isinstance(tag, str) or tag not in by_tag:
        raise InvalidField((*path, key), Rule.UNKNOWN_CHOICE, _shown(tag), ", ".join(by_tag))
    return _decode_object(by_tag[tag], {name: item for name, item in value.items() if name != key}, path)


def _decode_object(cls: type, value: object, path: Path) -> Any:
    fields = fields_of(cls)
    names = [field.name for field in fields]
    if not isinstance(value, dict):
        rule = Rule.NO_UNIT if _is_number(value) and "unit" in names else Rule.NOT_AN_OBJECT
        raise InvalidField(path, rule, _shown(value))
    for key in value:
        if key not in names:
            raise InvalidField((*path, key), Rule.UNKNOWN_FIELD, key, ", ".join(names))
    arguments: dict[str, Any] = {}
    for field in fields:
        if field.name in value:
            arguments[field.name] = decode(field.type, value[field.name], (*path, field.name))
        elif field.is_required:
            raise InvalidField((*path, field.name), Rule.NO_UNIT if field.name == "unit" else Rule.MISSING)
    try:
        return cls(**arguments)
    except InvalidField as error:
        raise error.under(*path) from None


def _decode_list(item: Any, value: object, path: Path) -> tuple[Any, ...]:
    if not isinstance(value, list):
        raise InvalidField(path, Rule.NOT_A_LIST, _shown(value))
    decoder: Decoder = _decoder_for(item)
    return tuple(decoder(entry, (*path, index)) for index, entry in enumerate(value))


def _decode_choice(choices: type[StrEnum], value: object, path: Path) -> StrEnum:
    by_value = {choice.value: choice for choice in choices}
    if not isinstance(value, str) or value not in by_value:
        raise InvalidField(path, Rule.UNKNOWN_CHOICE, _shown(value), ", ".join(by_value))
    return by_value[value]


def _decode_text(value: object, path: Path) -> str:
    if not isinstance(value, str):
        raise InvalidField(path, Rule.NOT_TEXT, _shown(value))
    try:
        check_text("", value)
    except InvalidField as error:
        raise InvalidField(path, error.rule, error.value, error.detail) from None
    return value


def _decode_true_or_false(value: object, path: Path) -> bool:
    if not isinstance(value, bool):
        raise InvalidField(path, Rule.NOT_TRUE_OR_FALSE, _shown(value))
    return value


def _decode_integer(value: object, path: Path) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or abs(value) > MAX_INTEGER:
        raise InvalidField(path, Rule.NOT_A_NUMBER, _shown(value), _AN_INTEGER)
    return value


def _decode_decimal(value: object, path: Path) -> Decimal:
    if isinstance(value, str):
        _check_length(value, _MAX_NUMBER_LENGTH, path)
        return _placed(parse_number, value, path)
    if not _is_number(value):
        raise InvalidField(path, Rule.NOT_A_NUMBER, _shown(value))
    number = Decimal(value)  # type: ignore[arg-type]  # an int or a Decimal, see _is_number
    if not number.is_finite():
        raise InvalidField(path, Rule.NOT_A_NUMBER, str(number))
    if len(number.as_tuple().digits) > _MAX_NUMBER_LENGTH:
        raise InvalidField(path, Rule.TOO_PRECISE, _shown(value), str(_MAX_NUMBER_LENGTH))
    return number


def _decode_date(value: object, path: Path) -> date:
    if not isinstance(value, str) or not _DATE.fullmatch(value):
        raise InvalidField(path, Rule.NOT_A_DATE, _shown(value), _A_DATE)
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise InvalidField(path, Rule.NOT_A_DATE, value, _A_DATE) from None


def _decode_moment(value: object, path: Path) -> datetime:
    """A day, a time and its offset from UTC: without the last nobody knows when it was."""
    if not isinstance(value, str) or not _MOMENT.fullmatch(value):
        raise InvalidField(path, Rule.NOT_A_MOMENT, _shown(value))
    try:
        return datetime.fromisoformat(value)
    except ValueError:
        raise InvalidField(path, Rule.NOT_A_MOMENT, value) from None


def _decode_time(value: object, path: Path) -> time:
    if not isinstance(value, str) or not _TIME.fullmatch(value):
        raise InvalidField(path, Rule.NOT_A_TIME, _shown(value), _A_TIME)
    try:
        return time.fromisoformat(value)
    except ValueError:
        raise InvalidField(path, Rule.NOT_A_TIME, value, _A_TIME) from None


def _decode_unit(value: object, path: Path) -> Unit:
    if not isinstance(value, str):
        raise InvalidField(path, Rule.NO_UNIT, _shown(value))
    _check_length(value, _MAX_QUANTITY_LENGTH, path)
    return _placed(parse_unit, value, path)


def _decode_measured(cls: type, value: object, path: Path) -> Any:
    """``{"amount": "10", "unit": "mg"}``, or ``"10 mg"`` as a person writes it by hand."""
    if isinstance(value, str):
        _check_length(value, _MAX_QUANTITY_LENGTH, path)
        return _placed(HAND_WRITTEN[cls], value, path)
    return _decode_object(cls, value, path)


def _placed(parse: Callable[[str], T], text: str, path: Path) -> T:
    try:
        return parse(text)
    except InvalidField as error:
        raise error.under(*path) from None


def _check_length(text: str, limit: int, path: Path) -> None:
    if len(text) > limit:
        raise InvalidField(path, Rule.TOO_LONG, text, str(limit))


def _is_number(value: object) -> bool:
    return isinstance(value, int | Decimal) and not isinstance(value, bool)


def _shown(value: object) -> str:
    """What was found, short enough for a sentence: scalars as they are, containers by their kind."""
    if isinstance(value, dict):
        return "{}"
    if isinstance(value, list):
        return "[]"
    text = value if isinstance(value, str) else _JSON_WORDS.get(str(value), str(value))
    return text[:_MAX_SHOWN]


_JSON_WORDS: Final = {"None": "null", "True": "true", "False": "false"}

# What may stand as one text too, and who reads it.
HAND_WRITTEN: Final[dict[type, Callable[[str], Any]]] = {
    Quantity: parse_quantity,
    Amount: parse_amount,
    Volume: parse_volume,
    Concentration: parse_concentration,
    DailyDose: parse_daily_dose,
}

_PLAIN: Final[dict[Any, Decoder]] = {
    str: _decode_text,
    bool: _decode_true_or_false,
    int: _decode_integer,
    Decimal: _decode_decimal,
    date: _decode_date,
    datetime: _decode_moment,
    time: _decode_time,
    Unit: _decode_unit,
    **{cls: partial(_decode_measured, cls) for cls in HAND_WRITTEN},
}
