"""Measures words and breaks text into lines. A ``Measure`` holds personal text; it lives for one document."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import groupby
from typing import Final, TypeAlias

from caregiver_app.printing.engine import characters, fonts, scripts
from caregiver_app.printing.engine.shaping import shaped

Spans: TypeAlias = tuple[tuple[str, bool], ...]
"""Text with whether it is bold. Between two spans there is always a space."""
Line: TypeAlias = tuple[tuple[str, str], ...]
"""What stands in one line, left to right: font name and text."""

_NBSP: Final = "\u00a0"


@dataclass(slots=True)
class _Word:
    """Widths are in ems. ``space`` is that of a space in the word's font; a line break has no text.

    Where the writing changes inside a word, its parts are words without a space. Words of writings that read from
    the right are turned when a line is whole, those of others hold their glyphs. ``span`` counts the texts of such
    a line: each is turned by itself.
    """

    text: str
    bold: bool
    font: str
    width: float
    space: float
    span: int = 0


@dataclass(slots=True)
class _Text:
    """A text of one weight. ``line`` is what it is on one line; none where it has line breaks."""

    words: list[_Word]
    width: float
    widest: float
    line: Line | None


class Measure:
    """Widths are in points. ``unprintable`` collects what was written out for want of a glyph.

    ``choices`` keeps where columns were set for a type size, so that roomier attempts do not seek it again.
    Each text is split and measured once, whatever sizes and widths are tried: trying is what takes the time.
    """

    def __init__(self) -> None:
        self.unprintable: dict[str, None] = {}
        self._texts: dict[tuple[str, bool], _Text] = {}
        self._words: dict[tuple[str, bool], _Word] = {}
        self._lines: dict[tuple[Spans, float, float], tuple[Line, ...]] = {}
        self._turns: dict[tuple[str, str], str] = {}
        self._special = False
        self.choices: dict[tuple[float, ...], list[float]] = {}

    def width(self, text: str, size: float, *, bold: bool) -> float:
        """The width of ``text`` when it is not wrapped; of its widest line where it has line breaks."""
        return size * self._text(text, bold).width

    def longest_word(self, text: str, size: float, *, bold: bool) -> float:
        """The width of the widest word: a column narrower than this breaks words."""
        return size * self._text(text, bold).widest

    def line_width(self, line: Line, size: float) -> float:
        """The width of a line made by ``wrap``."""
        return size * sum(_advance(font, text) for font, text in line)

    def words_of(self, text: str) -> str:
        """``text`` as it is drawn, before it is broken into lines or turned."""
        return characters.clean(text, fonts.plain_characters(), fonts.has_glyph, {})

    def wrap(self, spans: Spans, size: float, width: float, taken: float = 0.0) -> tuple[Line, ...]:
        """Lines no wider than ``width``: broken at spaces, inside a word only where it is too long.

        The first line is shorter by ``taken`` points; it is empty where no word fits beside those.
        """
        room, first = width / size, (width - taken) / size
        if len(spans) == 1:
            text = self._text(*spans[0])
            if text.line is not None and text.width <= first:
                return (text.line,)
        key = (spans, room, first)
        found = self._lines.get(key)
        if found is None:
            texts = [self._text(*span).words for span in spans]
            words = [word for text in texts for word in text]
            if self._special:
                words = [replace(word, span=number) for number, text in enumerate(texts) for word in text]
            found = self._lines[key] = tuple(map(self._runs, self._broken(words, room, first)))
        return found

    def _text(self, text: str, bold: bool) -> _Text:  # noqa: FBT001 - called for each span of each attempt
        found = self._texts.get((text, bold))
        if found is None:
            found = self._texts[text, bold] = self._measured(text, bold=bold)
        return found

    def _measured(self, text: str, *, bold: bool) -> _Text:
        clean = characters.clean(text, fonts.plain_characters(), fonts.has_glyph, self.unprintable)
        special = scripts.are_in(clean)
        self._special = self._special or special
        words: list[_Word] = []
        width = 0.0
        for line in clean.split("\n"):
            if words:
                words.append(_Word("", bold, "", 0.0, 0.0))
            if special:
                own = [part for word in line.split(" ") if word for part in self._parts(word, bold=bold)]
            else:
                own = [self._word(word, bold) for word in line.split(" ") if word]
            words += own
            width = max(width, sum([w.width for w in own]) + sum([w.space for w in own[:-1]]))
        whole = None if "\n" in clean else self._runs(words)
        return _Text(words, width, max([word.width for word in words], default=0.0), whole)

    def _word(self, text: str, bold: bool) -> _Word:  # noqa: FBT001 - the same
        found = self._words.get((text, bold))
        if found is None:
            font = fonts.font_for(text, bold=bold)
            known = fonts.widths_by_character(font)
            width = sum(map(known.__getitem__, text)) / 1000
            found = self._words[text, bold] = _Word(text, bold, font, width, known[" "] / 1000)
        return found

    def _parts(self, word: str, *, bold: bool) -> list[_Word]:
        """A word of whatever writings, cut where the font changes."""
        parts = []
        for font, text in fonts.parts_of(word, bold=bold):
            own = shaped(text, font) if scripts.is_shaped(font) else text
            parts.append(_Word(own, bold, font, self._width(own, font, bold=bold), 0.0))
        parts[-1].space = fonts.widths(parts[-1].font)[32] / 1000
        return parts

    def _width(self, text: str, font: str, *, bold: bool) -> float:
        drawn = "".join(self._turned([text], bold=bold)) if scripts.reads_from_right(text) else text
        known = fonts.widths(font)
        return sum([known[code] for code in map(ord, drawn)]) / 1000

    def _broken(self, words: list[_Word], room: float, first: float) -> list[list[_Word]]:
        line: list[_Word] = []
        limit = first
        lines = [line]
        used = space = 0.0
        for word in words:
            advance = word.width
            if used + space + advance <= limit and word.text:
                line.append(word)
                used += space + advance
            else:
                pieces = [word] if advance <= room else self._pieces(word, room)
                for piece in pieces if word.text else ():
                    if line or limit < room:
                        line = []
                        lines.append(line)
                    limit = room
                    line.append(piece)
                    used = piece.width
                if not word.text:
                    line = []
                    lines.append(line)
                    limit = room
                    used = 0.0
            space = word.space
        return lines

    def _pieces(self, word: _Word, room: float) -> list[_Word]:
        """A word too long for the line in pieces that fit, not parted between digits if it can be helped."""
        pieces: list[_Word] = []
        start = 0
        while start < len(word.text):
            end = self._piece_end(word, start, room)
            pieces.append(self._piece(word, start, end))
            # joined letters can be wider than each by itself
            while pieces[-1].width > room and end > start + 1:
                end -= 1
                pieces[-1] = self._piece(word, start, end)
            start = end
        return pieces

    def _piece_end(self, word: _Word, start: int, room: float) -> int:
        text, known = word.text, fonts.widths(word.font)
        used = 0.0
        for end in range(start, len(text)):
            used += known[ord(text[end])] / 1000
            if used > room and end > start:
                return start + _better_cut(text[start : end + 1], end - start)
        return len(text)

    def _piece(self, word: _Word, start: int, end: int) -> _Word:
        text = word.text[start:end].strip(_NBSP)
        return replace(word, text=text, width=self._width(text, word.font, bold=word.bold))

    def _runs(self, words: list[_Word]) -> Line:
        """One text per font; the space between two words belongs to the first."""
        texts = [word.text for word in words]
        if not self._special and len({word.font for word in words}) == 1:
            return ((words[0].font, " ".join(texts)),)
        if self._special:
            spans = [list(own) for _, own in groupby(words, lambda word: word.span)]
            texts = [text for own in spans for text in self._turned([w.text for w in own], bold=own[0].bold)]
        spaced = [text + " " if word.space else text for word, text in zip(words, texts, strict=True)]
        spaced[-1:] = texts[-1:]
        own_font = groupby(zip(words, spaced, strict=True), lambda each: each[0].font)
        return tuple((font, "".join([text for _, text in run])) for font, run in own_font)

    def _turned(self, texts: list[str], *, bold: bool) -> list[str]:
        """Words of one text in the order in which they are drawn."""
        if not any(map(scripts.reads_from_right, texts)):
            return texts
        return characters.visual_order(texts, lambda run: self._turn(run, bold=bold))

    def _turn(self, run: str, *, bold: bool) -> str:
        font = fonts.font_for(run, bold=bold)
        found = self._turns.get((run, font))
        if found is None:
            found = self._turns[run, font] = shaped(run, font, from_right=True)
        return found


def _advance(font: str, text: str) -> float:
    return sum(map(fonts.widths(font).__getitem__, map(ord, text))) / 1000


def _better_cut(text: str, count: int) -> int:
    """At most ``count`` characters: up to a non-breaking space behind a word, else not between two digits."""
    glue = text.rfind(_NBSP, 1, count + 1)
    if glue > 0 and not text[glue - 1].isdigit():
        return glue
    cut = count
    while cut > 1 and text[cut - 1].isdigit() and text[cut].isdigit():
        cut -= 1
    return cut if cut > 1 else count
