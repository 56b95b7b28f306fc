"""Two parts of a page side by side, or one below the other where there is no room."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QBoxLayout, QWidget

from caregiver_app.ui.style import tokens_now
from caregiver_app.ui.widgets.page_header import set_beside
from caregiver_app.ui.widgets.refitting import Refitting


class TwoPanes(Refitting):
    """``first`` left or above, ``second`` right or below; both stretch by their ``shares``.

    Side by side needs room for ``first`` and for ``least`` characters in ``second``.
    """

    def __init__(self, first: QWidget, second: QWidget, *, least: int, shares: tuple[int, int]) -> None:
        super().__init__()
        self._first, self._second, self._least = first, second, least
        self._line = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._line.setContentsMargins(0, 0, 0, 0)
        self._line.setSpacing(0)
        self._line.addWidget(first, shares[0])
        self._line.addWidget(second, shares[1])

    def is_beside(self) -> bool:
        """Whether the two stand side by side now."""
        return self._line.direction() == QBoxLayout.Direction.LeftToRight

    def fit(self) -> None:
        """Chooses the arrangement for the present width."""
        needed = max(0, self._first.minimumSizeHint().width())
        beside = self.width() >= needed + self._least * self.fontMetrics().averageCharWidth()
        self._first.setMinimumWidth(needed if beside else 0)
        if beside is not self.is_beside():
            set_beside(self._line, beside=beside)
            self._line.setSpacing(0 if beside else tokens_now().gap_m)
            self.updateGeometry()

    def minimumSizeHint(self) -> QSize:
        """As narrow as one below the other allows; high enough for the present arrangement."""
        first, second = self._first.minimumSizeHint(), self._second.minimumSizeHint()
        together = (
            max(first.height(), second.height()) if self.is_beside() else first.height() + second.height()
        )
        return QSize(max(first.width(), second.width()), together)
