"""What happened once: facts that are appended, amended only by a later event that names them, and never undone.

Records are edited and stay few; events are many and are never loaded all at once. An event keeps when it happened with
the offset the wall clock had then, and apart from that when it was noted and by whom.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, fields
from datetime import date, datetime, timedelta
from typing import Any, Final, NamedTuple

from caregiver_app.domain.errors import InvalidField, KnownError, Rule
from caregiver_app.domain.observations import Observed
from caregiver_app.domain.text import check_name, check_text, is_blank

FIRST_YEAR: Final = 1900
LAST_YEAR: Final = 2199
MOST_PRINTS: Final = 10**9
"""A household that prints ten sheets a minute reaches it in two hundred years."""


@dataclass(frozen=True, slots=True)
class Printed:
    """A document left the program, so that old copies can be named and destroyed.

    ``fingerprint`` is the SHA-256 of what it said, in hex: the same content keeps its ``serial``. ``printed_on`` is the
    day it was made for.
    """

    serial: int
    document: str
    printed_on: date
    fingerprint: str

    def __post_init__(self) -> None:
        if not 1 <= self.serial <= MOST_PRINTS:
            raise InvalidField(("serial",), Rule.NOT_POSITIVE, self.serial)
        check_name("document", self.document)


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """The event it amends never was: a slip, or somebody else's."""


What = Printed | Observed | Withdrawn


class EventKind(NamedTuple):
    """``key`` is what the kind is called where it is kept. ``once`` names what can be true only once, else ""."""

    cls: type[Any]
    key: str
    once: Callable[[Any], str] = lambda _what: ""


EVENT_KINDS: Final = (
    EventKind(Printed, "print", once=lambda what: f"print/{what.serial}"),
    EventKind(Observed, "observation"),
    EventKind(Withdrawn, "withdrawn"),
)
EVENT_KIND_OF: Final = {kind.cls: kind for kind in EVENT_KINDS}
_TEXTS_OF: Final = {
    kind.cls: tuple(each.name for each in fields(kind.cls) if each.type == "str") for kind in EVENT_KINDS
}


@dataclass(frozen=True, slots=True)
class Event:
    """``person_id`` may be that of somebody who is gone from the household, and is empty where it is about nobody.

    ``at`` and ``noted_at`` are aware; ``noted_at`` is ``None`` where only the day is known, from before events were
    kept. ``subject_id`` is the record it is about, such as a medication. ``amends`` is the id of the event that it
    takes the place of, with the ``reason``.
    """

    id: str
    at: datetime
    what: What
    person_id: str = ""
    subject_id: str = ""
    noted_at: datetime | None = None
    noted_by: str = ""
    amends: str = ""
    reason: str = ""

    def __post_init__(self) -> None:
        check_name("id", self.id)
        for name in ("person_id", "subject_id", "noted_by", "amends", "reason"):
            check_text(name, getattr(self, name))
        for name in _TEXTS_OF[type(self.what)]:
            check_text(name, getattr(self.what, name))
        for name, moment in (("at", self.at), ("noted_at", self.noted_at)):
            if moment is not None and not _can_be_kept(moment):
                raise InvalidField((name,), Rule.NOT_A_DATE, moment.isoformat())
        if self.amends == self.id:
            raise InvalidField(("amends",), Rule.TWICE, self.id)
        if self.amends and is_blank(self.reason):
            raise InvalidField(("reason",), Rule.MISSING)
        if isinstance(self.what, Withdrawn) and not self.amends:
            raise InvalidField(("amends",), Rule.MISSING)

    @property
    def kind(self) -> EventKind:
        """Its line in the declaration."""
        return EVENT_KIND_OF[type(self.what)]

    @property
    def once(self) -> str:
        """What it says that can be true only once; empty for most."""
        return self.kind.once(self.what)


def _can_be_kept(moment: datetime) -> bool:
    """Clocks differ from UTC by whole minutes. Before there were zones they did not, and no document says so."""
    offset = moment.utcoffset()
    is_whole = offset is not None and not offset % timedelta(minutes=1)
    return is_whole and FIRST_YEAR <= moment.year <= LAST_YEAR


class EventsFound(NamedTuple):
    """``damaged`` are months (``2026-12``, UTC) in which something is missing or was changed; the rest is whole."""

    events: tuple[Event, ...] = ()
    damaged: tuple[str, ...] = ()


class AlreadyRecordedError(KnownError):
    """Something that can happen only once stands in the log already, by another event."""


class AlreadyAmendedError(KnownError):
    """The event to amend is not there, or another one has taken its place."""


def check_event_time(event: Event, now: datetime) -> None:
    """Raises ``InvalidField`` for an event that has not happened yet. Clocks of a household may be minutes apart."""
    if event.at > now + timedelta(minutes=10):
        raise InvalidField(("at",), Rule.IN_THE_FUTURE, event.at.date())
