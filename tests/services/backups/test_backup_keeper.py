from __future__ import annotations

import os
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from caregiver_app.domain.household import Household
from caregiver_app.services.backups.backup_keeper import (
    BackupKeeper,
    BackupOutcome,
    BackupStopped,
    back_up_at_close,
    back_up_now,
    carry_out,
)
from caregiver_app.services.backups.backup_notes import last_drill, made_backup, older_salts, second_place
from caregiver_app.services.backups.backup_words import (
    drill_sentence,
    last_backup_sentence,
    outcome_sentence,
    reminder,
    same_disk_warning,
    second_place_sentence,
    state_text,
    trouble_sentence,
    where_text,
)
from caregiver_app.services.backups.making import (
    BackupState,
    Where,
    backups_folder,
    free_name,
    one_backup,
    stored_backups,
    thin_out,
)
from caregiver_app.services.backups.second_place import SamePlace, choose_second_place, stop_second_place
from caregiver_app.services.explain import explain
from caregiver_app.services.open_household import OpenHousehold
from caregiver_app.services.opening import create_file, open_file
from caregiver_app.storage import (
    BackupDamaged,
    BackupReason,
    CannotWriteHere,
    HouseholdFileDamaged,
    HouseholdFileExists,
    WriteObstacle,
    add_holder,
    make_new_keys,
    read_manifest,
)
from tests.backups import HOUSEHOLD, KEY, kill_at, names
from tests.clock import NOON
from tests.vaults import CHEAP, access, new_file, old_file


class House:
    """An open household whose clock the test turns."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.now = NOON
        add_holder(path, access(), "Anna", "the passphrase of Anna", cost=CHEAP)
        self.opened = create_file(path, HOUSEHOLD, access(), lambda: self.now, "Began")
        self.keeper = BackupKeeper(self.opened)
        self._step = 0

    def later(self, **time: float) -> None:
        self.now += timedelta(**time)

    def change(self) -> None:
        self._step += 1
        name = f"Samantha {self._step}"
        self.opened.change(
            "Changed", lambda held: held.with_person("sam", lambda sam: replace(sam, preferred_name=name))
        )

    def work(self) -> BackupOutcome | None:
        job = self.keeper.due()
        if job is None:
            return None
        outcome = carry_out(job)
        self.keeper.keep(outcome)
        return outcome

    def backups(self) -> list[str]:
        return sorted(names(backups_folder(self.path)))


@pytest.fixture
def house(tmp_path: Path) -> House:
    made = House(tmp_path / "home.caregiver")
    made.work()
    return made


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    folder = tmp_path / "stick"
    folder.mkdir()
    return folder


def test_the_first_backup_is_due_at_once_and_named_by_the_moment_in_utc(tmp_path: Path) -> None:
    house = House(tmp_path / "home.caregiver")
    assert house.work()
    assert house.backups() == ["2026-11-22T110000Z.caregiver-backup"]
    assert backups_folder(house.path).stat().st_mode & 0o777 == 0o700


def test_an_unchanged_household_is_not_backed_up_again(house: House) -> None:
    house.later(days=3)
    assert house.work() is None


def test_a_changed_one_is_after_six_hours(house: House) -> None:
    house.change()
    house.later(hours=5.9)
    assert house.work() is None
    house.later(hours=0.2)
    assert house.work() is not None
    assert read_manifest(backups_folder(house.path) / house.backups()[-1]).revision == 2
    house.later(hours=7)
    assert house.work() is None


def test_a_clock_that_was_set_back_puts_no_backup_off(house: House) -> None:
    house.change()
    house.later(days=-400)
    outcome = house.work()
    assert outcome is not None
    assert outcome.made is not None


def test_a_backup_that_somebody_deleted_or_cut_is_made_again(house: House) -> None:
    [name] = house.backups()
    path = backups_folder(house.path) / name
    path.write_bytes(path.read_bytes()[:100])
    assert last_backup_sentence(house.opened) == "No backup yet."
    house.later(minutes=1)
    assert house.work() is not None
    for each in backups_folder(house.path).iterdir():
        each.unlink()
    house.later(minutes=1)
    assert house.work() is not None


def test_at_close_one_is_made_after_half_an_hour_of_changes_only(house: House) -> None:
    back_up_at_close(house.opened)
    house.change()
    house.later(minutes=29)
    back_up_at_close(house.opened)
    assert len(house.backups()) == 1
    house.later(minutes=1)
    back_up_at_close(house.opened)
    assert len(house.backups()) == 2
    house.later(hours=9)
    assert house.work() is None


def test_a_backup_at_close_that_fails_does_not_keep_the_household_open(house: House) -> None:
    house.change()
    house.later(hours=1)
    folder = backups_folder(house.path)
    for each in folder.iterdir():
        each.unlink()
    folder.rmdir()
    folder.write_bytes(b"")
    back_up_at_close(house.opened)
    with pytest.raises(CannotWriteHere):
        back_up_now(house.opened)


def test_new_keys_are_backed_up_at_once_and_old_backups_still_known(house: House) -> None:
    house.opened.close()
    fresh = make_new_keys(house.path, access(), "Anna", "a newer passphrase", cost=CHEAP)
    house.opened = open_file(house.path, fresh, lambda: house.now)
    house.keeper = BackupKeeper(house.opened)
    house.later(minutes=1)
    assert house.work() is not None
    file = house.opened.file
    assert file is not None
    found = stored_backups(backups_folder(house.path), Where.HERE, file.key.salt, older_salts(house.opened))
    assert [each.state for each in found] == [BackupState.READY, BackupState.OLDER_KEYS]
    stranger = stored_backups(backups_folder(house.path), Where.HERE, bytes(16))
    assert {each.state for each in stranger} == {BackupState.OF_ANOTHER}
    assert [state_text(each) for each in found] == ["Checked", "Needs its old keys"]


def test_a_failed_backup_keeps_the_older_ones_and_says_so(house: House) -> None:
    before = house.backups()
    house.change()
    house.later(hours=7)
    job = house.keeper.due()
    assert job is not None
    data = bytearray(house.path.read_bytes())
    for page in range(1, len(data) // 4096):  # the WAL holds newer ones of some
        data[page * 4096 + 100] ^= 1
    house.path.write_bytes(data)
    with pytest.raises(HouseholdFileDamaged) as error:
        carry_out(job)
    assert "damaged" in explain(error.value)
    assert house.backups() == before


def test_a_killed_backup_is_swept_before_the_next(house: House) -> None:
    folder = backups_folder(house.path)
    (folder / ".new-0123456789abcdef").write_bytes(b"half")
    (folder / ".new-fedcba9876543210").mkdir()
    (folder / ".new-fedcba9876543210" / "household.caregiver").write_bytes(b"half")
    for each in (folder / ".new-0123456789abcdef", folder / ".new-fedcba9876543210"):
        os.utime(each, (0, 0))
    house.change()
    house.later(hours=7)
    house.work()
    assert len(house.backups()) == 2


def test_old_backups_are_thinned_and_those_before_a_step_stand_apart(house: House) -> None:
    for _day in range(30):
        house.change()
        house.later(days=1)
        house.work()
    house.change()
    back_up_now(house.opened, BackupReason.BEFORE_IMPORT)
    count = len(house.backups())
    assert 18 <= count <= 24
    for _day in range(60):
        house.change()
        house.later(days=1)
        house.work()
    reasons = [read_manifest(backups_folder(house.path) / name).reason for name in house.backups()]
    assert reasons.count(BackupReason.BEFORE_IMPORT) == 1


def test_what_is_not_ours_or_cannot_be_read_is_never_deleted(house: House) -> None:
    folder = backups_folder(house.path)
    [name] = house.backups()
    for day in range(1, 29):
        (folder / f"2020-01-{day:02}T000000Z.caregiver-backup").write_bytes(b"broken")
    (folder / "letter.txt").write_bytes(b"")
    (folder / "2020-02-31T000000Z.caregiver-backup").write_bytes(b"")
    found = stored_backups(folder, Where.HERE, KEY.salt)
    assert len(found) == 29
    assert {state_text(each) for each in found} == {"Checked", "Cannot be read"}
    thin_out(found, house.now)
    strangers = stored_backups(folder, Where.HERE, bytes(16))
    thin_out(strangers, house.now + timedelta(days=9000))
    assert len(names(folder)) == 31
    assert name in names(folder)


def test_two_backups_in_one_second_get_two_names(tmp_path: Path) -> None:
    first = free_name(tmp_path, NOON)
    first.write_bytes(b"")
    assert free_name(tmp_path, NOON).name == "2026-11-22T110000Z-2.caregiver-backup"
    for count in range(2, 100):
        (tmp_path / f"2026-11-22T110000Z-{count}.caregiver-backup").write_bytes(b"")
    with pytest.raises(HouseholdFileExists):
        free_name(tmp_path, NOON)
    assert len(stored_backups(tmp_path, Where.HERE)) == 99


def test_a_chosen_file_may_have_any_name(house: House, tmp_path: Path) -> None:
    [name] = house.backups()
    other = tmp_path / "from anna.zip"
    other.write_bytes((backups_folder(house.path) / name).read_bytes())
    assert one_backup(other).at == NOON
    with pytest.raises(BackupDamaged):
        one_backup(house.path)


def test_copies_go_to_the_second_place_and_never_the_household_itself(house: House, stick: Path) -> None:
    choose_second_place(house.opened, stick)
    outcome = house.work()
    assert outcome is not None
    assert outcome.made is None
    assert names(stick) == set(house.backups())
    assert house.work() is None
    house.change()
    house.later(hours=7)
    house.work()
    assert names(stick) == set(house.backups())
    assert second_place_sentence(house.opened) == f"{stick}: newest copy just now."


def test_a_stick_that_is_not_there_is_told_quietly_and_tried_again(house: House, stick: Path) -> None:
    choose_second_place(house.opened, stick)
    stick.rename(stick.with_name("away"))
    house.change()
    house.later(hours=7)
    outcome = house.work()
    assert outcome is not None
    assert outcome_sentence(outcome) == (
        "A backup was made and checked. The second place is not there now; the copy is made when it is back."
    )
    assert not trouble_sentence(outcome)
    stick.with_name("away").rename(stick)
    outcome = house.work()
    assert outcome is not None
    assert outcome_sentence(outcome) == "A checked copy is in the second place."


def test_a_second_place_that_takes_nothing_is_told_and_the_backup_here_stands(
    house: House, stick: Path
) -> None:
    choose_second_place(house.opened, stick)
    house.change()
    house.later(hours=7)
    job = house.keeper.due()
    assert job is not None
    outcome = replace(
        carry_out(job), copied="", second_trouble=CannotWriteHere(str(stick), WriteObstacle.DISK_FULL)
    )
    assert "the disk is full" in trouble_sentence(outcome)
    assert len(house.backups()) == 2


def test_the_second_place_keeps_other_peoples_files(house: House, stick: Path) -> None:
    (stick / "holiday.jpg").write_bytes(b"x")
    (stick / "2019-01-01T000000Z.caregiver-backup").write_bytes(b"another household's")
    choose_second_place(house.opened, stick)
    for _day in range(25):
        house.change()
        house.later(days=1)
        house.work()
    assert {"holiday.jpg", "2019-01-01T000000Z.caregiver-backup"} < names(stick)
    assert len(names(stick)) <= 24


def test_a_copy_that_cannot_be_read_is_no_copy(house: House, stick: Path) -> None:
    choose_second_place(house.opened, stick)
    (stick / house.backups()[0]).write_bytes(b"cut off")
    outcome = house.work()
    assert outcome is not None
    assert not outcome.copied
    assert "not a whole backup" in trouble_sentence(outcome)


def test_a_copy_counts_for_the_place_it_went_to(house: House, stick: Path, tmp_path: Path) -> None:
    choose_second_place(house.opened, stick)
    job = house.keeper.due()
    assert job is not None
    outcome = carry_out(job)
    other = tmp_path / "other"
    other.mkdir()
    choose_second_place(house.opened, other)
    house.keeper.keep(outcome)
    place = second_place(house.opened)
    assert place is not None
    assert place.at is None


def test_the_backups_folder_itself_is_no_second_place(house: House, tmp_path: Path) -> None:
    with pytest.raises(SamePlace) as error:
        choose_second_place(house.opened, backups_folder(house.path))
    assert "already" in explain(error.value)
    with pytest.raises(CannotWriteHere):
        choose_second_place(house.opened, tmp_path / "missing")
    assert second_place(house.opened) is None


def test_the_same_disk_is_pointed_out(house: House, stick: Path) -> None:
    assert "same disk" in same_disk_warning(house.path, stick)
    assert not same_disk_warning(house.path, stick / "missing")


def test_after_fourteen_days_without_a_second_place_there_is_a_reminder(house: House, stick: Path) -> None:
    house.later(days=14)
    assert not reminder(house.opened)
    house.later(minutes=1)
    assert "Choose a second place" in reminder(house.opened)
    choose_second_place(house.opened, stick)
    house.work()
    assert not reminder(house.opened)
    house.later(days=15)
    assert str(stick) in reminder(house.opened)
    stop_second_place(house.opened)
    assert second_place_sentence(house.opened).startswith("None yet.")


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
