"""One line for a passphrase: hidden until the person asks to see it, and never copied out."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from caregiver_app.i18n import _
from caregiver_app.ui.style import tokens_now
from caregiver_app.ui.widgets.buttons import button
from caregiver_app.ui.widgets.field import announce
from caregiver_app.ui.widgets.labels import note
from caregiver_app.ui.widgets.secret_line import SecretLine


class SecretField(QWidget):
    """Paste works, copy does not, hidden or shown. Says so when Caps Lock seems to be on."""

    edited = Signal()
    returnPressed = Signal()  # noqa: N815 - as a line of Qt's calls it

    def __init__(self) -> None:
        super().__init__()
        self.line = SecretLine(shown=False)
        self.show_button = button(_("Show what I type"), "eye")
        self.show_button.setCheckable(True)
        self.caps_lock = note(_("Caps Lock seems to be on."))
        self.setFocusProxy(self.line)
        self.line.textChanged.connect(lambda _text: self.edited.emit())
        self.line.returnPressed.connect(self.returnPressed)
        self.line.caps_lock.connect(self._on_caps_lock)
        self.show_button.toggled.connect(self.set_shown)
        self._arrange()
        self.set_shown(shown=False)

    def value(self) -> str:
        return self.line.text()

    def set_value(self, value: str) -> None:
        self.line.setText(value)

    def set_shown(self, shown: bool) -> None:  # noqa: FBT001 - a slot of ``toggled``
        """Shows what is typed, or hides it again."""
        self.line.show_typed(shown=shown)
        self.show_button.setChecked(shown)
        self.show_button.setText(_("Hide") if shown else _("Show what I type"))
        self.show_button.setAccessibleName(_("Hide what I type") if shown else _("Show what I type"))

    def start_over(self) -> None:
        """Selects all that is typed, so that the next key replaces it."""
        self.line.setFocus()
        self.line.selectAll()

    def _on_caps_lock(self, on: bool) -> None:  # noqa: FBT001 - a signal has no names
        if on and self.caps_lock.isHidden():
            announce(self.line, self.caps_lock.text())
        self.caps_lock.setVisible(on)

    def _arrange(self) -> None:
        gaps = tokens_now()
        row = QHBoxLayout()
        row.setSpacing(gaps.gap_s)
        row.addWidget(self.line, 1)
        row.addWidget(self.show_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(gaps.gap_xs)
        column.addLayout(row)
        column.addWidget(self.caps_lock)
        self.caps_lock.hide()
