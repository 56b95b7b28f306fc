"""Another window, another name, another file underneath, another clock: nothing that was acknowledged is lost."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from caregiver_app.services.explain import explain
from caregiver_app.services.opening import open_file
from caregiver_app.storage import (
    ChangedElsewhere,
    HouseholdFile,
    HouseholdFileError,
    HouseholdFileReplaced,
    OpenUnderAnotherName,
    add_holder,
    keys_path,
    make_new_keys,
    protect_plain_file,
)
from tests.clock import NOON, at_noon
from tests.faults.households import (
    NAME,
    NEW,
    OLD,
    leftovers,
    make,
    make_version_1,
    number_at,
    number_of,
    numbered,
    ways_in,
)
from tests.vaults import CHEAP, access

if TYPE_CHECKING:
    from pathlib import Path

    from caregiver_app.services.open_household import OpenHousehold
    from tests.faults.children import Nursery


@pytest.fixture
def path(path: Path) -> Path:
    make(path)
    return path


def change(opened: OpenHousehold) -> None:
    number = number_of(opened.household) + 1
    opened.change(f"change {number}", lambda _old: numbered(number))


def test_two_programs_that_change_the_same_household_lose_nothing_and_are_told(
    nursery: Nursery, path: Path
) -> None:
    child = nursery.start("rival", path, count=20)
    opened = open_file(path, access(), at_noon)
    mine: list[int] = []
    refusals: list[str] = []
    child.go()
    child.hear()
    while len(mine) < 20:
        try:
            change(opened)
            mine.append(number_of(opened.household))
        except ChangedElsewhere as error:
            refusals.append(explain(error))
    assert child.end() == 0
    opened.close()
    theirs = [int(each) for each in child.told if each.isdecimal()]
    assert len(refusals) + child.told.count("refused")
    assert all("repeat" in sentence for sentence in refusals)
    assert sorted([*mine, *theirs]) == list(range(1, 41))
    assert number_at(path) == 40


def test_the_same_file_under_another_name_is_refused(nursery: Nursery, path: Path) -> None:
    other = path.with_name("other.caregiver")
    os.link(path, other)
    child = nursery.start("idle", path)
    child.go()
    child.hear()
    with pytest.raises(OpenUnderAnotherName) as caught:
        HouseholdFile.open(other, access())
    assert NAME in explain(caught.value)
    child.kill()
    other.unlink()
    assert number_at(path) == 1


def delete(path: Path) -> None:
    path.unlink()


def delete_all(path: Path) -> None:
    for each in path.parent.glob(f"{NAME}*"):
        each.unlink()


def delete_folder(path: Path) -> None:
    shutil.rmtree(path.parent)


def move(path: Path) -> None:
    path.rename(path.with_name("moved.caregiver"))


def move_all(path: Path) -> None:
    aside = path.parent / "aside"
    aside.mkdir()
    for each in list(path.parent.glob(f"{NAME}*")):
        each.rename(aside / each.name)


def replace_it(path: Path) -> None:
    older = path.with_name("older")
    shutil.copy(path, older)
    older.rename(path)


def write_over(path: Path) -> None:
    data = path.read_bytes()
    with path.open("r+b") as file:
        file.write(data[: len(data) // 2])
        file.truncate()


@pytest.mark.parametrize(
    "hand",
    [delete, delete_all, delete_folder, move, move_all, replace_it, write_over],
    ids=lambda each: each.__name__,
)
def test_a_file_that_goes_while_it_is_open_is_noticed_and_everything_typed_is_rescued(
    path: Path, tmp_path: Path, hand: Callable[[Path], None]
) -> None:
    changes = 12
    opened = open_file(path, access(), at_noon)
    for _change in range(changes):
        change(opened)
    opened.keep_draft("form", {"field": "half a word"})
    opened.keep_note_value("recovery_confirmed", "yes")
    hand(path)
    with pytest.raises(HouseholdFileReplaced):
        opened.check_file()
    with pytest.raises(HouseholdFileReplaced) as caught:
        change(opened)
    assert "rescue" in explain(caught.value)
    assert opened.household == numbered(changes)
    with suppress(HouseholdFileReplaced):
        opened.keep_draft("other", {"field": "typed after it"})
    path.parent.mkdir(exist_ok=True)
    rescued = [opened.rescue(folder) for folder in (path.parent, tmp_path)]
    opened.close()
    for each in rescued:
        examine_rescued(each, changes)


def examine_rescued(rescued: Path, changes: int) -> None:
    unlock_flow = ways_in(rescued)[OLD]
    again = open_file(rescued, unlock_flow, at_noon)
    assert again.household == numbered(changes)
    assert again.draft("form") == {"field": "half a word"}
    assert again.draft("other") == {"field": "typed after it"}
    assert again.note_value("recovery_confirmed") == "yes"
    numbers = [entry.number for entry in again.history]
    assert numbers == list(range(1, len(numbers) + 1))
    assert again.history[0].what == "change 0"
    again.close()
    assert not {name for name in leftovers(rescued.parent) if name.startswith(".new")}


def test_a_file_that_was_away_and_came_back_is_written_to_again(path: Path) -> None:
    opened = open_file(path, access(), at_noon)
    path.rename(path.with_name("away"))
    with pytest.raises(HouseholdFileReplaced):
        change(opened)
    path.with_name("away").rename(path)
    change(opened)
    opened.close()
    assert number_at(path) == 1


def test_closing_a_file_whose_place_another_took_leaves_that_one_alone(path: Path) -> None:
    opened = open_file(path, access(), at_noon)
    for _change in range(5):
        change(opened)
    path.rename(path.with_name("away"))
    for end in ("-wal", "-shm"):
        path.with_name(f"{NAME}{end}").rename(path.with_name(f"away{end}"))
    keys_path(path).unlink()
    make(path)
    second = open_file(path, access(), at_noon)
    change(second)
    opened.close()
    change(second)
    second.close()
    assert number_at(path) == 2


def test_a_clock_that_went_back_a_year_is_told_and_the_history_keeps_its_order(path: Path) -> None:
    opened = open_file(path, access(), lambda: NOON)
    change(opened)
    opened.close()
    opened = open_file(path, access(), lambda: NOON - timedelta(days=365))
    assert any("clock" in notice.text for notice in opened.notices)
    change(opened)
    opened.close()
    opened = open_file(path, access(), lambda: NOON + timedelta(hours=1))
    changes = [entry.what for entry in opened.history if entry.what.startswith("change")]
    assert changes == ["change 0", "change 1", "change 2"]
    opened.close()
    assert number_at(path) == 2


@pytest.mark.parametrize("deed", ["protect", "new keys"])
def test_behind_a_link_no_file_is_left_that_the_old_key_or_no_key_opens(tmp_path: Path, deed: str) -> None:
    (tmp_path / "real").mkdir()
    real = tmp_path / "real" / NAME
    link = tmp_path / NAME
    link.symlink_to(real)
    if deed == "protect":
        make_version_1(real, encrypted=False)
        add_holder(link, access(), "Anna", OLD, cost=CHEAP)
        protect_plain_file(link, access())
        assert header_of(real) != b"SQLite format 3"
    else:
        make(real)
        shutil.copy(keys_path(real), keys_path(link))
        make_new_keys(link, access(), "Anna", NEW, cost=CHEAP)
        with pytest.raises(HouseholdFileError):
            HouseholdFile.open(real, access())
    assert link.is_symlink()


def header_of(path: Path) -> bytes:
    return path.read_bytes()[:15]
