"""The months of events: which there are, and whether what is read of one is what was kept."""

from __future__ import annotations

from contextlib import AbstractContextManager
from typing import Final, Protocol

from sqlalchemy import Connection, bindparam, func, select

from caregiver_app.storage.database.event_indexes import index_hides_any
from caregiver_app.storage.database.rows import EventMonthRow, EventRow, SealRow, table_of
from caregiver_app.storage.errors import HouseholdFileDamaged
from caregiver_app.storage.household.appending import Kept, Month
from caregiver_app.storage.household.damage import DAMAGE
from caregiver_app.storage.household.event_text import linked
from caregiver_app.storage.household.seal import digest, moved

EVENTS: Final = table_of(EventRow).c
_MONTHS: Final = table_of(EventMonthRow).c
_SEAL: Final = table_of(SealRow).c
_BETWEEN: Final = (
    select(_MONTHS.month)
    .where(_MONTHS.month >= bindparam("first"), _MONTHS.month <= bindparam("last"))
    .order_by(_MONTHS.month)
)
_SEALED: Final = select(_MONTHS.events, _MONTHS.digest).where(_MONTHS.month == bindparam("month"))
_KEPT: Final = (
    select(*EVENTS)
    .where(EVENTS.at >= bindparam("first"), EVENTS.at < bindparam("end"))
    .order_by(EVENTS.number)
)


class Begin(Protocol):
    """Begins a transaction in the household's file."""

    def __call__(self, *, writes: bool) -> AbstractContextManager[Connection]: ...


class EventMonths:
    """Those of one open file. A month is read to its end once, and then again only when somebody else added to it."""

    def __init__(self, begin: Begin) -> None:
        self._begin = begin
        self._sound: dict[str, Month] = {}
        """Months that were found as their seal says, by what it said."""

    def names(self, first: str = "", last: str = "~") -> list[str]:
        """From ``first`` to ``last`` (``2026-12``), those in which anything happened."""
        with self._begin(writes=False) as connection:
            return list(connection.scalars(_BETWEEN, {"first": first, "last": last}))

    def is_sound(self, month: str) -> bool:
        """Whether all events of a month are there, as they were kept, and are found."""
        try:
            # In one transaction, or what another window adds meanwhile would pass for damage.
            with self._begin(writes=False) as connection:
                sealed = connection.execute(_SEALED, {"month": month}).one_or_none()
                state = (int(sealed[0]), str(sealed[1])) if sealed else (0, "")
                if self._sound.get(month) == state:
                    return True
                limits = (month, end_of(month))
                if _read(connection, *limits) != state or index_hides_any(connection, *limits):
                    return False
        except (HouseholdFileDamaged, *DAMAGE):
            return False
        self._sound[month] = state
        return True

    def added(self, kept: Kept) -> None:
        """After ``kept`` was written here: a sound month stays one."""
        for month, state in kept.after.items():
            if self._sound.get(month) == kept.before.get(month):
                self._sound[month] = state

    def newest_are_there(self) -> bool:
        """Whether the last events and the seals of all months are those of the last write: a look at a few rows."""
        try:
            with self._begin(writes=False) as connection:
                seal, count = connection.execute(select(_SEAL.events, _SEAL.event_count)).one()
                last = connection.scalar(select(func.max(EVENTS.number))) or 0
                months = connection.execute(select(_MONTHS.month, _MONTHS.events, _MONTHS.digest)).all()
            found = moved("", come=(digest(*month) for month in months)) if months else ""
            return bool(last == count == sum(month[1] for month in months) and found == seal)
        except (HouseholdFileDamaged, *DAMAGE):
            return False


def end_of(month: str) -> str:
    """What sorts behind each moment of a month."""
    return f"{month}~"


def _read(connection: Connection, first: str, end: str) -> Month:
    """How many events there are, and the seal they make."""
    count, found = 0, ""
    for row in connection.execute(_KEPT, {"first": first, "end": end}):
        count, found = count + 1, linked(found, tuple(row))
    return count, found
