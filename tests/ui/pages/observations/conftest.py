from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.ui.pages.observations.house import House

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from caregiver_app.reference import Reference


@pytest.fixture
def house(qtbot: QtBot, tmp_path: Path, reference: Reference) -> Iterator[House]:
    house = House(qtbot, tmp_path / "home.caregiver", reference)
    yield house
    house.opened.close()
