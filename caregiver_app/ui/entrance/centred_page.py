"""The pages before a household is open: one narrow column in the middle, with one thing to do."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QHBoxLayout, QLayout, QVBoxLayout, QWidget

from caregiver_app.ui.style import tokens_now
from caregiver_app.ui.widgets.banner import Banner
from caregiver_app.ui.widgets.labels import title
from caregiver_app.ui.widgets.picture import Picture
from caregiver_app.ui.widgets.scroll import ScrollPage

_CHARACTERS_WIDE = 90


class CentredPage(QWidget):
    """A picture, a heading, a place for trouble, and what ``add`` puts below."""

    def __init__(self, picture: str, heading: str) -> None:
        super().__init__()
        self.trouble = Banner("danger")
        self.heading = title(heading)
        self._column = QVBoxLayout()
        self._column.setSpacing(tokens_now().gap_l)
        self._column.addWidget(Picture(picture, "accent", 2.2), 0, Qt.AlignmentFlag.AlignLeft)
        self._column.addWidget(self.heading)
        self._column.addWidget(self.trouble)
        self._narrow = QWidget()
        self._narrow.setLayout(self._column)
        middle = QHBoxLayout()
        middle.addStretch(1)
        middle.addWidget(self._narrow, 100)
        middle.addStretch(1)
        page = ScrollPage(heading)
        page.body.addLayout(middle)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(page)
        self._fit_width()

    def add(self, content: QWidget | QLayout) -> None:
        """Puts a part at the end of the column."""
        if isinstance(content, QWidget):
            self._column.addWidget(content)
        else:
            self._column.addLayout(content)

    def failed(self, sentence: str) -> None:
        """Says what went wrong; an empty sentence takes it away. What is typed stays."""
        self.trouble.show_text(sentence)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.StyleChange, QEvent.Type.FontChange):
            self._fit_width()

    def _fit_width(self) -> None:
        self._narrow.setMaximumWidth(self.fontMetrics().averageCharWidth() * _CHARACTERS_WIDE)
