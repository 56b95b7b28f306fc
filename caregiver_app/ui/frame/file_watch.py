"""Notices within seconds that the household's file was deleted, moved away or replaced."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer, Signal

from caregiver_app.domain.errors import KnownError

if TYPE_CHECKING:
    from caregiver_app.services.open_household import OpenHousehold

_EVERY_MS: Final = 4000


class FileWatch(QObject):
    """``lost`` carries the error, once. The store itself looks before each write, so nothing is written then."""

    lost = Signal(object)

    def __init__(self, opened: OpenHousehold, parent: QObject) -> None:
        super().__init__(parent)
        self._opened = opened
        self._timer = QTimer(self, interval=_EVERY_MS)
        self._timer.timeout.connect(self.look)
        self._timer.start()

    def look(self) -> None:
        """Looks now. A timer calls this every few seconds."""
        try:
            self._opened.check_file()
        except KnownError as error:
            self._timer.stop()
            self.lost.emit(error)

    def stop(self) -> None:
        """The household is being closed."""
        self._timer.stop()
