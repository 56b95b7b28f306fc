"""One PDF being drawn, with ReportLab's canvas. Points, counted upwards from the bottom edge."""

from __future__ import annotations

import io
from threading import Lock
from typing import TYPE_CHECKING, Final, TypeAlias

from caregiver_app.printing.engine import fonts
from caregiver_app.printing.engine.glyphs import Part, is_private, parts_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from caregiver_app.printing.engine.measure import Line

    _Codes: TypeAlias = Callable[[str], list[tuple[str, str]]]

BLACK: Final = 0.0
BAND: Final = (
    0.92  # of white; lighter than the 0.88 below which a copy machine turns a fill into dots over text
)
_WHITE: Final = 1.0
# ReportLab's font objects remember a reading position, so two threads must not embed them at once.
ONE_AT_A_TIME: Final = Lock()
# The capitals' height is 0.668 of Atkinson's size: half of it below the middle of the line centres them.
HALF_CAPITAL: Final = 0.334


class Sheet:
    """Shapes go below all text; text keeps the order in which it is given, which is the reading order.

    ``title`` and ``subject`` stand in the file and name nobody. Draw only while holding ``ONE_AT_A_TIME``.
    """

    def __init__(self, page_size: tuple[float, float], title: str, subject: str) -> None:
        from reportlab.pdfgen.canvas import Canvas

        fonts.load(fonts.REGULAR)
        self._file = io.BytesIO()
        self._canvas = Canvas(
            self._file,
            pagesize=page_size,
            invariant=1,
            pageCompression=1,
            initialFontName=fonts.REGULAR,  # type: ignore[arg-type]  # the stubs say float
            lang="en-US",
            pdfVersion=(1, 6),  # the first that knows "do not scale when printing"
        )
        self._canvas.setTitle(title)
        self._canvas.setAuthor("")
        self._canvas.setCreator("caregiver_app")
        self._canvas.setProducer("caregiver_app")
        self._canvas.setSubject(subject)
        self._canvas.setViewerPreference("PrintScaling", "None")
        self._shapes: list[str] = []
        self._text: list[tuple[float, float, float, float, Line]] = []
        self._font_set = ""

    def fill(self, x: float, top: float, width: float, height: float, grey: float = BLACK) -> None:
        """A filled rectangle."""
        self._shapes.append(f"{grey:g} g {x:.2f} {top - height:.2f} {width:.2f} {height:.2f} re f")

    def frame(self, x: float, top: float, width: float, height: float, line: float) -> None:
        """A frame whose outer edge is the given rectangle."""
        half = line / 2
        self._shapes.append(
            f"{line:g} w {x + half:.2f} {top - height + half:.2f} {width - line:.2f} {height - line:.2f} re S"
        )

    def rule(self, x: float, y: float, width: float, line: float) -> None:
        """A horizontal line with its middle at ``y``."""
        self._shapes.append(f"{line:g} w {x:.2f} {y:.2f} m {x + width:.2f} {y:.2f} l S")

    def triangle(self, x: float, middle: float, side: float, *, up: bool, grey: float = BLACK) -> None:
        """An upright triangle with its left corner at ``x``, its height centred on ``middle``."""
        half = side * 0.42 * (1 if up else -1)
        self._shapes.append(
            f"{grey:g} g {x:.2f} {middle - half:.2f} m {x + side:.2f} {middle - half:.2f} l "
            f"{x + side / 2:.2f} {middle + half:.2f} l h f"
        )

    def modules(self, x: float, top: float, module: float, runs: list[tuple[int, int, int]]) -> None:
        """Runs of black modules by left end, row from the top, and length; one shape, so without seams."""
        paths = " ".join([f"{left} {-row - 1} {length} 1 re" for left, row, length in runs])
        self._shapes.append(f"q 0 g {module:.4f} 0 0 {module:.4f} {x:.2f} {top:.2f} cm {paths} f Q")

    def line(self, x: float, middle: float, size: float, line: Line, *, white: bool) -> None:
        """One line of text, its capitals centred on ``middle``."""
        if line:
            baseline = middle - HALF_CAPITAL * size
            self._text.append((x, baseline, size, _WHITE if white else BLACK, line))

    def end_page(self) -> None:
        """Puts down what was drawn."""
        codes = {
            font: self._codes(font) for font in dict.fromkeys(f for *_, line in self._text for f, _ in line)
        }
        text = ["BT 0 g"]
        shown = BLACK
        self._font_set = ""
        for x, baseline, size, grey, line in self._text:
            if grey != shown:
                text.append(f"{grey:g} g")
                shown = grey
            text.append(f"1 0 0 1 {x:.2f} {baseline:.2f} Tm")
            for font, piece in line:
                if is_private(piece):
                    text += [op for part in parts_of(piece) for op in self._placed(part, size, codes[font])]
                else:
                    text += self._shown(piece, size, codes[font])
        self._canvas.addLiteral(" ".join([*self._shapes, *text, "ET"]))
        self._canvas.showPage()
        self._shapes, self._text = [], []

    def _shown(self, text: str, size: float, codes: _Codes) -> list[str]:
        shown = []
        for subset, code in codes(text):
            wanted = f"{subset} {size:g} Tf"
            if wanted != self._font_set:
                shown.append(wanted)
                self._font_set = wanted
            shown.append(f"{code} Tj")
        return shown

    def _placed(self, part: Part, size: float, codes: _Codes) -> Iterator[str]:
        """Glyphs of which some stand beside their place; the next one stands as if they did not."""
        if part.says:
            yield f"/Span <</ActualText <feff{part.says.encode('utf-16-be').hex()}>>> BDC"
        for text, right, up in part.glyphs:
            *font, show = self._shown(text, size, codes)
            yield from font
            yield (
                f"{up * size / 1000:.2f} Ts [{-right:.0f}] TJ {show} [{right:.0f}] TJ 0 Ts"
                if right or up
                else show
            )
        if part.says:
            yield "EMC"

    def _codes(self, name: str) -> _Codes:
        """How this document writes text in a font: the font's name in the file with the codes.

        ReportLab numbers a font's characters as they come, 256 to an embedded part. While one part is enough,
        which is nearly always, a table does what would otherwise be a loop over every character.
        """
        font, document = fonts.load(name), self._canvas._doc  # type: ignore[attr-defined]  # noqa: SLF001 - splitString wants it
        used = "".join(dict.fromkeys("".join(t for *_, line in self._text for f, t in line if f == name)))
        parts = font.splitString(used, document)
        if len(parts) != 1:
            return lambda text: [
                (font.getSubsetInternalName(subset, document), f"<{code.hex()}>")
                for subset, code in font.splitString(text, document)
            ]
        subset, codes = parts[0]
        internal = font.getSubsetInternalName(subset, document)
        table = dict(zip(map(ord, used), codes, strict=True))
        return lambda text: [(internal, _literal(text.translate(table)))]

    def finish(self) -> bytes:
        """The whole PDF."""
        self._canvas.save()
        return self._file.getvalue()


def _literal(codes: str) -> str:
    """Codes below 256 as a PDF string: as they are where they are plain letters, else in hexadecimal."""
    if codes.isascii() and codes.isprintable() and not any(mark in codes for mark in "()\\"):
        return f"({codes})"
    return f"<{codes.encode('latin-1').hex()}>"
