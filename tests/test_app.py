"""The program put together: what happens between a start and a lock, but for the moment of changing the process."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

import pytest

from caregiver_app.app import HOUSEHOLD_NAME, file_of, new_shell
from caregiver_app.cli.arguments import HouseholdSource
from caregiver_app.domain.household import Household
from caregiver_app.settings import Settings, data_folder, read_settings, settings_file, write_settings
from caregiver_app.storage import add_holder
from caregiver_app.ui.entrance.lock_screen import LockScreen
from caregiver_app.ui.frame.auto_lock import AutoLock
from caregiver_app.ui.frame.one_window import OneWindow
from caregiver_app.ui.frame.shell import Shell
from caregiver_app.ui.frame.window import MainWindow
from tests.unlock_flows import SLOWEST_MS
from tests.vaults import CHEAP, access, new_household

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

PASSPHRASE = "wombat quilt marzipan oboe trellis"


class Replaced(Exception):
    """Where the process would have become another one."""


def make_file(path: Path) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    add_holder(path, access(), "Anna", PASSPHRASE, cost=CHEAP)
    new_household(path, Household()).close()
    return path


def unlocked(
    qtbot: QtBot, source: HouseholdSource, one_window: OneWindow | None = None
) -> tuple[Shell, MainWindow]:
    """Starts the program and opens the household."""
    shell = new_shell(source, one_window)
    qtbot.addWidget(shell)
    shell.show()
    qtbot.waitUntil(lambda: shell.centralWidget() is not None, timeout=SLOWEST_MS)
    window = shell.centralWidget()
    assert isinstance(window, MainWindow)
    screen = window.stack.currentWidget()
    assert isinstance(screen, LockScreen)
    screen.passphrase.set_value(PASSPHRASE)
    screen.open_button.click()
    qtbot.waitUntil(lambda: window.session is not None, timeout=SLOWEST_MS)
    return shell, window


@pytest.fixture
def replacements(monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """The command lines of the processes that this one would have become."""
    commands: list[list[str]] = []

    def note(_program: str, command: list[str]) -> None:
        commands.append(command)
        raise Replaced

    monkeypatch.setattr(os, "execv", note)
    return commands


def test_without_a_sign_of_life_it_locks(qtbot: QtBot, tmp_path: Path, replacements: list[list[str]]) -> None:
    write_settings(settings_file(), Settings(lock_after_minutes=1))
    file = make_file(tmp_path / "family")
    _shell, window = unlocked(qtbot, HouseholdSource(file=file))
    auto_lock = window.findChild(AutoLock)
    assert auto_lock is not None
    assert auto_lock.is_watching
    with qtbot.captureExceptions() as faults:
        auto_lock.lock_now()
    assert [kind for kind, _error, _trace in faults] == [Replaced]
    assert replacements == [[sys.executable, "-P", "-m", "caregiver_app", "--household", str(file)]]
    assert window.session is None


def test_a_locked_household_of_the_usual_place_names_no_file_and_keeps_the_windows_place(
    qtbot: QtBot, replacements: list[list[str]]
) -> None:
    make_file(data_folder() / HOUSEHOLD_NAME)
    source = HouseholdSource()
    file = file_of(source)
    assert file is not None
    one_window, other = OneWindow(data_folder() / "locks"), OneWindow(data_folder() / "locks")
    assert one_window.take(file)
    shell, window = unlocked(qtbot, source, one_window)
    shell.setGeometry(10, 40, 780, 650)
    with qtbot.captureExceptions():
        window.lock()
    assert replacements == [[sys.executable, "-P", "-m", "caregiver_app"]]
    assert other.take(file)
    again = Shell(lambda _shell: None, read_settings(settings_file()).window)
    qtbot.addWidget(again)
    assert again.size() == shell.size()


def test_a_choice_of_minutes_counts_at_once(qtbot: QtBot, tmp_path: Path) -> None:
    file = make_file(tmp_path / "family")
    _shell, window = unlocked(qtbot, HouseholdSource(file=file))
    auto_lock = window.findChild(AutoLock)
    session = window.session
    assert auto_lock is not None
    assert session is not None
    session.environment.keep_settings(Settings(lock_after_minutes=30))
    assert auto_lock._limit == 30 * 60
    assert session.environment.settings.lock_after_minutes == 30
    assert read_settings(settings_file()).lock_after_minutes == 30


def test_the_made_up_household_never_locks(qtbot: QtBot) -> None:
    shell = new_shell(HouseholdSource(demo=True))
    qtbot.addWidget(shell)
    shell.show()
    qtbot.waitUntil(lambda: shell.centralWidget() is not None, timeout=SLOWEST_MS)
    window = shell.centralWidget()
    assert isinstance(window, MainWindow)
    assert window.session is not None
    assert window.findChild(AutoLock) is None
    assert not window.sidebar.lock_button.isVisible()
