"""Pieces of a page that know their height for their width, can be drawn anywhere, and cut between two pages.

All lengths are points. A block's ``top`` is its upper edge; it draws downwards from there. Nothing changes a
block once it is made; they are not frozen only because making frozen ones takes three times as long, and one
page is tried several times.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Final, Protocol, TypeAlias

from caregiver_app.printing.engine.measure import Line
from caregiver_app.printing.engine.sheet import BLACK, Sheet

Insets: TypeAlias = tuple[float, float, float, float]
"""Left, top, right, bottom."""
ROUNDING: Final = 0.01
_BETWEEN: Final = 10.0
_KEPT_WHOLE: Final = 240.0  # a third of a page


class Block(Protocol):
    """Anything that takes room on a page."""

    @property
    def height(self) -> float:
        """The room it takes."""

    def draw(self, sheet: Sheet, x: float, top: float) -> None:
        """Puts it on the page."""

    def split(self, room: float) -> tuple[Block, Block] | None:
        """A part that fits ``room`` and the rest, or nothing where no part fits."""

    def parts_inside(self) -> tuple[Block, ...]:
        """The blocks it is made of, without a header that stands again after a page break."""


@dataclass(slots=True, eq=False)
class Text:
    """Lines of one size. ``offsets`` shift single lines, for text set to the right."""

    lines: tuple[Line, ...]
    size: float
    leading: float
    white: bool = False
    offsets: tuple[float, ...] = ()
    height: float = field(init=False)

    def __post_init__(self) -> None:
        self.height = len(self.lines) * self.leading

    def draw(self, sheet: Sheet, x: float, top: float) -> None:
        for index, line in enumerate(self.lines):
            shift = self.offsets[index] if self.offsets else 0.0
            sheet.line(x + shift, top - (index + 0.5) * self.leading, self.size, line, white=self.white)

    def split(self, room: float) -> tuple[Block, Block] | None:
        count = int((room + ROUNDING) // self.leading)
        if count <= 0:
            return None
        return replace(self, lines=self.lines[:count]), replace(self, lines=self.lines[count:])

    def parts_inside(self) -> tuple[Block, ...]:
        return ()


@dataclass(slots=True, eq=False)
class BlockRow:
    """Blocks side by side, each at its own distance from the left edge."""

    parts: tuple[tuple[float, Block], ...]
    height: float = field(init=False)

    def __post_init__(self) -> None:
        self.height = max([part.height for _, part in self.parts], default=0.0)

    def draw(self, sheet: Sheet, x: float, top: float) -> None:
        for left, part in self.parts:
            part.draw(sheet, x + left, top)

    def split(self, room: float) -> tuple[Block, Block] | None:
        heads: list[tuple[float, Block]] = []
        tails: list[tuple[float, Block]] = []
        for left, part in self.parts:
            cut = (part, NOTHING) if part.height <= room + ROUNDING else part.split(room)
            if cut is None:
                return None
            heads.append((left, cut[0]))
            tails.append((left, cut[1]))
        return BlockRow(tuple(heads)), BlockRow(tuple(tails))

    def parts_inside(self) -> tuple[Block, ...]:
        return tuple(part for _, part in self.parts)


@dataclass(slots=True, eq=False)
class Stack:
    """Blocks one below the other. A ``header`` stands above them, again after each page break."""

    blocks: tuple[Block, ...]
    gap: float = 0.0
    header: Block | None = None
    height: float = field(init=False)

    def __post_init__(self) -> None:
        gaps = self.gap * max(0, len(self.blocks) - 1)
        header = self.header.height if self.header else 0.0
        self.height = header + gaps + sum([block.height for block in self.blocks])

    def draw(self, sheet: Sheet, x: float, top: float) -> None:
        if self.header:
            self.header.draw(sheet, x, top)
            top -= self.header.height
        for block in self.blocks:
            block.draw(sheet, x, top)
            top -= block.height + self.gap

    def split(self, room: float) -> tuple[Block, Block] | None:
        room -= self.header.height if self.header else 0.0
        kept: list[Block] = []
        for index, block in enumerate(self.blocks):
            if block.height <= room + ROUNDING:
                kept.append(block)
                room -= block.height + self.gap
                continue
            cut = block.split(room)
            rest = self.blocks[index:]
            if cut is not None:
                kept.append(cut[0])
                rest = (cut[1], *self.blocks[index + 1 :])
            return (replace(self, blocks=tuple(kept)), replace(self, blocks=rest)) if kept else None
        return None

    def parts_inside(self) -> tuple[Block, ...]:
        return self.blocks


@dataclass(slots=True, eq=False)
class Box:
    """A block inside insets, on a fill, in a frame, below a rule. The frame lies within the insets.

    It is cut between pages only where it is very high: the row of a medicine stays on one page. What must be
    seen at once is ``whole``, and never cut.
    """

    inner: Block
    width: float
    insets: Insets = (0.0, 0.0, 0.0, 0.0)
    frame: float = 0.0
    fill: float | None = None
    rule: float = 0.0
    whole: bool = False
    height: float = field(init=False)

    def __post_init__(self) -> None:
        self.height = self.inner.height + self.insets[1] + self.insets[3]

    def draw(self, sheet: Sheet, x: float, top: float) -> None:
        if self.fill is not None:
            sheet.fill(x, top, self.width, self.height, self.fill)
        if self.rule:
            sheet.rule(x, top, self.width, self.rule)
        self.inner.draw(sheet, x + self.insets[0], top - self.insets[1])
        if self.frame:  # last, so that no fill inside covers it
            sheet.frame(x, top, self.width, self.height, self.frame)

    def split(self, room: float) -> tuple[Block, Block] | None:
        if self.whole or self.height <= _KEPT_WHOLE:
            return None
        cut = self.inner.split(room - self.insets[1] - self.insets[3])
        return (replace(self, inner=cut[0]), replace(self, inner=cut[1])) if cut else None

    def parts_inside(self) -> tuple[Block, ...]:
        return (self.inner,)


@dataclass(slots=True, eq=False)
class Mark:
    """A triangle before the first line of ``leading`` points: down for too little, up for too much."""

    side: float
    leading: float
    up: bool
    grey: float = BLACK
    height: float = 0.0

    def draw(self, sheet: Sheet, x: float, top: float) -> None:
        sheet.triangle(x, top - self.leading / 2, self.side, up=self.up, grey=self.grey)

    def split(self, room: float) -> tuple[Block, Block] | None:  # noqa: ARG002 - it takes no room
        return self, NOTHING

    def parts_inside(self) -> tuple[Block, ...]:
        return ()


NOTHING: Final = Text((), 1.0, 1.0)


def balanced(blocks: Sequence[Box], second: float, rule: float = 0.0) -> BlockRow:
    """Two columns, the first filled down before the second, which starts at ``second``; as low as can be.

    A ``rule`` parts the blocks of a column.
    """
    heights = [block.height for block in blocks]
    total = sum(heights)
    cut, lowest, above = len(blocks), total, 0.0
    for index, height in enumerate(heights):
        if max(above, total - above) < lowest + ROUNDING:
            cut, lowest = index, max(above, total - above)
        above += height
    sides = (blocks[:cut], blocks[cut:])
    ruled = [(*side[:1], *(replace(block, rule=rule) for block in side[1:])) for side in sides]
    return BlockRow(((0.0, Stack(ruled[0])), (second, Stack(ruled[1]))))


def packed(
    items: Sequence[tuple[float, Callable[[float], Block]]], width: float, units: int
) -> tuple[BlockRow, ...]:
    """Rows of blocks, each made for as many of ``units`` columns as the width it wishes for takes, all at most.

    They stand in their order, from left to right and then down.
    """
    pitch = (width + _BETWEEN) / units
    rows: list[BlockRow] = []
    row: list[tuple[float, Block]] = []
    taken = 0
    for wish, make in items:
        span = min(units, math.ceil((wish + _BETWEEN) / pitch))
        if taken + span > units:
            rows.append(BlockRow(tuple(row)))
            row, taken = [], 0
        row.append((taken * pitch, make(span * pitch - _BETWEEN)))
        taken += span
    return (*rows, BlockRow(tuple(row)))


def texts_in(block: Block, *, headers: bool = True) -> Iterator[Text]:
    """Every text of a block in the order of drawing; headers stand again on each page, so leave them to count."""
    if isinstance(block, Text):
        yield block
    if headers and isinstance(block, Stack) and block.header:
        yield from texts_in(block.header)
    for part in block.parts_inside():
        yield from texts_in(part, headers=headers)


def stack_height(blocks: Sequence[Block], gap: float) -> float:
    """The height of blocks with ``gap`` between them."""
    return sum(block.height for block in blocks) + gap * max(0, len(blocks) - 1)
