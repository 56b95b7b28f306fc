"""A disk that forgets: no damage goes unnoticed, none is made worse by looking, and the sentence names the way back."""

from __future__ import annotations

import os
import random
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from caregiver_app.services.explain import explain
from caregiver_app.services.opening import open_file
from caregiver_app.storage import (
    HouseholdFile,
    HouseholdFileDamaged,
    HouseholdFileError,
    NotAHouseholdFile,
    NotEncrypted,
)
from tests.clock import at_noon
from tests.faults.damaging import _PAGE, number_at_least, refusal, with_history
from tests.faults.households import make, numbered
from tests.scale import scale, seed
from tests.vaults import access

if TYPE_CHECKING:
    from pathlib import Path


def is_told_as_damage(error: HouseholdFileError | None) -> None:
    assert isinstance(error, HouseholdFileDamaged), error
    sentence = explain(error).lower()
    assert "damaged" in sentence
    assert "restore" in sentence
    assert "start again" not in sentence


@pytest.mark.timeout(36_000)
def test_no_flipped_bit_goes_unnoticed(path: Path) -> None:
    with_history(
        path, 40
    )  # much of a file with little in it is pages of tables and indexes that hold nothing yet
    whole = bytearray(path.read_bytes())
    chance = random.Random(seed())
    harmless = 0
    for _flip in range(scale(300)):
        place, bit = chance.randrange(len(whole)), 1 << chance.randrange(8)
        whole[place] ^= bit
        path.write_bytes(whole)
        whole[place] ^= bit
        error = refusal(path)
        if error is None:
            assert number_at_least(path) == 40  # a bit of a page that holds nothing any more
            harmless += 1
        else:
            is_told_as_damage(error)
    assert harmless < scale(300) / 10


def test_two_pages_in_each_others_place_are_noticed(path: Path) -> None:
    with_history(path, 5)
    whole = path.read_bytes()
    chance = random.Random(seed())
    harmless = 0
    for _swap in range(scale(10)):
        one, two = sorted(chance.sample(range(len(whole) // _PAGE), 2))
        pages = [whole[at : at + _PAGE] for at in range(0, len(whole), _PAGE)]
        pages[one], pages[two] = pages[two], pages[one]
        path.write_bytes(b"".join(pages))
        error = refusal(path)
        if error is None:
            assert number_at_least(path) == 5  # two pages that hold nothing
            harmless += 1
        else:
            is_told_as_damage(error)
    assert harmless <= scale(10) / 10


def test_an_old_page_in_the_place_of_its_successor_is_never_read_as_another_household(path: Path) -> None:
    """Each page is sealed by itself, so an old one is a good one. The seal over all rows tells."""
    with_history(path, 3)
    old = path.read_bytes()
    opened = open_file(path, access(), at_noon)
    for number in range(4, 9):
        opened.change(f"change {number}", lambda _old, to=number: numbered(to))  # type: ignore[misc]
    opened.close()
    with HouseholdFile.open(path, access()) as file:
        entries = len(file.history())
    new = path.read_bytes()
    silent = 0
    changed = [at for at in range(0, len(old), _PAGE) if old[at : at + _PAGE] != new[at : at + _PAGE]]
    for at in changed:
        path.write_bytes(new[:at] + old[at : at + _PAGE] + new[at + _PAGE :])
        error = refusal(path)
        if error is None:
            with HouseholdFile.open(path, access()) as file:
                silent += (file.read(), len(file.history())) != (numbered(8), entries)
    assert silent == 0, f"{silent} of {len(changed)}"


def test_an_old_copy_of_the_whole_file_opens_and_is_told(path: Path) -> None:
    with_history(path, 3)
    old = path.read_bytes()
    opened = open_file(path, access(), at_noon)
    opened.change("change 4", lambda _old: numbered(4))
    opened.close()
    path.write_bytes(old)
    again = open_file(path, access(), at_noon)
    assert any("older" in notice.text for notice in again.notices)
    again.close()


@pytest.mark.parametrize("left", [0.5, -1000, -1, -_PAGE, 0, 15, 16, 100])
def test_a_file_cut_short_is_told_as_damage_and_is_no_new_household(path: Path, left: float) -> None:
    with_history(path, 3)
    whole = path.read_bytes()
    path.write_bytes(whole[: int(len(whole) * left) if 0 < left < 1 else int(left)])
    is_told_as_damage(refusal(path))


def test_a_beginning_of_zeros_or_of_chance_is_told_as_damage(path: Path) -> None:
    with_history(path, 3)
    whole = path.read_bytes()
    for beginning in (bytes(16), bytes(_PAGE), os.urandom(16)):
        path.write_bytes(beginning + whole[len(beginning) :])
        is_told_as_damage(refusal(path))


def test_a_file_of_chance_is_told_as_damage(path: Path) -> None:
    with_history(path, 1)
    path.write_bytes(os.urandom(50_000))
    is_told_as_damage(refusal(path))


def test_another_programs_database_is_told_apart_from_a_damaged_household(path: Path) -> None:
    make(path)
    path.unlink()
    with closing(sqlite3.connect(path)) as plain:
        plain.execute("CREATE TABLE address (text)")
    error = refusal(path)
    assert isinstance(error, NotEncrypted | NotAHouseholdFile)
    assert explain(error)
