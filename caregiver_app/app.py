"""Puts the window together. The only module besides ``cli`` that reads the clock and the environment."""

from __future__ import annotations

import builtins
import gc
import os
import sys
from contextlib import suppress
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

# PySide6 replaces ``__import__`` by a hook that reads the source of every module imported from then on (about a
# quarter of the time to the first page). Only ``from __feature__ import …`` needs it, which this program never does.
_plain_import = builtins.__import__
from PySide6.QtCore import QSettings  # noqa: E402
from PySide6.QtWidgets import QApplication  # noqa: E402

builtins.__import__ = _plain_import

from caregiver_app.cli.arguments import HouseholdSource  # noqa: E402
from caregiver_app.i18n import _  # noqa: E402
from caregiver_app.settings import (  # noqa: E402
    Settings,
    data_folder,
    faults_file,
    read_settings,
    settings_file,
    write_settings,
)
from caregiver_app.ui.frame.shell import Shell  # noqa: E402

if TYPE_CHECKING:
    from caregiver_app.services.open_household import OpenHousehold
    from caregiver_app.ui.frame.auto_lock import AutoLock
    from caregiver_app.ui.frame.lock_and_close import LockAndClose
    from caregiver_app.ui.frame.one_window import OneWindow
    from caregiver_app.ui.frame.window import MainWindow

# Some 100,000 objects are made before the first page, and none of them is garbage.
gc.set_threshold(50_000)

HOUSEHOLD_NAME = "household.caregiver"
_IDLE_MOMENT_MS = 1000


def run_window(source: HouseholdSource) -> int:
    """Opens the window and stays until it is closed. Returns the exit status."""
    # Asked for here: ``app.style()`` alone would build Python's list of the 500 elements that a style draws.
    app = QApplication([*sys.argv[:1], "-style", "fusion"])
    app.setApplicationName("caregiver-app")
    app.setDesktopFileName("caregiver-app")
    # Qt's own file dialog would keep a list of the folders visited in the home folder, in clear.
    QSettings.setPath(QSettings.Format.NativeFormat, QSettings.Scope.UserScope, os.devnull)
    one_window = _one_window(source)
    if one_window is None:
        sys.stderr.write(
            _("This household is open in another window already, which was brought to the front.\n")
        )
        return 0
    shell = new_shell(source, one_window)
    shell.show()
    status = app.exec()
    _keep_place(shell)
    return status


def new_shell(source: HouseholdSource, one_window: OneWindow | None = None) -> Shell:
    """The empty window, which furnishes itself with the household of ``source`` after its first paint."""
    settings = read_settings(settings_file())
    return Shell(lambda shell: _furnish(shell, source, settings, one_window), settings.window)


def file_of(source: HouseholdSource) -> Path | None:
    """The household's file; ``None`` for the made-up household."""
    return None if source.demo else source.file or (data_folder() / HOUSEHOLD_NAME).resolve()


def _one_window(source: HouseholdSource) -> OneWindow | None:
    """The window's right to the household's file; ``None`` while another window has it."""
    from caregiver_app.ui.frame.one_window import OneWindow

    one_window = OneWindow(data_folder() / "locks")
    file = file_of(source)
    return one_window if file is None or one_window.take(file) else None


def _furnish(shell: Shell, source: HouseholdSource, settings: Settings, one_window: OneWindow | None) -> None:
    from caregiver_app.logs import catch_faults
    from caregiver_app.ui.entrance.startup import Startup
    from caregiver_app.ui.frame.session import Environment
    from caregiver_app.ui.frame.window import MainWindow

    _show_look(settings)
    window = MainWindow()
    fault = _(
        "Something went wrong inside the program. What you typed is kept. If it happens again, start it anew."
    )
    catch_faults(faults_file(), datetime.now, lambda: window.trouble.show_text(fault))
    shell.setCentralWidget(window)
    guards: list[tuple[AutoLock, LockAndClose]] = []

    def keep_settings(changed: Settings) -> None:
        for auto_lock, _lock_and_close in guards:
            auto_lock.set_minutes(changed.lock_after_minutes)
        _keep_settings(changed)

    def unlocked(opened: OpenHousehold) -> None:
        if opened.path is None:
            return
        if not guards:
            guards.append(_watch_over(shell, window, one_window))
        guards[0][1].take_over(opened)

    may_have = one_window.take if one_window else _any_file
    startup = Startup(window, Environment(date.today, settings, keep_settings), _now, may_have)
    startup.unlocked.connect(unlocked)
    if one_window is not None:
        one_window.raise_asked.connect(shell.come_to_front)
        one_window.listen()
    startup.open(file_of(source), is_usual_place=source.file is None)


def _watch_over(
    shell: Shell, window: MainWindow, one_window: OneWindow | None
) -> tuple[AutoLock, LockAndClose]:
    """A household that can be lost from sight is locked: by hand, after idle minutes, and when the desktop leaves."""
    from PySide6.QtCore import QTimer

    from caregiver_app.ui.frame.auto_lock import AutoLock
    from caregiver_app.ui.frame.lock_and_close import LockAndClose

    lock_and_close = LockAndClose(window, lambda path: _start_anew(shell, path, one_window))
    auto_lock = AutoLock(read_settings(settings_file()).lock_after_minutes, parent=window)
    auto_lock.due.connect(lock_and_close.lock)
    auto_lock.start()

    def listen() -> None:
        from caregiver_app.ui.frame.desktop_signals import DesktopSignals

        signals = DesktopSignals(window)
        signals.leaving.connect(auto_lock.lock_now)
        signals.listen(os.environ.get("XDG_SESSION_ID", ""))

    QTimer.singleShot(_IDLE_MOMENT_MS, window, listen)
    return auto_lock, lock_and_close


def _start_anew(shell: Shell, path: Path, one_window: OneWindow | None) -> NoReturn:
    """Ends this process and begins another in its place, which knows nothing but where the household's file is."""
    _keep_place(shell)
    if one_window is not None:
        one_window.release()
    command = [sys.executable, "-P", "-m", "caregiver_app"]
    if path != data_folder() / HOUSEHOLD_NAME:
        command += ["--household", str(path)]
    sys.stdout.flush()
    sys.stderr.flush()
    if sys.platform == "win32":
        import subprocess

        subprocess.Popen(command)  # noqa: S603 - the same words as below
        os._exit(0)
    os.execv(sys.executable, command)  # noqa: S606 - no shell; of all that was typed only the file's name


def _keep_place(shell: Shell) -> None:
    """Where the window stands is the computer's business, not the household's."""
    with suppress(OSError):
        write_settings(settings_file(), replace(read_settings(settings_file()), window=shell.place()))


def _now() -> datetime:
    return datetime.now().astimezone()


def _any_file(_path: Path) -> bool:
    return True


def _keep_settings(settings: Settings) -> None:
    _show_look(settings)
    write_settings(settings_file(), settings)


def _show_look(settings: Settings) -> None:
    from caregiver_app.ui.style import apply_style

    app = QApplication.instance()
    if isinstance(app, QApplication):
        apply_style(app, settings.theme.value, settings.text_percent / 100)
