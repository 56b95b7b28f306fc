"""A framed part of a page."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QHBoxLayout, QLayout, QVBoxLayout, QWidget

from caregiver_app.ui.style import tokens_now
from caregiver_app.ui.widgets.labels import section


class Card(QFrame):
    """A frame with a heading. Put content in with ``add``; ``header`` takes buttons beside the heading."""

    def __init__(self, title: str = "") -> None:
        super().__init__()
        gaps = tokens_now()
        self.setProperty("role", "card")
        self.setAccessibleName(title)
        self.header = QHBoxLayout()
        self.header.setSpacing(gaps.gap_s)
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(gaps.gap_xl, gaps.gap_l, gaps.gap_xl, gaps.gap_xl)
        self.body.setSpacing(gaps.gap_m)
        self.body.addLayout(self.header)
        if title:
            self.header.addWidget(section(title), 1)

    def add(self, content: QWidget | QLayout) -> None:
        if isinstance(content, QWidget):
            self.body.addWidget(content)
        else:
            self.body.addLayout(content)
