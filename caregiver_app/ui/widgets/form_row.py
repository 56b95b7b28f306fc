"""One row of a form: label and hint above the field, and what is wrong with it below."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from caregiver_app.ui.style import tokens_now
from caregiver_app.ui.widgets.field import describe
from caregiver_app.ui.widgets.labels import note
from caregiver_app.ui.widgets.picture import Picture


class ErrorLine(QWidget):
    """A sentence with a sign before it, so that it is never told by colour alone. Hidden without text."""

    def __init__(self) -> None:
        super().__init__()
        self._words = QLabel()
        self._words.setTextFormat(Qt.TextFormat.PlainText)
        self._words.setWordWrap(True)
        self._words.setProperty("role", "error")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(tokens_now().gap_s)
        layout.addWidget(Picture("circle-alert", "danger", 1.0), 0, Qt.AlignmentFlag.AlignTop)
        layout.addWidget(self._words, 1)
        self.hide()

    def text(self) -> str:
        return self._words.text()

    def show_text(self, sentence: str) -> None:
        self._words.setText(sentence)
        self.setVisible(bool(sentence))


class FormRow(QWidget):
    """Holds one field. The label names it for assistive technology; ``&`` in it makes a keyboard shortcut."""

    def __init__(self, label: str, field: QWidget, hint: str = "") -> None:
        super().__init__()
        self.field = field
        self._hint = hint
        self._label = QLabel(label)
        self._label.setTextFormat(Qt.TextFormat.PlainText)
        self._label.setProperty("role", "field")
        self._label.setWordWrap(True)
        self._label.setBuddy(field)
        self._error = ErrorLine()
        self._spoken = self.name()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(tokens_now().gap_xs)
        layout.addWidget(self._label)
        if hint:
            layout.addWidget(note(hint))
        layout.addWidget(field)
        layout.addWidget(self._error)
        describe(field, self._spoken, hint)

    def name(self) -> str:
        """The label without its shortcut sign."""
        return self._label.text().replace("&&", "\0").replace("&", "").replace("\0", "&")

    def call_it(self, spoken: str) -> None:
        """Give the field a fuller name for those who cannot see where it stands."""
        self._spoken = spoken
        self.show_error(self.error())

    def error(self) -> str:
        return self._error.text()

    def forget_error(self) -> None:
        """Take away what was wrong: somebody is mending it."""
        if self.error():
            self.show_error("")

    def show_error(self, sentence: str) -> None:
        """Show what is wrong; an empty sentence takes it away."""
        self._error.show_text(sentence)
        describe(self.field, self._spoken, self._hint, sentence)
