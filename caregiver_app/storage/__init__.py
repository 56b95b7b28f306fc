"""The household's file. Others import this package, never its modules, and hold domain values, never rows.

One SQLite file through SQLAlchemy, mode 0600, WAL with ``synchronous=FULL``: an acknowledged write survives
a power cut. Statements that only SQLite knows, and all of opening a connection, are in ``engine``. SQLAlchemy
(some 300 ms) is loaded when ``HouseholdFile`` is first named; importing this package costs nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from caregiver_app.storage.errors import (
    CannotWriteHere,
    ChangedElsewhere,
    HouseholdFileBusy,
    HouseholdFileDamaged,
    HouseholdFileError,
    HouseholdFileExists,
    HouseholdFileMissing,
    NewerHouseholdFile,
    NotAHouseholdFile,
    WriteObstacle,
)

if TYPE_CHECKING:
    from caregiver_app.storage.household_file import HouseholdFile

__all__ = [
    "CannotWriteHere",
    "ChangedElsewhere",
    "HouseholdFile",
    "HouseholdFileBusy",
    "HouseholdFileDamaged",
    "HouseholdFileError",
    "HouseholdFileExists",
    "HouseholdFileMissing",
    "NewerHouseholdFile",
    "NotAHouseholdFile",
    "WriteObstacle",
]


def __getattr__(name: str) -> Any:
    if name != "HouseholdFile":
        raise AttributeError(name)
    from caregiver_app.storage.household_file import HouseholdFile  # noqa: PLC0415 - loads SQLAlchemy

    return HouseholdFile
