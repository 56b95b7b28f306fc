"""Two or three views of one list, one of them on show."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QWidget

from caregiver_app.ui.style import set_state, tokens_now
from caregiver_app.ui.widgets.buttons import Button

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


class Switch(QWidget):
    """The chosen one has a tick as well as a ground of its own. ``edited`` fires when a person switches."""

    edited = Signal()

    def __init__(self, choices: Sequence[tuple[str, str]], name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.buttons = {key: Button(label, "", "plain") for key, label in choices}
        self._group = QButtonGroup(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(tokens_now().gap_s)
        for button in self.buttons.values():
            button.setCheckable(True)
            button.toggled.connect(lambda _checked: self._mark())
            button.clicked.connect(lambda _checked=False: self.edited.emit())
            self._group.addButton(button)
            row.addWidget(button)
        self.set_value(choices[0][0])

    def value(self) -> str:
        """The key of the chosen one."""
        return next(key for key, button in self.buttons.items() if button.isChecked())

    def set_value(self, key: str) -> None:
        """Chooses without a signal."""
        self.buttons[key].setChecked(True)

    def set_labels(self, labels: Mapping[str, str]) -> None:
        """Other words on the buttons."""
        for key, label in labels.items():
            self.buttons[key].setText(label)

    def _mark(self) -> None:
        for button in self.buttons.values():
            chosen = button.isChecked()
            set_state(button, "shape", "chip" if chosen else "")
            button.set_icon("check" if chosen else "")
