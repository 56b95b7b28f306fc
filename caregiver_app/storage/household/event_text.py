"""One event to the columns of its row, and back. A row the program never wrote raises one of ``damage.DAMAGE``."""

from __future__ import annotations

import hashlib
import json
from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal
from typing import Any, Final

from caregiver_app.domain.events import Event, What
from caregiver_app.domain.json_values.decoding import decode
from caregiver_app.domain.json_values.encoding import encode

COLUMNS: Final = (
    *("number", "id", "kind", "person_id", "subject_id", "at", "offset_seconds"),
    *("noted_at", "noted_by", "amends", "reason", "what"),
)
_LONGEST_WHAT: Final = 100_000


def utc_text(moment: datetime) -> str:
    """Always of one length, so that texts sort as moments do."""
    return moment.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="microseconds")


def month_of(at: str) -> str:
    """``2026-12``."""
    return at[:7]


def row_of(number: int, event: Event) -> tuple[Any, ...]:
    """The values of ``COLUMNS``."""
    offset = event.at.utcoffset() or timedelta()
    return (
        number,
        event.id,
        event.kind.key,
        event.person_id,
        event.subject_id,
        utc_text(event.at),
        int(offset.total_seconds()),
        event.noted_at.isoformat() if event.noted_at else None,
        event.noted_by,
        event.amends or None,
        event.reason,
        json.dumps(encode(event.what), ensure_ascii=False, separators=(",", ":")),
    )


def event_of(row: tuple[Any, ...]) -> Event:
    """The event a row keeps. Raises one of ``damage.DAMAGE``."""
    _number, event_id, kind, person_id, subject_id, at, offset, noted_at, noted_by, amends, reason, what = row
    if len(what) > _LONGEST_WHAT:
        raise ValueError("no event says so much")
    zone = timezone(timedelta(seconds=int(offset)))
    event = Event(
        id=event_id,
        at=datetime.fromisoformat(at).replace(tzinfo=UTC).astimezone(zone),
        what=decode(What, json.loads(what, parse_float=Decimal)),
        person_id=person_id,
        subject_id=subject_id,
        noted_at=datetime.fromisoformat(noted_at) if noted_at else None,
        noted_by=noted_by,
        amends=amends or "",
        reason=reason,
    )
    if event.kind.key != kind:
        raise ValueError("an event of another kind")
    return event


def linked(before: str, row: tuple[Any, ...]) -> str:
    """Each event of a month is sealed together with all before it."""
    return hashlib.sha256(repr((before, row)).encode("utf-8", "surrogatepass")).hexdigest()
