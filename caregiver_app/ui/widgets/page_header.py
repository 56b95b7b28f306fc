"""The top of a page: its title, and its actions beside it, or below it where there is no room."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtWidgets import QBoxLayout, QSizePolicy, QWidget

from caregiver_app.ui.style import tokens_now
from caregiver_app.ui.widgets.labels import title

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent


class PageHeader(QWidget):
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
        self._choose_direction()

    def minimumSizeHint(self) -> QSize:
        """Wide enough for the widest part by itself, since the parts can stand below each other."""
        widest = max((one.minimumSizeHint().width() for one in self._actions), default=0)
        return QSize(widest, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._choose_direction()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.StyleChange, QEvent.Type.FontChange):
            self._choose_direction()

    def _choose_direction(self) -> None:
        words = self.title.fontMetrics().horizontalAdvance(self.title.text())
        wanted = words + sum(one.sizeHint().width() + self._line.spacing() for one in self._actions)
        beside = wanted <= self.width()
        direction = QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom
        self._line.setDirection(direction)
