"""A black side with a white word: the title of a page, or what names a box."""

from __future__ import annotations

from dataclasses import dataclass

from caregiver_app.printing.engine.blocks import Block
from caregiver_app.printing.engine.sheet import BLACK, Sheet
from caregiver_app.printing.engine.style import INSET


@dataclass(frozen=True, slots=True)
class Side:
    """A black side of ``width`` that is as high as what stands beside it, with a word on it."""

    word: Block
    width: float
    height: float

    def draw(self, sheet: Sheet, x: float, top: float) -> None:
        sheet.fill(x, top, self.width, self.height, BLACK)
        self.word.draw(sheet, x + INSET + 2, top - (self.height - self.word.height) / 2)

    def split(self, room: float) -> tuple[Block, Block] | None:  # noqa: ARG002 - it stands beside one short text
        return None

    def parts_inside(self) -> tuple[Block, ...]:
        return (self.word,)
