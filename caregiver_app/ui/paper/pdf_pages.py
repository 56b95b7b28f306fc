"""The pages of a PDF as pictures and as text, by pypdfium2, loaded when the first PDF is looked at."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QImage

if TYPE_CHECKING:
    from typing import Self


class PdfPages:
    """One open PDF; close it, or use it in a ``with``. Page numbers begin at 0, sizes are points."""

    def __init__(self, data: bytes) -> None:
        from pypdfium2 import PdfDocument

        self._document = PdfDocument(data)
        self.sizes: tuple[tuple[float, float], ...] = tuple(
            self._document.get_page_size(number) for number in range(len(self._document))
        )

    def image(self, number: int, scale: float) -> QImage:
        """The page at ``scale`` pixels per point."""
        page = self._document[number]
        bitmap = page.render(scale=scale, prefer_bgrx=True)
        picture = QImage(
            bytes(bitmap.buffer), bitmap.width, bitmap.height, bitmap.stride, QImage.Format.Format_RGB32
        ).copy()
        bitmap.close()
        page.close()
        return picture

    def text(self, number: int) -> str:
        """What the page says, in reading order."""
        page = self._document[number]
        text_page = page.get_textpage()
        text = str(text_page.get_text_bounded())
        text_page.close()
        page.close()
        return text

    def close(self) -> None:
        self._document.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_exception: object) -> None:
        self.close()
