from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from caregiver_app.services.security.recovery_on_paper import note_on_paper
from caregiver_app.ui.style import apply_style
from tests.ui.frame.notices.windows import READY, at_rest
from tests.unlock_flows import Entrance
from tests.vaults import new_household, old_household

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot

    from caregiver_app.ui.frame.window import MainWindow


@pytest.fixture
def start(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> Callable[[], MainWindow]:
    """Opens a window on an encrypted file; the second time, on the same one again."""
    apply_style(qapp, "light", 1.0)

    def make() -> MainWindow:
        file = tmp_path / "household"
        if file.exists():
            opened = old_household(file)
        else:
            opened = new_household(file, READY)
            note_on_paper(opened)
        entrance = Entrance(qtbot)
        entrance.window.resize(1100, 620)
        entrance.startup.show_household(opened)
        at_rest(entrance.window)
        return entrance.window

    return make
