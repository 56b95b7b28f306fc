"""A field that says how it was understood and what in it is easily misread. It never changes the text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from caregiver_app.i18n import _
from caregiver_app.ui.style import tokens_now
from caregiver_app.ui.widgets.labels import note
from caregiver_app.ui.widgets.picture import Picture
from caregiver_app.wording.dates import NBSP
from caregiver_app.wording.safe_writing import unsafe_spellings

if TYPE_CHECKING:
    from collections.abc import Callable

    from caregiver_app.ui.widgets.note_field import NoteField
    from caregiver_app.ui.widgets.text_field import TextField

_MOST_SHOWN = 3


class CarefulField(QWidget):
    """Wraps a field. ``read`` gives what its text was taken for, or nothing; shown where it differs.

    Without ``warns_when_read`` a text that was understood is not warned of: only its meaning is kept.
    """

    edited = Signal()

    def __init__(
        self,
        field: TextField | NoteField,
        read: Callable[[str], str] = lambda _text: "",
        *,
        warns_when_read: bool = True,
    ) -> None:
        super().__init__()
        self.field = field
        self._read = read
        self._warns_when_read = warns_when_read
        self.understood = note("")
        self.warning = _Warning()
        self.setFocusProxy(field)
        field.edited.connect(self._on_edit)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(tokens_now().gap_xs)
        for widget in (field, self.understood, self.warning):
            layout.addWidget(widget)
        self._look()

    def value(self) -> str:
        return self.field.value()

    def set_value(self, value: str) -> None:
        self.field.set_value(value)

    def _on_edit(self) -> None:
        self._look()
        self.edited.emit()

    def _look(self) -> None:
        text = self.value()
        understood = self._read(text)
        self.understood.setText(_("Read as {value}").format(value=understood))
        self.understood.setVisible(bool(understood) and understood.replace(NBSP, " ") != text.strip())
        silent = bool(understood) and not self._warns_when_read
        self.warning.show_text("" if silent else spelling_words(text))


class _Warning(QWidget):
    """A quiet line with a sign, so that it is not told by colour."""

    def __init__(self) -> None:
        super().__init__()
        self._words = note("")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(tokens_now().gap_s)
        row.addWidget(Picture("triangle-alert", "warning", 1.0), 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._words, 1)

    def text(self) -> str:
        return self._words.text()

    def show_text(self, text: str) -> None:
        self._words.setText(text)
        self.setVisible(bool(text))


def spelling_words(text: str) -> str:
    """``“10U” is easily misread. Better: units.`` for each such spelling; empty where all is well."""
    found = dict.fromkeys((each.found, each.better) for each in unsafe_spellings(text))
    return " ".join(
        _("“{found}” is easily misread. Better: {better}.").format(found=spelling, better=better)
        for spelling, better in list(found)[:_MOST_SHOWN]
    )
