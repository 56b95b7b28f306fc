"""Writings that the two fonts for most text lack or draw wrongly: which font has each, which way it is read.

Arabic is in DejaVu Sans, but its letters must be joined. The fonts of the others are read only when a text needs
them; they have one weight.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import Final

CHINESE_JAPANESE_KOREAN: Final = "wqy-microhei"
_NOTO: Final = "NotoSans{}-Regular"
_RANGES: Final = (
    (0x0900, 0x097F, _NOTO.format("Devanagari")),
    (0x0980, 0x09FF, _NOTO.format("Bengali")),
    (0x0A00, 0x0A7F, _NOTO.format("Gurmukhi")),
    (0x0A80, 0x0AFF, _NOTO.format("Gujarati")),
    (0x0B80, 0x0BFF, _NOTO.format("Tamil")),
    (0x0C00, 0x0C7F, _NOTO.format("Telugu")),
    (0x0C80, 0x0CFF, _NOTO.format("Kannada")),
    (0x0D00, 0x0D7F, _NOTO.format("Malayalam")),
    (0x0D80, 0x0DFF, _NOTO.format("Sinhala")),
    (0x0E00, 0x0E7F, _NOTO.format("Thai")),
    (0x0E80, 0x0EFF, _NOTO.format("Lao")),
    (0x1000, 0x109F, _NOTO.format("Myanmar")),
    (0x1200, 0x139F, _NOTO.format("Ethiopic")),
    (0x1780, 0x17FF, _NOTO.format("Khmer")),
    (0x3000, 0x4DBF, CHINESE_JAPANESE_KOREAN),
    (0x4E00, 0x9FFF, CHINESE_JAPANESE_KOREAN),
    (0xAC00, 0xD7A3, CHINESE_JAPANESE_KOREAN),
    (0xF900, 0xFAFF, CHINESE_JAPANESE_KOREAN),
    (0xFE30, 0xFE4F, CHINESE_JAPANESE_KOREAN),
    (0xFF00, 0xFFEF, CHINESE_JAPANESE_KOREAN),
)
_SHAPED: Final = frozenset(font for *_range, font in _RANGES) - {CHINESE_JAPANESE_KOREAN}
_STARTS: Final = [first for first, _last, _font in _RANGES]
_HEBREW: Final = "\u0590-\u05ff\ufb1d-\ufb4f"
_ARABIC: Final = (
    "\u0610-\u065f\u066e-\u06d3\u06d5-\u06dc\u06df-\u06ef\u06fa-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufefc"
)
FROM_THE_RIGHT: Final = re.compile(f"[{_HEBREW}{_ARABIC}\u060c\u061b\u061f\u200c\u200d]+")
_LETTER_FROM_THE_RIGHT: Final = re.compile(f"[{_HEBREW}{_ARABIC}]")
_ANY: Final = re.compile(
    f"[{_HEBREW}{_ARABIC}{''.join([f'{chr(first)}-{chr(last)}' for first, last, _font in _RANGES])}]"
)
_FIRST: Final = "\u0590"
JOINERS: Final = "\u200c\u200d"
"""They say whether two letters join, and are no letters themselves."""


def are_in(text: str) -> bool:
    """Whether a text has a letter of any of these writings, Hebrew and Arabic included."""
    return not text.isascii() and max(text) >= _FIRST and _ANY.search(text) is not None


def font_of(character: str) -> str | None:
    """The font that a character of these writings is drawn in, whether or not the font has it."""
    code = ord(character)
    at = bisect_right(_STARTS, code) - 1
    return _RANGES[at][2] if at >= 0 and code <= _RANGES[at][1] else None


def is_shaped(font: str) -> bool:
    """Whether the letters of this font change their shape and place beside each other."""
    return font in _SHAPED


def reads_from_right(word: str) -> bool:
    """Whether a word holds a letter of Hebrew or Arabic."""
    return not word.isascii() and _LETTER_FROM_THE_RIGHT.search(word) is not None
