"""Bytes to JSON values, refusing what the standard library lets through: NaN, doubled keys, deep nesting."""

from __future__ import annotations

import codecs
import json
import re
from collections import Counter
from decimal import Decimal, InvalidOperation
from typing import Any, Final, NoReturn

from caregiver_app.interop.errors import DuplicateKey, NotANumber, NotJson, TooDeep, WrongEncoding

MAX_DEPTH: Final = 32
_MAX_INT_DIGITS: Final = 30
_STRING_OR_BRACKET: Final = re.compile(r'"(?:[^"\\]|\\.)*+"?|[\[\]{}]', re.DOTALL)
# UTF-32 first: its little-endian mark begins with UTF-16's.
_MARKS: Final = (
    (codecs.BOM_UTF32_LE, "UTF-32"),
    (codecs.BOM_UTF32_BE, "UTF-32"),
    (codecs.BOM_UTF16_LE, "UTF-16"),
    (codecs.BOM_UTF16_BE, "UTF-16"),
    (b"{\0\0\0", "UTF-32"),
    (b"\0\0\0{", "UTF-32"),
    (b"{\0", "UTF-16"),
    (b"\0{", "UTF-16"),
)


def parse_json(data: bytes) -> Any:
    """The JSON value, decimals as ``Decimal``, so that 0.1 is 0.1.

    Raises ``WrongEncoding``, ``TooDeep``, ``NotJson``, ``NotANumber``, ``DuplicateKey``.
    """
    text = _decode_utf8(data)
    check_depth(text, MAX_DEPTH)
    try:
        return DECODER.decode(text)
    except json.JSONDecodeError as error:
        raise NotJson(error.lineno, error.colno, is_cut_off=is_cut_off(text, error)) from None


def without_mark(data: bytes) -> bytes:
    """The beginning of a text without UTF-8's mark. Raises ``WrongEncoding`` for that of another encoding."""
    for mark, name in _MARKS:
        if data.startswith(mark):
            raise WrongEncoding(name, 1)
    return data.removeprefix(codecs.BOM_UTF8)


def check_depth(text: str, levels: int) -> None:
    """Raises ``TooDeep`` for lists and objects inside each other on more than ``levels`` levels."""
    if text.count("[") + text.count("{") <= levels:  # as in nearly every event
        return
    depth = 0
    for match in _STRING_OR_BRACKET.finditer(text):
        mark = match[0]
        if mark in "[{":
            depth += 1
            if depth > levels:
                raise TooDeep(MAX_DEPTH)
        elif mark in "]}":
            depth -= 1


def is_cut_off(text: str, error: json.JSONDecodeError) -> bool:
    """Whether nothing but the rest of the text is missing."""
    return error.msg.startswith("Unterminated string") or not text[error.pos :].strip()


def _decode_utf8(data: bytes) -> str:
    try:
        return without_mark(data).decode("utf-8")
    except UnicodeDecodeError as error:
        raise WrongEncoding("", error.object.count(b"\n", 0, error.start) + 1) from None


def _parse_decimal(text: str) -> Decimal:
    try:
        return Decimal(text)
    except InvalidOperation:  # an exponent beyond what Decimal holds; the field refuses it by its path
        return Decimal("Infinity")


def _parse_int(text: str) -> int | Decimal:
    # int() of a million digits takes seconds; Decimal takes them as they are, and no field accepts it.
    return int(text) if len(text) <= _MAX_INT_DIGITS else _parse_decimal(text)


def _refuse_constant(text: str) -> NoReturn:
    raise NotANumber(text)


def _unique_keys(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        count = Counter(key for key, _value in pairs)
        raise DuplicateKey(count.most_common(1)[0][0])
    return found


DECODER: Final = json.JSONDecoder(
    parse_float=_parse_decimal,
    parse_int=_parse_int,
    parse_constant=_refuse_constant,
    object_pairs_hook=_unique_keys,
)
"""Does not see how deep a text goes: a very deep one ends in ``RecursionError``."""
