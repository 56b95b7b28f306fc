from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.services.backups.keeper.house import House

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def house(tmp_path: Path) -> House:
    made = House(tmp_path / "home.caregiver")
    made.work()
    return made


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    folder = tmp_path / "stick"
    folder.mkdir()
    return folder
