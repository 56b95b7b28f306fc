from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from caregiver_app.storage import (
    HouseholdFile,
    add_holder,
    new_access,
)
from tests.storage.vault.access.ways import HOME, WORDS
from tests.vaults import CHEAP

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Anna's household, closed."""
    path = tmp_path / "home.caregiver"
    access = new_access()
    add_holder(path, access, "Anna", WORDS, cost=CHEAP)
    with HouseholdFile.create(path, access) as file:
        file.write(HOME)
    return path
