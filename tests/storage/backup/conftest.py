from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from caregiver_app.storage import (
    add_holder,
)
from tests.backups import HOUSEHOLD, make
from tests.vaults import CHEAP, access, new_household

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def home(tmp_path: Path) -> Path:
    path = tmp_path / "home.caregiver"
    add_holder(path, access(), "Anna", "the passphrase of Anna", cost=CHEAP)
    new_household(path, HOUSEHOLD).close()
    return path


@pytest.fixture
def backup(home: Path) -> Path:
    path = home.with_name("one.caregiver-backup")
    make(home, path)
    return path
