"""Says what was just done and offers to take it back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout

from caregiver_app.i18n import _
from caregiver_app.ui.style import tokens_now
from caregiver_app.ui.widgets.beside_or_below import BesideOrBelow
from caregiver_app.ui.widgets.buttons import Button
from caregiver_app.ui.widgets.field import alert
from caregiver_app.ui.widgets.labels import data_label

if TYPE_CHECKING:
    from collections.abc import Callable

_STAYS_MS = 20_000
_TEXT_WIDTH = 220


class UndoBar(QFrame):
    """Hidden until ``offer``; goes away when closed, used, or after 20 seconds in which it has no focus."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "bar")
        self._undo: Callable[[], None] | None = None
        self._text = data_label()
        self._text.setMinimumWidth(_TEXT_WIDTH)
        self.undo_button = Button(_("Undo"), "undo-2", "bar")
        self.close_button = Button(_("Close"), "x", "bar")
        self._timer = QTimer(self, interval=_STAYS_MS, singleShot=True)
        self._timer.timeout.connect(self._time_is_up)
        self.undo_button.clicked.connect(lambda _checked=False: self.undo())
        self.close_button.clicked.connect(lambda _checked=False: self.expire())
        gaps = tokens_now()
        outer = QHBoxLayout(self)
        outer.setContentsMargins(gaps.gap_l, gaps.gap_s, gaps.gap_s, gaps.gap_s)
        outer.addWidget(BesideOrBelow(self._text, self.undo_button, self.close_button))
        self.hide()

    def offer(self, sentence: str, undo: Callable[[], None]) -> None:
        """Show ``sentence`` with a button that calls ``undo`` once. Replaces an earlier offer."""
        self._undo = undo
        self._text.show_data(sentence)
        self.setAccessibleName(sentence)
        self._timer.start()
        self.show()
        alert(self)

    def undo(self) -> None:
        """Take the last offer, if one still stands."""
        undo = self._undo
        self.expire()
        if undo is not None:
            undo()

    def expire(self) -> None:
        """Withdraw the offer."""
        self._undo = None
        self._timer.stop()
        self.hide()

    def _time_is_up(self) -> None:
        if self.undo_button.hasFocus() or self.close_button.hasFocus():
            self._timer.start()
            return
        self.expire()
