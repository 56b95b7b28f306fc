from __future__ import annotations

import errno
import os
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from caregiver_app.domain.household import Household
from caregiver_app.domain.medication import Medication
from caregiver_app.domain.people import CareRecipient
from caregiver_app.storage import (
    CannotWriteHere,
    HouseholdFileDamaged,
    HouseholdFileExists,
    HouseholdFileMissing,
    NewerHouseholdFile,
    NotAHouseholdFile,
    NotEncrypted,
    ViewOnly,
    WriteObstacle,
    key_holders,
    protect_plain_file,
)
from caregiver_app.storage.database.engine import SCHEMA_VERSION
from tests.vaults import access, new_file, old_file, raw

SAM = CareRecipient("sam", "Sam", medications=(Medication("m", "Lioresal", notes="x" * 9000),))
HOME = Household(care_recipients=(SAM,))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "home.caregiver"
    with new_file(path) as file:
        file.write(HOME)
    return path


def run_plain_sql(path: Path, statement: str) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as plain:
        plain.execute(statement)


def run_sql(path: Path, statement: str) -> None:
    with closing(raw(path)) as connection:
        connection.execute("PRAGMA foreign_keys = OFF")
        connection.execute(statement)


@pytest.mark.parametrize("name", ["nothing", "nothing/below", "x" * 300, "nul\0"])
def test_a_file_that_is_not_there_is_missing_and_is_not_made(tmp_path: Path, name: str) -> None:
    with pytest.raises(HouseholdFileMissing):
        old_file(tmp_path / name)
    assert list(tmp_path.iterdir()) == []


def test_an_odd_file_name_is_only_a_name(tmp_path: Path) -> None:
    path = tmp_path / "Zoë's home? #1 100% 🙂.caregiver"
    with new_file(path) as file:
        file.write(HOME)
    with old_file(path) as file:
        assert file.read() == HOME
    assert list(tmp_path.iterdir()) == [path]


def test_a_folder_a_pipe_and_other_files_are_no_household(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "empty").touch()
    (tmp_path / "short").write_bytes(b"SQLite format 3\0")
    (tmp_path / "document.json").write_text('{"format": "caregiver-household"}' * 300)
    run_plain_sql(tmp_path / "browser.sqlite", "CREATE TABLE history (address TEXT)")
    for name in (".", "pipe", "empty", "document.json"):
        with pytest.raises(NotAHouseholdFile):
            key_holders(tmp_path / name)
    for name in ("short", "browser.sqlite"):
        with pytest.raises(NotEncrypted):
            key_holders(tmp_path / name)


def test_the_file_of_another_program_is_not_changed(tmp_path: Path) -> None:
    other = tmp_path / "browser.sqlite"
    run_plain_sql(other, "CREATE TABLE history (address TEXT)")
    before = other.read_bytes()
    with pytest.raises(NotAHouseholdFile):
        protect_plain_file(other, access())
    assert other.read_bytes() == before
    assert list(tmp_path.iterdir()) == [other]


def test_a_file_from_a_newer_program_is_refused_and_named(path: Path) -> None:
    run_sql(path, f"PRAGMA user_version = {SCHEMA_VERSION + 1}")
    with pytest.raises(NewerHouseholdFile) as caught:
        old_file(path)
    assert (caught.value.version, caught.value.known) == (SCHEMA_VERSION + 1, SCHEMA_VERSION)


def test_a_file_cut_anywhere_is_refused(path: Path) -> None:
    whole = path.read_bytes()
    for end in [*range(0, 4096, 97), *range(4096, len(whole), 2048), len(whole) - 1]:
        path.write_bytes(whole[:end])
        with pytest.raises(HouseholdFileDamaged):
            old_file(path)


def test_a_file_with_pages_of_rubbish_is_damaged(path: Path) -> None:
    whole = path.read_bytes()
    path.write_bytes(whole[:4096] + os.urandom(len(whole) - 4096))
    with pytest.raises(HouseholdFileDamaged):
        old_file(path)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE medication SET dose_amount = 'ten', dose_unit = 'mg'",
        "UPDATE medication SET dose_amount = '10'",
        "UPDATE medication SET dose_amount = '10', dose_unit = 'stone'",
        "UPDATE medication SET ingredients = '[5]'",
        "UPDATE medication SET ingredients = '[['",
        "UPDATE medication SET timing_kind = 'times_of_day'",
        "UPDATE medication SET started_on = '4 Dec'",
        "UPDATE medication SET product_name = ''",
        "UPDATE care_recipient SET allergy_state = 'recorded'",
        "UPDATE care_recipient SET allergy_state = 'none_known'",
        "INSERT INTO allergy VALUES ('sam', 0, 'latex', '', NULL)",
        "DELETE FROM preferences",
    ],
)
def test_what_the_program_never_wrote_is_damage_and_never_half_read(path: Path, statement: str) -> None:
    run_sql(path, statement)
    with old_file(path) as file, pytest.raises(HouseholdFileDamaged):
        file.read()


@pytest.mark.parametrize("statement", ["DELETE FROM meta", "PRAGMA user_version = 0"])
def test_a_file_without_its_own_marks_is_damaged(path: Path, statement: str) -> None:
    run_sql(path, statement)
    with pytest.raises(HouseholdFileDamaged):
        old_file(path)


def test_a_damaged_draft_says_so(path: Path) -> None:
    run_sql(path, "INSERT INTO draft VALUES ('form', '{')")
    with old_file(path) as file, pytest.raises(HouseholdFileDamaged):
        file.drafts()


def test_an_existing_file_is_never_overwritten(tmp_path: Path) -> None:
    path = tmp_path / "letter.txt"
    path.write_text("dear Ann")
    (tmp_path / "link").symlink_to(tmp_path / "nowhere")
    for there in (path, tmp_path / "link"):
        with pytest.raises(HouseholdFileExists):
            new_file(there)
    assert path.read_text() == "dear Ann"
    assert len(list(tmp_path.iterdir())) == 2


def test_a_place_without_a_folder_takes_no_file(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    for place in (tmp_path / "no/home", tmp_path / "file/home"):
        with pytest.raises(CannotWriteHere) as caught:
            new_file(place)
        assert caught.value.obstacle is WriteObstacle.NO_FOLDER


@pytest.mark.skipif(not Path("/sys/kernel").is_dir(), reason="a folder where nobody may write")
def test_a_place_where_nobody_may_write_takes_no_file() -> None:
    with pytest.raises(CannotWriteHere) as caught:
        new_file(Path("/sys/kernel/home"))
    assert caught.value.obstacle is WriteObstacle.NO_PERMISSION


def test_a_full_disk_says_so_and_keeps_what_was_there(path: Path) -> None:
    with old_file(path) as file:
        driver = file._opened.engine.raw_connection().driver_connection
        assert driver is not None
        pages = driver.execute("PRAGMA page_count").fetchone()[0]
        driver.execute(f"PRAGMA max_page_count = {pages}")
        full = replace(HOME, care_recipients=(replace(SAM, notes="y" * 20_000),))
        with pytest.raises(CannotWriteHere) as caught:
            file.write(full)
        assert caught.value.obstacle is WriteObstacle.DISK_FULL
        assert file.read() == HOME


def test_a_file_that_fails_while_it_is_made_leaves_nothing(tmp_path: Path) -> None:
    from caregiver_app.storage.disk.new_file import create_whole

    def fill(draft: Path) -> None:
        draft.write_bytes(b"half")
        draft.with_name(draft.name + "-wal").write_bytes(b"half")
        raise OSError(errno.ENOSPC, "full")

    with pytest.raises(CannotWriteHere) as caught:
        create_whole(tmp_path / "home", fill)
    assert caught.value.obstacle is WriteObstacle.DISK_FULL
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_appears_while_another_is_made_is_kept(tmp_path: Path) -> None:
    from caregiver_app.storage.disk.new_file import create_whole

    with pytest.raises(HouseholdFileExists):
        create_whole(tmp_path / "home", lambda _draft: _write(tmp_path / "home"))
    assert [path.read_text() for path in tmp_path.iterdir()] == ["first"]


@pytest.mark.parametrize(
    ("error", "obstacle"), [(errno.EPERM, None), (errno.EIO, WriteObstacle.DEVICE_ERROR)]
)
def test_a_disk_without_links_takes_the_file_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: int, obstacle: WriteObstacle | None
) -> None:
    def refuse(*_names: object) -> None:
        raise OSError(error, os.strerror(error))

    monkeypatch.setattr(os, "link", refuse)
    if obstacle is None:
        new_file(tmp_path / "home").close()
        assert [path.name for path in tmp_path.iterdir()] == ["home"]
    else:
        with pytest.raises(CannotWriteHere) as caught:
            new_file(tmp_path / "home")
        assert caught.value.obstacle is obstacle
        assert list(tmp_path.iterdir()) == []


def test_a_read_only_file_says_so(path: Path) -> None:
    with old_file(path) as file:
        driver = file._opened.engine.raw_connection().driver_connection
        assert driver is not None
        driver.execute("PRAGMA query_only = ON")
        with pytest.raises(ViewOnly):
            file.write(Household())


def test_a_process_killed_in_the_middle_of_a_write_leaves_the_old_household(path: Path) -> None:
    code = (
        "import os, signal, sys; from pathlib import Path; from sqlalchemy import event;"
        "from caregiver_app.domain.household import Household;"
        "from tests.vaults import old_file;"
        "file = old_file(Path(sys.argv[1]));"
        "event.listen(file._opened.engine, 'commit', lambda connection: os.kill(os.getpid(), signal.SIGKILL));"
        "file.write(Household())"
    )
    done = subprocess.run([sys.executable, "-c", code, str(path)], check=False)
    assert done.returncode == -9
    with old_file(path) as file:
        assert file.read() == HOME


def test_a_copy_made_after_closing_is_whole(path: Path, tmp_path: Path) -> None:
    shutil.copy(path, tmp_path / "copy")
    with old_file(tmp_path / "copy") as file:
        assert file.read() == HOME


def test_naming_the_package_loads_no_sqlalchemy() -> None:
    code = (
        "import sys, caregiver_app.storage as storage; storage.HouseholdFileMissing;"
        "assert 'sqlalchemy' not in sys.modules; storage.HouseholdFile; assert 'sqlalchemy' in sys.modules;"
        "assert not hasattr(storage, 'nothing')"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def _write(path: Path) -> None:
    path.write_text("first")


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE medication SET care_recipient_id = 'nobody'",
        "CREATE TRIGGER thief AFTER INSERT ON draft BEGIN DELETE FROM medication; END",
        "CREATE VIEW other AS SELECT * FROM draft",
        "DROP TABLE medication",
        "ALTER TABLE draft ADD COLUMN more TEXT",
        "UPDATE meta SET revision = 'abc'",
        "UPDATE meta SET revision = 9223372036854775807",
    ],
)
def test_what_another_program_did_to_the_file_is_told_and_never_written_over(
    path: Path, statement: str
) -> None:
    run_sql(path, statement)
    before = path.read_bytes()
    with pytest.raises(HouseholdFileDamaged):
        old_file(path)
    assert path.read_bytes() == before
