from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from caregiver_app.domain.household import Household
from caregiver_app.domain.people import CareRecipient
from caregiver_app.storage import (
    add_holder,
)
from caregiver_app.ui.style import apply_style
from tests.ui.entrance.startup.typing_in import PASSPHRASE
from tests.vaults import CHEAP, access, new_household

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QApplication


@pytest.fixture
def file(tmp_path: Path, qapp: QApplication) -> Path:
    """A household that Anna can open."""
    apply_style(qapp, "light", 1.0)
    path = tmp_path / "household"
    add_holder(path, access(), "Anna", PASSPHRASE, cost=CHEAP)
    person = CareRecipient(id="theo", preferred_name="Theo")
    new_household(path, Household(care_recipients=(person,))).close()
    return path
