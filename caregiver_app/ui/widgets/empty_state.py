"""What a page shows while there is nothing on it yet: what belongs here, and the way to begin."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QSizePolicy, QVBoxLayout, QWidget

from caregiver_app.ui.style import tokens_now
from caregiver_app.ui.widgets.buttons import Button, primary_button
from caregiver_app.ui.widgets.labels import section
from caregiver_app.ui.widgets.picture import Picture

if TYPE_CHECKING:
    from PySide6.QtGui import QShowEvent


class EmptyState(QWidget):
    """A picture, one line, one sentence and one button, in the middle of the page. Made when it is first shown."""

    action = Signal()

    def __init__(
        self, icon: str, title: str, text: str, action_text: str = "", action_icon: str = "plus"
    ) -> None:
        super().__init__()
        self._icon, self._title, self._text = icon, title, text
        self._action_text, self._action_icon = action_text, action_icon
        self._button: Button | None = None

    @property
    def button(self) -> Button:
        """What there is to do; hidden where that is nothing."""
        if self._button is None:
            self._button = self._made()
        return self._button

    def showEvent(self, event: QShowEvent) -> None:
        if self._button is None:
            self._button = self._made()
        super().showEvent(event)

    def _made(self) -> Button:
        gaps = tokens_now()
        words = QLabel()
        words.setTextFormat(Qt.TextFormat.PlainText)
        words.setText(self._text)
        words.setWordWrap(True)
        words.setProperty("role", "muted")
        action = primary_button(self._action_text, self._action_icon)
        action.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        action.clicked.connect(lambda _checked=False: self.action.emit())
        layout = QVBoxLayout(self)
        layout.setContentsMargins(gaps.gap_xl, gaps.gap_xxl, gaps.gap_xl, gaps.gap_xxl)
        layout.setSpacing(gaps.gap_m)
        layout.addStretch(1)
        layout.addWidget(Picture(self._icon, "accent", 2.6), 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addWidget(_centred(section(self._title)))
        layout.addWidget(_centred(words))
        layout.addSpacing(gaps.gap_s)
        layout.addWidget(action, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addStretch(2)
        action.setVisible(bool(self._action_text))
        return action


def _centred(label: QLabel) -> QLabel:
    label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
    return label
