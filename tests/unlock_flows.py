"""A person at the first pages, for tests: what they click and type on the way into a household."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QFileDialog

from caregiver_app.settings import Settings
from caregiver_app.ui.entrance.lock_screen import LockScreen
from caregiver_app.ui.entrance.recovery_step import RecoveryStep
from caregiver_app.ui.entrance.startup import Startup
from caregiver_app.ui.entrance.welcome import WelcomePage
from caregiver_app.ui.frame.lock_and_close import LockAndClose
from caregiver_app.ui.frame.protect import ProtectPage
from caregiver_app.ui.frame.session import Environment
from caregiver_app.ui.frame.window import MainWindow
from tests.clock import at_noon

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QWidget
    from pytestqt.qtbot import QtBot

TODAY: Final = date(2026, 11, 22)
SLOWEST_MS: Final = 60_000  # Argon2id on a machine that others use too


def choose_in_dialog(file: Path) -> None:
    """Answers the next file dialog."""

    def answer() -> None:
        dialogs = [each for each in QApplication.topLevelWidgets() if isinstance(each, QFileDialog)]
        if not dialogs or not dialogs[0].isVisible():
            QTimer.singleShot(10, answer)
            return
        dialogs[0].selectFile(str(file))
        dialogs[0].accept()

    QTimer.singleShot(0, answer)


class Entrance:
    """A window with its front door. ``restarts`` are the files that the program would begin anew with."""

    def __init__(self, qtbot: QtBot, folder: Path | None = None, *, others_have: bool = False) -> None:
        """``folder`` is where rescue copies go; ``others_have``: other windows have every file already."""
        self.qtbot = qtbot
        self.restarts: list[Path] = []
        self.window = MainWindow()
        qtbot.addWidget(self.window)
        self.window.show()
        self.lock_and_close = LockAndClose(self.window, self.restarts.append, lambda _parent: folder)
        self.startup = Startup(
            self.window,
            Environment(lambda: TODAY, Settings(), lambda _settings: None),
            at_noon,
            lambda _path: not others_have,
        )
        self.startup.unlocked.connect(self.lock_and_close.take_over)

    @property
    def page(self) -> QWidget:
        """What is on view."""
        page = self.window.stack.currentWidget()
        assert page is not None
        return page

    def shows(self, page: QWidget) -> bool:
        """Whether this very page is on view."""
        return self.page is page

    def begin(self, name: str, country: str = "US") -> None:
        """A newcomer answers whom they care for."""
        assert isinstance(self.page, WelcomePage)
        self.page.started.emit(name, country)

    def protect(self, name: str = "Anna") -> str:
        """Takes the suggested passphrase and proves that it was written down. Returns it."""
        page = self.page
        assert isinstance(page, ProtectPage)
        page.name.set_value(name)
        words = page.passphrase.words.text()
        page.passphrase.written_button.click()
        page.passphrase.proof.set_value(words)
        page.protect_button.click()
        self.wait_for(RecoveryStep)
        return words

    def confirm_key(self) -> tuple[str, ...]:
        """Types two groups of the recovery key back. Returns all of it."""
        step = self.page
        assert isinstance(step, RecoveryStep)
        step.on_paper_button.click()
        for field in step.typed.fields:
            field.line.setText(step.groups[field.number - 1])
        step.done_button.click()
        return step.groups

    def unlock(self, passphrase: str) -> None:
        """Types a passphrase at the lock screen, and waits until it was tried."""
        screen = self.page
        assert isinstance(screen, LockScreen)
        screen.passphrase.set_value(passphrase)
        screen.open_button.click()
        self.qtbot.waitUntil(lambda: self.is_open() or screen.passphrase.isEnabled(), timeout=SLOWEST_MS)

    def is_open(self) -> bool:
        """Whether a household is on view."""
        return self.window.sidebar.isVisible()

    def wait_for(self, kind: type[QWidget]) -> None:
        """Until such a page is on view."""
        self.qtbot.waitUntil(lambda: isinstance(self.page, kind), timeout=SLOWEST_MS)
