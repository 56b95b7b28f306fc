"""QR codes as runs of black modules, error level M (ISO/IEC 18004)."""

from __future__ import annotations

import re
from math import isqrt
from typing import Any, Final, TypeAlias

Run: TypeAlias = tuple[int, int, int]
"""Left end, row from the top, length."""

_BLACK: Final = re.compile(rb"\x00+")


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
