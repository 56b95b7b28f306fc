"""What may be done with what somebody saw: noting it, correcting it, taking it back, and reading it by days."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta, timezone
from typing import TYPE_CHECKING, Final
from uuid import uuid4

from caregiver_app.domain.events import Event, Withdrawn
from caregiver_app.domain.observations import Observed

if TYPE_CHECKING:
    from caregiver_app.services.open_household import OpenHousehold

# An event stands on the day that its own clock showed: the clocks of the earth are up to 26 hours apart.
_FARTHEST_CLOCK: Final = timedelta(hours=26)


@dataclass(frozen=True, slots=True)
class Seen:
    """One observation as it counts now. ``before`` is what stood in its place, the last first."""

    event: Event
    before: tuple[Event, ...] = ()

    @property
    def what(self) -> Observed:
        """What was seen."""
        assert isinstance(self.event.what, Observed)
        return self.event.what

    @property
    def first_id(self) -> str:
        """The id of what was noted first: whoever corrects it, that one stays."""
        return (self.before[-1] if self.before else self.event).id

    @property
    def day(self) -> date:
        """The day on the wall when it was seen."""
        return self.event.at.date()


@dataclass(frozen=True, slots=True)
class SeenInDays:
    """Newest first. ``damaged`` are months (``2026-12``) of which something cannot be shown."""

    seen: tuple[Seen, ...]
    damaged: tuple[str, ...]


def wall_moment(day: date, at: time, now: datetime) -> datetime:
    """The moment at which the wall clock showed that. ``now`` is aware, on the same wall.

    Its offset is that of ``now``, moved by what this computer's zone has changed since, such as to summer time; in
    whole minutes, which it was not before there were zones. What a clock showed twice, as it was set back, is the
    later of the two that has been.
    """
    here = now.astimezone().utcoffset() or timedelta()
    moments = [_with_offset(datetime.combine(day, at).replace(fold=fold), now, here) for fold in (1, 0)]
    return next((each for each in moments if each <= now), moments[-1])


def _with_offset(wall: datetime, now: datetime, here: timedelta) -> datetime:
    changed = (wall.astimezone().utcoffset() or timedelta()) - here
    minutes = round(((now.utcoffset() or timedelta()) + changed) / timedelta(minutes=1))
    return wall.replace(tzinfo=timezone(timedelta(minutes=minutes)), fold=0)


def noted(what: Observed, at: datetime, person_id: str, now: datetime, who: str) -> Event:
    """The event of something just noted. ``at`` and ``now`` are aware."""
    return Event(uuid4().hex, at, what, person_id, noted_at=now, noted_by=who)


def corrected(event: Event, by: Event, reason: str) -> Event:
    """``by`` as what takes the place of ``event``. Raises ``InvalidField`` without a reason."""
    return replace(by, subject_id=event.subject_id, amends=event.id, reason=reason)


def taken_back(event: Event, reason: str, now: datetime, who: str) -> Event:
    """The event that says ``event`` never was. Raises ``InvalidField`` without a reason."""
    return replace(
        event,
        id=uuid4().hex,
        what=Withdrawn(),
        noted_at=now,
        noted_by=who,
        amends=event.id,
        reason=reason,
    )


def seen_in_days(opened: OpenHousehold, person_id: str, first: date, last: date) -> SeenInDays:
    """What was seen of a person from ``first`` to ``last``, both included. Raises the store's ``KnownError``s."""
    now = opened.moment()
    start = datetime.combine(first, time(), now.tzinfo) - _FARTHEST_CLOCK
    end = datetime.combine(last, time(), now.tzinfo) + timedelta(days=1) + _FARTHEST_CLOCK
    found = opened.events.between(Observed, start, end, person_id)
    seen = (
        Seen(event, before_of(opened, event)) for event in found.events if first <= event.at.date() <= last
    )
    newest_first = sorted(seen, key=lambda each: each.event.at.replace(tzinfo=None), reverse=True)
    return SeenInDays(tuple(newest_first), found.damaged)


def before_of(opened: OpenHousehold, event: Event) -> tuple[Event, ...]:
    """What an event took the place of, and that one before it; what cannot be read any more is left out."""
    chain: list[Event] = []
    while event.amends and (found := opened.events.find(event.amends)) is not None:
        chain.append(found)
        event = found
    return tuple(chain)


def last_seen_on(opened: OpenHousehold, person_id: str) -> date | None:
    """The day of the last observation of a person; ``None`` where there is none."""
    event = opened.events.latest(Observed, person_id=person_id)
    return event.at.date() if event else None
