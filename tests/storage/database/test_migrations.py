"""Files of older versions, each with its data, brought to this version whole or not at all."""

from __future__ import annotations

import os
import re
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from caregiver_app.domain.events import AlreadyRecordedError, Printed
from caregiver_app.domain.prints import print_event, print_of
from caregiver_app.interop.household_document import read_document
from caregiver_app.services.opening import open_file
from caregiver_app.storage import (
    HouseholdFile,
    HouseholdFileDamaged,
    NotAHouseholdFile,
    NotEncrypted,
    key_holders,
    protect_plain_file,
    read_manifest,
)
from caregiver_app.storage.database import migrations as steps
from caregiver_app.storage.database.engine import SCHEMA_VERSION
from tests.clock import NOON, at_noon
from tests.vaults import access, new_file, old_file, raw

if TYPE_CHECKING:
    from caregiver_app.domain.household import Household

# What the program of version 2 (a5883ca) made of the sample household and the three prints below.
SEAL_WITH_PRINTS = "045e53040ac789113246dd4cef60b5f688ccddaa71d498025a7f7701e2b1c4ca"
SCHEMAS = sorted((Path(__file__).parents[1] / "schemas").glob("v*.sql"))


def sample(version: int = 3) -> Household:
    """As it was when the file was made; it was the same for the first three versions."""
    document = SCHEMAS[0].parent / f"v{max(version, 3)}.json"
    return read_document(document.read_bytes()).household


def encrypted(path: Path, schema: Path) -> Path:
    """A file as the program of that version left it."""
    path.touch(mode=0o600)
    with closing(raw(path)) as connection:
        connection.execute("PRAGMA foreign_keys = OFF")
        connection.executescript(schema.read_text("utf-8"))
    return path


def plain(path: Path) -> Path:
    """A file from before households were encrypted, with its latest words still in the WAL."""
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(SCHEMAS[0].read_text("utf-8"))
        connection.execute("PRAGMA journal_mode = WAL")
    return path


def schema_of(path: Path) -> dict[str, str]:
    with closing(raw(path)) as connection:
        rows = connection.execute("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL").fetchall()
    return {name: re.sub(r"\s+", " ", sql).replace(" ,", ",") for name, sql in rows}


@pytest.mark.parametrize("schema", SCHEMAS, ids=lambda path: path.stem)
def test_each_released_version_opens_with_all_its_data(tmp_path: Path, schema: Path) -> None:
    path = encrypted(tmp_path / "home.caregiver", schema)
    with old_file(path) as file:
        assert file.read() == sample(int(schema.stem[1:]))
        assert file.drafts() == {"medication/new": {"product_name": "Kepp"}}
    with old_file(path) as file:
        file.write(file.read())


@pytest.mark.parametrize("schema", SCHEMAS, ids=lambda path: path.stem)
def test_a_migrated_file_is_built_like_a_new_one(tmp_path: Path, schema: Path) -> None:
    old = encrypted(tmp_path / "old", schema)
    old_file(old).close()
    new_file(tmp_path / "new").close()
    assert schema_of(old) == schema_of(tmp_path / "new")


def test_a_print_of_a_year_in_which_nothing_is_kept_comes_along_with_its_day(tmp_path: Path) -> None:
    path = encrypted(tmp_path / "home.caregiver", SCHEMAS[0])
    with closing(raw(path)) as connection:
        connection.execute(
            "INSERT INTO print_record VALUES (7, 0, 'emergency', 'person-1', '1850-01-01', 'ab')"
        )
    with old_file(path) as file:
        assert [print_of(each).printed_on.year for each in file.events.all_of(Printed)] == [1850]
        file.events.check(path)


def test_a_schema_is_kept_for_each_version() -> None:
    assert [path.stem for path in SCHEMAS] == [f"v{number}" for number in range(1, SCHEMA_VERSION + 1)]


def test_an_older_file_is_backed_up_before_it_is_touched(tmp_path: Path) -> None:
    path = encrypted(tmp_path / "home.caregiver", SCHEMAS[0])
    open_file(path, access(), at_noon).close()
    [backup] = (tmp_path / "home.caregiver.backups").iterdir()
    assert "history" not in read_manifest(backup).counts
    assert read_manifest(backup).counts["medication"] == 23


def test_a_file_is_not_touched_when_it_cannot_be_backed_up(tmp_path: Path) -> None:
    path = encrypted(tmp_path / "home.caregiver", SCHEMAS[0])
    before = path.read_bytes()

    def fail() -> None:
        raise HouseholdFileDamaged("backup", "no")

    with pytest.raises(HouseholdFileDamaged):
        HouseholdFile.open(path, access(), fail)
    assert path.read_bytes() == before


def test_a_step_that_fails_leaves_the_old_file_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = encrypted(tmp_path / "home.caregiver", SCHEMAS[0])
    whole = steps.STEPS[2]

    def half(operations: Any) -> None:
        whole(operations)
        operations.execute("INSERT INTO nowhere VALUES (1)")

    monkeypatch.setattr(steps, "STEPS", {**steps.STEPS, 2: half})
    with pytest.raises(Exception, match="nowhere"):
        old_file(path)
    with closing(raw(path)) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (1,)
    assert "history" not in schema_of(path)
    monkeypatch.undo()
    with old_file(path) as file:
        assert file.read() == sample()


def test_a_step_that_would_orphan_rows_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = encrypted(tmp_path / "home.caregiver", SCHEMAS[0])
    monkeypatch.setattr(
        steps,
        "STEPS",
        {**steps.STEPS, 3: lambda operations: operations.execute("DELETE FROM care_recipient")},
    )
    with pytest.raises(HouseholdFileDamaged):
        old_file(path)
    monkeypatch.undo()
    with old_file(path) as file:
        assert file.read() == sample()


@pytest.mark.parametrize("schema", SCHEMAS[:2], ids=lambda path: path.stem)
def test_prints_become_events_that_keep_their_number_and_their_day(tmp_path: Path, schema: Path) -> None:
    path = encrypted(tmp_path / "home.caregiver", schema)
    with closing(raw(path)) as connection:
        for place, (serial, day) in enumerate(((7, "2026-11-02"), (3, "2026-10-31"), (9, "2026-11-30"))):
            connection.execute(
                "INSERT INTO print_record VALUES (?, ?, 'emergency', 'person-1', ?, 'ab')",
                (serial, place, day),
            )
        if schema.stem == "v2":
            connection.execute("UPDATE seal SET household = ?", (SEAL_WITH_PRINTS,))
    with old_file(path) as file:
        prints = [print_of(event) for event in file.events.all_of(Printed)]
        assert [(each.serial, each.printed_on.isoformat()) for each in prints] == [
            *((7, "2026-11-02"), (3, "2026-10-31"), (9, "2026-11-30"))
        ]
        assert all(event.noted_at is None for event in file.events.in_order())
        assert file.events.newest_are_there()
        assert not list(file.events.damaged_months())
        with pytest.raises(AlreadyRecordedError):
            file.events.append([print_event(replace(prints[0], fingerprint="other"), NOON, "Anna")])


@pytest.mark.parametrize(
    "fell_back",
    [
        "UPDATE medication SET dose_amount = '5' WHERE id = (SELECT min(id) FROM medication WHERE dose_amount > 0)",
        "UPDATE contact SET call_order = NULL WHERE id = 'contact-1'",
        "UPDATE care_recipient SET birth_date = '2012-03-05' WHERE id = 'person-1'",
        "UPDATE care_recipient SET weight_unit = 'lb' WHERE id = 'person-1'",
        "UPDATE pump SET next_appointment_at = '09:31:00.000000'",
        "UPDATE medication SET position = 1 - position WHERE position < 2 AND care_recipient_id = 'person-1'",
        "DELETE FROM allergy WHERE position = 1",
        "DELETE FROM contact_phone WHERE contact_id = 'contact-1'",
        "UPDATE preferences SET clock = '24h', paper = 'a4', poison_number = '1'",
        "INSERT INTO print_record VALUES (7, 0, 'emergency', 'person-1', '2026-11-02', 'ab')",
        "UPDATE medication SET times_of_day = 'no list' WHERE id = (SELECT min(id) FROM medication)",
    ],
)
def test_what_fell_back_before_the_step_is_refused_and_left_as_it_was(tmp_path: Path, fell_back: str) -> None:
    path = encrypted(tmp_path / "home.caregiver", SCHEMAS[1])
    with closing(raw(path)) as connection:
        assert connection.execute(fell_back).rowcount
    before = path.read_bytes()
    with pytest.raises(HouseholdFileDamaged):
        old_file(path)
    with closing(raw(path)) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (2,)
    assert path.read_bytes() == before


def test_the_household_is_sealed_anew_in_the_step_itself(tmp_path: Path) -> None:
    path = encrypted(tmp_path / "home.caregiver", SCHEMAS[1])
    old_file(path).close()
    with closing(raw(path)) as connection:
        connection.execute("UPDATE medication SET notes = 'changed behind its back'")
    with old_file(path) as file, pytest.raises(HouseholdFileDamaged):
        file.read()
    with closing(raw(path)) as connection:
        connection.execute("UPDATE seal SET household = ''")  # no seal is no proof either
    with old_file(path) as file, pytest.raises(HouseholdFileDamaged):
        file.read()


def test_a_version_that_never_was_is_damage(tmp_path: Path) -> None:
    path = encrypted(tmp_path / "home.caregiver", SCHEMAS[0])
    with closing(raw(path)) as connection:
        connection.execute("PRAGMA user_version = -1")
    with pytest.raises(HouseholdFileDamaged):
        old_file(path)


def test_a_process_killed_while_it_migrates_leaves_the_old_file(tmp_path: Path) -> None:
    path = encrypted(tmp_path / "home.caregiver", SCHEMAS[0])
    code = (
        "import os, signal, sys; from pathlib import Path; from sqlalchemy import Engine, event;"
        "from tests.vaults import old_file;"
        "event.listen(Engine, 'commit', lambda connection: os.kill(os.getpid(), signal.SIGKILL));"
        "old_file(Path(sys.argv[1]))"
    )
    done = subprocess.run([sys.executable, "-c", code, str(path)], check=False)
    assert done.returncode == -signal.SIGKILL
    with closing(raw(path)) as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (1,)
    with old_file(path) as file:
        assert file.read() == sample()


def test_an_unprotected_file_is_told_apart_and_protected_with_all_it_holds(tmp_path: Path) -> None:
    path = plain(tmp_path / "home.caregiver")
    with pytest.raises(NotEncrypted):
        key_holders(path)
    with pytest.raises(NotEncrypted):
        old_file(path)
    protect_plain_file(path, access())
    assert b"SQLite format 3" not in path.read_bytes()
    assert b"Lioresal" not in path.read_bytes()
    with old_file(path) as file:
        assert file.read() == sample()
        assert file.drafts() == {"medication/new": {"product_name": "Kepp"}}
    assert [each.name for each in tmp_path.iterdir()] == [path.name]


def test_words_still_in_the_wal_of_an_unprotected_file_are_taken_along(tmp_path: Path) -> None:
    path = plain(tmp_path / "home.caregiver")
    code = (
        "import os, sqlite3, sys; c = sqlite3.connect(sys.argv[1], isolation_level=None);"
        "c.execute(\"UPDATE care_recipient SET notes = 'last words'\"); os.kill(os.getpid(), 9)"
    )
    subprocess.run([sys.executable, "-c", code, str(path)], check=False)
    assert path.with_name("home.caregiver-wal").stat().st_size
    protect_plain_file(path, access())
    with old_file(path) as file:
        assert {person.notes for person in file.read().care_recipients} == {"last words"}


def test_an_unprotected_file_that_cannot_be_protected_stays_as_it_is(tmp_path: Path) -> None:
    path = plain(tmp_path / "home.caregiver")
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA journal_mode = DELETE")
        connection.execute("UPDATE medication SET dose_amount = 'ten', dose_unit = 'mg'")
    before = path.read_bytes()
    with pytest.raises(HouseholdFileDamaged):
        protect_plain_file(path, access())
    assert path.read_bytes() == before
    assert os.listdir(tmp_path) == [path.name]  # noqa: PTH208 - names are enough


def test_another_programs_database_is_never_taken_for_a_household(tmp_path: Path) -> None:
    path = tmp_path / "browser.sqlite"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE history (address TEXT)")
    with pytest.raises(NotAHouseholdFile):
        protect_plain_file(path, access())
