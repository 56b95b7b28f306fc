from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from caregiver_app.domain.household import Household
from caregiver_app.services.backups.backup_keeper import (
    BackupKeeper,
    BackupStopped,
    back_up_now,
    carry_out,
)
from caregiver_app.services.backups.backup_notes import last_drill, made_backup, second_place
from caregiver_app.services.backups.backup_words import (
    drill_sentence,
    last_backup_sentence,
    reminder,
    trouble_sentence,
    where_text,
)
from caregiver_app.services.backups.making import BackupState, Where, stored_backups, thin_out
from caregiver_app.services.backups.second_place import choose_second_place
from caregiver_app.services.explain import explain
from caregiver_app.services.open_household import OpenHousehold
from caregiver_app.services.opening import open_file
from caregiver_app.storage import (
    CannotWriteHere,
    WriteObstacle,
    backups_folder,
)
from tests.backups import kill_at, names
from tests.clock import NOON
from tests.vaults import access, new_file, old_file

if TYPE_CHECKING:
    from tests.services.backups.keeper.house import House


def test_each_week_a_backup_is_restored_on_trial(house: House, stick: Path) -> None:
    drill = last_drill(house.opened)
    assert drill is not None
    assert not drill.trouble
    house.later(days=6)
    assert house.work() is None
    choose_second_place(house.opened, stick)
    house.later(days=1)
    outcome = house.work()
    assert outcome is not None
    assert [path.parent for path in outcome.drilled] == [backups_folder(house.path), stick]
    assert (
        drill_sentence(house.opened)
        == "Trial restore passed just now: all of a backup could be opened and read."
    )


def test_a_drill_that_fails_shouts_in_words(house: House) -> None:
    [name] = house.backups()
    path = backups_folder(house.path) / name
    data = bytearray(path.read_bytes())
    data[5000] ^= 1
    path.write_bytes(data)
    house.later(days=7)
    outcome = house.work()
    assert outcome is not None
    assert "could not be restored on trial" in trouble_sentence(outcome)
    assert "Make a new backup now" in drill_sentence(house.opened)


def test_the_work_can_be_stopped_and_leaves_nothing_half_done(house: House, stick: Path) -> None:
    choose_second_place(house.opened, stick)
    house.change()
    house.later(hours=7)
    job = house.keeper.due()
    assert job is not None
    calls = 0

    def stop() -> None:
        nonlocal calls
        calls += 1
        if calls == 2:
            raise BackupStopped

    with pytest.raises(BackupStopped) as error:
        carry_out(job, stop)
    assert "Stopped" in explain(error.value)
    assert names(stick) == set()


def test_the_trial_can_be_stopped_too(house: House) -> None:
    job = house.keeper.job(makes=False, drills=True)
    calls = iter((None, BackupStopped()))

    def stop() -> None:
        if trouble := next(calls):
            raise trouble

    with pytest.raises(BackupStopped):
        carry_out(job, stop)


def test_without_a_backup_here_there_is_nothing_to_copy(house: House, stick: Path) -> None:
    choose_second_place(house.opened, stick)
    for each in backups_folder(house.path).iterdir():
        each.unlink()
    outcome = carry_out(house.keeper.job(makes=False))
    assert not outcome.copied
    assert not outcome.second_trouble


def test_a_folder_that_was_taken_away_is_not_made_anew(house: House) -> None:
    job = replace(house.keeper.job(), household=house.path.parent / "gone" / "home.caregiver")
    with pytest.raises(CannotWriteHere) as error:
        carry_out(job)
    assert error.value.obstacle is WriteObstacle.NO_FOLDER


def test_a_name_that_leads_nowhere_is_an_unreadable_backup(tmp_path: Path) -> None:
    (tmp_path / "2026-01-01T000000Z.caregiver-backup").symlink_to(tmp_path / "nowhere")
    [found] = stored_backups(tmp_path, Where.HERE)
    assert (found.state, found.size) == (BackupState.UNREADABLE, 0)


def test_an_old_backup_that_cannot_be_deleted_is_no_trouble(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    [found] = stored_backups(backups_folder(house.path), Where.HERE)
    older = [replace(found, at=found.at - timedelta(days=500 + day)) for day in range(500)]

    def refuse(*_all: object, **_named: object) -> None:
        raise PermissionError

    with monkeypatch.context() as patch:
        patch.setattr(Path, "unlink", refuse)
        thin_out(older, house.now)
    assert found.path.exists()


def test_a_new_household_without_a_history_is_not_reminded(tmp_path: Path) -> None:
    new_file(tmp_path / "home.caregiver").close()
    with old_file(tmp_path / "home.caregiver") as file:
        assert not reminder(OpenHousehold(file.read(), lambda: NOON, file))


def test_the_last_backup_is_told_in_one_sentence(house: House) -> None:
    house.later(hours=2)
    assert last_backup_sentence(house.opened) == "Last verified backup: 2 hours ago."
    house.change()
    assert last_backup_sentence(house.opened).endswith("What was changed since is not in it yet.")


def test_the_made_up_household_needs_no_backup() -> None:
    opened = OpenHousehold(Household(), lambda: NOON)
    assert BackupKeeper(opened).due() is None
    assert back_up_now(opened) is None
    assert not reminder(opened)
    assert "nothing to back up" in last_backup_sentence(opened)


@pytest.mark.parametrize("note", ["", "[]", "{", '{"at": "2026"}', '{"at": 5}', "null"])
def test_a_note_that_cannot_be_read_is_no_backup_and_no_fault(house: House, note: str) -> None:
    for key in ("made", "second_place", "drill", "salts"):
        house.opened.keep_note_value(f"backups.{key}", note)
    assert made_backup(house.opened) is None
    assert second_place(house.opened) is None
    assert last_drill(house.opened) is None
    house.later(minutes=1)
    assert house.work() is not None


def test_where_a_backup_is_has_words(house: House, stick: Path) -> None:
    choose_second_place(house.opened, stick)
    house.work()
    [here] = stored_backups(backups_folder(house.path), Where.HERE)
    [there] = stored_backups(stick, Where.SECOND)
    assert (where_text(here), where_text(there)) == ("This computer", "Second place")
    assert stored_backups(stick / "missing", Where.SECOND) == ()


def test_a_backup_killed_in_the_middle_leaves_the_household_and_older_backups(house: House) -> None:
    house.change()
    house.opened.close()
    before = set(house.backups())
    kill_at(
        "check_as_written",
        "from caregiver_app.services.backups.making import make_backup\n"
        f"make_backup(Path({str(house.path)!r}), KEY, NOON, BackupReason.USUAL)",
    )
    left = set(house.backups()) - before
    assert all(name.startswith(".new-") for name in left)
    opened = open_file(house.path, access(), lambda: house.now)
    assert opened.household.care_recipients[0].preferred_name == "Samantha 1"
    opened.close()


def test_times_are_kept_with_their_offset(house: House) -> None:
    made = made_backup(house.opened)
    assert made is not None
    assert made.at == NOON
    assert isinstance(made.at, datetime)
