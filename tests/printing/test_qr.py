"""The QR code says what it was given and is the one segno makes."""

from __future__ import annotations

import pytest
import segno
import zxingcpp
from PIL import Image

from caregiver_app.printing.qr import qr_rows, runs
from caregiver_app.printing.qr_bytes import LARGEST_VERSION, PayloadTooLongError, smallest_version

FULL = {1: 14, 2: 26, 6: 106, 7: 122, 9: 180, 10: 213, 14: 362, 16: 450, 18: 560, 21: 711, 27: 1125}


def picture(rows: list[str]) -> Image.Image:
    side = len(rows) + 8
    image = Image.new("L", (side, side), 255)
    for left, row, length in runs(rows):
        image.paste(0, (left + 4, row + 4, left + 4 + length, row + 5))
    return image.resize((side * 4, side * 4), Image.Resampling.NEAREST)


@pytest.mark.parametrize(("version", "length"), FULL.items())
def test_a_full_code_of_each_size_is_one_that_segno_makes(version: int, length: int) -> None:
    payload = ("abc DEF xyz." * 100)[:length]
    rows = qr_rows(payload.encode())
    assert len(rows) == 17 + 4 * version
    codes = [
        segno.make(payload, error="m", mode="byte", micro=False, boost_error=False, mask=m) for m in range(8)
    ]
    assert rows in [["".join(map(str, row)) for row in code.matrix] for code in codes]


@pytest.mark.parametrize("payload", ["1", "BEGIN:VCARD\r\nFN:Žofie, ≥ 2\r\n", "é" * 200, "x" * 1000])
def test_a_reader_finds_every_byte(payload: str) -> None:
    (code,) = zxingcpp.read_barcodes(picture(qr_rows(payload.encode())))
    assert bytes(code.bytes) == payload.encode()
    assert "M" in str(code.ec_level)


def test_a_payload_beyond_the_largest_code_is_refused() -> None:
    assert smallest_version(1125) == LARGEST_VERSION
    with pytest.raises(PayloadTooLongError):
        qr_rows(b"x" * 1126)
