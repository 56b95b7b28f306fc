"""New keys for an open household: its file changes under it, what is on the desk stays."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from caregiver_app.domain.errors import KnownError
from caregiver_app.storage import HouseholdFile, make_new_keys, recovery_key

if TYPE_CHECKING:
    from caregiver_app.services.open_household import OpenHousehold
    from caregiver_app.storage import Access


def change_keys(
    opened: OpenHousehold, access: Access, passphrase: str, tell: Callable[[KnownError], object]
) -> tuple[str, ...]:
    """Puts the household under new keys and returns the new recovery key; undo and drafts stay.

    Raises the store's ``KnownError``s; then the old keys hold. ``tell`` gets what went wrong after that: the new keys
    hold then, and the new recovery key must be seen. Takes about a second, in which nothing else may happen to the
    file.
    """
    path = opened.path
    assert path is not None
    opened.close()
    try:
        fresh = make_new_keys(path, access, access.who, passphrase)
    except BaseException:
        opened.go_on_with(HouseholdFile.open(path, access))
        raise
    try:
        opened.go_on_with(HouseholdFile.open(path, fresh))
    except KnownError as error:
        tell(error)
    groups = recovery_key(fresh)
    fresh.wipe()
    return groups
