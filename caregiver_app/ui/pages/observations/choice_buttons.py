"""One of a few choices, each a large button; the arrow keys go from one to the next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QSizePolicy, QWidget

from caregiver_app.ui.style import set_state
from caregiver_app.ui.widgets.buttons import Button
from caregiver_app.ui.widgets.flow import FlowLayout

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QFocusEvent


class ChoiceButtons(QWidget):
    """A field of a form. Nothing is chosen beforehand; the chosen one has a tick as well as a ground of its own."""

    edited = Signal()

    def __init__(self, choices: Sequence[tuple[str, str]]) -> None:
        super().__init__()
        self.buttons = {value: Button(label) for value, label in choices}
        self._group = QButtonGroup(self)
        row = FlowLayout(self)
        for button in self.buttons.values():
            button.setCheckable(True)
            button.toggled.connect(lambda _checked: self._mark())
            button.clicked.connect(lambda _checked=False: self.edited.emit())
            self._group.addButton(button)
            row.addWidget(button)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def value(self) -> str:
        return next((value for value, button in self.buttons.items() if button.isChecked()), "")

    def set_value(self, value: str) -> None:
        """Chooses; a value without a button takes the choice away."""
        before = self.value()
        self._group.setExclusive(False)
        for key, button in self.buttons.items():
            button.setChecked(key == value)
        self._group.setExclusive(True)
        if self.value() != before:
            self.edited.emit()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Hands the keyboard on to the chosen button, or to the first."""
        super().focusInEvent(event)
        (self._group.checkedButton() or next(iter(self.buttons.values()))).setFocus(event.reason())

    def setAccessibleName(self, name: str, /) -> None:  # noqa: N802
        """Each button is called by the question and its answer."""
        super().setAccessibleName(name)
        for button in self.buttons.values():
            button.setAccessibleName(f"{name}: {button.text()}")

    def setAccessibleDescription(self, description: str, /) -> None:  # noqa: N802
        """What is wrong is told at each button."""
        super().setAccessibleDescription(description)
        for button in self.buttons.values():
            button.setAccessibleDescription(description)

    def _mark(self) -> None:
        for button in self.buttons.values():
            set_state(button, "shape", "chip" if button.isChecked() else "")
            button.set_icon("check" if button.isChecked() else "")
