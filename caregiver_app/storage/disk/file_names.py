"""What lies beside a household's file, by name."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from caregiver_app.settings import data_folder
from caregiver_app.storage.errors import NameOfPassing

SCRATCH: Final = ".caregiver-app-scratch-"  # a name that no person gives to a folder
_PASSING_ENDS: Final = ("-wal", "-shm", "-journal", ".keys", ".backups", ".published", ".part", ".restoring")
_PASSING_BEGINNINGS: Final = (".new-", ".caregiver-")


def check_name(path: Path) -> None:
    """Raises ``NameOfPassing`` where it would be taken for what belongs to a household, or swept away."""
    if path.name.endswith(_PASSING_ENDS) or path.name.startswith(_PASSING_BEGINNINGS):
        raise NameOfPassing(str(path))


def keys_path(household: Path) -> Path:
    """The key file: who can open it."""
    return household.with_name(f"{household.name}.keys")


def backups_folder(household: Path) -> Path:
    """Where the backups of a household's file are kept."""
    return household.with_name(f"{household.name}.backups")


def restoring_folder(household: Path) -> Path:
    """There only while a backup takes the file's place, and after a power cut in the middle of that."""
    return household.with_name(f".{household.name}.restoring")


def lock_folder() -> Path:
    """Where this user's locks are kept: one place, whatever name a file is opened under."""
    return data_folder() / "locks"
