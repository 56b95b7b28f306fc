from __future__ import annotations

from typing import TYPE_CHECKING

from caregiver_app.domain.household import Household
from caregiver_app.domain.people import CareRecipient
from caregiver_app.storage import (
    Access,
    HouseholdFile,
    key_holders,
    unlock,
)

if TYPE_CHECKING:
    from pathlib import Path


WORDS = "maple tundra café 7"
HOME = Household(care_recipients=(CareRecipient("sam", "Sam"),))


def annas(path: Path, words: str = WORDS) -> Access:
    [anna] = [holder for holder in key_holders(path) if holder.name == "Anna"]
    return unlock(path, anna.id, words)


def opens(path: Path, access: Access) -> bool:
    with HouseholdFile.open(path, access) as file:
        return file.read() == HOME
