"""Blocks that run on over as many pages as they need, each page with the same head and foot."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Final

from caregiver_app.printing.engine.blocks import ROUNDING, Block, texts_in
from caregiver_app.printing.errors import IncompleteSheetError, SheetTooFullError

if TYPE_CHECKING:
    from caregiver_app.printing.engine.measure import Line
    from caregiver_app.printing.engine.style import Style

_NAMED: Final = 5


def flow(blocks: Sequence[Block], room: float, gap: float, style: Style) -> list[list[Block]]:
    """The blocks of each page, every line of theirs once.

    Raises ``SheetTooFullError`` for one that fits no page and cannot be cut.
    """
    waiting = list(blocks)
    pages: list[list[Block]] = [[]]
    left = room
    while waiting:
        block = waiting.pop(0)
        if block.height <= left + ROUNDING:
            pages[-1].append(block)
            left -= block.height + gap
            continue
        cut = block.split(left)
        if cut is not None and cut[0].height <= left + ROUNDING and cut[1].height < block.height:
            pages[-1].append(cut[0])
            waiting.insert(0, cut[1])
        elif pages[-1]:
            waiting.insert(0, block)
        else:
            raise too_full(style, block.height - room)
        pages.append([])
        left = room
    made = pages if pages[-1] else pages[:-1]
    if _lines(blocks) != _lines(block for page in made for block in page):
        raise IncompleteSheetError(1, longest_fields(style))
    return made


def too_full(style: Style, excess: float) -> SheetTooFullError:
    """The refusal for ``excess`` points too many, with the fields that take most lines."""
    lines = math.ceil(max(excess, 1.0) / (style.body * style.leading))
    return SheetTooFullError(lines, longest_fields(style))


def longest_fields(style: Style) -> tuple[tuple[str, int], ...]:
    """Names of form fields with the lines they take, longest first."""
    return tuple(sorted(style.lines_of.items(), key=lambda item: -item[1])[:_NAMED])


def _lines(blocks: Iterable[Block]) -> Counter[Line]:
    texts = (text for block in blocks for text in texts_in(block, headers=False))
    return Counter(line for text in texts for line in text.lines)
