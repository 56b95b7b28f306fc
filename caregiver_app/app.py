"""Puts the window together. The only module besides ``cli`` that reads the clock and the environment."""

from __future__ import annotations

import builtins
import sys
from datetime import date, datetime

# PySide6 replaces ``__import__`` by a hook that reads the source of every module imported from then on (about a
# quarter of the time to the first page). Only ``from __feature__ import …`` needs it, which this program never does.
_plain_import = builtins.__import__
from PySide6.QtWidgets import QApplication  # noqa: E402

builtins.__import__ = _plain_import

from caregiver_app.cli.arguments import Source  # noqa: E402
from caregiver_app.settings import (  # noqa: E402
    Settings,
    data_folder,
    faults_file,
    read_settings,
    settings_file,
    write_settings,
)
from caregiver_app.ui.shell import Shell  # noqa: E402

HOUSEHOLD_NAME = "household.caregiver"


def run_window(source: Source) -> int:
    """Opens the window and stays until it is closed. Returns the exit status."""
    app = QApplication(sys.argv[:1])
    app.setApplicationName("caregiver-app")
    app.setDesktopFileName("caregiver-app")
    shell = new_shell(source)
    shell.show()
    return app.exec()


def new_shell(source: Source) -> Shell:
    """The empty window, which furnishes itself with the household of ``source`` after its first paint."""
    return Shell(lambda shell: _furnish(shell, source))


def _furnish(shell: Shell, source: Source) -> None:
    from caregiver_app.i18n import _
    from caregiver_app.logs import catch_faults
    from caregiver_app.ui.front_door import FrontDoor
    from caregiver_app.ui.window import MainWindow

    settings = read_settings(settings_file())
    _show_look(settings)
    window = MainWindow()
    fault = _(
        "Something went wrong inside the program. What you typed is kept. If it happens again, start it anew."
    )
    catch_faults(faults_file(), datetime.now, lambda: window.trouble.show_text(fault))
    shell.setCentralWidget(window)
    file = None if source.demo else source.file or data_folder() / HOUSEHOLD_NAME
    FrontDoor(window, settings, date.today, _keep_settings).open(file, is_usual_place=source.file is None)


def _keep_settings(settings: Settings) -> None:
    _show_look(settings)
    write_settings(settings_file(), settings)


def _show_look(settings: Settings) -> None:
    from caregiver_app.ui.style import apply_style

    app = QApplication.instance()
    if isinstance(app, QApplication):
        apply_style(app, settings.theme.value, settings.text_percent / 100)
