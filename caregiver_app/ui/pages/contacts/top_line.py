"""The first line of a card: a name, and buttons beside it, or below it where there is no room."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from caregiver_app.ui.style import tokens_now
from caregiver_app.ui.widgets.labels import data_label
from caregiver_app.ui.widgets.page_header import set_beside
from caregiver_app.ui.widgets.refitting import Refitting

if TYPE_CHECKING:
    from collections.abc import Sequence


class TopLine(Refitting):
    """``name`` in bold with ``detail`` under it, and ``buttons``."""

    def __init__(self, name: str, detail: str, buttons: Sequence[QWidget]) -> None:
        super().__init__()
        self._name = data_label(name)
        self._name.setProperty("role", "section")
        quiet = data_label(detail)
        quiet.setProperty("role", "muted")
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._name)
        words.addWidget(quiet)
        self._buttons = QWidget()
        row = QHBoxLayout(self._buttons)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(tokens_now().gap_xs)
        for one in buttons:
            row.addWidget(one)
        self._line = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._line.setContentsMargins(0, 0, 0, 0)
        self._line.addLayout(words, 1)
        self._line.addWidget(self._buttons, 0, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)

    def minimumSizeHint(self) -> QSize:
        """As wide as the wider part, since the two can stand below each other."""
        width = max(self._name.minimumSizeHint().width(), self._buttons.minimumSizeHint().width())
        return QSize(width, super().minimumSizeHint().height())

    def fit(self) -> None:
        words = self._name.fontMetrics().horizontalAdvance(self._name.text())
        wanted = words + self._buttons.sizeHint().width() + self._line.spacing()
        set_beside(self._line, beside=wanted <= self.width())
