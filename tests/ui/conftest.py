from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from PySide6.QtGui import QFont, QPalette
    from PySide6.QtWidgets import QApplication


@pytest.fixture(scope="session")
def _first_look(qapp: QApplication) -> tuple[QFont, QPalette]:
    qapp.setStyle("Fusion")
    return qapp.font(), qapp.palette()


@pytest.fixture(autouse=True)
def _an_application(qapp: QApplication, _first_look: tuple[QFont, QPalette]) -> None:
    """A timer, an icon or a font without one does nothing, or ends the program; whichever test comes first.

    Each test has the same look to begin with, whatever text size another chose.
    """
    if qapp.styleSheet():
        qapp.setStyleSheet("")
        qapp.setFont(_first_look[0])
        qapp.setPalette(_first_look[1])


@pytest.fixture(autouse=True)
def _cheap_passphrases(cheap_passphrases: None) -> None:
    pass
