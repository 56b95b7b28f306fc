"""What a person should know about the household's file when it was opened: each a sentence, most urgent first."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

from caregiver_app.i18n import _
from caregiver_app.storage import LocationKind, conflict_copies
from caregiver_app.wording.dates import day

if TYPE_CHECKING:
    from caregiver_app.services.open_household import OpenHousehold

# Two computers in a house, or one after its battery was changed, are a little apart; that is no matter.
_CLOCK_SLACK: Final = timedelta(minutes=10)


def notices_for(opened: OpenHousehold) -> tuple[str, ...]:
    """Empty where all is well, and for the made-up household."""
    file = opened.file
    if file is None:
        return ()
    found = []
    if file.is_view_only:
        found.append(
            _(
                "This file cannot be written to: its place is protected, or the disk is full. You can look and print, "
                "but not change anything."
            )
        )
    if file.is_older_than_seen:
        found.append(
            _(
                "This file is older than the one last used here: an old copy was put in its place. Later changes are "
                "missing. If you did not want that, restore the newest backup under Security and backups."
            )
        )
    last = file.last_entry_at()
    if last is not None and opened.moment() < last - _CLOCK_SLACK:
        found.append(
            _(
                "This computer’s clock says {now}, but the last change here was made on {last}. "
                "Please set the clock: dates on the sheets come from it."
            ).format(now=day(opened.moment().date()), last=day(last.date()))
        )
    if file.location.kind is LocationKind.SYNCED:
        found.append(
            _(
                "This file is in a folder that {name} copies to other computers. Open it on one computer at a time, "
                "or better, move it to a folder of this computer only."
            ).format(name=file.location.name)
        )
    copies = conflict_copies(file.path)
    if copies:
        names = "; ".join(copy.name for copy in copies)
        found.append(
            _(
                "Beside this file are other copies that a sync tool has made: {names}. "
                "One of them may hold changes that are missing here."
            ).format(names=names)
        )
    return tuple(found)
