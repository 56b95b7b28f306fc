"""A list of small forms: phone numbers, allergies, pumps' numbers. Rows can be added, moved and removed."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from caregiver_app.ui.style import tokens_now
from caregiver_app.ui.widgets.buttons import button
from caregiver_app.ui.widgets.rows_row import FieldsRow


@dataclass(frozen=True, slots=True)
class RowPart:
    """One field of each row: its key, its label, and how to make the field (see ``field.Field``)."""

    key: str
    label: str
    make: Callable[[], QWidget]


class RowsField(QWidget):
    """Rows of fields, in the order the person gives them.

    ``row_name`` is one row in the singular ("Phone"), ``add_text`` the words of the button ("Add phone").
    ``removed`` carries the place and the values of a row, so that a page can offer to bring it back with
    ``insert``. Values of a row that have no field here are kept and given back.
    """

    edited = Signal()
    removed = Signal(int, object)

    def __init__(self, parts: Sequence[RowPart], row_name: str, add_text: str) -> None:
        super().__init__()
        self._parts = tuple(parts)
        self._row_name = row_name
        self._rows: list[FieldsRow] = []
        self.add_button = button(add_text, "plus")
        self.add_button.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.add_button.clicked.connect(lambda _checked=False: self.add_row())
        self._list = QVBoxLayout()
        self._list.setSpacing(tokens_now().gap_s)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(tokens_now().gap_m)
        layout.addLayout(self._list)
        layout.addWidget(self.add_button)

    def rows(self) -> list[dict[str, str]]:
        return [row.values() for row in self._rows]

    def set_rows(self, rows: Sequence[Mapping[str, str]]) -> None:
        for row in self._rows:
            self._drop(row)
        self._rows = []
        for place, values in enumerate(rows):
            self._put(place, values)
        self._renumber()
        self.edited.emit()

    def add_row(self, values: Mapping[str, str] | None = None) -> None:
        """Add a row at the end and go to its first field."""
        self.insert(len(self._rows), values or {})
        self._rows[-1].go()

    def insert(self, place: int, values: Mapping[str, str]) -> None:
        self._put(place, values)
        self._renumber()
        self.edited.emit()

    def remove(self, place: int) -> None:
        row = self._rows.pop(place)
        values = row.values()
        self._drop(row)
        self._renumber()
        if self._rows:
            self._rows[min(place, len(self._rows) - 1)].go()
        else:
            self.add_button.setFocus()
        self.removed.emit(place, values)
        self.edited.emit()

    def move_row(self, place: int, step: int) -> None:
        """Move a row by ``step`` places (-1 up, 1 down); at the end of the list it stays."""
        target = place + step
        if not 0 <= target < len(self._rows):
            return
        row = self._rows.pop(place)
        self._rows.insert(target, row)
        self._list.removeWidget(row)
        self._list.insertWidget(target, row)
        self._renumber()
        row.go_to_move(step)
        self.edited.emit()

    def show_error(self, place: int, key: str, sentence: str) -> None:
        """Show what is wrong with a field of a row and go there. Raises ``IndexError`` or ``KeyError``."""
        self._rows[place].show_error(key, sentence)

    def clear_errors(self) -> None:
        for row in self._rows:
            row.clear_errors()

    def _put(self, place: int, values: Mapping[str, str]) -> None:
        row = FieldsRow([(part.key, part.label, part.make()) for part in self._parts], values)
        row.edited.connect(self.edited)
        row.move_asked.connect(lambda step: self.move_row(self._rows.index(row), step))
        row.remove_asked.connect(lambda: self.remove(self._rows.index(row)))
        self._rows.insert(place, row)
        self._list.insertWidget(place, row)

    def _drop(self, row: FieldsRow) -> None:
        self._list.removeWidget(row)
        row.hide()
        row.deleteLater()

    def _renumber(self) -> None:
        for number, row in enumerate(self._rows, start=1):
            row.set_place(self._row_name, number, len(self._rows))
