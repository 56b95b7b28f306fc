"""Letters that join, stack and change places, set by HarfBuzz (which ReportLab loads anyway)."""

from __future__ import annotations

from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

from caregiver_app.printing.engine import fonts
from caregiver_app.printing.engine.glyphs import Glyph, character_for

if TYPE_CHECKING:
    import uharfbuzz


def shaped(text: str, font: str, *, from_right: bool = False) -> str:
    """``text`` as it is drawn from left to right, a character for each glyph; ``font`` then knows their widths."""
    import uharfbuzz

    buffer = uharfbuzz.Buffer()
    buffer.cluster_level = uharfbuzz.BufferClusterLevel.MONOTONE_CHARACTERS
    buffer.add_str(text)
    buffer.guess_segment_properties()
    buffer.direction = "rtl" if from_right else "ltr"
    uharfbuzz.shape(_harfbuzz(font), buffer)
    letters = _letters(text, [info.cluster for info in buffer.glyph_infos])
    scale = 1000 / fonts.load(font).face.unitsPerEm
    drawn = zip(buffer.glyph_infos, buffer.glyph_positions, letters, strict=True)
    glyphs = [
        Glyph(
            font,
            info.codepoint,
            at.x_advance * scale,
            at.x_offset * scale,
            at.y_offset * scale,
            letters_of_it,
        )
        for info, at, letters_of_it in drawn
    ]
    return "".join(map(_character, glyphs))


def _character(glyph: Glyph) -> str:
    """The letter itself where the font draws it like that anyway, else a private one that the font now knows."""
    face = fonts.load(glyph.font).face
    code = ord(glyph.letters) if len(glyph.letters) == 1 else 0
    in_place = face.charToGlyph.get(code) == glyph.number and not (glyph.right or glyph.up)
    if in_place and abs(face.charWidths[code] - glyph.advance) < 1:
        return glyph.letters
    private = character_for(glyph)
    face.charToGlyph[ord(private)] = glyph.number
    face.charWidths[ord(private)] = glyph.advance
    return private


def _letters(text: str, clusters: list[int]) -> list[str]:
    """For each glyph the letters it says; where several glyphs share some, each gets one and the last the rest."""
    left = {first: text[first:end] for first, end in pairwise([*sorted(set(clusters)), len(text)])}
    out = []
    for index, cluster in enumerate(clusters):
        shared = cluster in clusters[index + 1 :]
        own = left[cluster][:1] if shared else left[cluster]
        left[cluster] = left[cluster][len(own) :]
        out.append(own)
    return out


@cache
def _harfbuzz(font: str) -> uharfbuzz.Font:
    import uharfbuzz

    return uharfbuzz.Font(fonts.load(font).hbFace)
