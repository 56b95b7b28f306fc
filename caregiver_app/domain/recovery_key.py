"""The printed recovery key: 20 secret bytes as 8 groups of 5 symbols, each group checked by itself.

A group is 4 symbols of Crockford's base 32 (5 bits each) and 1 check symbol. The check is a sum over GF(32):
each data symbol is multiplied by its own power of a generator, and the group's number goes in as if it were a
symbol before the first. All weights differ and none is zero, so one wrong symbol, two symbols exchanged
anywhere in a group, and a group in another's place always leave a sum that does not come out, in that group and
in no other. Other damage to a group passes once in 32; the key-check value of the file catches that.
"""

from __future__ import annotations

import unicodedata
from enum import StrEnum
from typing import Final

from caregiver_app.domain.errors import KnownError

SECRET_BYTES: Final = 20
GROUPS: Final = 8
GROUP_SYMBOLS: Final = 5
KEY_SYMBOLS: Final = GROUPS * GROUP_SYMBOLS
ALPHABET: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's: no I, L, O or U, which are read as 1, 1, 0 and V."""

_BITS: Final = 5
_DATA_SYMBOLS: Final = GROUP_SYMBOLS - 1
_GROUP_BITS: Final = _DATA_SYMBOLS * _BITS
_MODULUS: Final = 0b100101  # x^5 + x^2 + 1, under which x generates all of GF(32)
_FORGIVEN: Final = {"O": "0", "I": "1", "L": "1", "U": "V"}
_VALUES: Final = {
    form: ALPHABET.index(_FORGIVEN.get(symbol, symbol))
    for symbol in (*ALPHABET, *_FORGIVEN)
    for form in (symbol, symbol.lower())
}
_MARKS_BETWEEN: Final = (
    ".,·•_\u2212"  # besides white space, dashes and invisible characters; the last is a minus
)


class Mistake(StrEnum):
    """What is wrong with a recovery key as it was typed."""

    EMPTY = "empty"
    STRANGE_CHARACTER = "strange_character"
    LENGTH = "length"
    WRONG = "wrong"
    MISPLACED = "misplaced"


class RecoveryKeyMistake(KnownError):
    """The text is not a recovery key; holds nothing of the key itself.

    ``groups`` are the numbers, from 1, of the groups to look at; none where that cannot be told, which is only
    so for some lengths. ``found`` counts the symbols and ``wanted`` says how many there should be;
    ``character`` is the strange one. Groups that are ``MISPLACED`` would all fit in each other's places.
    """

    def __init__(
        self,
        mistake: Mistake,
        groups: tuple[int, ...] = (),
        *,
        found: int = 0,
        wanted: int = KEY_SYMBOLS,
        character: str = "",
    ) -> None:
        super().__init__(mistake, groups)
        self.mistake = mistake
        self.groups = groups
        self.found = found
        self.wanted = wanted
        self.character = character


def write_recovery_key(secret: bytes) -> tuple[str, ...]:
    """The 8 groups for exactly 20 bytes."""
    if len(secret) != SECRET_BYTES:
        raise ValueError(len(secret))
    number = int.from_bytes(secret, "big")
    groups = []
    for position in range(1, GROUPS + 1):
        bits = number >> _GROUP_BITS * (GROUPS - position)
        data = [bits >> _BITS * place & 0b11111 for place in reversed(range(_DATA_SYMBOLS))]
        groups.append("".join(ALPHABET[value] for value in (*data, _check(data, position))))
    return tuple(groups)


def read_recovery_key(text: str) -> bytes:
    """The 20 bytes. Case, spaces, dashes, dots and line breaks do not matter; O, I, L and U are forgiven.

    Raises ``RecoveryKeyMistake``.
    """
    parts = _symbols(text)
    symbols = [value for part in parts for value in part]
    groups = [symbols[start : start + GROUP_SYMBOLS] for start in range(0, len(symbols), GROUP_SYMBOLS)]
    wrong = _wrong(groups)
    if len(symbols) != KEY_SYMBOLS or (wrong and _uneven(parts)):
        looked_at = _uneven(parts) or _where_the_length_breaks(symbols)
        raise RecoveryKeyMistake(Mistake.LENGTH, looked_at, found=len(symbols))
    if wrong:
        homes = [_home(groups[number - 1]) for number in wrong]
        mistake = Mistake.MISPLACED if tuple(sorted(homes)) == wrong else Mistake.WRONG
        raise RecoveryKeyMistake(mistake, wrong, found=len(symbols))
    number = 0
    for value in (value for group in groups for value in group[:_DATA_SYMBOLS]):
        number = number << _BITS | value
    return number.to_bytes(SECRET_BYTES, "big")


def read_group(text: str, position: int) -> str:
    """One group as it is printed, for a form that checks each group while it is typed.

    Raises ``RecoveryKeyMistake``; for a group that is only half typed, ``LENGTH`` with ``found`` below 5.
    """
    symbols = [value for part in _symbols(text, in_group=position) for value in part]
    if len(symbols) != GROUP_SYMBOLS:
        raise RecoveryKeyMistake(Mistake.LENGTH, (position,), found=len(symbols), wanted=GROUP_SYMBOLS)
    if not _fits(symbols, position):
        raise RecoveryKeyMistake(Mistake.WRONG, (position,), found=GROUP_SYMBOLS, wanted=GROUP_SYMBOLS)
    return "".join(ALPHABET[value] for value in symbols)


def _symbols(text: str, *, in_group: int = 0) -> list[list[int]]:
    """The values of the symbols, in the parts that they were typed in. ``in_group`` is where all of it belongs."""
    parts: list[list[int]] = [[]]
    found = 0
    for character in unicodedata.normalize("NFKC", text):
        value = _VALUES.get(character)
        if value is not None:
            parts[-1].append(value)
            found += 1
        elif _is_between(character):
            parts.append([])
        else:
            group = in_group or min(1 + found // GROUP_SYMBOLS, GROUPS)
            raise RecoveryKeyMistake(Mistake.STRANGE_CHARACTER, (group,), found=found, character=character)
    if not found:
        raise RecoveryKeyMistake(Mistake.EMPTY)
    return [part for part in parts if part]


def _is_between(character: str) -> bool:
    return (
        character.isspace() or character in _MARKS_BETWEEN or unicodedata.category(character) in {"Pd", "Cf"}
    )


def _uneven(parts: list[list[int]]) -> tuple[int, ...]:
    """Where exactly 8 groups were typed: those that do not have 5 symbols."""
    if len(parts) != GROUPS:
        return ()
    return tuple(number for number, part in enumerate(parts, 1) if len(part) != GROUP_SYMBOLS)


def _where_the_length_breaks(symbols: list[int]) -> tuple[int, ...]:
    """The groups of which one has lost or gained symbols: all before fit from the start, all behind from the end.

    The one where it happened is always among them if it is the only mistake.
    """
    if len(symbols) < (GROUPS - 1) * GROUP_SYMBOLS:
        return ()
    found = []
    for number in range(1, GROUPS + 1):
        behind = GROUPS - number
        tail = len(symbols) - behind * GROUP_SYMBOLS
        head_fits = all(_fits(_group(symbols, place), place) for place in range(1, number))
        tail_fits = all(
            _fits(_group(symbols[tail:], place), number + place) for place in range(1, behind + 1)
        )
        if head_fits and tail_fits:
            found.append(number)
    return tuple(found)


def _group(symbols: list[int], number: int) -> list[int]:
    return symbols[(number - 1) * GROUP_SYMBOLS : number * GROUP_SYMBOLS]


def _wrong(groups: list[list[int]]) -> tuple[int, ...]:
    return tuple(number for number, group in enumerate(groups, 1) if not _fits(group, number))


def _fits(group: list[int], position: int) -> bool:
    return len(group) == GROUP_SYMBOLS and _check(group[:-1], position) == group[-1]


def _home(group: list[int]) -> int:
    """The one number, 0 to 31, under which the group's check comes out."""
    return next(position for position in range(len(ALPHABET)) if _fits(group, position))


def _check(data: list[int], position: int) -> int:
    total = _times_x(position)
    for value in data:
        total = _times_x(total ^ value)
    return total


def _times_x(value: int) -> int:
    """Multiplied by the generator x in GF(32)."""
    doubled = value << 1
    return doubled ^ _MODULUS if doubled > 0b11111 else doubled  # noqa: PLR2004 - five bits
