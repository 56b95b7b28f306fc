"""Ways to come by a household: the made-up one, a file, a new file, a document."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from caregiver_app.domain.errors import InvalidField
from caregiver_app.domain.event_rules import EventRules
from caregiver_app.domain.events import AlreadyAmendedError, AlreadyRecordedError, Event, check_event_time
from caregiver_app.domain.history import EntryKind, HistoryEntry
from caregiver_app.domain.household import Household
from caregiver_app.i18n import _
from caregiver_app.interop.household_document import read_document
from caregiver_app.reference import Reference
from caregiver_app.services.open_household import OpenHousehold
from caregiver_app.storage import CannotWriteHere

if TYPE_CHECKING:
    from caregiver_app.services.exchange.importing import Follow
    from caregiver_app.storage import Access, HouseholdFile

Clock = Callable[[], datetime]
# Nobody writes to a file for so long without a byte arriving; a killed program does.
_LEFT_BEHIND: Final = timedelta(hours=1)


def open_demo(resources: Path, now: Clock) -> OpenHousehold:
    """The sample household. Nothing is kept."""
    document = read_document((resources / "sample" / "household.json").read_bytes())
    return OpenHousehold(document.household, now, events=document.events)


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


def create_file(  # noqa: PLR0913, PLR0917 - what a new file is made of
    path: Path, household: Household, access: Access, now: Clock, what: str, events: Iterable[Event] = ()
) -> OpenHousehold:
    """A new household's file; ``what`` is the first line of its history, ``events`` what happened so far.

    Raises the store's ``KnownError``s and what ``events`` raises; never overwrites. It has its name only once
    everything is in it.
    """
    from caregiver_app.domain.record_changes import differences
    from caregiver_app.interop.record_text import write_changes
    from caregiver_app.storage import HouseholdFile

    changes = write_changes(differences(Household(), household))
    entry = HistoryEntry(0, now(), access.who, EntryKind.KEPT, what, changes)
    file = HouseholdFile.create(path, access, household, (entry,), events)
    try:
        return _first_opened(file, access, now)
    except BaseException:
        path.unlink(missing_ok=True)
        raise


def open_created(path: Path, access: Access, now: Clock) -> OpenHousehold:
    """A file that ``create_file`` made a moment ago, in another thread. Raises the store's ``KnownError``s."""
    from caregiver_app.storage import HouseholdFile

    return _first_opened(HouseholdFile.open(path, access), access, now)


def _first_opened(file: HouseholdFile, access: Access, now: Clock) -> OpenHousehold:
    try:
        opened = OpenHousehold(file.read(), now, file, access.who)
        opened.read_history()
    except BaseException:
        file.close()
        raise
    return opened


class CheckedDocument(NamedTuple):
    """What a stranger's document holds. ``events`` can be taken once; each is checked when it is taken."""

    household: Household
    events: Iterator[Event]


@contextmanager
def read_and_check(
    path: Path, reference: Reference, now: datetime, follow: Follow | None = None
) -> Iterator[CheckedDocument]:
    """A stranger's document, read apart from this process for the time of the ``with``.

    ``follow`` is told how much is done, and may end it. Raises ``KnownError``.
    """
    from caregiver_app.services.checks import check_household
    from caregiver_app.services.exchange.importing import nobody, open_untrusted_document

    with open_untrusted_document(path, follow or nobody) as found:
        check_household(found.household, reference, now.date())
        yield CheckedDocument(found.household, _checked(found.events(), now))


def _checked(events: Iterator[tuple[int, Event]], now: datetime) -> Iterator[Event]:
    """Raises ``DocumentRefused`` where they cannot all be true: a new file would take all or none."""
    from caregiver_app.services.exchange.errors import DocumentRefused

    rules = EventRules()
    for place, event in events:
        try:
            check_event_time(event, now)
            rules.add(event)
        except InvalidField as error:
            raise error.under("events", place) from None
        except AlreadyRecordedError:
            raise DocumentRefused(
                _(
                    "Event {n} of the document is a print with the number of another print. Take one of them out. "
                    "Nothing was changed."
                ).format(n=place + 1)
            ) from None
        except AlreadyAmendedError:
            raise DocumentRefused(
                _(
                    "Event {n} of the document corrects what another event corrected already, or stands after its own "
                    "correction. Take one of them out, or put them in order. Nothing was changed."
                ).format(n=place + 1)
            ) from None
        yield event


def create_from_document(path: Path, document: CheckedDocument, access: Access, now: Clock) -> OpenHousehold:
    """As ``create_file``."""
    return create_file(path, document.household, access, now, _("Imported a document"), document.events)
