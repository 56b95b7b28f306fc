"""The very PDF that is saved or printed, on the screen."""

from __future__ import annotations

from enum import StrEnum

from PySide6.QtCore import QEvent, QSize, Qt, QTimer
from PySide6.QtGui import QColor, QImage, QPainter, QPixmap, QResizeEvent
from PySide6.QtWidgets import QLabel, QScrollArea, QVBoxLayout, QWidget

from caregiver_app.i18n import _
from caregiver_app.ui.paper.pdf_pages import PdfPages
from caregiver_app.ui.style import tokens_now

_LEAST_SIDE = 40


class Fit(StrEnum):
    """How large a page is shown."""

    PAGE = "page"
    WIDTH = "width"


class PdfPreview(QScrollArea):
    """Pages one below the other, sharp on this screen; a page's text is its accessible description."""

    def __init__(self, name: str) -> None:
        super().__init__()
        gaps = tokens_now()
        self._data = b""
        self._fit = Fit.WIDTH
        self.pages: list[QLabel] = []
        self.setAccessibleName(name)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # Always there, so that the width does not depend on the height that depends on the width.
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        content = QWidget()
        content.setProperty("role", "page")
        self._column = QVBoxLayout(content)
        self._column.setContentsMargins(gaps.gap_s, 0, gaps.gap_s, gaps.gap_l)
        self._column.setSpacing(gaps.gap_l)
        self.setWidget(content)
        self._timer = QTimer(self, interval=0, singleShot=True)
        self._timer.timeout.connect(self._render)

    def show_pdf(self, data: bytes) -> None:
        """Shows another document; the same bytes again cost nothing."""
        if data == self._data:
            return
        self._data = data
        with PdfPages(data) as pdf:
            self._lay_out(len(pdf.sizes))
            for number, label in enumerate(self.pages):
                label.setAccessibleDescription(pdf.text(number))
        self._timer.start()

    def set_fit(self, fit: Fit) -> None:
        """Shows whole pages, or pages as wide as there is room."""
        self._fit = fit
        self._timer.start()

    def text(self) -> str:
        """What all pages say."""
        return "\n".join(label.accessibleDescription() for label in self.pages)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._timer.start()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.DevicePixelRatioChange, QEvent.Type.StyleChange):
            self._timer.start()

    def minimumSizeHint(self) -> QSize:
        """Room for a page that can just be read by scrolling."""
        return QSize(260, 200)

    def _lay_out(self, count: int) -> None:
        while len(self.pages) > count:
            self.pages.pop().deleteLater()
        while len(self.pages) < count:
            label = QLabel()
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
            self._column.addWidget(label)
            self.pages.append(label)
        for number, label in enumerate(self.pages, start=1):
            label.setAccessibleName(_("Page {page} of {pages}").format(page=number, pages=count))

    def _render(self) -> None:
        if not self._data:
            return
        density = self.devicePixelRatioF()
        with PdfPages(self._data) as pdf:
            for number, label in enumerate(self.pages):
                pixels_per_point = self._pixels_per_point(*pdf.sizes[number])
                label.setPixmap(_framed(pdf.image(number, pixels_per_point * density), density))

    def _pixels_per_point(self, width: float, height: float) -> float:
        margins = self._column.contentsMargins()
        across = max(self.viewport().width() - margins.left() - margins.right(), _LEAST_SIDE) / width
        down = max(self.viewport().height() - margins.bottom(), _LEAST_SIDE) / height
        return min(across, down) if self._fit is Fit.PAGE else across


def _framed(image: QImage, density: float) -> QPixmap:
    """The page with a thin edge: on a light ground white paper would have none."""
    painter = QPainter(image)
    painter.setPen(QColor(tokens_now().edge))
    painter.drawRect(0, 0, image.width() - 1, image.height() - 1)
    painter.end()
    pixmap = QPixmap.fromImage(image)
    pixmap.setDevicePixelRatio(density)
    return pixmap
