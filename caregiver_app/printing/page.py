"""One page before it is drawn."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final, TypeAlias

from caregiver_app.printing.blocks import ROUNDING, Block, stack_height
from caregiver_app.printing.flow import too_full
from caregiver_app.printing.foot import page_number, small_print
from caregiver_app.printing.sheet import Sheet
from caregiver_app.printing.style import MARGIN, Style
from caregiver_app.wording.summary import EmergencySummary

Size: TypeAlias = tuple[float, float]
"""Width and height inside the margins, in points."""
ONLY: Final = (1, 1)
ONE_OF_MANY: Final = (88, 88)  # no page number is wider


@dataclass(frozen=True, slots=True)
class PdfPage:
    """Blocks from the top down, ``gap`` points apart; what ``bottom`` makes stands on the lower margin.

    ``bottom`` is given the number of the page and of all pages; without it the small print stands there.
    """

    summary: EmergencySummary
    style: Style
    blocks: tuple[Block, ...]
    gap: float
    bottom: Callable[[tuple[int, int]], Block] | None = None
    place: tuple[int, int] = ONLY
    """Measured as this page of so many."""

    height: float = field(init=False)
    """The least room it takes, small print included."""
    _measured: Block = field(init=False)  # what stands at the bottom of the page at ``place``

    def __post_init__(self) -> None:
        measured = self._bottom(self.place)
        object.__setattr__(self, "_measured", measured)
        object.__setattr__(self, "height", stack_height((*self.blocks, measured), self.gap))

    def every_block(self) -> tuple[Block, ...]:
        """What stands on it, from top to bottom."""
        return (*self.blocks, self._measured)

    def draw(self, sheet: Sheet, size: Size, number: int, pages: int) -> None:
        """Puts it on the sheet as page ``number`` of ``pages``.

        Raises ``SheetTooFullError`` before anything is drawn where it would leave the margins.
        """
        place = (number, pages)
        bottom = self._measured if place == self.place else self._bottom(place)
        excess = stack_height((*self.blocks, bottom), self.gap) - size[1]
        if excess > ROUNDING:
            raise too_full(self.style, excess)
        top = MARGIN + size[1]
        for block in self.blocks:
            block.draw(sheet, MARGIN, top)
            top -= block.height + self.gap
        bottom.draw(sheet, MARGIN, MARGIN + bottom.height)
        sheet.end_page()

    def _bottom(self, place: tuple[int, int]) -> Block:
        if self.bottom:
            return self.bottom(place)
        number = page_number(self.summary, place)
        return small_print(self.summary.foot, number, self.style, self.style.width)
