"""One page before it is drawn."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final, TypeAlias

from caregiver_app.domain.preferences import Paper
from caregiver_app.printing.engine.blocks import ROUNDING, Block, stack_height
from caregiver_app.printing.engine.flow import too_full
from caregiver_app.printing.engine.sheet import Sheet
from caregiver_app.printing.engine.style import MARGIN, Style

Size: TypeAlias = tuple[float, float]
"""Width and height, in points."""
Place: TypeAlias = tuple[int, int]
"""The number of a page and of all pages."""
PAGE_SIZES: Final = {Paper.LETTER: (612.0, 792.0), Paper.A4: (595.2756, 841.8898)}
ONLY: Final = (1, 1)
ONE_OF_MANY: Final = (88, 88)  # no page number is wider


def size_inside(page_size: Size) -> Size:
    """Of a page, what lies inside the margins."""
    return page_size[0] - 2 * MARGIN, page_size[1] - 2 * MARGIN


@dataclass(frozen=True, slots=True)
class PdfPage:
    """Blocks from the top down, ``gap`` points apart; what ``bottom`` makes stands on the lower margin.

    ``bottom`` is given the number of the page and of all pages.
    """

    style: Style
    blocks: tuple[Block, ...]
    gap: float
    bottom: Callable[[Place], Block]
    place: Place = ONLY
    """Measured as this page of so many."""

    height: float = field(init=False)
    """The least room it takes, what stands at the bottom included."""
    _measured: Block = field(init=False)  # what stands at the bottom of the page at ``place``

    def __post_init__(self) -> None:
        measured = self.bottom(self.place)
        object.__setattr__(self, "_measured", measured)
        object.__setattr__(self, "height", stack_height((*self.blocks, measured), self.gap))

    def every_block(self) -> tuple[Block, ...]:
        """What stands on it, from top to bottom."""
        return (*self.blocks, self._measured)

    def draw(self, sheet: Sheet, size: Size, number: int, pages: int) -> None:
        """Puts it on the sheet as page ``number`` of ``pages``; ``size`` is what lies inside the margins.

        Raises ``SheetTooFullError`` before anything is drawn where it would leave the margins.
        """
        place = (number, pages)
        bottom = self._measured if place == self.place else self.bottom(place)
        excess = stack_height((*self.blocks, bottom), self.gap) - size[1]
        if excess > ROUNDING:
            raise too_full(self.style, excess)
        top = MARGIN + size[1]
        for block in self.blocks:
            block.draw(sheet, MARGIN, top)
            top -= block.height + self.gap
        bottom.draw(sheet, MARGIN, MARGIN + bottom.height)
        sheet.end_page()
