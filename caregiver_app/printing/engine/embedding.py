"""Fonts as they stand in the file. Loads ReportLab."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from reportlab.pdfbase.ttfonts import TTFont

from caregiver_app.printing.engine.glyphs import readable

if TYPE_CHECKING:
    from reportlab.pdfbase.pdfdoc import PDFDocument

_MEANINGS: Final = "toUnicodeCMap:"


class EmbeddedFont(TTFont):
    """A font of which a reader of the file also understands the glyphs that no character stands for."""

    def addObjects(self, doc: PDFDocument) -> None:  # noqa: N802 - ReportLab's name
        super().addObjects(doc)
        for name, stream in doc.idToObject.items():
            if name.startswith(_MEANINGS):
                stream.content = readable(stream.content)  # type: ignore[attr-defined]  # any object, say the stubs
