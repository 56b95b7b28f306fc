"""One window for one household: a second start brings the first window to the front."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QFileSystemWatcher, QObject, Signal

from caregiver_app.storage import CannotWriteHere, HouseholdFileBusy, WindowLock, ask_to_raise


class OneWindow(QObject):
    """Holds the lock of one household's file for this window. ``raise_asked`` fires when another start asks for it."""

    raise_asked = Signal()

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self._folder = folder
        self._lock: WindowLock | None = None
        self._path: Path | None = None
        self._watcher: QFileSystemWatcher | None = None

    def take(self, path: Path) -> bool:
        """Whether this window may have the file at ``path``. If not, the window that has it was asked to come up.

        Where no lock file can be kept there is no second window to know of, and the file may be had.
        """
        if path == self._path:
            return True
        try:
            lock = WindowLock.take(path, self._folder)
            if lock is None:
                ask_to_raise(path, self._folder)
                return False
        except (CannotWriteHere, HouseholdFileBusy):
            return True
        self.release()
        self._lock, self._path = lock, path
        return True

    def listen(self) -> None:
        """From now on ``raise_asked`` tells of another start. Needs the application's event loop."""
        if self._lock is not None:
            self._watcher = QFileSystemWatcher([str(self._lock.knock_file)])
            self._watcher.fileChanged.connect(lambda _file: self.raise_asked.emit())

    def release(self) -> None:
        """Lets another window have the file: this process is about to end."""
        if self._watcher is not None:
            self._watcher.deleteLater()
        if self._lock is not None:
            self._lock.release()
        self._lock, self._path, self._watcher = None, None, None
