"""What a person should know about the household's file when it was opened, most urgent first."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from caregiver_app.i18n import _
from caregiver_app.services.event_damage import event_notices, how_to_restore
from caregiver_app.services.notice import Notice
from caregiver_app.storage import LocationKind, conflict_copies
from caregiver_app.wording.dates import day

if TYPE_CHECKING:
    from datetime import datetime

    from caregiver_app.services.open_household import OpenHousehold
    from caregiver_app.storage import HouseholdFile

# Two computers in a house, or one after its battery was changed, are a little apart; that is no matter.
# No program of before this year can open the file, and no computer of today will run in a hundred years.
_FIRST_YEAR, _LAST_YEAR = 2024, 2124
_CLOCK_SLACK: Final = timedelta(minutes=10)


def notices_for(opened: OpenHousehold) -> tuple[Notice, ...]:
    """Empty where all is well, and for the made-up household."""
    file = opened.file
    if file is None:
        return ()
    wrong = _what_is_wrong(file, opened.moment())
    return (*wrong, *event_notices(opened, file), *_where_it_lies(file))


def _what_is_wrong(file: HouseholdFile, now: datetime) -> Iterator[Notice]:
    if file.is_view_only:
        words = _(
            "This file cannot be written to: its place is protected, or the disk is full. You can look and print, "
            "but not change anything."
        )
        yield Notice("view_only", words, is_safety=True)
    if file.is_older_than_seen:
        words = _(
            "This file is older than the one last used here: an old copy was put in its place. Later changes are "
            "missing. {restore}"
        ).format(restore=how_to_restore())
        yield Notice("older", words, is_safety=True)
    last = file.last_entry_at()
    if not _FIRST_YEAR <= now.year < _LAST_YEAR:
        words = _(
            "This computer’s clock says {now}, which cannot be right. Please set the clock: dates on the sheets come "
            "from it."
        ).format(now=day(now.date()))
        yield Notice("clock", words, is_safety=True)
    elif last is not None and now < last - _CLOCK_SLACK:
        words = _(
            "This computer’s clock says {now}, but the last change here was made on {last}. "
            "Please set the clock: dates on the sheets come from it."
        ).format(now=day(now.date()), last=day(last.date()))
        yield Notice("clock", words, is_safety=True)


def _where_it_lies(file: HouseholdFile) -> Iterator[Notice]:
    if file.location.kind is LocationKind.SYNCED:
        words = _(
            "This file is in a folder that {name} copies to other computers. Open it on one computer at a time, "
            "or better, move it to a folder of this computer only."
        ).format(name=file.location.name)
        yield Notice("synced", words)
    copies = conflict_copies(file.path)
    if copies:
        names = "; ".join(copy.name for copy in copies)
        words = _(
            "Beside this file are other copies that a sync tool has made: {names}. "
            "One of them may hold changes that are missing here."
        ).format(names=names)
        yield Notice("copies", words)
