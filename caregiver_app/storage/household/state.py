"""The whole state of a household inside a transaction of somebody else's: its records, its seal and its revision."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sqlalchemy import insert, select, update
from sqlalchemy.orm import Session

from caregiver_app.domain.household import Household
from caregiver_app.domain.record_changes import HouseholdChanges, differences
from caregiver_app.storage.database.rows import MetaRow, PreferencesRow, SealRow, table_of
from caregiver_app.storage.household.household_rows import read_rows, record_numbers, seal_of
from caregiver_app.storage.household.row_changes import columns_of, write_changes
from caregiver_app.storage.household.seal import moved
from caregiver_app.storage.household.tables import ONLY_ID, TABLE_OF

if TYPE_CHECKING:
    from sqlalchemy import Connection

_LAST_REVISION: Final = 2**62

# Made once, and of tables: for one change, making them anew costs as much as writing it.
_SEAL, _META = table_of(SealRow), table_of(MetaRow)
_HOUSEHOLD: Final = select(_SEAL.c.household)
_EVENT_COUNT: Final = select(_SEAL.c.event_count)
_REVISION: Final = select(_META.c.revision)
_SET_SEAL, _SET_REVISION = update(_SEAL), update(_META)


def begin_state(connection: Connection) -> None:
    """What a new file begins with: an empty household. May raise ``DAMAGE``."""
    preferences = Household().preferences
    table = TABLE_OF[type(preferences)]
    connection.execute(insert(MetaRow).values(id=ONLY_ID, revision=0))
    record = columns_of(PreferencesRow, table.record(preferences, ""))
    connection.execute(insert(PreferencesRow).values(record))
    seal = moved("", come=record_numbers(table, preferences, ""))
    connection.execute(
        insert(SealRow).values(id=ONLY_ID, household=seal, history="", events="", event_count=0)
    )


def read_state(connection: Connection) -> tuple[int, Household]:
    """The revision and the household. Raises one of ``DAMAGE``, also for rows that are not all of one time."""
    with Session(connection, autoflush=False) as session:
        household, positions = read_rows(session)
    seal = connection.scalar(_HOUSEHOLD)
    if seal != seal_of(household, positions):
        raise ValueError("rows of different times")
    return read_revision(connection), household


def read_revision(connection: Connection) -> int:
    """Raises one of ``DAMAGE``."""
    [revision] = connection.scalars(_REVISION)
    # SQLite keeps any text in a column of numbers; int() refuses it.
    if not 0 <= int(revision) < _LAST_REVISION:
        raise ValueError(revision)
    return int(revision)


def write_state(connection: Connection, changes: HouseholdChanges) -> None:
    """Makes the rows what they are after ``changes``. May raise ``DAMAGE``."""
    if not changes:
        return
    sealed = write_changes(connection, changes)
    seal = connection.scalar(_HOUSEHOLD)
    connection.execute(_SET_SEAL, {"household": moved(str(seal), sealed.gone, sealed.come)})


def fill_state(connection: Connection, household: Household) -> None:
    """Writes a household into a file that has just begun: its first write. May raise ``DAMAGE``."""
    write_state(connection, differences(Household(), household))
    set_revision(connection, 1)


def seal_anew(connection: Connection) -> None:
    """Takes what the rows say for true, after a step from a version that sealed in another way. Raises ``DAMAGE``."""
    with Session(connection, autoflush=False) as session:
        household, positions = read_rows(session)
    connection.execute(_SET_SEAL, {"household": seal_of(household, positions)})


def set_revision(connection: Connection, revision: int) -> None:
    """It grows by one with each write of the household."""
    connection.execute(_SET_REVISION, {"revision": revision})


def event_count(connection: Connection) -> int:
    """How many events there are. Raises one of ``DAMAGE``."""
    [count] = connection.scalars(_EVENT_COUNT)
    return int(count)
