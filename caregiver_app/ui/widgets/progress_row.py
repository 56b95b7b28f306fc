"""How far slow work is, and a button to stop it."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget
from shiboken6 import isValid

from caregiver_app.i18n import _
from caregiver_app.services.exchange.errors import StoppedByPerson
from caregiver_app.ui.widgets.buttons import quiet_button
from caregiver_app.ui.widgets.flow import button_row
from caregiver_app.ui.widgets.labels import data_label

_PAUSE_MS: Final = 500
_LOOK_MS: Final = 100


class ProgressRow(QWidget):
    """Seen only while work goes on that takes longer than half a second. ``cancelled``: the person wants it to stop."""

    cancelled = Signal()

    def __init__(self, words: str) -> None:
        super().__init__()
        self._words = words
        self._percent = 0
        self._is_stopped = False
        self.text = data_label()
        self.cancel_button = quiet_button(_("Cancel"), "x")
        self._timer = QTimer(self, interval=_PAUSE_MS, singleShot=True)
        self._timer.timeout.connect(self.show)
        self._looking = QTimer(self, interval=_LOOK_MS)
        self._looking.timeout.connect(lambda: self._show_percent(self._percent))
        self.cancel_button.clicked.connect(lambda _checked=False: self._cancel())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.text)
        column.addWidget(button_row(self.cancel_button))
        self.hide()

    def begin(self) -> None:
        """Before the work begins."""
        self._percent, self._is_stopped = 0, False
        self.cancel_button.setEnabled(True)
        self._show_percent(0)
        self._timer.start()
        self._looking.start()

    def end(self) -> None:
        """After it has ended, however it did."""
        self._timer.stop()
        self._looking.stop()
        self.hide()

    def tell(self, done: float) -> None:
        """How much is done (0 to 1), told in the window's thread."""
        self._percent = int(done * 100)
        self._show_percent(self._percent)

    def follow(self, done: float) -> None:
        """How much is done (0 to 1), told in any thread. Raises ``StoppedByPerson`` there."""
        # The page may be gone, and the other thread sends no signal: see SlowWork.
        if self._is_stopped or not isValid(self):
            raise StoppedByPerson
        self._percent = int(done * 100)

    def _cancel(self) -> None:
        self._is_stopped = True
        self.cancel_button.setEnabled(False)
        self.cancelled.emit()

    def _show_percent(self, percent: int) -> None:
        self.text.show_data(_("{what} {n} %").format(what=self._words, n=percent))
