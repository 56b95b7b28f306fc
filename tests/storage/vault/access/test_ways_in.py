"""Who can open a household's file, with a passphrase, the recovery key, or the keyring."""

from __future__ import annotations

import hashlib
import hmac
import unicodedata
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from caregiver_app.domain.recovery_key import RecoveryKeyMistake
from caregiver_app.storage import (
    HouseholdFile,
    HouseholdFileBusy,
    HouseholdFileDamaged,
    KeysChanged,
    KeysMissing,
    LastHolder,
    NameTaken,
    WrongPassphrase,
    WrongRecoveryKey,
    add_holder,
    add_keyring_slot,
    change_passphrase,
    has_keyring_slot,
    key_holders,
    keys_path,
    make_new_keys,
    new_access,
    recovery_key,
    remove_holder,
    remove_keyring_slot,
    unlock,
    unlock_with_keyring,
    unlock_with_recovery_key,
)
from tests.storage.vault.access.ways import WORDS, annas, opens
from tests.vaults import CHEAP

if TYPE_CHECKING:
    from pathlib import Path


def test_a_passphrase_opens_the_household_and_says_whose_it_is(path: Path) -> None:
    access = annas(path)
    assert access.who == "Anna"
    assert opens(path, access)


@pytest.mark.parametrize(
    "typed", ["maple tundra cafe 7", "Maple tundra café 7", "", " ", "maple tundra café", "x" * 5000]
)
def test_another_passphrase_does_not(path: Path, typed: str) -> None:
    with pytest.raises(WrongPassphrase):
        annas(path, typed)


@pytest.mark.parametrize(
    "typed",
    [
        unicodedata.normalize("NFD", WORDS),
        f"  {WORDS}\n",
        "maple  tundra\tcafé 7",
        "maple tundra café \uff17",
    ],
)
def test_a_passphrase_is_the_same_however_a_keyboard_types_it(path: Path, typed: str) -> None:
    assert opens(path, annas(path, typed))


def test_a_second_person_opens_it_with_their_own(path: Path) -> None:
    ben = add_holder(path, annas(path), "Ben", "another one", cost=CHEAP)
    assert [holder.name for holder in key_holders(path)] == ["Anna", "Ben"]
    assert opens(path, unlock(path, ben.id, "another one"))
    with pytest.raises(WrongPassphrase):
        unlock(path, ben.id, WORDS)
    with pytest.raises(NameTaken):
        add_holder(path, annas(path), "ANNA", "third", cost=CHEAP)


def test_a_changed_passphrase_ends_the_old_one_and_touches_no_data(path: Path) -> None:
    before = path.read_bytes()
    access = annas(path)
    change_passphrase(path, access, access.holder_id, "new words", cost=CHEAP)
    with pytest.raises(WrongPassphrase):
        annas(path)
    assert path.read_bytes() == before
    assert opens(path, annas(path, "new words"))


def test_a_removed_person_is_outside_and_the_last_one_stays(path: Path) -> None:
    ben = add_holder(path, annas(path), "Ben", "another one", cost=CHEAP)
    remove_holder(path, ben.id)
    with pytest.raises(WrongPassphrase):
        unlock(path, ben.id, "another one")
    [anna] = key_holders(path)
    with pytest.raises(LastHolder):
        remove_holder(path, anna.id)
    assert opens(path, annas(path))


def test_the_recovery_key_alone_opens_it_and_brings_back_the_key_file(path: Path) -> None:
    paper = " ".join(recovery_key(annas(path)))
    keys_path(path).unlink()
    with pytest.raises(KeysMissing):
        key_holders(path)
    access = unlock_with_recovery_key(path, paper.lower().replace(" ", ""))
    assert access.who == ""
    assert opens(path, access)
    assert opens(path, annas(path))


def test_a_removed_person_does_not_come_back_with_a_lost_key_file(path: Path) -> None:
    access = annas(path)
    ben = add_holder(path, access, "Ben", "another one", cost=CHEAP)
    with HouseholdFile.open(path, access) as file:
        remove_holder(path, ben.id)
        file.keep_keys()
    keys_path(path).unlink()
    assert opens(path, access)
    assert [holder.name for holder in key_holders(path)] == ["Anna"]


def test_a_wrong_recovery_key_is_told_from_a_slip_of_the_pen_and_from_damage(path: Path) -> None:
    paper = recovery_key(annas(path))
    with pytest.raises(WrongRecoveryKey):
        unlock_with_recovery_key(path, " ".join(recovery_key(new_access())))
    with pytest.raises(RecoveryKeyMistake):
        unlock_with_recovery_key(path, " ".join((paper[1], paper[0], *paper[2:])))
    path.write_bytes(b"\0" * 4096 + path.read_bytes()[4096:])
    access = unlock_with_recovery_key(path, " ".join(paper))
    with pytest.raises(HouseholdFileDamaged):
        HouseholdFile.open(path, access)


def test_the_file_opens_with_nothing_but_the_recipe_on_the_recovery_sheet(path: Path) -> None:
    """An independent program and the standard library, and not a line of ours (security.md 2)."""
    import apsw

    groups = recovery_key(annas(path))
    number = 0
    for symbol in "".join(group[:4] for group in groups):
        number = number * 32 + "0123456789ABCDEFGHJKMNPQRSTVWXYZ".index(symbol)
    secret = number.to_bytes(20, "big")
    extracted = hmac.digest(bytes(32), secret, "sha256")
    key = hmac.digest(extracted, b"caregiver-vault/1 database\x01", "sha256")
    with closing(apsw.Connection(str(path))) as other:
        other.execute("PRAGMA cipher = 'sqlcipher'")
        other.execute("PRAGMA legacy = 4")
        other.execute(f'PRAGMA key = "raw:{key.hex()}"')
        assert other.execute("SELECT preferred_name FROM care_recipient").fetchall() == [("Sam",)]
        assert other.execute("PRAGMA integrity_check").fetchall() == [("ok",)]


def test_new_keys_shut_out_every_old_way_in(path: Path) -> None:
    old = annas(path)
    paper = " ".join(recovery_key(old))
    add_holder(path, old, "Ben", "another one", cost=CHEAP)
    [anna, ben] = key_holders(path)
    fresh = make_new_keys(path, old, "Anna", "fresh words", cost=CHEAP)
    assert fresh.who == "Anna"
    assert opens(path, fresh)
    assert [holder.name for holder in key_holders(path)] == ["Anna"]
    assert opens(path, annas(path, "fresh words"))
    for holder, words in ((anna, WORDS), (ben, "another one")):
        with pytest.raises(WrongPassphrase):
            unlock(path, holder.id, words)
    with pytest.raises(WrongRecoveryKey):
        unlock_with_recovery_key(path, paper)
    with pytest.raises(KeysChanged):
        HouseholdFile.open(path, old)
    assert sorted(each.name for each in path.parent.iterdir()) == [path.name, keys_path(path).name]


def test_new_keys_wait_until_nobody_else_has_the_file_open(path: Path) -> None:
    with HouseholdFile.open(path, annas(path)), pytest.raises(HouseholdFileBusy):
        make_new_keys(path, annas(path), "Anna", "fresh words", cost=CHEAP)
    assert opens(path, annas(path))


def test_the_keyring_opens_it_only_as_long_as_it_is_let_in(path: Path) -> None:
    key = hashlib.sha256(b"from the keyring").digest()
    assert not has_keyring_slot(path)
    add_keyring_slot(path, annas(path), key)
    assert has_keyring_slot(path)
    assert [holder.name for holder in key_holders(path)] == ["Anna"]
    assert opens(path, unlock_with_keyring(path, key))
    with pytest.raises(WrongPassphrase):
        unlock_with_keyring(path, bytes(32))
    remove_keyring_slot(path)
    with pytest.raises(WrongPassphrase):
        unlock_with_keyring(path, key)
    assert opens(path, annas(path))


def test_the_last_keyring_key_counts(path: Path) -> None:
    for key in (b"a" * 32, b"b" * 32):
        add_keyring_slot(path, annas(path), key)
    with pytest.raises(WrongPassphrase):
        unlock_with_keyring(path, b"a" * 32)
    assert opens(path, unlock_with_keyring(path, b"b" * 32))
