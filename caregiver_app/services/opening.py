"""Ways to come by a household: the made-up one, a file, a new file, a document."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Final

from caregiver_app.domain.history import EntryKind
from caregiver_app.domain.household import Household
from caregiver_app.i18n import _
from caregiver_app.interop.household_document import read_document
from caregiver_app.reference import Reference
from caregiver_app.services.open_household import OpenHousehold
from caregiver_app.storage import CannotWriteHere

if TYPE_CHECKING:
    from caregiver_app.storage import Access

Clock = Callable[[], datetime]
# Nobody writes to a file for so long without a byte arriving; a killed program does.
_LEFT_BEHIND: Final = timedelta(hours=1)


def open_demo(resources: Path, now: Clock) -> OpenHousehold:
    """The sample household. Nothing is kept."""
    return OpenHousehold(read_document((resources / "sample" / "household.json").read_bytes()), now)


def open_file(path: Path, access: Access, now: Clock) -> OpenHousehold:
    """A household's file. Raises the store's ``KnownError``s.

    A file of an older version is backed up, and the backup read back, before it is brought to this one.
    """
    from caregiver_app.services.backups.making import back_up_before_migration
    from caregiver_app.services.notices import notices_for
    from caregiver_app.storage import HouseholdFile, sweep_drafts

    file = HouseholdFile.open(path, access, lambda: back_up_before_migration(path, access, now()))
    try:
        opened = OpenHousehold(file.read(), now, file, access.who)
        opened.read_history()
        opened.notices = notices_for(opened)
        if not opened.is_view_only:
            sweep_drafts(path.parent, now() - _LEFT_BEHIND)
            with suppress(CannotWriteHere):  # a full disk is no reason not to show what is on it
                opened.note(EntryKind.OPENED, _how_opened(access))
    except BaseException:
        file.close()
        raise
    return opened


def _how_opened(access: Access) -> str:
    return _("Opened the household") if access.who else _("Opened the household with the recovery key")


def create_file(path: Path, household: Household, access: Access, now: Clock, what: str) -> OpenHousehold:
    """A new household's file holding ``household``; ``what`` is the first line of its history.

    Raises the store's ``KnownError``s; never overwrites.
    """
    from caregiver_app.storage import HouseholdFile

    file = HouseholdFile.create(path, access)
    opened = OpenHousehold(file.read(), now, file, access.who)
    try:
        opened.change(what, lambda _empty: household, EntryKind.KEPT)
        file.fold()
    except BaseException:
        file.close()
        path.unlink(missing_ok=True)
        raise
    opened = OpenHousehold(household, now, file, access.who)
    opened.read_history()
    return opened


def read_and_check(document: Path, reference: Reference, today: date) -> Household:
    """The household in a stranger's document, read apart from this process. Raises ``KnownError``."""
    from caregiver_app.services.checks import check_household
    from caregiver_app.services.exchange.importing import read_untrusted_document

    household = read_untrusted_document(document)
    check_household(household, reference, today)
    return household
