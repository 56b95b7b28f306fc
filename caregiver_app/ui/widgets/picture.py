"""An icon that stands on the page by itself."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QLabel, QSizePolicy

from caregiver_app.ui.style import tokens_now
from caregiver_app.ui.widgets.icons import icon


class Picture(QLabel):
    """A Lucide icon as tall as ``lines`` lines of text. ``colour`` names a token, such as ``accent``.

    It is decoration: whoever uses it says the same in words beside it.
    """

    def __init__(self, name: str, colour: str, lines: float = 1.1) -> None:
        super().__init__()
        self._name, self._colour, self._lines = name, colour, lines
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._draw()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.StyleChange, QEvent.Type.FontChange):
            self._draw()

    def _draw(self) -> None:
        size = round(self.fontMetrics().height() * self._lines)
        drawing = icon(self._name, getattr(tokens_now(), self._colour), size)
        self.setPixmap(drawing.pixmap(size, size))
        self.setFixedSize(size, size)
