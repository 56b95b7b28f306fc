from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from caregiver_app.services.backups.backup_keeper import (
    carry_out,
)
from caregiver_app.services.backups.backup_notes import second_place
from caregiver_app.services.backups.backup_words import (
    outcome_sentence,
    reminder,
    same_disk_warning,
    second_place_sentence,
    trouble_sentence,
)
from caregiver_app.services.backups.second_place import SamePlace, choose_second_place, stop_second_place
from caregiver_app.services.explain import explain
from caregiver_app.storage import (
    CannotWriteHere,
    WriteObstacle,
    backups_folder,
)
from tests.backups import names

if TYPE_CHECKING:
    from pathlib import Path

    from tests.services.backups.keeper.house import House


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
