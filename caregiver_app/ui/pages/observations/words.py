"""What stands on the page for one observation."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final

from caregiver_app.domain.observations import Observed, ObservedThing
from caregiver_app.i18n import _
from caregiver_app.wording.dates import clock_time, day
from caregiver_app.wording.events.observation import headline, sentence, thing, value_of

if TYPE_CHECKING:
    from datetime import datetime

    from caregiver_app.domain.events import Event
    from caregiver_app.domain.preferences import Clock
    from caregiver_app.services.observations import Seen

IN_WORDS: Final = (ObservedThing.FALL, ObservedThing.OTHER)
"""What has neither a level nor a number."""


def heading(seen: Seen, clock: Clock) -> str:
    """``1:00 PM · Spasms more than usual``."""
    return " · ".join(filter(None, (clock_time(seen.event.at.time(), clock), headline(seen.what))))


def noted_by(event: Event, clock: Clock) -> str:
    """Who wrote it down when it was, where these are known and say more than when it was seen."""
    who = event.noted_by.strip()
    if event.noted_at is None:
        return _("Noted by {who}").format(who=who) if who else ""
    moment = _moment(event.noted_at, clock, event.at.date())
    if moment == _moment(event.at, clock, event.at.date()):
        return _("Noted by {who}").format(who=who) if who else ""
    if who:
        return _("Noted by {who}, {moment}").format(who=who, moment=moment)
    return _("Noted {moment}").format(moment=moment)


def corrections(seen: Seen, clock: Clock) -> list[str]:
    """What stood there before and why it was corrected, the last correction first."""
    lines = []
    for after, before in zip((seen.event, *seen.before), seen.before, strict=False):
        was = f"“{sentence(before.what)}”" if isinstance(before.what, Observed) else _("taken back")
        if before.at != after.at:
            was = ", ".join(filter(None, (was, _moment(before.at, clock, after.at.date()))))
        lines.append(_("Corrected: was {was}. Why: {reason}").format(was=was, reason=after.reason.strip()))
    return lines


def cell(seen: list[Seen], clock: Clock) -> str:
    """What was seen of one thing on one day, the first first; with times where there is more than one."""
    in_order = seen[::-1]
    if len(in_order) == 1:
        return _short(in_order[0])
    return "\n".join(f"{clock_time(each.event.at.time(), clock)}: {_short(each)}" for each in in_order)


def damaged(months: tuple[str, ...]) -> str:
    """One sentence for the months of which something cannot be shown; empty where all is whole."""
    names = ", ".join(_month(month) for month in months)
    if not names:
        return ""
    return _(
        "Some of what was noted in {months} is missing or was changed outside of this program. "
        "What can still be read is shown."
    ).format(months=names)


def _short(seen: Seen) -> str:
    if seen.what.thing in IN_WORDS:
        return seen.what.words.strip() or thing(seen.what.thing)
    return value_of(seen.what)


def _moment(moment: datetime, clock: Clock, known_day: date) -> str:
    at = clock_time(moment.time(), clock)
    return at if moment.date() == known_day else f"{day(moment.date())}, {at}"


def _month(text: str) -> str:
    """``Dec 2026``."""
    return " ".join(day(date.fromisoformat(f"{text}-01")).split("\N{NO-BREAK SPACE}")[2:])
