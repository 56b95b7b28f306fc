"""One event as the history tells it: who wrote what down, corrected it or took it back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from caregiver_app.domain.events import Event, Withdrawn
from caregiver_app.domain.observations import Observed
from caregiver_app.i18n import _
from caregiver_app.wording.dates import clock_time, day
from caregiver_app.wording.history import EntryText

if TYPE_CHECKING:
    from caregiver_app.domain.preferences import Clock

# As in ``wording.history``: what is longer stands below the heading.
_LONGEST_HEADING: Final = 160


@dataclass(frozen=True, slots=True)
class EventTold:
    """``what`` and ``was`` are the sentences of an event and of what it took the place of, "" where that is unknown.

    ``about`` names whom and what it is about.
    """

    event: Event
    what: str
    was: str = ""
    about: tuple[str, ...] = ()


def event_text(told: EventTold, clock: Clock) -> EntryText:
    """``Anna corrected what was noted`` with what it was, what it is now, and why."""
    event = told.event
    who = event.noted_by.strip() or _("Somebody")
    about = tuple(filter(None, (*told.about, _when(event, clock))))
    if not event.amends:
        return _noted(told, who, about)
    is_gone = isinstance(event.what, Withdrawn)
    heading = _("{who} took back what was noted") if is_gone else _("{who} corrected what was noted")
    details = (
        _("Was: {what}").format(what=told.was) if told.was else "",
        "" if is_gone else _("Now: {what}").format(what=told.what),
        _("Why: {reason}").format(reason=event.reason.strip()),
    )
    return EntryText(heading.format(who=who), tuple(filter(None, details)), about)


def _noted(told: EventTold, who: str, about: tuple[str, ...]) -> EntryText:
    is_seen = isinstance(told.event.what, Observed)
    if len(told.what) > _LONGEST_HEADING or "\n" in told.what:
        return EntryText(_("{who} noted something").format(who=who), (told.what,), about)
    heading = _("{who} noted: {what}") if is_seen else _("{who}: {what}")
    return EntryText(heading.format(who=who, what=told.what[:1].upper() + told.what[1:]), (), about)


def _when(event: Event, clock: Clock) -> str:
    """When it happened, where that is not when it was noted."""
    at, noted = event.at, event.noted_at
    if noted is None or abs((noted - at).total_seconds()) < 60:  # noqa: PLR2004 - the same minute
        return ""
    time = clock_time(at.time(), clock)
    if at.date() == noted.date():
        return _("happened at {time}").format(time=time)
    return _("happened on {day}, {time}").format(day=day(at.date()), time=time)
