"""Digests over everything a household's file keeps, that cost what a change changes.

Each page of the file is sealed by SQLCipher by itself; an old page put back passes. So each thing that is kept has a
number made of it by SHA-256, and the seal is the sum of these numbers modulo 2^256: what goes is subtracted, what
comes is added (a multiset hash; Clarke et al., "Incremental Multiset Hash Functions", 2003). A difference that was not
made here stays a difference for ever, whatever is written after it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import fields, is_dataclass
from decimal import Decimal
from enum import Enum
from typing import Any, Final

_MODULUS: Final = 2**256


def digest(*parts: Any) -> int:
    """The number of one thing that is kept."""
    return int.from_bytes(hashlib.sha256(repr(parts).encode("utf-8", "surrogatepass")).digest(), "big")


def moved(seal: str, gone: Iterable[int] = (), come: Iterable[int] = ()) -> str:
    """The seal (hex) without the numbers of what went and with those of what came. ``seal`` "" is that of nothing."""
    return f"{(int(seal or '0', 16) - sum(gone) + sum(come)) % _MODULUS:064x}"


def record_digest(table: str, record: dict[str, Any]) -> int:
    """Of one row, whatever order Python made its columns in."""
    return digest(table, [(name, _as_kept(record[name])) for name in sorted(record)])


def _as_kept(value: Any) -> Any:
    """One spelling for values that are equal: 10 and 1E+1 are kept as the same text."""
    if isinstance(value, Decimal):
        return format(value, "f")
    if is_dataclass(value):
        return [_as_kept(getattr(value, field.name)) for field in fields(value)]
    return value.value if isinstance(value, Enum) else value
