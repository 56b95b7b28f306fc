"""The time of the house in tests."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

NOON = datetime(2026, 11, 22, 12, 0, tzinfo=timezone(timedelta(hours=1)))


def at_noon() -> datetime:
    """Always the same noon, so that nothing depends on when the tests run."""
    return NOON
