"""Lucide icons in any colour, sharp on every screen. Each is drawn when it is first painted."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import QByteArray, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QIconEngine, QPainter, QPixmap, QPixmapCache
from PySide6.QtSvg import QSvgRenderer

from caregiver_app.paths import resources


def icon(name: str, colour: str, size: int, *, gap: int = 0) -> QIcon:
    """The Lucide icon ``name`` in ``colour`` (``#rrggbb``), ``size`` logical pixels square.

    ``gap`` adds that many empty pixels on the right, for buttons, whose text would touch the icon.
    Drawings are kept in Qt's own pixmap cache. Raises ``KeyError`` for a name that is not shipped.
    """
    path = resources() / "icons" / f"{name}.svg"
    if not path.is_file():
        raise KeyError(name)
    return QIcon(_Engine(_Drawing(path, colour, size, gap)))


class _Drawing(NamedTuple):
    path: Path
    colour: str
    size: int
    gap: int

    def pixmap(self, size: QSize) -> QPixmap:
        """``size`` in the screen's own pixels."""
        key = f"lucide/{self.path.stem}/{self.colour}/{self.size}/{self.gap}/{size.width()}/{size.height()}"
        pixmap = QPixmap()
        if QPixmapCache.find(key, pixmap):
            return pixmap
        pixmap = QPixmap(size)
        pixmap.fill(Qt.GlobalColor.transparent)
        side = min(size.height(), size.width() * self.size / (self.size + self.gap))
        painter = QPainter(pixmap)
        svg = self.path.read_text(encoding="utf-8").replace("currentColor", self.colour)
        QSvgRenderer(QByteArray(svg.encode())).render(painter, QRectF(0, 0, side, side))
        painter.end()
        QPixmapCache.insert(key, pixmap)
        return pixmap


class _Engine(QIconEngine):
    def __init__(self, drawing: _Drawing) -> None:
        super().__init__()
        self._drawing = drawing

    def pixmap(self, size: QSize, _mode: QIcon.Mode, _state: QIcon.State) -> QPixmap:
        return self._drawing.pixmap(size)

    def paint(self, painter: QPainter, rect: QRect, _mode: QIcon.Mode, _state: QIcon.State) -> None:
        painter.drawPixmap(rect, self._drawing.pixmap(rect.size()))

    def clone(self) -> QIconEngine:
        return _Engine(self._drawing)
