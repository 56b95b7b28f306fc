"""What a page shows while there is nothing on it yet: what belongs here, and the way to begin."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QSizePolicy, QVBoxLayout, QWidget

from caregiver_app.ui.style import tokens_now
from caregiver_app.ui.widgets.buttons import primary_button
from caregiver_app.ui.widgets.labels import section
from caregiver_app.ui.widgets.picture import Picture


class EmptyState(QWidget):
    """A picture, one line, one sentence and one button, in the middle of the page."""

    action = Signal()

    def __init__(
        self, icon: str, title: str, text: str, action_text: str = "", action_icon: str = "plus"
    ) -> None:
        super().__init__()
        gaps = tokens_now()
        heading = _centred(section(title))
        words = QLabel()
        words.setTextFormat(Qt.TextFormat.PlainText)
        words.setText(text)
        words.setWordWrap(True)
        words.setProperty("role", "muted")
        self.button = primary_button(action_text, action_icon)
        self.button.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.button.clicked.connect(lambda _checked=False: self.action.emit())
        layout = QVBoxLayout(self)
        layout.setContentsMargins(gaps.gap_xl, gaps.gap_xxl, gaps.gap_xl, gaps.gap_xxl)
        layout.setSpacing(gaps.gap_m)
        layout.addStretch(1)
        layout.addWidget(Picture(icon, "accent", 2.6), 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addWidget(heading)
        layout.addWidget(_centred(words))
        layout.addSpacing(gaps.gap_s)
        layout.addWidget(self.button, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addStretch(2)
        self.button.setVisible(bool(action_text))


def _centred(label: QLabel) -> QLabel:
    label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
    return label
