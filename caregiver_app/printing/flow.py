"""Blocks that run on over as many pages as they need, each page with the same head and foot."""

from __future__ import annotations

from collections.abc import Iterable

from caregiver_app.printing.blocks import ROUNDING, Block
from caregiver_app.printing.errors import SheetTooFullError


def flow(blocks: Iterable[Block], room: float, gap: float) -> list[list[Block]]:
    """The blocks of each page. Raises ``SheetTooFullError`` for one that fits no page and cannot be cut."""
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
        if cut is not None:
            pages[-1].append(cut[0])
            waiting.insert(0, cut[1])
        elif pages[-1]:
            waiting.insert(0, block)
        else:
            raise SheetTooFullError(1, ())
        pages.append([])
        left = room
    return pages if pages[-1] else pages[:-1]
