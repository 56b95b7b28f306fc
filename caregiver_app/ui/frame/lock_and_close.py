"""Out of the household: locked or closed only when everything typed is kept, and nothing of it stays behind.

A lock is a fresh process: Python cannot wipe its texts from memory, and what was read stays readable there. So the
program replaces itself, and the new process knows nothing but where the file is.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QApplication, QWidget

from caregiver_app.domain.errors import KnownError
from caregiver_app.i18n import _
from caregiver_app.services.backups.backup_keeper import back_up_at_close
from caregiver_app.ui.frame.file_watch import FileWatch
from caregiver_app.ui.widgets.file_dialogs import ask_folder

if TYPE_CHECKING:
    from caregiver_app.services.open_household import OpenHousehold
    from caregiver_app.ui.frame.cannot_save_page import CannotSavePage
    from caregiver_app.ui.frame.window import MainWindow


def ask_for_folder(parent: QWidget) -> Path | None:
    """Where to put a copy; ``None`` if the person thought better of it."""
    return ask_folder(parent, _("Where to save the copy"))


class LockAndClose(QObject):
    """Watches over the open household of ``window``. ``restart`` does not return: the process is another one."""

    def __init__(
        self,
        window: MainWindow,
        restart: Callable[[Path], None],
        ask_folder: Callable[[QWidget], Path | None] = ask_for_folder,
    ) -> None:
        super().__init__(window)
        self._window = window
        self._restart = restart
        self._ask_folder = ask_folder
        self._opened: OpenHousehold | None = None
        self._watch: FileWatch | None = None
        self._is_rescued = False
        window.lock_asked.connect(self.lock)
        window.rescue_asked.connect(self.rescue)
        window.may_close = self.may_close

    def take_over(self, opened: OpenHousehold) -> None:
        """From now on this household is the one to be left; the made-up one needs nothing."""
        if opened is self._opened or opened.path is None:
            return
        former, self._opened = self._opened, opened
        if self._watch is not None:
            self._watch.stop()
        if former is not None:
            former.close()
        self._is_rescued = False
        self._watch = FileWatch(opened, self)
        self._watch.lost.connect(self._on_lost)

    @Slot()
    def lock(self) -> None:
        """Closes the household and starts anew; or hides it, where something typed could not be kept.

        Dialogs are no hindrance: the process that waits for their answer goes away, or they are closed.
        """
        path = self._opened.path if self._opened else None
        if path is None:
            return
        trouble = self._try_to_keep()
        if trouble:
            self._cover(trouble, self.lock, closing=False)
            return
        try:
            self._close()
        finally:
            self._restart(path)

    def may_close(self) -> bool:
        """Whether the window may go: all is kept. Otherwise it asks what to do."""
        trouble = self._try_to_keep()
        if trouble:
            self._cover(trouble, self._close_window, closing=True)
            return False
        self._close()
        return True

    @Slot()
    def rescue(self) -> bool:
        """Saves everything in a place the person picks. Returns whether it is saved."""
        opened = self._opened
        folder = self._ask_folder(self._window) if opened else None
        if opened is None or folder is None:
            return False
        with suppress(KnownError):  # the forms are among the drafts in memory, and go into the copy
            self._window.keep_typed()
        try:
            path = opened.rescue(folder)
        except KnownError as error:
            self._window.tell_lost(_explained(error), _("Save a copy…"))
            return False
        self._is_rescued = True
        self._window.tell_lost(_saved_as(path))
        return True

    def _try_to_keep(self) -> str:
        """Why what is typed, or all of the household, could not be kept; empty if it is."""
        if self._opened is None or self._is_rescued:
            return ""
        try:
            self._window.keep_typed()
            self._opened.check_file()
        except KnownError as error:
            return _explained(error)
        except Exception as error:  # noqa: BLE001 - a fault in one form must not leave the household on view
            sys.excepthook(type(error), error, error.__traceback__)
            return _("Something went wrong inside the program. What was typed last may not be kept.")
        return ""

    def _close(self) -> None:
        opened, self._opened = self._opened, None
        if opened is None:
            return
        if self._watch is not None:
            self._watch.stop()
        self._window.let_go()
        # What goes wrong now is found out at the next start: everything is on the disk already.
        with suppress(KnownError):
            back_up_at_close(opened)
        with suppress(KnownError):
            opened.close()

    def _close_window(self) -> None:
        self._window.window().close()

    def _cover(self, trouble: str, again: Callable[[], None], *, closing: bool) -> None:
        from caregiver_app.ui.frame.cannot_save_page import CannotSavePage

        _close_dialogs(self._window.window())
        cover = CannotSavePage(trouble, closing=closing)
        cover.again_asked.connect(again)
        cover.lost_asked.connect(self._give_up)
        cover.rescue_asked.connect(lambda: self._rescue_from(cover))
        self._window.cover(cover)

    def _rescue_from(self, cover: CannotSavePage) -> None:
        if self.rescue():
            cover.saved(self._window.lost.text())
        else:
            cover.failed(self._window.lost.text() or cover.trouble.text())

    def _give_up(self) -> None:
        self._is_rescued = True
        self._close_window()

    def _on_lost(self, error: KnownError) -> None:
        self._window.tell_lost(_explained(error), _("Save a copy…"))


def _close_dialogs(window: QWidget) -> None:
    for other in QApplication.topLevelWidgets():
        if other is not window and other.isVisible():
            other.close()


def _saved_as(path: Path) -> str:
    return _(
        "Everything is saved in “{file}”. The same passphrase opens it. Close the program and open that file."
    ).format(file=path)


def _explained(error: KnownError) -> str:
    from caregiver_app.services.explain import explain

    return explain(error)
