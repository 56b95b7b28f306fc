"""A worn stick flips a bit in the key file: nobody is locked out, the file heals, no copy of it takes the damage."""

from __future__ import annotations

import json
import random
from typing import TYPE_CHECKING, Any, Final

import pytest

from caregiver_app.services.backups.making import make_backup
from caregiver_app.storage import (
    BackupReason,
    HouseholdFile,
    HouseholdFileBusy,
    KeysDamaged,
    WrongPassphrase,
    add_holder,
    backups_folder,
    key_holders,
    keys_path,
    remove_holder,
    restore_file,
    unlock,
)
from caregiver_app.storage.backup.backup_archive import keys_of_backup
from caregiver_app.storage.vault.kept_keys import KEYS_NOTE
from caregiver_app.storage.vault.key_file import mended, read_keys
from tests.clock import NOON
from tests.faults.households import NEW, OLD, make
from tests.key_files import document_of, rewrite
from tests.vaults import CHEAP, access

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

NAMES: Final = {"Anna": OLD, "Ben": NEW}


@pytest.fixture
def path(path: Path) -> Path:
    """A household that Anna and Ben can open, each with a passphrase of their own."""
    make(path)
    add_holder(path, access(), "Ben", NEW, cost=CHEAP)
    with HouseholdFile.open(path, access()) as file:
        file.keep_keys()
        file.read()
    return path


def open_as(path: Path, name: str) -> str:
    """Opens as that person; returns the copy of the keys inside."""
    [holder] = [each for each in key_holders(path) if each.name == name]
    with HouseholdFile.open(path, unlock(path, holder.id, NAMES[name])) as file:
        file.read()
        return file.note(KEYS_NOTE)


def flipped(data: bytes, bit: int) -> bytes:
    changed = bytearray(data)
    changed[bit // 8] ^= 1 << bit % 8
    return bytes(changed)


def spoil_both_copies(path: Path, name: str) -> None:
    """One hex digit of that person's slot, in both copies of its line."""
    [slot] = [each for each in document_of(path)["sets"][0]["slots"] if each["name"] == name]
    other = "1" if slot["sealed"][0] != "1" else "2"
    text = keys_path(path).read_text()
    assert text.count(slot["sealed"]) == 2
    keys_path(path).write_text(text.replace(slot["sealed"], other + slot["sealed"][1:]))


def back_up(path: Path) -> Path:
    return make_backup(path, access().secret.database_key(), NOON, BackupReason.USUAL)


def bits(path: Path, count: int) -> Iterator[int]:
    yield from random.Random(8).sample(range(8 * keys_path(path).stat().st_size), count)


def test_one_flipped_bit_locks_nobody_out_and_heals(path: Path) -> None:
    whole = keys_path(path).read_bytes()
    inside = open_as(path, "Anna")
    written = keys_path(path).read_bytes()
    for bit in bits(path, 25):
        keys_path(path).write_bytes(flipped(whole, bit))
        assert {each.name for each in key_holders(path)} == {"Anna", "Ben"}, bit
        for name in NAMES:
            assert open_as(path, name) == inside, bit
        assert keys_path(path).read_bytes() == written, bit


@pytest.mark.nightly
def test_no_flipped_bit_at_all_hides_a_slot(path: Path) -> None:
    whole, expected = keys_path(path).read_bytes(), read_keys(path).sets[0].slots
    for bit in range(8 * len(whole)):
        keys_path(path).write_bytes(flipped(whole, bit))
        keys = read_keys(path)
        assert keys.is_worn, bit
        assert keys.is_whole, bit
        assert {slot for each in keys.sets for slot in each.slots} == set(expected), bit


def test_a_slot_damaged_twice_opens_by_the_copy_in_a_backup_and_heals(path: Path) -> None:
    back_up(path)
    spoil_both_copies(path, "Anna")
    assert {each.name for each in key_holders(path)} == {"Anna", "Ben"}
    [anna] = [each for each in key_holders(path) if each.name == "Anna"]
    with pytest.raises(WrongPassphrase):
        unlock(path, anna.id, NEW)
    open_as(path, "Anna")
    assert read_keys(path).is_whole
    assert len(read_keys(path).sets[0].slots) == 2


def test_whoever_comes_first_heals_the_slots_of_the_others_from_the_copy_inside(path: Path) -> None:
    inside = open_as(path, "Ben")
    spoil_both_copies(path, "Anna")
    assert [each.name for each in key_holders(path)] == ["Ben"]
    assert open_as(path, "Ben") == inside
    assert open_as(path, "Anna") == inside


@pytest.mark.parametrize("left", [b"", b"{", b"\0" * 4096])
def test_a_key_file_that_is_gone_for_good_is_made_anew_from_a_backup(path: Path, left: bytes) -> None:
    back_up(path)
    keys_path(path).write_bytes(left)
    for name in NAMES:
        open_as(path, name)
    keys_path(path).unlink()
    for name in NAMES:
        open_as(path, name)
    assert read_keys(path).is_whole


def test_a_damaged_newest_backup_leaves_the_one_before(path: Path) -> None:
    back_up(path)
    newest = back_up(path)
    newest.write_bytes(newest.read_bytes()[:-5000])
    keys_path(path).unlink()
    open_as(path, "Anna")


def test_without_any_copy_it_is_told_as_damage_and_not_as_a_wrong_passphrase(path: Path) -> None:
    spoil_both_copies(path, "Anna")
    spoil_both_copies(path, "Ben")
    with pytest.raises(KeysDamaged):
        key_holders(path)


def test_no_backup_takes_the_damage(path: Path) -> None:
    """The window is open when it happens, so that nothing heals the file before the backup."""
    with HouseholdFile.open(path, access()) as file:
        spoil_both_copies(path, "Anna")
        backup = back_up(path)
        file.keep_keys()
    kept = keys_of_backup(backup)
    assert kept.is_whole
    assert [slot.name for slot in kept.sets[0].slots] == ["Anna", "Ben"]
    assert backup.parent == backups_folder(path)
    open_as(path, "Anna")


def test_a_person_added_to_a_damaged_file_pushes_nobody_out(path: Path) -> None:
    spoil_both_copies(path, "Anna")
    add_holder(path, access(), "Clara", "a third one", cost=CHEAP)
    assert {each.name for each in key_holders(path)} == {"Anna", "Ben", "Clara"}
    open_as(path, "Anna")


def to_version_1(path: Path) -> None:
    """As an older program left it: the copy inside is of that version too."""
    rewrite(path, lambda _document: None, version=1)
    text = keys_path(path).read_text()
    with HouseholdFile.open(path, access()) as file:
        file.keep_note(KEYS_NOTE, text)
    keys_path(path).write_text(text)


def test_a_file_of_version_1_is_read_and_given_sums(path: Path) -> None:
    to_version_1(path)
    assert not read_keys(path).has_sums
    open_as(path, "Ben")
    assert read_keys(path).has_sums
    open_as(path, "Anna")


def test_damage_in_a_file_of_version_1_is_healed_by_whoever_can_open_it(path: Path) -> None:
    """Without sums nobody can tell which of two copies is the good one: so both are tried."""

    to_version_1(path)
    [sealed, _bens] = [slot.sealed for slot in read_keys(path).sets[0].slots]
    spoilt = ("1" if sealed[0] != "1" else "2") + sealed[1:]
    keys_path(path).write_text(keys_path(path).read_text().replace(sealed, spoilt))
    open_as(path, "Ben")
    assert len(read_keys(path).sets[0].slots) == 3
    open_as(path, "Anna")
    assert len(read_keys(path).sets[0].slots) == 2
    open_as(path, "Ben")


def test_an_older_key_file_put_back_pushes_nobody_out_for_long(path: Path) -> None:
    old = keys_path(path).read_bytes()
    add_holder(path, access(), "Clara", "a third one", cost=CHEAP)
    with HouseholdFile.open(path, access()) as file:
        file.keep_keys()
    keys_path(path).write_bytes(old)
    open_as(path, "Ben")
    assert [each.name for each in key_holders(path)] == ["Anna", "Ben", "Clara"]


def test_whoever_was_removed_does_not_come_back_with_a_flipped_bit_and_a_backup(path: Path) -> None:
    backup = back_up(path)
    [ben] = [each for each in key_holders(path) if each.name == "Ben"]
    remove_holder(path, ben.id)
    whole = keys_path(path).read_bytes()
    for bit in bits(path, 10):
        keys_path(path).write_bytes(flipped(whole, bit))
        assert [each.name for each in key_holders(path)] == ["Anna"]
    restore_file(backup, path, NOON)
    open_as(path, "Anna")
    assert [each.name for each in key_holders(path)] == ["Anna"]


def test_whoever_an_older_program_removed_stays_removed(path: Path) -> None:
    """It was stopped before the copy inside was told."""
    to_version_1(path)
    rewrite_1(path)
    open_as(path, "Anna")
    assert [each.name for each in key_holders(path)] == ["Anna"]


def rewrite_1(path: Path) -> None:
    document = json.loads(keys_path(path).read_text())
    [slots] = [each["slots"] for each in document["sets"]]
    slots[:] = [slot for slot in slots if slot["name"] != "Ben"]
    keys_path(path).write_text(json.dumps(document))


def test_a_key_file_that_another_window_changes_while_it_is_healed_keeps_the_change(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    spoil_both_copies(path, "Anna")
    name = "caregiver_app.storage.vault.kept_keys.mended"

    def slow(*arguments: Any) -> Any:
        with pytest.raises(HouseholdFileBusy):  # it waits its turn
            add_holder(path, access(), "Clara", "a third one", cost=CHEAP)
        monkeypatch.setattr(name, mended)
        return mended(*arguments)

    monkeypatch.setattr(name, slow)
    open_as(path, "Ben")
    assert {each.name for each in key_holders(path)} == {"Anna", "Ben"}
