"""Turns any text into characters that the bundled fonts draw rightly, without losing one of them.

What no font has, what needs letter joining, and what would act instead of being seen (bidirectional controls,
zero-width characters) is written out visibly: ``[grinning face]``, ``[U+202E]``.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from typing import Final

from caregiver_app.domain.text import by_number

_LINE_BREAKS: Final = re.compile("(?<![\t ])[\t ]*+(?:\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029])\\s*")
_BREAK: Final = re.compile("[\t\n\r\v\f\x1c-\x1e\x85\u2028\u2029]")
# Scripts that are right without a shaping engine: one character, one glyph (Hebrew is turned later).
_SIMPLE: Final = re.compile(
    "[\u0020-\u05ff\u10a0-\u10ff\u1680-\u169f\u1c90-\u1cbf\u1d00-\u1fff\u2000-\u2bff\u2c60-\u2c7f\u2d00-\u2d2f"
    "\u2e00-\u2e7f\ua640-\ua69f\ua700-\ua7ff\ufb00-\ufb4f\ufffc\U0001d400-\U0001d7ff]"
)
_HEBREW: Final = re.compile("[\u0590-\u05ff\ufb1d-\ufb4f]")
_MIRROR: Final = str.maketrans("()[]{}<>«»", ")(][}{><»«")
_BEHIND: Final = ".,:;!?·\u00a0"
_SPACES: Final = {"\t": " ", "\u00a0": "\u00a0", "\u202f": "\u00a0", "\u2007": "\u00a0"}


def clean(
    text: str, plain: frozenset[str], has_glyph: Callable[[str], bool], missing: dict[str, None]
) -> str:
    """``text`` in NFC, one newline per line break, all drawable; what was not is added to ``missing``.

    A text of ``plain`` characters alone is drawable as it is.
    """
    if plain.issuperset(text):
        return text
    composed = unicodedata.normalize("NFC", _LINE_BREAKS.sub("\n", text))
    out: list[str] = []
    letters: list[str] = []
    for character in composed:
        seen = _drawable(character, has_glyph)
        if seen is None:
            missing[character] = None
        if seen is None and unicodedata.category(character)[0] in "LMN":
            letters.append(f"U+{ord(character):04X}")
            continue
        _flush(letters, out)
        out.append(_stand_in(character) if seen is None else seen)
    _flush(letters, out)
    return "".join(out)


def one_line(text: str) -> str:
    """Line breaks and tabs as spaces, for places that hold one line."""
    return text if _BREAK.search(text) is None else _LINE_BREAKS.sub(" ", text).replace("\t", " ")


def is_hebrew(word: str) -> bool:
    """Whether a word holds a Hebrew letter, and so reads from right to left."""
    return not word.isascii() and _HEBREW.search(word) is not None


def visual_order(words: list[str]) -> list[str]:
    """The words of one line, left to right as drawn: each Hebrew phrase turned, everything else as it was.

    A word that also holds digits or other letters keeps its place, so a dose beside Hebrew stays "10 mg". So do
    the signs behind a phrase, as the Unicode rules have it on a line that reads from the left.
    """
    out: list[str] = []
    phrase: list[str] = []
    for word in words:
        if is_hebrew(word) and not any(c.isalnum() and not _HEBREW.match(c) for c in word):
            phrase.append(word)
            continue
        out += [*_turned_phrase(phrase), _turned_inside(word) if is_hebrew(word) else word]
        phrase = []
    return out + _turned_phrase(phrase)


def _drawable(character: str, has_glyph: Callable[[str], bool]) -> str | None:
    if character == "\n":
        return character
    category = unicodedata.category(character)
    if category == "Zs" or character == "\t":
        return _SPACES.get(character, " ")
    if category[0] == "C" or not _SIMPLE.match(character) or not has_glyph(character):
        return None
    return character


def _stand_in(character: str) -> str:
    name = unicodedata.name(character, "")
    if not name or unicodedata.category(character)[0] == "C":
        return by_number(character)
    return f"[{name.lower()}]"


def _flush(letters: list[str], out: list[str]) -> None:
    if letters:
        out.append(f"[{' '.join(letters)}]")
        letters.clear()


def _turned_phrase(phrase: list[str]) -> list[str]:
    if not phrase:
        return []
    inside = phrase[-1].rstrip(_BEHIND)
    behind = phrase[-1][len(inside) :]
    turned = [_turned(word) for word in (inside, *reversed(phrase[:-1]))]
    return [*turned[:-1], turned[-1] + behind]


def _turned(word: str) -> str:
    clusters: list[str] = []
    for character in word:
        if clusters and unicodedata.combining(character):
            clusters[-1] += character
        else:
            clusters.append(character)
    return "".join(reversed(clusters)).translate(_MIRROR)


def _turned_inside(word: str) -> str:
    return re.sub(f"{_HEBREW.pattern}+", lambda match: _turned(match[0]), word)
