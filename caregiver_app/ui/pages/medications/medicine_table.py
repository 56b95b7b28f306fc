"""A table that shows each medicine in full: a strength that is cut off in the middle would mislead."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QSize
from PySide6.QtWidgets import QStyleOptionViewItem

from caregiver_app.ui.widgets.table_view import ROOM_BESIDE, TableView

if TYPE_CHECKING:
    from caregiver_app.ui.widgets.table import RowsModel

_MOST_MEASURED = 200
"""More rows have room for two lines each; to measure thousands would take seconds."""
_ROOM = 22
_ENDLESS = 10_000
_PADDING = 24
"""What the style sheet leaves free beside a cell's words."""


class MedicineTable(TableView):
    """Wraps its words; columns are as wide as their longest word, rows as high as their longest cell."""

    def __init__(self, model: RowsModel, name: str) -> None:
        super().__init__(model, name)
        model.modelReset.connect(self._share_width)

    def _fit(self) -> None:
        self.setWordWrap(True)
        metrics = self.fontMetrics()
        self.setIconSize(QSize(metrics.height(), metrics.height()))
        super()._fit()
        height = max(self.verticalHeader().defaultSectionSize(), 2 * metrics.lineSpacing() + _ROOM)
        self.verticalHeader().setMinimumSectionSize(height)
        self.verticalHeader().setDefaultSectionSize(height)
        self._fit_rows()

    def _share_width(self) -> None:
        super()._share_width()
        self._fit_rows()

    def _least_widths(self) -> list[int]:
        least = super()._least_widths()
        if self._rows.rowCount() > _MOST_MEASURED:
            return least
        longest = [self._longest_word(column) for column in range(len(least))]
        return [max(pair) for pair in zip(least, longest, strict=True)]

    def _longest_word(self, column: int) -> int:
        """Words are broken at plain spaces only: a number stays with its unit."""
        words = {word for text in self._texts_of(column) for word in text.split(" ")}
        return max(map(self.fontMetrics().horizontalAdvance, words), default=0) + ROOM_BESIDE

    def _texts_of(self, column: int) -> list[str]:
        return [self._rows.text_at(row, column) for row in range(self._rows.rowCount())]

    def _fit_rows(self) -> None:
        if not self.isVisible() or self._rows.rowCount() > _MOST_MEASURED:
            return
        heights = [self.verticalHeader().defaultSectionSize()] * self._rows.rowCount()
        for column in range(len(self._rows.columns)):
            width = self.columnWidth(column) - ROOM_BESIDE
            for row, text in enumerate(self._texts_of(column)):
                if self.fontMetrics().horizontalAdvance(text) > width:
                    heights[row] = max(heights[row], self._cell_height(row, column))
        for row, height in enumerate(heights):
            self.verticalHeader().resizeSection(row, height)

    def _cell_height(self, row: int, column: int) -> int:
        option = QStyleOptionViewItem()
        self.initViewItemOption(option)
        option.rect = QRect(0, 0, self.columnWidth(column) - _PADDING, _ENDLESS)
        return self.itemDelegate().sizeHint(option, self._rows.index(row, column)).height() + _ROOM
