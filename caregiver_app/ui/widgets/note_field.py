"""Several lines of text, with a word counter where words are limited."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QLabel, QPlainTextEdit, QSizePolicy, QVBoxLayout, QWidget

from caregiver_app.i18n import _, ngettext
from caregiver_app.ui.style import set_state, tokens_now

_LINE_ENDS = str.maketrans({"\u2029": "\n", "\u2028": "\n", "\ufdd0": "\n", "\ufdd1": "\n"})


class NoteField(QWidget):
    """Plain text over several lines; Tab leaves the field. The counter warns and never cuts."""

    edited = Signal()

    def __init__(self, lines: int = 4, most_words: int = 0) -> None:
        super().__init__()
        self._lines = lines
        self._most_words = most_words
        self.edit = QPlainTextEdit()
        self.edit.setTabChangesFocus(True)
        self.counter = QLabel()
        self.edit.textChanged.connect(self._on_edit)
        self.setFocusProxy(self.edit)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(tokens_now().gap_xs)
        layout.addWidget(self.edit)
        layout.addWidget(self.counter)
        self.counter.setVisible(bool(most_words))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._fit_height()
        self._count()

    def value(self) -> str:
        """The text as typed; unlike Qt's plain text it keeps no-break spaces."""
        return self.edit.document().toRawText().translate(_LINE_ENDS)

    def set_value(self, value: str) -> None:
        self.edit.setPlainText(value)

    def words(self) -> int:
        return len(self.value().split())

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.StyleChange, QEvent.Type.FontChange):
            self._fit_height()

    def _on_edit(self) -> None:
        self._count()
        self.edited.emit()

    def _fit_height(self) -> None:
        self.edit.setFixedHeight(self.edit.fontMetrics().lineSpacing() * self._lines + 30)

    def _count(self) -> None:
        if not self._most_words:
            return
        words = self.words()
        text = _("{count} of {most} words").format(count=words, most=self._most_words)
        over = words - self._most_words
        if over > 0:
            more = ngettext("{over} word too many", "{over} words too many", over).format(over=over)
            text = f"{text}: {more}"
        self.counter.setText(text)
        set_state(self.counter, "role", "error" if over > 0 else "note")
