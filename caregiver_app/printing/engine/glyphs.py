"""Glyphs that no character stands for, such as a joined letter, as private characters.

So whatever measures, breaks and draws text need not know of shaping: one character, one glyph, one width. Each
private character remembers the letters it was made of (``said``) and how far it stands from its place (``parts_of``).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby
from threading import Lock
from typing import Final, NamedTuple

from caregiver_app.printing.engine.scripts import reads_from_right

_FIRST: Final = 0xF0000  # a private plane: what a person types from there is written out by its number
_PRIVATE: Final = re.compile("[\U000f0000-\U0010ffff]")
_WORD: Final = re.compile(r"\s+|\S+")
_IN_A_MAP: Final = re.compile(r"<(F[0-9A-F]{4}|10[0-9A-F]{4})>")
_NOTHING: Final = "\u200b"  # every code must mean some character


class Glyph(NamedTuple):
    """``font`` and ``number`` name it. Lengths are thousandths of the type size, to the right and up."""

    font: str
    number: int
    advance: float
    right: float
    up: float
    letters: str


class Part(NamedTuple):
    """``glyphs`` are the texts drawn one after the other, each with how far it is moved to the right and up.

    ``says`` is what a reader shall take all of them for, where the glyphs themselves would not tell: else "".
    """

    says: str
    glyphs: tuple[tuple[str, float, float], ...]


class _Private:
    """Which private character stands for which glyph, for as long as the program runs."""

    def __init__(self) -> None:
        self.glyphs: dict[str, Glyph] = {}
        self._characters: dict[Glyph, str] = {}
        self._one_at_a_time = Lock()

    def character(self, glyph: Glyph) -> str:
        with self._one_at_a_time:
            known = self._characters.get(glyph)
            if known is None:
                known = self._characters[glyph] = chr(_FIRST + len(self._characters))
                self.glyphs[known] = glyph
            return known


_private: Final = _Private()


def character_for(glyph: Glyph) -> str:
    """The one character that stands for the glyph."""
    return _private.character(glyph)


def is_private(text: str) -> bool:
    """Whether a text holds such a character."""
    return not text.isascii() and _PRIVATE.search(text) is not None


def said(text: str) -> str:
    """The letters of a text, each where its glyph is drawn."""
    return _PRIVATE.sub(lambda match: _private.glyphs[match[0]].letters, text) if is_private(text) else text


def parts_of(text: str) -> Iterator[Part]:
    """A text in parts. A word of which readers would lose the order, or half a letter, is a part by itself."""
    for is_unclear, words in groupby(_WORD.findall(text), _is_unclear):
        if not is_unclear:
            yield Part("", (("".join(words), 0.0, 0.0),))
            continue
        for word in words:
            yield Part(_in_reading_order(word), tuple(map(_placed, word)))


def _is_unclear(word: str) -> bool:
    drawn = filter(None, map(_private.glyphs.get, word))
    return any(glyph.right or glyph.up or not glyph.letters for glyph in drawn)


def _placed(character: str) -> tuple[str, float, float]:
    glyph = _private.glyphs.get(character)
    return (character, glyph.right, glyph.up) if glyph else (character, 0.0, 0.0)


def _in_reading_order(word: str) -> str:
    letters = list(map(said, word))
    return "".join(reversed(letters) if reads_from_right("".join(letters)) else letters)


def readable(character_map: str) -> str:
    """A PDF's list of what its codes mean, with the letters in place of private characters."""
    return _IN_A_MAP.sub(
        lambda match: f"<{(said(chr(int(match[1], 16))) or _NOTHING).encode('utf-16-be').hex().upper()}>",
        character_map,
    )
