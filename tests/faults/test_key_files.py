"""A key file that is lost, damaged, somebody else's or made by an enemy: a true sentence each, and never a new one."""

from __future__ import annotations

import resource
import shutil
import time
from typing import TYPE_CHECKING, Any

import pytest

from caregiver_app.services.explain import explain
from caregiver_app.storage import (
    HouseholdFile,
    KeysDamaged,
    KeysError,
    KeysMissing,
    KeysOfAnother,
    WrongPassphrase,
    add_holder,
    change_passphrase,
    key_holders,
    keys_path,
    recovery_key,
    remove_holder,
    unlock,
    unlock_with_recovery_key,
)
from tests.faults.households import NEW, OLD, make, number_at, number_of, ways_in
from tests.key_files import rewrite
from tests.vaults import CHEAP, access

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


@pytest.fixture
def path(path: Path) -> Path:
    make(path)
    return path


def refused(path: Path, kind: type[KeysError]) -> str:
    """The sentence; nothing was made or changed."""
    before = {each.name: each.read_bytes() for each in path.parent.iterdir()}
    began = time.process_time()
    with pytest.raises(kind) as caught:
        key_holders(path)
    with pytest.raises(kind):
        unlock(path, "0" * 32, OLD)
    assert time.process_time() - began < 1
    assert {each.name: each.read_bytes() for each in path.parent.iterdir()} == before
    return explain(caught.value)


def test_lost_damaged_and_strange_key_files_are_told_apart_and_each_names_the_recovery_key(
    path: Path, tmp_path: Path
) -> None:
    whole = keys_path(path).read_bytes()
    keys_path(path).unlink()
    missing = refused(path, KeysMissing)
    keys_path(path).write_bytes(whole[:100])
    damaged = refused(path, KeysDamaged)
    keys_path(path).write_bytes(whole)
    rewrite(path, of_another)
    strange = refused(path, KeysOfAnother)
    assert len({missing, damaged, strange}) == 3
    assert all("recovery key" in sentence for sentence in (missing, damaged, strange))


@pytest.mark.parametrize("spoil", ["missing", "damaged", "empty", "of another"])
def test_the_recovery_key_opens_and_brings_the_passphrases_back(path: Path, spoil: str) -> None:
    file = keys_path(path)
    if spoil == "missing":
        file.unlink()
    else:
        rewrite(path, of_another)
        file.write_text({"damaged": "{", "empty": "", "of another": file.read_text()}[spoil])
    groups = " ".join(recovery_key(access()))
    assert number_at(path, unlock_with_recovery_key(path, groups)) == 0
    assert set(ways_in(path)) == {OLD}


def of_another(document: Any) -> None:
    document["sets"][0]["salt"] = "ab" * 16


def slot(document: Any) -> Any:
    return document["sets"][0]["slots"][0]


def deep(levels: int) -> str:
    return "[" * levels + "]" * levels


HOSTILE: dict[str, Callable[[Any], Any]] = {
    "all memory": lambda each: slot(each)["cost"].update(memory_kib=2**40),
    "a thousand years": lambda each: slot(each)["cost"].update(passes=2**31),
    "negative lanes": lambda each: slot(each)["cost"].update(lanes=-1),
    "no lanes": lambda each: slot(each)["cost"].update(lanes=0),
    "half a lane": lambda each: slot(each)["cost"].update(lanes=1.5),
    "true for a number": lambda each: slot(each)["cost"].update(passes=True),
    "NaN": lambda each: slot(each)["cost"].update(memory_kib=float("nan")),
    "infinity": lambda each: each.update(seen=float("inf")),
    "a word for a number": lambda each: each.update(seen="many"),
    "no cost": lambda each: slot(each).update(cost=None),
    "not hex": lambda each: slot(each).update(salt="zz" * 16),
    "short hex": lambda each: slot(each).update(nonce="00"),
    "a number for hex": lambda each: slot(each).update(sealed=5),
    "a list for a name": lambda each: slot(each).update(name=["Anna"]),
    "a name without end": lambda each: slot(each).update(name="A" * 100_000),
    "another kind": lambda each: slot(each).update(kind="fingerprint"),
    "no id": lambda each: slot(each).pop("id") and None,
    "sets are a word": lambda each: each.update(sets="none"),
    "a salt of one byte": lambda each: each["sets"][0].update(salt="00"),
    "another version": lambda each: each.update(version=99),
    "another format": lambda each: each.update(format="other"),
    "a list": lambda _each: [],
    "a number": lambda _each: 5,
    "nothing": lambda _each: {},
}


@pytest.mark.parametrize("version", [1, 2])
@pytest.mark.parametrize("name", HOSTILE)
def test_a_key_file_made_by_an_enemy_is_refused_at_once(path: Path, name: str, version: int) -> None:
    rewrite(path, HOSTILE[name], version=version)
    assert "recovery key" in refused(path, KeysDamaged)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\0" * 1000,
        "\ufeff{}",
        deep(100_000),
        f'{{"seen": {"9" * 100_000}}}',
        '{"format": "caregiver-keys"',
        "{}{}",
    ],
    ids=["empty", "zeros", "mark", "deep", "digits", "cut", "two"],
)
def test_a_key_file_that_is_no_json_of_ours_is_refused_at_once(path: Path, text: str) -> None:
    keys_path(path).write_text(text)
    refused(path, KeysDamaged)


def test_of_a_key_file_of_a_hundred_megabytes_only_the_beginning_is_read(path: Path) -> None:
    with keys_path(path).open("r+b") as file:
        file.truncate(100_000_000)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    assert [each.name for each in key_holders(path)] == ["Anna"]
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 20_000  # KiB


def test_a_key_file_that_is_a_folder_or_may_not_be_read_is_damaged(path: Path) -> None:
    keys_path(path).unlink()
    keys_path(path).mkdir()
    with pytest.raises(KeysDamaged):
        key_holders(path)
    with HouseholdFile.open(path, access()) as file:
        assert number_of(file.read()) == 0


def test_another_name_or_cost_in_a_slot_makes_it_useless_rather_than_weaker(path: Path) -> None:
    rewrite(path, lambda each: slot(each).update(name="Mallory"))
    with pytest.raises(WrongPassphrase):
        unlock(path, key_holders(path)[0].id, OLD)


def test_a_key_file_that_is_lost_while_open_costs_nobody_the_passphrase(path: Path) -> None:
    with HouseholdFile.open(path, access()) as file:
        [anna] = key_holders(path)
        file.keep_keys()
        keys_path(path).unlink()
        try:
            change_passphrase(path, access(), anna.id, NEW, cost=CHEAP)
            expected = {NEW}
        except KeysError:
            expected = {OLD}
    assert number_at(path) == 0
    assert set(ways_in(path)) == expected


def test_a_person_added_while_the_key_file_is_lost_pushes_nobody_out(path: Path) -> None:
    with HouseholdFile.open(path, access()) as file:
        file.keep_keys()
        keys_path(path).unlink()
        try:
            add_holder(path, access(), "Ben", NEW, cost=CHEAP)
            expected = {OLD, NEW}
        except KeysError:
            expected = {OLD}
    assert number_at(path) == 0
    assert set(ways_in(path)) == expected


def test_changing_the_passphrase_of_nobody_is_no_success(path: Path) -> None:
    before = keys_path(path).read_bytes()
    with pytest.raises(KeysError):
        change_passphrase(path, access(), "f" * 32, NEW, cost=CHEAP)
    assert keys_path(path).read_bytes() == before


def test_an_old_key_file_put_back_lets_the_removed_person_in_until_there_are_new_keys(path: Path) -> None:
    """The program says so where it removes somebody: they may have kept a copy."""
    add_holder(path, access(), "Ben", NEW, cost=CHEAP)
    kept = keys_path(path).with_name("kept")
    shutil.copy(keys_path(path), kept)
    [ben] = [each for each in key_holders(path) if each.name == "Ben"]
    remove_holder(path, ben.id)
    assert set(ways_in(path)) == {OLD}
    shutil.copy(kept, keys_path(path))
    assert set(ways_in(path)) == {OLD, NEW}
