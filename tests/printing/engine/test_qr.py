"""The QR code says what it was given, byte for byte."""

from __future__ import annotations

import pytest
import zxingcpp
from PIL import Image

from caregiver_app.printing.engine.qr import qr_runs


def picture(payload: str) -> Image.Image:
    modules, runs = qr_runs(payload)
    side = modules + 8
    image = Image.new("L", (side, side), 255)
    for left, row, length in runs:
        image.paste(0, (left + 4, row + 4, left + 4 + length, row + 5))
    return image.resize((side * 4, side * 4), Image.Resampling.NEAREST)


@pytest.mark.parametrize(
    "payload",
    ["1", "PLAIN CAPITALS 123", "BEGIN:VCARD\r\nFN:Žofie, ≥ 2\r\n", "Zoë", "é" * 200, "日本語", "x" * 1000],
)
def test_a_reader_finds_every_byte(payload: str) -> None:
    (code,) = zxingcpp.read_barcodes(picture(payload))
    assert bytes(code.bytes) == payload.encode()
    assert code.text == payload
    assert code.content_type is zxingcpp.ContentType.Text
    assert "M" in str(code.ec_level)


def test_the_code_is_as_small_as_the_standard_allows() -> None:
    full = {14: 1, 26: 2, 106: 6, 180: 9, 362: 14, 450: 16, 1125: 27}  # bytes at level M
    assert {length: (qr_runs("x" * length)[0] - 17) // 4 for length in full} == full


def test_a_payload_beyond_the_largest_code_is_refused() -> None:
    with pytest.raises(ValueError, match="too long"):
        qr_runs("x" * 2332)
