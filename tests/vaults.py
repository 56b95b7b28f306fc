"""Ways into encrypted households for tests, without the cost of a passphrase where none is meant."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from caregiver_app.services.opening import create_file, open_file
from caregiver_app.storage import Access, Cost, HouseholdFile
from caregiver_app.storage.database.engine import connect
from caregiver_app.storage.vault.secret import RootSecret
from tests.clock import at_noon

if TYPE_CHECKING:
    from pathlib import Path
    from typing import Any

    from caregiver_app.domain.household import Household
    from caregiver_app.services.open_household import OpenHousehold

# The least that is accepted: a passphrase in a test takes some 40 ms instead of 300.
CHEAP: Final = Cost(memory_kib=19_456, passes=2, lanes=1)
SECRET: Final = bytes(range(1, 21))


def access(who: str = "Anna") -> Access:
    """The same way in each time; each use may wipe its own."""
    return Access(RootSecret(SECRET), who=who)


def new_file(path: Path) -> HouseholdFile:
    return HouseholdFile.create(path, access())


def old_file(path: Path) -> HouseholdFile:
    return HouseholdFile.open(path, access())


def new_household(path: Path, household: Household) -> OpenHousehold:
    return create_file(path, household, access(), at_noon, "Began")


def old_household(path: Path) -> OpenHousehold:
    return open_file(path, access(), at_noon)


def raw(path: Path) -> Any:
    """A driver's connection with the key, for looking behind the program's back."""
    return connect(path, access().secret.database_key())
