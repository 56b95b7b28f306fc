"""Type sizes and spacing of one attempt at a page, and the few bricks every part is made of. Points."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

from caregiver_app.printing.engine.blocks import Block, BlockRow, Box, Stack, Text
from caregiver_app.printing.engine.characters import one_line
from caregiver_app.printing.engine.measure import Measure, Spans
from caregiver_app.printing.engine.sheet import BAND

MARGIN: Final = 36.0  # 12.7 mm: lasers lose up to 5.1 mm at each edge
FRAME: Final = 2.5  # what must not be missed
INSET: Final = 6.0  # between a frame or the edge of a band and its text
FOOT: Final = 8.0  # the smallest type on the page
WHITE_ON_BLACK: Final = 14.0  # the smallest white type on black
GUTTER: Final = 10.0
_BAND_RULE: Final = 0.5


@dataclass(slots=True)
class Style:
    """``body`` and ``table`` are type sizes; ``air`` goes from 0 (tight) to 1 (roomy), for heights only.

    ``leading`` is the line height as a share of the type size, ``least_leading`` that without air.
    ``dense`` sets labels and values one after the other instead of in columns: the same words in less room;
    ``large`` sets names and doses of medicines in body size, the rest of their rows in that of the table.
    ``run_on`` sets even what would stand in a grid as one paragraph. ``heading`` is the size of section titles.
    ``lines_of`` counts the lines each form field takes, so that a refusal can name the longest.
    """

    measure: Measure
    width: float
    body: float
    table: float
    title: float = 18.0
    foot: float = FOOT
    air: float = 0.0
    dense: bool = False
    run_on: bool = False
    heading: float = 0.0
    large: bool = False
    least_leading: float = 1.16
    lines_of: dict[str, int] = field(default_factory=dict)

    leading: float = field(init=False)

    def __post_init__(self) -> None:
        self.leading = self.least_leading + (1.3 - self.least_leading) * self.air
        self.heading = self.heading or (self.table if self.dense else self.body)

    @property
    def pad(self) -> float:
        """Between the text of a box and its upper and lower edge."""
        return 1.5 + 4.0 * self.air

    @property
    def row_pad(self) -> float:
        """The same for the row of a table."""
        return 0.5 + 3.0 * self.air

    def rich(
        self, spans: Spans, width: float, size: float, field_name: str = "", *, taken: float = 0.0
    ) -> Text:
        """Text with bold and regular words, that leaves ``taken`` points free at the start of its first line."""
        lines = self.measure.wrap(spans, size, width, taken)
        if field_name:
            self.lines_of[field_name] = self.lines_of.get(field_name, 0) + len(lines)
        offsets = (taken, *[0.0] * (len(lines) - 1)) if taken else ()
        return Text(lines, size, size * self.leading, offsets=offsets)

    def text(
        self, text: str, width: float, size: float = 0.0, *, bold: bool = False, field_name: str = ""
    ) -> Text:
        """Text of one weight; of body size unless told."""
        return self.rich(((text, bold),), width, size or self.body, field_name)

    def white(self, text: str, width: float, size: float) -> Text:
        """White bold text for a black ground."""
        lines = self.measure.wrap(((one_line(text), True),), size, width)
        return Text(lines, size, size * 1.18, white=True)

    def right(self, text: str, width: float, size: float, *, bold: bool = False) -> Text:
        """Text set to the right."""
        lines = self.measure.wrap(((text, bold),), size, width)
        offsets = tuple(width - self.measure.line_width(line, size) for line in lines)
        return Text(lines, size, size * self.leading, offsets=offsets)

    def band(self, inner: Block, width: float) -> Box:
        """A light band that heads a section, below a rule: a photocopy loses the band."""
        insets = (INSET, 0.6 + 1.4 * self.air, INSET, 0.6 + 1.4 * self.air)
        return Box(inner, width, insets, fill=BAND, rule=_BAND_RULE)

    def paragraph(self, texts: Iterable[Spans], width: float, size: float) -> Text:
        """Several short texts as one paragraph, parted by dots."""
        spans: list[tuple[str, bool]] = []
        for text in texts:
            if spans:  # the dot ends a line, it never starts one
                spans[-1] = (f"{spans[-1][0].rstrip()}\u00a0·", spans[-1][1])
            spans += text
        return self.rich(tuple(spans), width, size)

    def section(self, title: str, blocks: tuple[Block, ...], width: float, gap: float = 0.0) -> Stack:
        """A titled part: the band with its title stands again after a page break."""
        heading = self.band(self.text(one_line(title), width - 2 * INSET, self.heading, bold=True), width)
        return Stack(blocks, gap, header=Box(heading, width, (0, 0, 0, self.row_pad)))

    def labelled(self, label: str, value: Text, label_width: float) -> BlockRow:
        """A label in its column, the value beside it."""
        left = self.text(one_line(label), label_width - INSET, value.size, bold=True)
        return BlockRow(((0.0, left), (label_width, value)))

    def count_lines(self, text: str, width: float, size: float, field_name: str) -> None:
        """Notes how many lines a field's text takes in a paragraph that it shares with others."""
        if field_name:
            lines = len(self.measure.wrap(((text, False),), size, width))
            self.lines_of[field_name] = self.lines_of.get(field_name, 0) + lines
