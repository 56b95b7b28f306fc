"""Draws one offer of a suggestion list: its name, and below it what it is."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from caregiver_app.ui.style import tokens_now

TITLE = Qt.ItemDataRole.DisplayRole
SUBTITLE = Qt.ItemDataRole.UserRole + 1
_SIDE, _ABOVE = 12, 7


class SuggestionDelegate(QStyledItemDelegate):
    """Two plain lines of text; long ones end in an ellipsis."""

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        tokens = tokens_now()
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(option.rect, QColor(tokens.selection))
        box = option.rect.adjusted(_SIDE, _ABOVE, -_SIDE, -_ABOVE)
        for text, font, colour in _lines(option, index):
            metrics = QFontMetrics(font)
            painter.setFont(font)
            painter.setPen(QColor(colour))
            shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, box.width())
            painter.drawText(box.left(), box.top() + metrics.ascent(), shown)
            box.setTop(box.top() + metrics.height())
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        height = sum(QFontMetrics(font).height() for _text, font, _colour in _lines(option, index))
        return QSize(0, max(tokens_now().control_height, height + 2 * _ABOVE))


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
