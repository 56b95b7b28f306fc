from __future__ import annotations

from threading import Thread
from typing import TYPE_CHECKING, Any

import pytest

from caregiver_app.domain.household import Household
from caregiver_app.storage import (
    Cost,
    HouseholdFile,
    HouseholdFileMissing,
    KeysChanged,
    KeysDamaged,
    KeysOfAnother,
    WrongPassphrase,
    WrongRecoveryKey,
    add_holder,
    add_keyring_slot,
    drop_keys_unless_made,
    has_keyring_slot,
    key_holders,
    keys_path,
    make_new_keys,
    new_access,
    recovery_key,
    remove_holder,
    unlock,
    unlock_with_recovery_key,
)
from tests.key_files import document_of, rewrite
from tests.storage.vault.access.ways import WORDS, annas, opens
from tests.vaults import CHEAP

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize("field", ["id", "name", "salt", "nonce", "sealed"])
def test_a_slot_with_any_part_changed_does_not_open(path: Path, field: str) -> None:
    def change(document: Any) -> None:
        slot = document["sets"][0]["slots"][0]
        slot[field] = ("1" if slot[field][0] != "1" else "2") + slot[field][1:]

    rewrite(path, change)
    [holder] = key_holders(path)
    with pytest.raises(WrongPassphrase):
        unlock(path, holder.id, WORDS)


@pytest.mark.parametrize(("number", "value"), [("memory_kib", 20_000), ("passes", 3), ("lanes", 2)])
def test_a_slot_with_another_cost_does_not_open(path: Path, number: str, value: int) -> None:
    def change(document: Any) -> None:
        document["sets"][0]["slots"][0]["cost"][number] = value

    rewrite(path, change)
    with pytest.raises(WrongPassphrase):
        annas(path)


@pytest.mark.parametrize(
    "cost",
    [
        {"memory_kib": 2**40, "passes": 3, "lanes": 4},
        {"memory_kib": 8, "passes": 3, "lanes": 4},
        {"memory_kib": 65_536, "passes": 1_000_000, "lanes": 4},
        {"memory_kib": 65_536, "passes": 3, "lanes": -1},
        {"memory_kib": 65_536.5, "passes": 3, "lanes": 4},
        {"memory_kib": True, "passes": 3, "lanes": 4},
        {"memory_kib": "65536", "passes": 3, "lanes": 4},
        {},
        None,
    ],
)
def test_a_cost_out_of_range_is_refused_before_any_memory_is_taken(path: Path, cost: Any) -> None:
    rewrite(path, lambda document: document["sets"][0]["slots"][0].update(cost=cost))
    with pytest.raises(KeysDamaged):
        key_holders(path)


@pytest.mark.parametrize(
    "text",
    ["", "{", "[]", "null", '{"format": "caregiver-keys"}', "[" * 100_000, "\0" * 500, '{"seen": NaN}'],
)
def test_a_key_file_that_makes_no_sense_is_damaged(path: Path, text: str) -> None:
    keys_path(path).write_text(text)
    with pytest.raises(KeysDamaged):
        key_holders(path)


def test_the_key_file_of_another_household_does_not_belong(path: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    add_holder(other, new_access(), "Anna", WORDS, cost=CHEAP)
    keys_path(path).write_bytes(keys_path(other).read_bytes())
    with pytest.raises(KeysOfAnother):
        key_holders(path)


def test_a_new_household_keeps_the_keys_of_one_that_was_there_before(path: Path) -> None:
    paper = " ".join(recovery_key(annas(path)))
    path.rename(path.with_name("moved"))
    access = new_access()
    add_holder(path, access, "Clara", "words", cost=CHEAP)
    HouseholdFile.create(path, access).close()
    assert [holder.name for holder in key_holders(path)] == ["Clara"]
    path.unlink()
    path.with_name("moved").rename(path)
    assert opens(path, annas(path))
    assert opens(path, unlock_with_recovery_key(path, paper))


def test_an_older_file_in_its_place_is_noticed_once_and_only_then(path: Path) -> None:
    access = annas(path)
    old = path.read_bytes()
    with HouseholdFile.open(path, access) as file:
        assert not file.is_older_than_seen
        file.write(Household())
    path.write_bytes(old)
    with HouseholdFile.open(path, access) as file:
        assert file.is_older_than_seen
        file.read()
    with HouseholdFile.open(path, access) as file:
        assert not file.is_older_than_seen


def test_a_missing_file_has_no_holders(tmp_path: Path) -> None:
    with pytest.raises(HouseholdFileMissing):
        key_holders(tmp_path / "nothing")


def test_the_key_file_is_private_and_holds_no_secret_in_clear(path: Path) -> None:
    access = annas(path)
    assert keys_path(path).stat().st_mode & 0o777 == 0o600
    text = keys_path(path).read_text()
    key = access.secret.database_key()
    for secret in (access.secret.as_bytes().hex(), key.raw.hex(), WORDS):
        assert secret not in text


def test_a_wiped_way_in_opens_nothing(path: Path) -> None:
    access = annas(path)
    access.wipe()
    with pytest.raises(ValueError, match="wiped"):
        HouseholdFile.open(path, access)


@pytest.mark.parametrize(
    "numbers", [(19_455, 2, 1), (65_536, 1, 4), (65_536, 3, 0), (600_000, 3, 4), (524_288, 5, 4)]
)
def test_argon2id_is_never_asked_for_less_than_the_floor_or_more_than_a_home_computer(
    numbers: tuple[int, int, int],
) -> None:
    with pytest.raises(ValueError, match="out of range"):
        Cost(*numbers)


def test_whoever_is_removed_while_another_passphrase_is_stretched_stays_removed(path: Path) -> None:
    """Stretching takes up to a second; the keys are read again before they are written."""
    ben = add_holder(path, annas(path), "Ben", "another one", cost=CHEAP)
    access = annas(path)
    adding = Thread(target=add_holder, args=(path, access, "Clara", "third words"))
    adding.start()
    remove_holder(path, ben.id)
    adding.join()
    assert [holder.name for holder in key_holders(path)] == ["Anna", "Clara"]


def test_the_keyring_goes_with_whoever_is_removed(path: Path) -> None:
    """It may have been they who let it in."""
    ben = add_holder(path, annas(path), "Ben", "another one", cost=CHEAP)
    add_keyring_slot(path, annas(path), b"k" * 32)
    remove_holder(path, ben.id)
    assert not has_keyring_slot(path)


def test_the_old_paper_is_told_as_old_and_never_as_damage(path: Path) -> None:
    """After a power cut while new keys were made, the key file still knows both."""
    old = annas(path)
    paper = " ".join(recovery_key(old))
    both = document_of(path)["sets"]
    make_new_keys(path, old, "Anna", "fresh words", cost=CHEAP)
    rewrite(path, lambda document: document["sets"].extend(both))
    with pytest.raises(WrongRecoveryKey):
        unlock_with_recovery_key(path, paper)
    with pytest.raises(KeysChanged):
        HouseholdFile.open(path, old)


def test_a_household_that_could_not_be_made_leaves_no_keys(tmp_path: Path) -> None:
    path = tmp_path / "home.caregiver"
    access = new_access()

    def make() -> None:
        with drop_keys_unless_made(path):
            add_holder(path, access, "Anna", WORDS, cost=CHEAP)
            raise OSError("full")

    with pytest.raises(OSError, match="full"):
        make()
    assert list(tmp_path.iterdir()) == []


def test_keys_that_the_file_there_needs_are_never_dropped(path: Path) -> None:
    with pytest.raises(OSError, match="full"), drop_keys_unless_made(path):
        raise OSError("full")
    assert opens(path, annas(path))
