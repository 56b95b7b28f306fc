"""The checks that look at the picture of a page: what can be seen, what a telephone reads, how black it is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.printing.printed import Printed


def inked(printed: Printed) -> Iterator[str]:
    """Check 8: each word leaves ink (or, on black, paper)."""
    for number, _text in enumerate(printed.texts):
        picture = printed.picture(number, 100)
        for word in printed.plumbed[number]["words"]:
            histogram = _crop(picture, word, 100).histogram()
            share = min(sum(histogram[:128]), sum(histogram[128:])) / max(1, sum(histogram))
            if share < 0.02 and word["text"].strip("·.,:;-'"):
                yield f"page {number + 1}: {word['text']!r} cannot be seen"


def qr_readable(printed: Printed) -> Iterator[str]:
    """Check 12: read at 300 and 150 dpi, byte for byte; modules of 0.35 mm, four of them white all around."""
    import zxingcpp

    payload = printed.summary.qr_payload
    for dpi in (300, 150):
        picture = printed.picture(len(printed.texts) - 1 if printed.large_print else 0, dpi)
        codes = zxingcpp.read_barcodes(
            picture, formats=zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode)
        )
        if not payload:
            yield from ["a code without a payload"] if codes else []
        elif len(codes) != 1 or bytes(codes[0].bytes) != payload.encode():
            yield f"not read at {dpi} dpi"
        elif "M" not in str(codes[0].ec_level):
            yield f"level {codes[0].ec_level}"
        elif dpi == 300:
            yield from _quiet_zone(picture, codes[0], dpi)


def contrast(printed: Printed) -> Iterator[str]:
    """Check 13: 7 to 1 as printed, 4.5 to 1 when the toner runs low."""
    for number, _text in enumerate(printed.texts):
        picture = printed.picture(number, 200)
        for word in printed.plumbed[number]["words"]:
            if not word["text"].strip("·.,:;-'"):
                continue
            dark, light = _extremes(_crop(picture, word, 200))
            faded = dark + 0.35 * (255 - dark)
            if _ratio(dark, light) < 7 or _ratio(faded, light) < 4.5:
                yield f"page {number + 1}: {word['text']!r} has {_ratio(dark, light):.1f} to 1"


def ink_cover(printed: Printed) -> Iterator[str]:
    """Check 14: at most 16 % black. In fewer dots a thin line, drawn a whole dot wide, would weigh too much."""
    for number, _text in enumerate(printed.texts):
        histogram = printed.picture(number, 100).histogram()
        share = sum(histogram[:128]) / sum(histogram)
        if share > 0.16:
            yield f"page {number + 1} is {share:.0%} black"


def _crop(picture: Any, word: dict[str, Any], dpi: float) -> Any:
    scale = dpi / 72
    box = (word["x0"], word["top"], word["x1"], word["bottom"])
    left, top, right, bottom = (round(edge * scale) for edge in box)
    return picture.crop((left, top, max(right, left + 1), max(bottom, top + 1)))


def _extremes(picture: Any) -> tuple[float, float]:
    histogram = picture.histogram()
    total, seen = sum(histogram), 0
    dark = light = None
    for value, count in enumerate(histogram):
        seen += count
        if dark is None and seen >= 0.03 * total:
            dark = value
        if light is None and seen >= 0.97 * total:
            light = value
    return float(dark or 0), float(255 if light is None else light)


def _ratio(dark: float, light: float) -> float:
    return (_luminance(light) + 0.05) / (_luminance(dark) + 0.05)


def _luminance(value: float) -> float:
    share: float = (value / 255) ** 2.2
    return share


def _quiet_zone(picture: Any, code: Any, dpi: float) -> Iterator[str]:
    corners = (code.position.top_left, code.position.bottom_right)
    side = corners[1].x - corners[0].x
    modules = 17 + 4 * int(code.extra["Version"])
    module = side / modules
    if module / dpi * 25.4 < 0.349:
        yield f"modules of {module / dpi * 25.4:.3f} mm"
    zone = 4 * module - 2
    box = tuple(
        round(edge)
        for edge in (corners[0].x - zone, corners[0].y - zone, corners[1].x + zone, corners[1].y + zone)
    )
    around = picture.crop(box)
    inner = tuple(round(edge) for edge in (zone - 1, zone - 1, zone + side + 2, zone + side + 2))
    around.paste(255, inner)
    if around.getextrema()[0] < 250:
        yield "something stands in the quiet zone"
