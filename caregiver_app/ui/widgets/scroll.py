"""A page that scrolls up and down, never sideways."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer
from PySide6.QtWidgets import QApplication, QLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from caregiver_app.ui.style import tokens_now
from caregiver_app.ui.widgets.form_row import FormRow


class ScrollPage(QScrollArea):
    """Holds a page's parts one below the other and keeps the field that has the focus in view."""

    def __init__(self, name: str = "") -> None:
        super().__init__()
        gaps = tokens_now()
        self.setAccessibleName(name)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._told = 0
        # An error shown together with the focus has its place only after the layout.
        self._later = QTimer(self, interval=0, singleShot=True)
        self._later.timeout.connect(lambda: self._bring_into_view(QApplication.focusWidget()))
        self._content = content = _Content()
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
        return QSize(self._narrowest() + bar, 160)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Tell the layout around when the content needs another width, which Qt does not."""
        if event.type() == QEvent.Type.LayoutRequest and self._narrowest() != self._told:
            self._told = self._narrowest()
            self.updateGeometry()
        return super().eventFilter(watched, event)

    def _narrowest(self) -> int:
        return self._content.minimumSizeHint().width()

    def _follow(self, _before: QWidget | None, now: QWidget | None) -> None:
        # What is clicked is in view already; moved now, it would slip away below the pointer.
        if now is not None and not QApplication.mouseButtons():
            self._bring_into_view(now)
            self._later.start()

    def _bring_into_view(self, field: QWidget | None) -> None:
        """Show a field with its label and its error, if there is room for all, and the field in any case."""
        if field is None or not self._content.isAncestorOf(field):
            return
        margin = tokens_now().gap_xxl
        row = _row_of(field, self._content)
        if row.height() + 2 * margin <= self.viewport().height():
            self.ensureWidgetVisible(row, 0, margin)
        self.ensureWidgetVisible(field, 0, margin)


class _Content(QWidget):
    """Without this Qt keeps as much height free as all words would need in the narrowest column."""

    def minimumSizeHint(self) -> QSize:
        least = super().minimumSizeHint()
        return QSize(least.width(), 1) if self.hasHeightForWidth() else least


def _row_of(field: QWidget, content: QWidget) -> QWidget:
    parent = field.parentWidget()
    while parent is not None and parent is not content:
        if isinstance(parent, FormRow):
            return parent
        parent = parent.parentWidget()
    return field
