"""The top of a page: its title, and its actions beside it, or below it where there is no room."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QBoxLayout, QSizePolicy, QWidget

from caregiver_app.ui.style import tokens_now
from caregiver_app.ui.widgets.labels import title
from caregiver_app.ui.widgets.refitting import Refitting


class PageHeader(Refitting):
    """A title and at most a few buttons; the main action comes last."""

    def __init__(self, text: str, *actions: QWidget) -> None:
        super().__init__()
        self.title = title(text)
        self._actions = actions
        self._line = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._line.setContentsMargins(0, 0, 0, 0)
        self._line.setSpacing(tokens_now().gap_m)
        self._line.addWidget(self.title, 1)
        for one in actions:
            self._line.addWidget(one, 0, Qt.AlignmentFlag.AlignLeft)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)

    def set_title(self, text: str) -> None:
        """Show another title (plain text)."""
        self.title.setText(text)
        self.fit()

    def minimumSizeHint(self) -> QSize:
        """Wide enough for the widest part by itself, since the parts can stand below each other."""
        widest = max((one.minimumSizeHint().width() for one in self._actions), default=0)
        return QSize(widest, super().minimumSizeHint().height())

    def fit(self) -> None:
        words = self.title.fontMetrics().horizontalAdvance(self.title.text())
        wanted = words + sum(one.sizeHint().width() + self._line.spacing() for one in self._actions)
        set_beside(self._line, beside=wanted <= self.width())


def set_beside(line: QBoxLayout, *, beside: bool) -> None:
    """Put the parts of ``line`` beside or below each other."""
    direction = QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom
    line.setDirection(direction)
