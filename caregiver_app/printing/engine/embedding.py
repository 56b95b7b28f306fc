"""Fonts as they stand in the file. Loads ReportLab."""

from __future__ import annotations

import zlib
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from reportlab.pdfbase.pdfdoc import PDFStream, PDFStreamFilterZCompress, PDFTrueTypeFont
from reportlab.pdfbase.ttfonts import TTFont

from caregiver_app.printing.engine.glyphs import readable

if TYPE_CHECKING:
    from reportlab.pdfbase.pdfdoc import PDFDocument

_MEANINGS: Final = "toUnicodeCMap:"


class EmbeddedFont(TTFont):
    """A font of which a reader of the file also understands the glyphs that no character stands for.

    Every file holds all of ASCII and then whatever else it needs, so one sheet's font is mostly the last one's: it
    is kept, ready made. What is kept says which letters were used beside ASCII, and nothing else of a text.
    """

    def __init__(self, name: str, filename: str) -> None:
        super().__init__(name, filename)
        made = lru_cache(maxsize=4)(self.face.makeSubset)
        self.face.makeSubset = lambda subset: made(tuple(subset))  # type: ignore[method-assign]

    def addObjects(self, doc: PDFDocument) -> None:  # noqa: N802 - ReportLab's name
        known = set(doc.idToObject)
        super().addObjects(doc)
        for name in doc.idToObject.keys() - known:
            added = doc.idToObject[name]
            if isinstance(added, PDFStream):
                if name.startswith(_MEANINGS):
                    added.content = readable(added.content)
                added.filters = [_COMPRESSED]
            if isinstance(added, PDFTrueTypeFont):
                # ReportLab writes each number by itself, which takes as long as a tenth of all the page
                added.Widths = f"[ {' '.join([f'{width:.5g}' for width in added.Widths.sequence])} ]"  # type: ignore[attr-defined]


class _KeptCompression(PDFStreamFilterZCompress):
    def encode(self, text: str | bytes) -> bytes:
        return _compressed(text)


@lru_cache(maxsize=16)
def _compressed(text: str | bytes) -> bytes:
    return zlib.compress(text.encode() if isinstance(text, str) else text)


_COMPRESSED: Final = _KeptCompression()
