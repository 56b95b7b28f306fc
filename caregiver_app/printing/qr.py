"""QR codes as runs of black modules, error level M (ISO/IEC 18004)."""

from __future__ import annotations

import re
from typing import Final, TypeAlias

Run: TypeAlias = tuple[int, int, int]
"""Left end, row from the top, length."""

_BLACK: Final = re.compile(rb"\x00+")


def qr_runs(payload: str) -> tuple[int, list[Run]]:
    """Modules on a side without the quiet zone, and the black ones joined along each row.

    Raises ``ValueError`` for a payload that no code holds.
    """
    from zxingcpp import BarcodeFormat, create_barcode

    # Bytes, because zxing-cpp writes a text of Western letters in Latin-1, and phones expect UTF-8.
    code = create_barcode(payload.encode(), BarcodeFormat.QRCode, ec_level="M")
    picture = memoryview(code.to_image(scale=1, add_quiet_zones=False))
    side, cells = picture.shape[0], picture.tobytes()
    rows = (cells[start : start + side] for start in range(0, side * side, side))
    return side, [(found.start(), row, len(found[0])) for row, cells in enumerate(rows) for found in _BLACK.finditer(cells)]
