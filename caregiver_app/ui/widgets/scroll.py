"""A page that scrolls up and down, never sideways."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QApplication, QLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from caregiver_app.ui.style import tokens_now


class ScrollPage(QScrollArea):
    """Holds a page's parts one below the other and keeps the field that has the focus in view."""

    def __init__(self, name: str = "") -> None:
        super().__init__()
        gaps = tokens_now()
        self.setAccessibleName(name)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._content = content = QWidget()
        content.setProperty("role", "page")
        whole = QVBoxLayout(content)
        whole.setContentsMargins(gaps.gap_xxl, gaps.gap_xl, gaps.gap_xxl, gaps.gap_xxl)
        self.body = QVBoxLayout()
        self.body.setSpacing(gaps.gap_l)
        whole.addLayout(self.body)
        whole.addStretch(1)
        self.setWidget(content)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        QApplication.instance().focusChanged.connect(self._follow)  # type: ignore[union-attr]

    def add(self, content: QWidget | QLayout) -> None:
        if isinstance(content, QWidget):
            self.body.addWidget(content)
        else:
            self.body.addLayout(content)

    def minimumSizeHint(self) -> QSize:
        """Never narrower than its content, since what sticks out could not be reached."""
        bar = self.verticalScrollBar().sizeHint().width()
        return QSize(self._content.minimumSizeHint().width() + bar, 160)

    def _follow(self, _before: QWidget | None, now: QWidget | None) -> None:
        if now is not None and self._content.isAncestorOf(now):
            margin = tokens_now().gap_xxl
            self.ensureWidgetVisible(now, 0, margin)
