"""How a table looks and is used: tall rows, no grid, whole rows chosen, Enter opens."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from caregiver_app.ui.style import tokens_now

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QResizeEvent, QShowEvent

    from caregiver_app.ui.widgets.table import RowsModel

_ROOM_ABOVE_AND_BELOW = 24
ROOM_BESIDE = 32


class TableView(QTableView):
    """``opened`` carries the row on Enter or double click. F3, like a click on a head, sorts by a column."""

    opened = Signal(object)

    def __init__(self, model: RowsModel, name: str) -> None:
        super().__init__()
        self._rows = model
        self.setProperty("role", "rows")
        self.setAccessibleName(name)
        self.setModel(model)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        head = self.horizontalHeader()
        head.setHighlightSections(False)
        head.setSectionsClickable(True)
        head.sectionClicked.connect(self.sort_by)
        self.doubleClicked.connect(lambda index: self.opened.emit(self._rows.row_at(index.row())))
        self._fit()

    def chosen(self) -> object | None:
        """The chosen row, or None."""
        index = self.currentIndex()
        return self._rows.row_at(index.row()) if index.isValid() else None

    def choose(self, row: object) -> None:
        """Choose and show ``row``, if it is in the table."""
        place = self._rows.place_of(row)
        if place >= 0:
            self.selectRow(place)
            self.scrollTo(self.currentIndex())

    def sort_by(self, column: int) -> None:
        """Sort by a column; again: the other way round. The chosen row stays chosen."""
        chosen = self.chosen()
        self._rows.sort(column, self._rows.next_order(column))
        if chosen is not None:
            self.choose(chosen)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        index = self.currentIndex()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and index.isValid():
            self.opened.emit(self._rows.row_at(index.row()))
        elif event.key() == Qt.Key.Key_F3 and index.isValid():
            self.sort_by(index.column())
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share_width()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._share_width()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.StyleChange, QEvent.Type.FontChange):
            self._fit()

    def _fit(self) -> None:
        """Set row height and column widths once for the present text size: asking each row costs seconds."""
        metrics = self.fontMetrics()
        height = max(tokens_now().row_height, metrics.height() + _ROOM_ABOVE_AND_BELOW)
        self.verticalHeader().setMinimumSectionSize(height)
        self.verticalHeader().setDefaultSectionSize(height)
        self._share_width()

    def _share_width(self) -> None:
        """Give each column its least width and share out the rest; for lack of room it scrolls sideways.

        Out of sight a table has no width to share out; it does so when it is shown.
        """
        if not self.isVisible():
            return
        columns = self._rows.columns
        least = self._least_widths()
        growing = [place for place, column in enumerate(columns) if column.grows] or [len(columns) - 1]
        left = max(0, self.viewport().width() - sum(least))
        for place, width in enumerate(least):
            share = left // len(growing) if place in growing else 0
            self.horizontalHeader().resizeSection(place, width + share)

    def _least_widths(self) -> list[int]:
        one = self.fontMetrics().averageCharWidth()
        return [one * column.width + ROOM_BESIDE for column in self._rows.columns]
