"""Verifying one month of events apart from whoever has the file open."""

from __future__ import annotations

import os
from contextlib import contextmanager
from typing import TYPE_CHECKING

from caregiver_app.storage.database import engine as sqlite
from caregiver_app.storage.household.damage import sound_rows
from caregiver_app.storage.household.event_months import EventMonths
from caregiver_app.storage.household.opened import has_wal
from caregiver_app.storage.household.opening import check_beginning

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from sqlalchemy import Connection

    from caregiver_app.storage.vault.secret import DatabaseKey


def is_month_sound(household: Path, key: DatabaseKey, month: str) -> bool:
    """Whether all events of a month (``2026-12``) are there, as they were kept.

    By a connection of its own, in any thread: in WAL mode nobody who writes waits for it. Raises a
    ``HouseholdFileError`` where that cannot be said: the file is busy, gone, or under other keys by now.
    """
    check_beginning(household, key)
    engine = sqlite.open_engine(household, key, _manner(household))

    @contextmanager
    def begin(*, writes: bool) -> Iterator[Connection]:  # noqa: ARG001 - it never does
        with sqlite.known_errors(household), sound_rows(household), engine.begin() as connection:
            yield connection

    try:
        with sqlite.known_errors(household):
            engine.connect().close()  # where this fails, no month is to blame
        is_sound = EventMonths(begin).is_sound(month)
    finally:
        engine.dispose()
    check_beginning(household, key)  # new keys, made meanwhile, are no damage
    return is_sound


def _manner(household: Path) -> sqlite.Manner:
    """For reading. One that can write takes the WAL away by its name when it closes, though another file has come."""
    can_lock = os.access(household, os.W_OK) and os.access(household.parent, os.W_OK)
    return sqlite.Manner(view_only=True, frozen=not can_lock and not has_wal(household))
