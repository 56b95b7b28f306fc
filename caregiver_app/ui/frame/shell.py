"""The window itself, empty: painted at once, and furnished a moment later.

It imports as little as can be. Whoever opens the program in a hurry should see it open.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QSize, QTimer
from PySide6.QtWidgets import QMainWindow

from caregiver_app.i18n import _

if TYPE_CHECKING:
    from PySide6.QtGui import QCloseEvent, QPaintEvent

_FIRST_SIZE = (1240, 840)
_ROOM_FOR_FRAME = (16, 48)


class Shell(QMainWindow):
    """Calls ``furnish`` once, after its first paint. What it is given as central widget is closed with it."""

    def __init__(self, furnish: Callable[[Shell], None], place: str = "") -> None:
        """``place`` is where it stood the last time, as ``place()`` gave it."""
        super().__init__()
        self._furnish: Callable[[Shell], None] | None = furnish
        # Never a person's name: window titles are shown in task bars and screen shares.
        self.setWindowTitle(_("Caregiver"))
        # Never larger than the screen: the Emergency button stands at the bottom.
        self.resize(QSize(*_FIRST_SIZE).boundedTo(self.screen().availableSize() - QSize(*_ROOM_FOR_FRAME)))

        self.restoreGeometry(QByteArray.fromBase64(place.encode()))

    def place(self) -> str:
        """Where the window stands, in Base64."""
        return bytes(self.saveGeometry().toBase64().data()).decode()

    def come_to_front(self) -> None:
        """Somebody started the program a second time."""
        from PySide6.QtCore import Qt  # to read its enumerations takes a third as long as the first paint

        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.show()
        self.raise_()
        self.activateWindow()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        furnish, self._furnish = self._furnish, None
        if furnish is not None:
            QTimer.singleShot(0, self, lambda: furnish(self))

    def closeEvent(self, event: QCloseEvent) -> None:
        content = self.centralWidget()
        if content is None or content.close():
            super().closeEvent(event)
        else:
            event.ignore()
