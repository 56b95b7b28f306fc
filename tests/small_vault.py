"""A household's encrypted file whose passphrases are cheap to try."""

from __future__ import annotations

from typing import TYPE_CHECKING

from caregiver_app.storage import Access, HouseholdFile, add_holder, new_access
from tests.vaults import CHEAP

if TYPE_CHECKING:
    from pathlib import Path


def passphrase_of(name: str) -> str:
    return f"the long passphrase of {name}"


def make_vault(path: Path, *names: str) -> Access:
    """An empty household that each of these people can open, and the way in."""
    access = new_access()
    for name in names:
        add_holder(path, access, name, passphrase_of(name), cost=CHEAP)
    with HouseholdFile.create(path, access) as file:
        file.keep_keys()
    return access
