"""A line whose text does not leave it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QLineEdit, QMenu

from caregiver_app.i18n import _

if TYPE_CHECKING:
    from PySide6.QtGui import QContextMenuEvent, QFocusEvent, QKeyEvent, QMouseEvent

_LONGEST = 1024
_TAKES_OUT = (QKeySequence.StandardKey.Copy, QKeySequence.StandardKey.Cut)
_HINTS = (
    Qt.InputMethodHint.ImhSensitiveData
    | Qt.InputMethodHint.ImhNoPredictiveText
    | Qt.InputMethodHint.ImhNoAutoUppercase
)


class SecretLine(QLineEdit):
    """Paste works; nothing is ever copied, cut or marked out of it. ``caps_lock`` tells what the last key showed."""

    caps_lock = Signal(bool)

    def __init__(self, *, shown: bool) -> None:
        super().__init__()
        self.setMaxLength(_LONGEST)
        self.setDragEnabled(False)
        self._shown = shown
        self.show_typed(shown=shown)

    def show_typed(self, *, shown: bool) -> None:
        """Shows what is typed, or dots."""
        self._shown = shown
        self.setEchoMode(QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password)
        self.setInputMethodHints(self.inputMethodHints() | _HINTS)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if any(event.matches(keys) for keys in _TAKES_OUT):
            return
        if event.text().isalpha():
            shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            if event.text().isupper() or event.text().islower():
                self.caps_lock.emit(event.text().isupper() is not shift)
        super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """On X11 what is marked is copied at once; out of a hidden field Qt copies nothing."""
        self.setEchoMode(QLineEdit.EchoMode.Password)
        super().mouseReleaseEvent(event)
        self.show_typed(shown=self._shown)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.caps_lock.emit(False)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        menu = QMenu(self)
        menu.addAction(_("Paste")).triggered.connect(lambda _checked=False: self.paste())
        menu.popup(event.globalPos())
        menu.aboutToHide.connect(menu.deleteLater)
