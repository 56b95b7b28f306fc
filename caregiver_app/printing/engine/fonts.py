"""The bundled fonts, each read once and only when a character needs it.

Atkinson Hyperlegible Next draws nearly everything; a word with a letter it lacks is drawn whole in DejaVu
Sans (ten times the file, ten times the time to read). Other writings have their own, named by ``scripts``.
"""

from __future__ import annotations

import unicodedata
from functools import cache
from typing import TYPE_CHECKING, Final

from caregiver_app import paths
from caregiver_app.printing.engine import scripts

if TYPE_CHECKING:
    from collections.abc import Mapping

    from reportlab.pdfbase.ttfonts import TTFont

_FILES: Final = {
    (False, False): "AtkinsonHyperlegibleNext-Regular",
    (False, True): "AtkinsonHyperlegibleNext-Bold",
    (True, False): "DejaVuSans",
    (True, True): "DejaVuSans-Bold",
}
REGULAR: Final = _FILES[False, False]
_FIRST_COMBINING: Final = 0x300
_LAST_COMBINING: Final = 0x36F


@cache
def widths(name: str) -> Mapping[int, float]:
    """Advance width of each character the font has, in thousandths of the type size."""
    table: Mapping[int, float] = load(name).face.charWidths
    return table


@cache
def widths_by_character(name: str) -> Mapping[str, float]:
    """The same by character, for words by the hundred. It has none of the glyphs that shaping adds later."""
    return {chr(code): width for code, width in widths(name).items()}


@cache
def load(name: str) -> TTFont:
    """The font, known to ReportLab under ``name`` from now on."""
    from reportlab import rl_config
    from reportlab.pdfbase.pdfmetrics import registerFont

    from caregiver_app.printing.engine.embedding import EmbeddedFont

    # Text in ASCII instead of bytes would make the file a quarter larger and take as long as all the layout.
    rl_config.useA85 = 0
    ending = "ttc" if name == scripts.CHINESE_JAPANESE_KOREAN else "ttf"
    font = EmbeddedFont(name, str(paths.resources() / "fonts" / f"{name}.{ending}"))
    registerFont(font)
    return font


@cache
def plain_characters() -> frozenset[str]:
    """What Atkinson draws and nothing can be composed with: nearly all that is ever printed."""
    known = (chr(code) for code in widths(REGULAR))
    visible = (c for c in known if unicodedata.category(c)[0] not in "CM")
    return frozenset(visible) | {"\u00a0"}


def has_glyph(character: str) -> bool:
    """Whether any bundled font draws it: where there are two weights, in both."""
    code = ord(character)
    if own := scripts.font_of(character):
        return code in widths(own)
    return code in widths(REGULAR) or all(code in widths(_FILES[True, bold]) for bold in (False, True))


def parts_of(word: str, *, bold: bool) -> list[tuple[str, str]]:
    """A word cut where another writing begins: each part with the one font that draws all of it."""
    parts: list[tuple[str | None, str]] = []
    for character in word:
        own = scripts.font_of(character)
        if parts and (own == parts[-1][0] or (character in scripts.JOINERS and parts[-1][0])):
            parts[-1] = (parts[-1][0], parts[-1][1] + character)
        else:
            parts.append((own, character))
    return [(own or font_for(text, bold=bold), text) for own, text in parts]


def font_for(word: str, *, bold: bool) -> str:
    """The one font that draws the whole word, where nothing in it is of another writing.

    A loose accent that NFC could not join goes to DejaVu too: its accents carry a negative offset and so sit
    over the letter before them, Atkinson's do not.
    """
    name = _FILES[False, bold]
    if word.isascii():
        return name
    known = widths(name)
    main = all(ord(c) in known and not _FIRST_COMBINING <= ord(c) <= _LAST_COMBINING for c in word)
    return name if main else _FILES[True, bold]
