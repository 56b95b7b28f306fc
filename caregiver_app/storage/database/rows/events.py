"""The tables of what happened. Rows are only ever added: triggers hold it so."""

from __future__ import annotations

from sqlalchemy import BigInteger, Index, Integer
from sqlalchemy.orm import Mapped, mapped_column

from caregiver_app.storage.database.rows.base import Row


class EventRow(Row):
    """One event. What a kind says besides is JSON: kinds come, and a table of 500,000 rows stays as it is."""

    __tablename__ = "event"

    number: Mapped[int] = mapped_column(BigInteger().with_variant(Integer, "sqlite"), primary_key=True)
    """1, 2, 3 ... in the order they were kept, without a gap."""
    id: Mapped[str] = mapped_column(unique=True)
    """Given where the event was made; one that comes twice is the same event."""
    kind: Mapped[str]
    """The key of its line in ``domain.events.EVENT_KINDS``."""
    person_id: Mapped[str]
    """Whom it is about; no foreign key, since what happened stays true when somebody leaves the household."""
    subject_id: Mapped[str]
    """The record it is about, such as a medication; empty for none."""
    at: Mapped[str]
    """When it happened, in UTC, always as long as ``2026-12-04T08:00:00.000000``, so that texts sort as moments do."""
    offset_seconds: Mapped[int]
    """What the wall clock was ahead of UTC then."""
    noted_at: Mapped[str | None]
    """When it was written down, ISO 8601 with offset; null where only the day it happened is known."""
    noted_by: Mapped[str]
    """Who wrote it down; empty where nobody knows."""
    amends: Mapped[str | None] = mapped_column(unique=True)
    """The id of the event it takes the place of: each is amended once, the next amendment amends that one."""
    reason: Mapped[str]
    """Why it was amended, in the person's words."""
    what: Mapped[str]
    """What a kind says besides, as ``domain.json_values`` writes it."""

    __table_args__ = (
        Index("ix_event_person", "kind", "person_id", "at"),
        Index("ix_event_subject", "kind", "subject_id", "at"),
        Index("ix_event_at", "at"),
    )


class EventOnceRow(Row):
    """What can be true only once, such as a dose at its due time: two events cannot both say so."""

    __tablename__ = "event_once"

    once: Mapped[str] = mapped_column(primary_key=True)
    """What it is, in the words of ``EventKind.once``."""
    event_id: Mapped[str] = mapped_column(index=True)
    """The event that says so now; an amendment takes over from the one it amends."""


class EventMonthRow(Row):
    """The seal of one month, so that it can be verified alone."""

    __tablename__ = "event_month"

    month: Mapped[str] = mapped_column(primary_key=True)
    """``2026-12``, in UTC."""
    events: Mapped[int]
    """How many happened in it."""
    digest: Mapped[str]
    """SHA-256 (hex), each event together with all before it, in the order they were kept."""
