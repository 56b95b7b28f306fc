from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication


@pytest.fixture(autouse=True)
def _an_application(qapp: QApplication) -> None:
    """A timer, an icon or a font without one does nothing, or ends the program; whichever test comes first."""


@pytest.fixture(autouse=True)
def _cheap_passphrases(cheap_passphrases: None) -> None:
    pass
