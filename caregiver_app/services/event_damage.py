"""Months of events that are not as they were kept: finding them little by little, remembering and telling them.

What is remembered keeps old backups from being thinned out, since one of them may hold such a month whole.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Final

from caregiver_app.i18n import _
from caregiver_app.services.notice import Notice
from caregiver_app.wording.dates import months_in_words

if TYPE_CHECKING:
    from caregiver_app.services.open_household import OpenHousehold
    from caregiver_app.storage import HouseholdFile

ABOUT_EVENTS: Final = frozenset({"newest_events", "damaged_months"})
_NOTE: Final = "events.damaged_months"


class MonthChecks:
    """All months of one open file, the newest first. For the thread of the household."""

    def __init__(self, opened: OpenHousehold) -> None:
        self._opened = opened
        self._left = list(opened.file.events.months()) if opened.file else []
        self._damaged: list[str] = []

    def next(self) -> tuple[str, Callable[[], bool]] | None:
        """A month, and the work that says whether it is sound, for any thread; ``None`` when all were looked at."""
        from caregiver_app.storage import is_month_sound

        file = self._opened.file
        if file is None or not self._left:
            return None
        month, path, key = self._left.pop(), file.path, file.key
        return month, lambda: is_month_sound(path, key, month)

    def found(self, month: str, *, is_sound: bool) -> None:
        """What came of it."""
        if not is_sound:
            self._damaged.append(month)

    def finish(self) -> Notice | None:
        """After the last month: remembers what was found, and gives what a person should know of it.

        Raises the store's ``KnownError``s.
        """
        found = " ".join(sorted(self._damaged))
        if not self._opened.is_view_only and found != self._opened.note_value(_NOTE):
            self._opened.keep_note_value(_NOTE, found)
        damaged = _with_lost(self._opened, self._damaged)
        return damaged_months_notice(damaged) if damaged else None


def remembered_damage(opened: OpenHousehold) -> tuple[str, ...]:
    """The months that were found damaged when all were last looked at, or were when this copy was rescued."""
    return _with_lost(opened, opened.note_value(_NOTE).split())


def _with_lost(opened: OpenHousehold, damaged: Iterable[str]) -> tuple[str, ...]:
    from caregiver_app.storage import LOST_IN_RESCUE

    return tuple(sorted({*damaged, *opened.note_value(LOST_IN_RESCUE).split()}))


def is_anything_damaged(opened: OpenHousehold) -> bool:
    """Whether events are known to be missing or damaged: a look at a few rows."""
    file = opened.file
    return file is not None and (bool(remembered_damage(opened)) or not file.events.newest_are_there())


def event_notices(opened: OpenHousehold, file: HouseholdFile) -> tuple[Notice, ...]:
    """What a person should know of the events when a file was opened."""
    damaged = remembered_damage(opened)
    if damaged:
        return (damaged_months_notice(damaged),)
    return () if file.events.newest_are_there() else (_newest_notice(),)


def damaged_months_notice(months: tuple[str, ...]) -> Notice:
    """``months`` (``2026-12``) in words, and what to do."""
    words = _(
        "What was written down in {months} is damaged in this file: some of it may be missing or wrong. Other months "
        "are not touched by this. {restore}"
    ).format(months=months_in_words(months), restore=how_to_restore())
    return Notice("damaged_months", words, is_safety=True)


def how_to_restore() -> str:
    """The way to the file of a backup with all its events; what is put back in an open household are records only."""
    return _(
        "To get back what is missing, choose Lock, and there “Restore from a backup…”. The file as it is now is kept "
        "beside it; nothing is deleted."
    )


def _newest_notice() -> Notice:
    words = _(
        "The newest things written down here, such as observations and prints, were lost or changed outside this "
        "program. What is whole can be read. {restore}"
    ).format(restore=how_to_restore())
    return Notice("newest_events", words, is_safety=True)
