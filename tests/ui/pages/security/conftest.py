from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from caregiver_app.ui.pages.security.people_steps import AddPersonStep, ChangePassphraseStep
from tests.ui.pages.security.house import House

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from caregiver_app.reference import Reference


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "household.caregiver"


@pytest.fixture
def house(qtbot: QtBot, reference: Reference, path: Path) -> Iterator[House]:
    """No way in outlives the step that it was asked for."""
    house = House(qtbot, reference, path, "Ana", "Ben")
    yield house
    if not isinstance(house.page.step, AddPersonStep | ChangePassphraseStep):
        assert not any(any(access.secret.as_bytes()) for access in house.ways_in)
