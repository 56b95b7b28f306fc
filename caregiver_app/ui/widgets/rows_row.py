"""One row of a ``RowsField``."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from caregiver_app.i18n import _
from caregiver_app.ui.style import tokens_now
from caregiver_app.ui.widgets.buttons import icon_button
from caregiver_app.ui.widgets.field import Field, announce, control_of
from caregiver_app.ui.widgets.form_row import FormRow
from caregiver_app.ui.widgets.refitting import Refitting

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_CHARACTERS_PER_FIELD = 24


class FieldsRow(Refitting):
    """Fields side by side where there is room, below each other where there is not, and three buttons."""

    edited = Signal()
    move_asked = Signal(int)
    remove_asked = Signal()

    def __init__(self, parts: Sequence[tuple[str, str, QWidget]], values: Mapping[str, str]) -> None:
        super().__init__()
        self.setProperty("role", "well")
        self._columns = 0
        self._fields = {key: FormRow(label, field) for key, label, field in parts}
        self._other = {key: value for key, value in values.items() if key not in self._fields}
        self._name = QLabel()
        self._name.setProperty("role", "muted")
        self._up = icon_button("", "arrow-up")
        self._down = icon_button("", "arrow-down")
        self._remove = icon_button("", "trash-2")
        for key, row in self._fields.items():
            self._field(key).set_value(values.get(key, ""))
            cast("Field", row.field).edited.connect(row.forget_error)
            cast("Field", row.field).edited.connect(self.edited)
        self._up.clicked.connect(lambda _checked=False: self.move_asked.emit(-1))
        self._down.clicked.connect(lambda _checked=False: self.move_asked.emit(1))
        self._remove.clicked.connect(lambda _checked=False: self.remove_asked.emit())
        self._arrange()

    def values(self) -> dict[str, str]:
        return self._other | {key: self._field(key).value() for key in self._fields}

    def set_place(self, name: str, number: int, count: int) -> None:
        """Tell the row where it stands: assistive technology hears "Phone 2: Number"."""
        whole = f"{name} {number}"
        self.setAccessibleName(whole)
        self._name.setText(whole)
        for row in self._fields.values():
            row.call_it(f"{whole}: {row.name()}")
        for one, words in (
            (self._up, _("Move {row} up")),
            (self._down, _("Move {row} down")),
            (self._remove, _("Remove {row}")),
        ):
            one.setAccessibleName(words.format(row=whole))
            one.setToolTip(one.accessibleName())
        self._up.setEnabled(number > 1)
        self._down.setEnabled(number < count)

    def go(self) -> None:
        control_of(next(iter(self._fields.values())).field).setFocus()

    def go_to_move(self, step: int) -> None:
        """After a move the same button has the focus again, or its opposite at the end of the list."""
        first, second = (self._up, self._down) if step < 0 else (self._down, self._up)
        (first if first.isEnabled() else second).setFocus()

    def show_error(self, key: str, sentence: str) -> None:
        row = self._fields[key]
        row.show_error(sentence)
        announce(self, sentence)
        control_of(row.field).setFocus()

    def clear_errors(self) -> None:
        for row in self._fields.values():
            if row.error():
                row.show_error("")

    def _field(self, key: str) -> Field:
        return cast("Field", self._fields[key].field)

    def _arrange(self) -> None:
        gaps = tokens_now()
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(gaps.gap_m)
        self._grid.setVerticalSpacing(gaps.gap_s)
        buttons = QHBoxLayout()
        buttons.setSpacing(0)
        buttons.addWidget(self._name, 1)
        for one in (self._up, self._down, self._remove):
            buttons.addWidget(one)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(gaps.gap_l, gaps.gap_xs, gaps.gap_l, gaps.gap_l)
        layout.setSpacing(gaps.gap_xs)
        layout.addLayout(buttons)
        layout.addLayout(self._grid)
        self.fit()

    def fit(self) -> None:
        """Place the fields in as many columns as the width has room for."""
        wanted = self.fontMetrics().averageCharWidth() * _CHARACTERS_PER_FIELD
        columns = min(len(self._fields), max(1, self.width() // wanted))
        if columns == self._columns:
            return
        for column in range(self._columns):
            self._grid.setColumnStretch(column, 0)
        self._columns = columns
        for place, row in enumerate(self._fields.values()):
            self._grid.addWidget(row, place // columns, place % columns, Qt.AlignmentFlag.AlignTop)
        for column in range(columns):
            self._grid.setColumnStretch(column, 1)
