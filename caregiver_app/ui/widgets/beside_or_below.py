"""Words with their buttons beside them, or below where the window is narrow or the text large."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QBoxLayout, QWidget

from caregiver_app.ui.style import tokens_now
from caregiver_app.ui.widgets.flow import button_row
from caregiver_app.ui.widgets.page_header import set_beside
from caregiver_app.ui.widgets.refitting import Refitting

# Words in a narrower column are hard to read: the buttons go below.
_LEAST_CHARACTERS = 24


class BesideOrBelow(Refitting):
    """Shows ``words``, which take all the width they get, and ``buttons``."""

    def __init__(self, words: QWidget, *buttons: QWidget) -> None:
        super().__init__()
        self._words, self._buttons = words, button_row(*buttons)
        self._line = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._line.setContentsMargins(0, 0, 0, 0)
        self._line.setSpacing(tokens_now().gap_m)
        self._line.addWidget(words, 1)
        self._line.addWidget(self._buttons, 0, Qt.AlignmentFlag.AlignVCenter)

    def minimumSizeHint(self) -> QSize:
        """As narrow as the wider of the two, since they can stand below each other."""
        widest = max(one.minimumSizeHint().width() for one in (self._words, self._buttons))
        return QSize(max(widest, self._words.minimumWidth()), super().minimumSizeHint().height())

    def fit(self) -> None:
        readable = _LEAST_CHARACTERS * self._words.fontMetrics().averageCharWidth()
        least = max(readable, self._words.minimumWidth()) + self._line.spacing()
        set_beside(self._line, beside=least + self._buttons.sizeHint().width() <= self.width())
