"""A file that another program changed in its making is refused before anything is written to it."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from caregiver_app.domain.household import Household
from caregiver_app.storage import HouseholdFile, HouseholdFileDamaged
from tests.faults.households import make_version_1
from tests.vaults import access, new_file, raw

if TYPE_CHECKING:
    from pathlib import Path

CHANGES = {
    "a trigger": "CREATE TRIGGER t AFTER INSERT ON draft BEGIN DELETE FROM draft; END",
    "a view": "CREATE VIEW v AS SELECT 1",
    "a table": "CREATE TABLE letters (text)",
    "an index": "CREATE INDEX i ON draft (fields)",
    "a column": "ALTER TABLE draft ADD COLUMN more",
    "a trigger of ours that is gone": "DROP TRIGGER history_is_never_changed",
    "a conflict clause": (
        "UPDATE sqlite_master SET sql = replace(sql, '(\"key\")', '(\"key\") ON CONFLICT REPLACE') "
        "WHERE name = 'draft'"
    ),
    "a rule that is gone": (
        "UPDATE sqlite_master SET sql = replace(sql, 'product_name TEXT NOT NULL', 'product_name TEXT') "
        "WHERE name = 'medication'"
    ),
}


def tamper(path: Path, *statements: str) -> None:
    with closing(raw(path)) as connection:
        connection.execute("PRAGMA writable_schema = ON")
        for statement in statements:
            before = connection.execute("SELECT name, sql FROM sqlite_master").fetchall()
            version = connection.execute("PRAGMA user_version").fetchone()
            connection.execute(statement)
            after = connection.execute("SELECT name, sql FROM sqlite_master").fetchall()
            assert before != after or version != connection.execute("PRAGMA user_version").fetchone(), (
                statement
            )
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()


def is_refused(path: Path) -> None:
    before = path.read_bytes()
    with pytest.raises(HouseholdFileDamaged):
        HouseholdFile.open(path, access())
    assert path.read_bytes() == before


@pytest.mark.parametrize("change", CHANGES)
def test_a_file_that_is_not_made_as_we_make_it_is_refused_as_it_is(tmp_path: Path, change: str) -> None:
    path = tmp_path / "home.caregiver"
    new_file(path).close()
    tamper(path, CHANGES[change])
    is_refused(path)


@pytest.mark.parametrize("change", ["a trigger", "a view", "a table", "a column"])
def test_an_older_file_is_not_brought_to_this_version_with_what_others_added(
    tmp_path: Path, change: str
) -> None:
    path = tmp_path / "home.caregiver"
    make_version_1(path, encrypted=True)
    tamper(path, CHANGES[change])
    is_refused(path)


@pytest.mark.parametrize("version", [0, 1, 2])
def test_a_lowered_version_is_refused_as_it_is(tmp_path: Path, version: int) -> None:
    path = tmp_path / "home.caregiver"
    with new_file(path) as file:
        file.write(Household())
    tamper(path, f"PRAGMA user_version = {version}")
    is_refused(path)
