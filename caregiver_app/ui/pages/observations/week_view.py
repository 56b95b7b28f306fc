"""Seven days at a glance: one row a day, a column a thing; without room, each day's things below it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QWidget

from caregiver_app.domain.observations import ObservedThing
from caregiver_app.i18n import _
from caregiver_app.ui.pages.observations.day_view import by_day
from caregiver_app.ui.pages.observations.words import IN_WORDS, cell
from caregiver_app.ui.style import tokens_now
from caregiver_app.ui.widgets.buttons import Button, quiet_button
from caregiver_app.ui.widgets.labels import data_label, note
from caregiver_app.ui.widgets.refitting import Refitting
from caregiver_app.wording.dates import day as day_words
from caregiver_app.wording.events.observation import thing as thing_words

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from caregiver_app.domain.preferences import Clock
    from caregiver_app.services.observations import Seen

_CELL_CHARACTERS: Final = 11
_DAY_CHARACTERS: Final = 20
_NOTHING: Final = "—"


class WeekView(Refitting):
    """``days`` are shown in their order. ``day_asked`` carries the day that is to be read in words."""

    day_asked = Signal(object)

    def __init__(self, days: Sequence[date], seen: Sequence[Seen], clock: Clock) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self.setAccessibleName(_("Seven days"))
        self._days = days
        found = dict(by_day(seen))
        self.things = [each for each in ObservedThing if any(one.what.thing is each for one in seen)]
        self.cells = {
            (day, each): _cell([one for one in found.get(day, ()) if one.what.thing is each], clock)
            for day in days
            for each in self.things
        }
        self._made: list[QWidget] = []
        self._grid = QGridLayout(self)
        gaps = tokens_now()
        self._grid.setContentsMargins(gaps.gap_l, gaps.gap_m, gaps.gap_l, gaps.gap_l)
        self._grid.setHorizontalSpacing(gaps.gap_m)
        self._grid.setVerticalSpacing(gaps.gap_s)
        self.day_buttons = {day: self._day_button(day) for day in days}
        for part in (*self.cells.values(), *self.day_buttons.values()):
            part.setParent(self)
        self._is_table: bool | None = None
        self.fit()

    def minimumSizeHint(self) -> QSize:
        """As narrow as the days below each other allow."""
        widest = max(button.minimumSizeHint().width() for button in self.day_buttons.values())
        gaps = self._grid.contentsMargins()
        return QSize(widest + gaps.left() + gaps.right(), super().minimumSizeHint().height())

    @property
    def is_table(self) -> bool:
        """Whether there is room for a column a thing."""
        return bool(self._is_table)

    def fit(self) -> None:
        one = self.fontMetrics().averageCharWidth()
        needed = one * (_DAY_CHARACTERS + _CELL_CHARACTERS * len(self.things)) + 2 * tokens_now().gap_l
        is_table = needed + self._grid.horizontalSpacing() * len(self.things) <= self.width()
        if is_table is not self._is_table:
            self._is_table = is_table
            self._lay_out()

    def _lay_out(self) -> None:
        while self._grid.takeAt(0) is not None:
            pass
        for head in self._made:
            head.hide()
            head.deleteLater()
        self._made = []
        for column in range(len(ObservedThing) + 1):
            self._grid.setColumnStretch(column, 0)
        if self.is_table:
            self._lay_out_table()
        else:
            self._lay_out_list()

    def _lay_out_table(self) -> None:
        middle = Qt.AlignmentFlag.AlignVCenter
        for column, thing in enumerate(self.things, start=1):
            self._grid.addWidget(self._head(thing_words(thing)), 0, column, middle)
            self._grid.setColumnStretch(column, 2 if thing in IN_WORDS else 1)
        for place, day in enumerate(self._days):
            self._line(2 * place + 1, len(self.things) + 1)
            self._grid.addWidget(self.day_buttons[day], 2 * place + 2, 0, middle)
            for column, thing in enumerate(self.things, start=1):
                label = self.cells[day, thing]
                self._grid.addWidget(label, 2 * place + 2, column, middle)
                label.setVisible(True)

    def _lay_out_list(self) -> None:
        row = 0
        self._grid.setColumnStretch(1, 1)
        for day in self._days:
            if row:
                self._line(row, 2)
            self._grid.addWidget(self.day_buttons[day], row + 1, 0, 1, 2, Qt.AlignmentFlag.AlignLeft)
            row += 2
            there = [thing for thing in self.things if self.cells[day, thing].text() != _NOTHING]
            for thing in self.things:
                self.cells[day, thing].setVisible(thing in there)
            for thing in there:
                self._grid.addWidget(self._head(thing_words(thing)), row, 0, Qt.AlignmentFlag.AlignTop)
                self._grid.addWidget(self.cells[day, thing], row, 1)
                row += 1
            if not there:
                self._grid.addWidget(self._head(_("Nothing noted")), row, 0, 1, 2)
                row += 1

    def _day_button(self, day: date) -> Button:
        button = quiet_button(day_words(day))
        button.setAccessibleName(_("Show {day} in words").format(day=day_words(day)))
        button.setToolTip(button.accessibleName())
        button.clicked.connect(lambda _checked=False: self.day_asked.emit(day))
        return button

    def _head(self, text: str) -> QLabel:
        head = note(text)
        self._made.append(head)
        return head

    def _line(self, row: int, columns: int) -> None:
        line = QFrame()
        line.setProperty("role", "line")
        self._made.append(line)
        self._grid.addWidget(line, row, 0, 1, columns)


def _cell(seen: list[Seen], clock: Clock) -> QLabel:
    label = data_label(cell(seen, clock) if seen else _NOTHING)
    if not seen:
        label.setProperty("role", "muted")
        label.setAccessibleName(_("Nothing noted"))
    return label
