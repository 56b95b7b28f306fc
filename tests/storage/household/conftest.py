from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.vaults import new_file

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from caregiver_app.storage import (
        HouseholdFile,
    )


@pytest.fixture
def file(tmp_path: Path) -> Iterator[HouseholdFile]:
    with new_file(tmp_path / "home.caregiver") as file:
        yield file
