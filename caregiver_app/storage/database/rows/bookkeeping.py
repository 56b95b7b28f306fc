"""The tables the program keeps for itself: revision, seals, half-filled forms, notes and the history."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import JSON, BigInteger, Integer
from sqlalchemy.orm import Mapped, mapped_column

from caregiver_app.domain.history import EntryKind
from caregiver_app.storage.database.rows.base import Row


class MetaRow(Row):
    """About the file itself. One row."""

    __tablename__ = "meta"

    id: Mapped[int] = mapped_column(primary_key=True)
    """Always 1."""
    revision: Mapped[int]
    """Grows by one with each write of the household, so that two writers notice each other. Events do not count."""


class SealRow(Row):
    """Digests over what the file holds. One row.

    A page of the file that fell back to what it held before is whole in itself. It is found by these.
    """

    __tablename__ = "seal"

    id: Mapped[int] = mapped_column(primary_key=True)
    """Always 1."""
    household: Mapped[str]
    """Of all records, in hex, as ``household.seal`` adds them up. Never empty: the preferences are always there."""
    history: Mapped[str]
    """Of the newest line of the history and all before it (SHA-256, hex); empty before the first line."""
    events: Mapped[str]
    """Of the seals of all months (``event_month``), in hex; empty before the first event."""
    event_count: Mapped[int]
    """How many events there are, amended ones and amendments included; also the number of the newest."""


class DraftRow(Row):
    """A form that was begun and not saved."""

    __tablename__ = "draft"

    key: Mapped[str] = mapped_column(primary_key=True)
    """Which form, and of which record: ``medication/new``."""
    fields: Mapped[dict[str, str]] = mapped_column(JSON)
    """The name of each field to what was typed in it, whether it makes sense or not. A JSON object."""


class HistoryRow(Row):
    """What was done, by whom and when. Rows are only ever added: triggers hold it so."""

    __tablename__ = "history"

    number: Mapped[int] = mapped_column(BigInteger().with_variant(Integer, "sqlite"), primary_key=True)
    """1, 2, 3 ... in the order it was done, without a gap."""
    at: Mapped[datetime]
    """When it was done: ISO 8601 with the offset the wall clock had."""
    who: Mapped[str]
    """Whose passphrase had opened the file; empty where that was the recovery key, or nobody knows."""
    kind: Mapped[EntryKind]
    """What sort of thing was done."""
    what: Mapped[str]
    """The program's short sentence, in the language of that day: ``Removed baclofen``."""
    changes: Mapped[str]
    """The records before and after, as ``interop.record_text`` writes them (JSON); empty where none changed."""


class NoteRow(Row):
    """A small text the program keeps for itself, such as where the second backup goes. Nothing medical."""

    __tablename__ = "note"

    key: Mapped[str] = mapped_column(primary_key=True)
    """Which note: ``keys`` is a copy of the key file."""
    text: Mapped[str]
    """What whoever asks for this note wrote into it; never null."""
