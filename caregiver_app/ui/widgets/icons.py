"""Lucide icons in any colour, sharp on ordinary and on dense screens."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap, QPixmapCache
from PySide6.QtSvg import QSvgRenderer

from caregiver_app.paths import resources

_DENSITIES = (1, 2)


def icon(name: str, colour: str, size: int, *, gap: int = 0) -> QIcon:
    """The Lucide icon ``name`` in ``colour`` (``#rrggbb``), ``size`` logical pixels square.

    ``gap`` adds that many empty pixels on the right, for buttons, whose text would touch the icon.
    Drawings are kept in Qt's own pixmap cache. Raises ``KeyError`` for a name that is not shipped.
    """
    result = QIcon()
    drawing: QSvgRenderer | None = None
    for density in _DENSITIES:
        key = f"lucide/{name}/{colour}/{size}/{gap}/{density}"
        pixmap = QPixmap()
        if not QPixmapCache.find(key, pixmap):
            drawing = drawing or QSvgRenderer(_drawing(name, colour))
            pixmap = _pixmap(drawing, size, gap, density)
            QPixmapCache.insert(key, pixmap)
        result.addPixmap(pixmap)
    return result


def _pixmap(drawing: QSvgRenderer, size: int, gap: int, density: int) -> QPixmap:
    pixmap = QPixmap((size + gap) * density, size * density)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    drawing.render(painter, QRectF(0, 0, size * density, size * density))
    painter.end()
    pixmap.setDevicePixelRatio(density)
    return pixmap


def _drawing(name: str, colour: str) -> QByteArray:
    try:
        svg = (resources() / "icons" / f"{name}.svg").read_text(encoding="utf-8")
    except FileNotFoundError:
        raise KeyError(name) from None
    return QByteArray(svg.replace("currentColor", colour).encode())
