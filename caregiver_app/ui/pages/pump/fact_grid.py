"""Tiles in as many columns as there is room for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QGridLayout

from caregiver_app.ui.style import tokens_now
from caregiver_app.ui.widgets.refitting import Refitting

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget

_CHARACTERS_PER_TILE = 30
_MOST_COLUMNS = 2


class TileGrid(Refitting):
    """Two columns, or one where the window is narrow or the text large."""

    def __init__(self, tiles: Sequence[QWidget]) -> None:
        super().__init__()
        self._tiles = tuple(tiles)
        self._columns = 0
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(tokens_now().gap_m)
        self.fit()

    def fit(self) -> None:
        wanted = self.fontMetrics().averageCharWidth() * _CHARACTERS_PER_TILE
        columns = min(_MOST_COLUMNS, max(1, self.width() // wanted))
        if columns == self._columns:
            return
        self._columns = columns
        for place, tile in enumerate(self._tiles):
            self._grid.addWidget(tile, place // columns, place % columns)
        for column in range(_MOST_COLUMNS):
            self._grid.setColumnStretch(column, 1 if column < columns else 0)
