"""Draws one offer of a suggestion list: its name, and below it what it is."""

from __future__ import annotations

from typing import cast

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from caregiver_app.ui.style import tokens_now

TITLE = Qt.ItemDataRole.DisplayRole
SUBTITLE = Qt.ItemDataRole.UserRole + 1
_SIDE, _ABOVE = 12, 7
_AT_THE_END = Qt.TextElideMode.ElideRight
_WRAPPED = int(Qt.TextFlag.TextWordWrap)
_ENDLESS = 10_000


class SuggestionDelegate(QStyledItemDelegate):
    """The name and a line about it in plain text. Long ones end in an ellipsis or, with ``wraps``, go on below.

    A wrapping list must be laid out anew when its width changes (``QListView.ResizeMode.Adjust``).
    """

    def __init__(self, parent: QAbstractItemView, *, wraps: bool = False) -> None:
        super().__init__(parent)
        self._wraps = wraps

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(option.rect, QColor(tokens_now().selection))
        box = option.rect.adjusted(_SIDE, _ABOVE, -_SIDE, -_ABOVE)
        for text, font, colour in _lines(option, index):
            metrics = QFontMetrics(font)
            painter.setFont(font)
            painter.setPen(QColor(colour))
            shown = text if self._wraps else metrics.elidedText(text, _AT_THE_END, box.width())
            painter.drawText(box, _WRAPPED if self._wraps else 0, shown)
            box.setTop(box.top() + self._height(text, metrics, box.width()))
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        view = cast("QAbstractItemView", self.parent())
        width = view.viewport().width() - 2 * _SIDE
        lines = _lines(option, index)
        height = sum(self._height(text, QFontMetrics(font), width) for text, font, _colour in lines)
        return QSize(0, max(tokens_now().control_height, height + 2 * _ABOVE))

    def _height(self, text: str, metrics: QFontMetrics, width: int) -> int:
        if not self._wraps:
            return metrics.height()
        return metrics.boundingRect(QRect(0, 0, width, _ENDLESS), _WRAPPED, text).height()


def _lines(
    option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
) -> list[tuple[str, QFont, str]]:
    tokens = tokens_now()
    strong = QFont(option.font)
    strong.setBold(True)
    lines = [(str(index.data(TITLE) or ""), strong, tokens.text)]
    if subtitle := index.data(SUBTITLE):
        small = QFont(option.font)
        small.setPointSizeF(small.pointSizeF() * tokens.pt_small / tokens.pt_body)
        lines.append((str(subtitle), small, tokens.muted))
    return lines
