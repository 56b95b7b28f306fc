"""A form: fields one below the other, their values as plain text, and their errors beside them."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from caregiver_app.ui.style import tokens_now
from caregiver_app.ui.widgets.field import Field, announce, control_of
from caregiver_app.ui.widgets.form_row import ErrorLine, FormRow

if TYPE_CHECKING:
    from collections.abc import Mapping


class Form(QWidget):
    """Fields by key. ``values`` gives back exactly what was typed; checking it is the business of others."""

    edited = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._rows: dict[str, FormRow] = {}
        self._saved: dict[str, str] = {}
        self._general = ErrorLine()
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(tokens_now().gap_l)
        self._layout.addWidget(self._general)

    def add(self, key: str, label: str, widget: QWidget, hint: str = "") -> None:
        """Put a field (see ``field.Field``) at the end; ``&`` in ``label`` gives it a shortcut."""
        self._rows[key] = FormRow(label, widget, hint)
        self._layout.addWidget(self._rows[key])
        self._saved[key] = self.field(key).value()
        self.field(key).edited.connect(self._rows[key].forget_error)
        self.field(key).edited.connect(self.edited)

    def add_wide(self, widget: QWidget) -> None:
        """Put in something that is not a field of this form: a heading, a banner, a list of rows."""
        self._layout.addWidget(widget)

    def label(self, key: str) -> str:
        """What a field is called on the screen; empty for a key without a field."""
        return self._rows[key].name() if key in self._rows else ""

    def field(self, key: str) -> Field:
        return cast("Field", self._rows[key].field)

    def values(self) -> dict[str, str]:
        return {key: self.field(key).value() for key in self._rows}

    def set_values(self, values: Mapping[str, str]) -> None:
        """Fill these fields and take that as the saved state. Raises ``KeyError`` for an unknown field."""
        for key, value in values.items():
            self.field(key).set_value(value)
        self._saved = self.values()

    def is_changed(self) -> bool:
        """Whether anything differs from what ``set_values`` last put in."""
        return self.values() != self._saved

    def set_row_visible(self, key: str, *, visible: bool) -> None:
        """Show or hide a field; its value stays and still counts."""
        self._rows[key].setVisible(visible)

    def error(self, key: str) -> str:
        """The sentence shown at a field; at ``""`` the one above the form."""
        return self._rows[key].error() if key in self._rows else self._general.text()

    def show_error(self, key: str, sentence: str) -> None:
        """Show a sentence at a field and go to the topmost field that has one.

        A key without a field puts the sentence above the form, so that no error is ever lost.
        """
        row = self._rows.get(key)
        if row is None:
            earlier = self._general.text()
            self._general.show_text(f"{earlier} {sentence}" if earlier else sentence)
        else:
            row.show_error(sentence)
            row.show()
        announce(self, sentence)
        self._go_to_first_error()

    def clear_errors(self) -> None:
        self._general.show_text("")
        for row in self._rows.values():
            row.show_error("")

    def _go_to_first_error(self) -> None:
        first = next((row for row in self._rows.values() if row.error()), None)
        if first is not None:
            control_of(first.field).setFocus()
