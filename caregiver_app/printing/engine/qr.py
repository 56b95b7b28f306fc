"""QR codes as runs of black modules, error level M (ISO/IEC 18004)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from math import isqrt
from typing import TYPE_CHECKING, Any, Final, TypeAlias

if TYPE_CHECKING:
    from caregiver_app.printing.engine.blocks import Block
    from caregiver_app.printing.engine.sheet import Sheet

Run: TypeAlias = tuple[int, int, int]
"""Left end, row from the top, length."""

QUIET: Final = 4  # modules of white all around
_BLACK: Final = re.compile(rb"\x00+")


@dataclass(frozen=True, slots=True)
class QrCode:
    """A code of ``height`` points a side, its quiet zone included."""

    runs: list[Run]
    module: float
    height: float

    def draw(self, sheet: Sheet, x: float, top: float) -> None:
        quiet = QUIET * self.module
        sheet.modules(x + quiet, top - quiet, self.module, self.runs)

    def split(self, room: float) -> tuple[Block, Block] | None:  # noqa: ARG002 - half a code says nothing
        return None

    def parts_inside(self) -> tuple[Block, ...]:
        return ()


def qr_runs(payload: str) -> tuple[int, list[Run]]:
    """Modules on a side without the quiet zone, and the black ones joined along each row.

    Raises ``ValueError`` for a payload that no code holds.
    """
    from zxingcpp import BarcodeFormat, create_barcode

    # Left alone, zxing-cpp writes Western letters in Latin-1; handed bytes, it marks them as no text at all.
    encoding = {} if payload.isascii() else {"eci": "UTF-8"}
    code = create_barcode(payload, BarcodeFormat.QRCode, ec_level="M", **encoding)
    image: Any = code.to_image(scale=1, add_quiet_zones=False)  # has a buffer, which its stubs do not say
    cells = memoryview(image).tobytes()
    side = isqrt(len(cells))
    rows = (cells[start : start + side] for start in range(0, len(cells), side))
    found = ((row, match) for row, line in enumerate(rows) for match in _BLACK.finditer(line))
    return side, [(match.start(), row, len(match[0])) for row, match in found]
