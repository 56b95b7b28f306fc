"""Bringing a file of an older version to this one: all steps in one transaction, or none.

The number of the schema is SQLite's ``user_version``, which is part of the transaction. Each released schema is kept
in ``tests/storage/schemas`` and migrated by the tests with its data. A step is written out in Alembic's operations
and never uses ``rows``, which go on changing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sqlalchemy import BigInteger, Column, Integer, MetaData, Text

from caregiver_app.storage.database import engine as sqlite
from caregiver_app.storage.database.rows import NAMES
from caregiver_app.storage.database.seal_of_2 import check_seal_of_2
from caregiver_app.storage.database.seal_of_3 import check_seal_of_3
from caregiver_app.storage.database.step_to_3 import create_event_tables, move_prints
from caregiver_app.storage.database.step_to_4 import add_to_contacts, add_to_people
from caregiver_app.storage.errors import HouseholdFileDamaged

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from alembic.operations import Operations
    from sqlalchemy import Connection, Engine


def migrate(engine: Engine, path: Path, version: int, finish: Callable[[Connection], None]) -> None:
    """Takes the file from ``version`` to ``SCHEMA_VERSION``. After any error it is as it was.

    ``finish`` is done in the same transaction, when the tables are those of this program. Raises
    ``HouseholdFileDamaged`` where ``version`` never was, or where rows would be left without their owner; what the
    steps raise for rows that are damaged.
    """
    from alembic.operations import Operations
    from alembic.runtime.migration import MigrationContext

    if any(number not in STEPS for number in range(version + 1, sqlite.SCHEMA_VERSION + 1)):
        raise HouseholdFileDamaged(str(path), f"version {version}")
    with engine.connect() as connection:
        tables = {name for (name,) in sqlite.all_rows(connection, "SELECT name FROM sqlite_master")}
        if any((table in tables) is not (number <= version) for number, table in _FIRST_OF.items()):
            raise HouseholdFileDamaged(str(path), f"version {version}")
        sqlite.run(connection, "PRAGMA foreign_keys = OFF")  # a rebuilt table is empty for a moment
    with sqlite.for_writing(engine).begin() as connection:
        # The names of constraints are made as everywhere.
        names = MetaData(naming_convention=NAMES)
        operations = Operations(MigrationContext.configure(connection, opts={"target_metadata": names}))
        for number in range(version + 1, sqlite.SCHEMA_VERSION + 1):
            STEPS[number](operations)
        if broken := connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall():
            raise HouseholdFileDamaged(str(path), f"a row of {broken[0][0]} belongs to nobody")
        finish(connection)
        connection.exec_driver_sql(f"PRAGMA user_version = {sqlite.SCHEMA_VERSION}")
    with engine.connect() as connection:
        sqlite.run(connection, "PRAGMA foreign_keys = ON")


def _to_2(operations: Operations) -> None:
    """History, the notes the program keeps for itself, and the seal over both household and history."""
    operations.create_table(
        "history",
        Column("number", BigInteger().with_variant(Integer, "sqlite"), primary_key=True),
        *(Column(name, Text, nullable=False) for name in ("at", "who", "kind", "what", "changes")),
    )
    operations.create_table(
        "note", Column("key", Text, primary_key=True), Column("text", Text, nullable=False)
    )
    operations.create_table(
        "seal",
        Column("id", Integer, primary_key=True),
        *(Column(name, Text, nullable=False) for name in ("household", "history")),
    )
    operations.execute("INSERT INTO seal (id, household, history) VALUES (1, '', '')")
    for verb, done in (("UPDATE", "changed"), ("DELETE", "removed")):
        operations.execute(
            f"CREATE TRIGGER history_is_never_{done} BEFORE {verb} ON history "
            "BEGIN SELECT RAISE(ABORT, 'history is only added to'); END"
        )


def _to_3(operations: Operations) -> None:
    """What happened becomes events, prints among them; each month of events is sealed by itself."""
    check_seal_of_2(operations.get_bind())
    create_event_tables(operations)
    move_prints(operations)


def _to_4(operations: Operations) -> None:
    """What a sheet says besides of a person; and what a contact is to each of them."""
    check_seal_of_3(operations.get_bind())
    add_to_people(operations)
    add_to_contacts(operations)


# A table that each version was the first to have: by it, a number that somebody lowered is known.
_FIRST_OF: Final = {2: "history", 3: "event", 4: "emergency_item"}
STEPS: Final[Mapping[int, Callable[[Operations], None]]] = {2: _to_2, 3: _to_3, 4: _to_4}
