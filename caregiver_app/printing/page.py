"""One page before it is drawn."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TypeAlias

from caregiver_app.printing.blocks import Block, stack_height
from caregiver_app.printing.foot import page_number, small_print
from caregiver_app.printing.sheet import Sheet
from caregiver_app.printing.style import MARGIN, Style
from caregiver_app.wording.summary import EmergencySummary

Size: TypeAlias = tuple[float, float]
"""Width and height inside the margins, in points."""


@dataclass(frozen=True, slots=True)
class Page:
    """Blocks from the top down, ``gap`` points apart; what ``bottom`` makes stands on the lower margin.

    ``bottom`` is given the number of the page and of all pages; without it the small print stands there.
    """

    summary: EmergencySummary
    style: Style
    blocks: tuple[Block, ...]
    gap: float
    bottom: Callable[[tuple[int, int]], Block] | None = None

    height: float = field(init=False)
    """The least room it takes, small print included."""
    _only: Block = field(init=False)  # what stands at the bottom of the only page

    def __post_init__(self) -> None:
        only = self._bottom((1, 1))
        object.__setattr__(self, "_only", only)
        object.__setattr__(self, "height", stack_height((*self.blocks, only), self.gap))

    def draw(self, sheet: Sheet, size: Size, number: int, pages: int) -> None:
        """Puts it on the sheet as page ``number`` of ``pages``."""
        top = MARGIN + size[1]
        for block in self.blocks:
            block.draw(sheet, MARGIN, top)
            top -= block.height + self.gap
        bottom = self._bottom((number, pages)) if pages > 1 else self._only
        bottom.draw(sheet, MARGIN, MARGIN + bottom.height)
        sheet.end_page()

    def _bottom(self, place: tuple[int, int]) -> Block:
        if self.bottom:
            return self.bottom(place)
        number = page_number(self.summary, place)
        return small_print(self.summary.foot, number, self.style, self.style.width)
