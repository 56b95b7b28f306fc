"""A table that shows each medicine in full: a strength that is cut off in the middle would mislead."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QItemSelectionModel, QRect, QSize
from PySide6.QtWidgets import QStyleOptionViewItem

from caregiver_app.ui.pages.medications.medicine_rows import MEDICINE
from caregiver_app.ui.widgets.table_view import ROOM_BESIDE, TableView

if TYPE_CHECKING:
    from caregiver_app.ui.pages.medications.medicine_rows import MedicineModel

_MOST_MEASURED = 200
"""More rows have room for two lines each; to measure thousands would take seconds."""
_ROOM = 22
_ENDLESS = 10_000
_PADDING = 24
"""What the style sheet leaves free beside a cell's words."""


class MedicineTable(TableView):
    """Wraps its words; columns are as wide as their longest word, rows as high as their longest cell.

    Where the columns do not fit beside each other, all of a medicine stands in one.
    """

    def __init__(self, model: MedicineModel, name: str) -> None:
        self._model = model
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
        if not self.isVisible():
            return
        self._set_in_one_column(is_on=self._has_no_room_for_columns())
        super()._share_width()
        if self._model.in_one_column:
            longest = max(self._longest_word(column) for column in range(len(self._rows.columns)))
            width = max(self.viewport().width(), longest + self.iconSize().width())
            self.horizontalHeader().resizeSection(MEDICINE, width)
        self._fit_rows()

    def _has_no_room_for_columns(self) -> bool:
        """As if the scroll bar were there, so that its coming and going changes nothing."""
        room = self.contentsRect().width() - self.verticalScrollBar().sizeHint().width()
        return self._rows.rowCount() <= _MOST_MEASURED and sum(self._least_widths()) > room

    def _set_in_one_column(self, *, is_on: bool) -> None:
        if self._model.in_one_column is is_on:
            return
        self._model.in_one_column = is_on
        self.horizontalHeader().setVisible(not is_on)
        for column in range(len(self._rows.columns)):
            self.setColumnHidden(column, is_on and column != MEDICINE)
        index = self.currentIndex()
        if index.isValid():
            self.selectionModel().setCurrentIndex(
                index.siblingAtColumn(MEDICINE), QItemSelectionModel.SelectionFlag.NoUpdate
            )
        self.viewport().update()

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
        for row, height in enumerate(self._row_heights()):
            self.verticalHeader().resizeSection(row, height)

    def _row_heights(self) -> list[int]:
        rows = range(self._rows.rowCount())
        if self._model.in_one_column:
            return [self._cell_height(row, MEDICINE) for row in rows]
        heights = [self.verticalHeader().defaultSectionSize() for _row in rows]
        for column in range(len(self._rows.columns)):
            width = self.columnWidth(column) - ROOM_BESIDE
            for row, text in enumerate(self._texts_of(column)):
                if self.fontMetrics().horizontalAdvance(text) > width:
                    heights[row] = max(heights[row], self._cell_height(row, column))
        return heights

    def _cell_height(self, row: int, column: int) -> int:
        option = QStyleOptionViewItem()
        self.initViewItemOption(option)
        option.rect = QRect(0, 0, self.columnWidth(column) - _PADDING, _ENDLESS)
        return self.itemDelegate().sizeHint(option, self._rows.index(row, column)).height() + _ROOM
