"""Documents that left the program, as the pages look at them: one line a print."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time

from caregiver_app.domain.events import FIRST_YEAR, LAST_YEAR, Event, Printed


@dataclass(frozen=True, slots=True)
class PrintRecord:
    """One document that left the program: so that old copies can be named and destroyed.

    ``fingerprint`` is the SHA-256 of what it said, in hex: the same content keeps its ``serial``.
    """

    serial: int
    document: str
    care_recipient_id: str
    printed_on: date
    fingerprint: str


def print_of(event: Event) -> PrintRecord:
    """The print that an event tells of."""
    what = event.what
    assert isinstance(what, Printed)
    return PrintRecord(what.serial, what.document, event.person_id, what.printed_on, what.fingerprint)


def print_event(record: PrintRecord, now: datetime, who: str) -> Event:
    """The event of a print that just left. ``now`` is aware.

    Its id is its own: two prints that were given one number at the same moment are two events, and the log refuses
    the second.
    """
    import uuid  # noqa: PLC0415 - it takes a while to load, and the first page needs none

    what = Printed(record.serial, record.document, record.printed_on, record.fingerprint)
    return Event(uuid.uuid4().hex, now, what, record.care_recipient_id, noted_at=now, noted_by=who)


def kept_noon(day: date) -> datetime:
    """Noon of a print's day in UTC. Any day could be asked for; the event stands in the years events are kept for."""
    kept = min(max(day, date(FIRST_YEAR, 1, 1)), date(LAST_YEAR, 12, 31))
    return datetime.combine(kept, time(12), UTC)


def old_print_event(record: PrintRecord, noon: datetime) -> Event:
    """The event of a print from before there were events, of which only the day is known: ``noon`` of it, in UTC."""
    what = Printed(record.serial, record.document, record.printed_on, record.fingerprint)
    return Event(f"print-{record.serial}", noon, what, record.care_recipient_id)
