"""Who can open a household's file, with a passphrase, the recovery key, or the keyring."""

from __future__ import annotations

import hashlib
import hmac
import json
import unicodedata
from contextlib import closing
from threading import Thread
from typing import TYPE_CHECKING, Any

import pytest

from caregiver_app.domain.household import Household
from caregiver_app.domain.people import CareRecipient
from caregiver_app.domain.recovery_key import RecoveryKeyMistake
from caregiver_app.storage import (
    Access,
    Cost,
    HouseholdFile,
    HouseholdFileBusy,
    HouseholdFileDamaged,
    HouseholdFileMissing,
    KeysChanged,
    KeysDamaged,
    KeysMissing,
    KeysOfAnother,
    LastHolder,
    NameTaken,
    WrongPassphrase,
    WrongRecoveryKey,
    add_holder,
    add_keyring_slot,
    change_passphrase,
    drop_keys_unless_made,
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
from tests.vaults import CHEAP

if TYPE_CHECKING:
    from pathlib import Path

WORDS = "maple tundra café 7"
HOME = Household(care_recipients=(CareRecipient("sam", "Sam"),))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Anna's household, closed."""
    path = tmp_path / "home.caregiver"
    access = new_access()
    add_holder(path, access, "Anna", WORDS, cost=CHEAP)
    with HouseholdFile.create(path, access) as file:
        file.write(HOME)
    return path


def annas(path: Path, words: str = WORDS) -> Access:
    [anna] = [holder for holder in key_holders(path) if holder.name == "Anna"]
    return unlock(path, anna.id, words)


def opens(path: Path, access: Access) -> bool:
    with HouseholdFile.open(path, access) as file:
        return file.read() == HOME


def change_keys(path: Path, change: Any) -> None:
    document = json.loads(keys_path(path).read_text())
    change(document)
    keys_path(path).write_text(json.dumps(document))


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


@pytest.mark.parametrize("field", ["id", "name", "salt", "nonce", "sealed"])
def test_a_slot_with_any_part_changed_does_not_open(path: Path, field: str) -> None:
    def change(document: Any) -> None:
        slot = document["sets"][0]["slots"][0]
        slot[field] = ("1" if slot[field][0] != "1" else "2") + slot[field][1:]

    change_keys(path, change)
    [holder] = key_holders(path)
    with pytest.raises(WrongPassphrase):
        unlock(path, holder.id, WORDS)


@pytest.mark.parametrize(("number", "value"), [("memory_kib", 20_000), ("passes", 3), ("lanes", 2)])
def test_a_slot_with_another_cost_does_not_open(path: Path, number: str, value: int) -> None:
    def change(document: Any) -> None:
        document["sets"][0]["slots"][0]["cost"][number] = value

    change_keys(path, change)
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
    change_keys(path, lambda document: document["sets"][0]["slots"][0].update(cost=cost))
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
    both = json.loads(keys_path(path).read_text())["sets"]
    make_new_keys(path, old, "Anna", "fresh words", cost=CHEAP)
    change_keys(path, lambda document: document["sets"].extend(both))
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
