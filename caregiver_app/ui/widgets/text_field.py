"""One line of text."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

# Qt's own limit of 32,767 characters would cut a longer text without a word.
_LONGEST = 10_000_000


class TextField(QLineEdit):
    """Gives back exactly what was typed: nothing is trimmed, cut or corrected."""

    edited = Signal()

    def __init__(self, placeholder: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setMaxLength(_LONGEST)
        self.setPlaceholderText(placeholder)
        self.textChanged.connect(lambda _text: self.edited.emit())

    def value(self) -> str:
        return self.text()

    def set_value(self, value: str) -> None:
        self.setText(value)
        self.setCursorPosition(0)
