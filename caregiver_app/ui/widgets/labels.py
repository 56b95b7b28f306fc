"""Words on the page: titles, notes, and data exactly as it was typed."""

from __future__ import annotations

import re

from PySide6.QtCore import Qt
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QLabel, QMenu, QSizePolicy

from caregiver_app.i18n import _
from caregiver_app.ui.widgets.plain_text import unturned

_BREAK = "\u200b"
_LONG_WORD = re.compile(r"\S{24}(?=\S)")


class DataLabel(QLabel):
    """Shows data as plain text, word for word; it can be marked and copied. Long words wrap, uncut."""

    def __init__(self, text: str = "") -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self.show_data(text)

    def show_data(self, text: str) -> None:
        text = unturned(text)
        self.setAccessibleName(text)
        self.setText(_LONG_WORD.sub(lambda word: word.group() + _BREAK, text))

    def copy(self) -> None:
        """Put the marked text, or all of it, on the clipboard without the invisible breaks."""
        QApplication.clipboard().setText((self.selectedText() or self.text()).replace(_BREAK, ""))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
            return
        super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        menu = QMenu(self)
        menu.addAction(_("Copy")).triggered.connect(lambda _checked=False: self.copy())
        menu.popup(event.globalPos())
        menu.aboutToHide.connect(menu.deleteLater)


def title(text: str) -> QLabel:
    """The one heading of a page. It may hold a person's name."""
    return _label(text, "title")


def section(text: str) -> QLabel:
    """The heading of a part of a page."""
    return _label(text, "section")


def note(text: str) -> QLabel:
    """A quiet sentence that helps."""
    return _label(text, "note")


def data_label(text: str = "") -> DataLabel:
    """Plain, selectable, wrapping text. Change it with ``show_data``."""
    return DataLabel(text)


def _label(text: str, role: str) -> QLabel:
    label = QLabel()
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setText(text)
    label.setProperty("role", role)
    label.setWordWrap(True)
    label.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
    return label
