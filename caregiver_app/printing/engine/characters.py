"""Turns any text into characters that the bundled fonts draw rightly, without losing one of them.

What no font has, and what would act instead of being seen (bidirectional controls, zero-width characters), is
written out visibly: ``[grinning face]``, ``[U+202E]``.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from typing import Final

from caregiver_app.domain.text import by_number
from caregiver_app.printing.engine import scripts

_LINE_BREAKS: Final = re.compile("(?<![\t ])[\t ]*+(?:\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029])\\s*")
_BREAK: Final = re.compile("[\t\n\r\v\f\x1c-\x1e\x85\u2028\u2029]")
# Of what the two fonts for most text hold, the writings they draw rightly (Hebrew and Arabic are turned later).
_KNOWN: Final = re.compile(
    "[\u0020-\u06ff\u0750-\u077f\u10a0-\u10ff\u1680-\u169f\u1c90-\u1cbf\u1d00-\u1fff\u2000-\u2bff\u2c60-\u2c7f\u2d00-\u2d2f"
    "\u2e00-\u2e7f\ua640-\ua69f\ua700-\ua7ff\ufb00-\ufdff\ufe70-\ufefc\ufffc\U0001d400-\U0001d7ff]"
)
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
        joins = character in scripts.JOINERS and bool(out) and not letters and _can_join(out[-1])
        seen = character if joins else _drawable(character, has_glyph)
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


def visual_order(words: list[str], turned: Callable[[str], str]) -> list[str]:
    """The words of one line, left to right as drawn: each phrase of Hebrew or Arabic turned, the rest as it was.

    ``turned`` draws a run of such letters. A word that also holds digits or other letters keeps its place, so a
    dose beside Hebrew stays "10 mg". So do the signs behind a phrase, as the Unicode rules have it on a line that
    reads from the left.
    """
    out: list[str] = []
    phrase: list[str] = []
    for word in words:
        if scripts.reads_from_right(word) and not any(map(str.isalnum, scripts.FROM_THE_RIGHT.sub("", word))):
            phrase.append(word)
            continue
        inside = scripts.FROM_THE_RIGHT.sub(lambda match: turned(match[0]), word)
        out += [*_turned_phrase(phrase, turned), inside]
        phrase = []
    return out + _turned_phrase(phrase, turned)


def _drawable(character: str, has_glyph: Callable[[str], bool]) -> str | None:
    if character == "\n":
        return character
    category = unicodedata.category(character)
    if category == "Zs" or character == "\t":
        return _SPACES.get(character, " ")
    known = _KNOWN.match(character) or scripts.font_of(character)
    return character if known and category[0] != "C" and has_glyph(character) else None


def _can_join(character: str) -> bool:
    return scripts.reads_from_right(character) or scripts.font_of(character) is not None


def _stand_in(character: str) -> str:
    name = unicodedata.name(character, "")
    if not name or unicodedata.category(character)[0] == "C":
        return by_number(character)
    return f"[{name.lower()}]"


def _flush(letters: list[str], out: list[str]) -> None:
    if letters:
        out.append(f"[{' '.join(letters)}]")
        letters.clear()


def _turned_phrase(phrase: list[str], turned: Callable[[str], str]) -> list[str]:
    if not phrase:
        return []
    inside = phrase[-1].rstrip(_BEHIND)
    behind = phrase[-1][len(inside) :]
    drawn = [turned(word) for word in (inside, *reversed(phrase[:-1]))]
    return [*drawn[:-1], drawn[-1] + behind]
