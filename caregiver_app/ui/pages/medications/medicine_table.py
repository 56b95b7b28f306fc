"""A table whose rows have room for two lines: a strength that is cut off in the middle would mislead."""

from __future__ import annotations

from caregiver_app.ui.widgets.table_view import TableView

_ROOM = 22


class MedicineTable(TableView):
    """Wraps its text; everything else is the same."""

    def _fit(self) -> None:
        self.setWordWrap(True)
        super()._fit()
        height = max(self.verticalHeader().defaultSectionSize(), 2 * self.fontMetrics().lineSpacing() + _ROOM)
        self.verticalHeader().setMinimumSectionSize(height)
        self.verticalHeader().setDefaultSectionSize(height)
