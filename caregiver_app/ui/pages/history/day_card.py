"""All entries of one day."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame

from caregiver_app.ui.widgets.card import Card
from caregiver_app.wording.dates import named_day

if TYPE_CHECKING:
    from datetime import date

    from caregiver_app.ui.pages.history.entry_row import EntryRow


class DayCard(Card):
    """A frame with the date over it, and a thin line between two entries."""

    def __init__(self, day: date, today: date) -> None:
        super().__init__(named_day(day, today))
        self.day = day
        self._is_empty = True

    def add_row(self, row: EntryRow) -> None:
        """Puts an older entry below those there are."""
        if not self._is_empty:
            line = QFrame()
            line.setProperty("role", "line")
            self.add(line)
        self._is_empty = False
        self.add(row)
