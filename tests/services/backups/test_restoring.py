from __future__ import annotations

import json
import zipfile
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from caregiver_app.domain.history import EntryKind
from caregiver_app.domain.household import Household
from caregiver_app.domain.preferences import Clock
from caregiver_app.domain.prints import PrintRecord
from caregiver_app.domain.quantity import Quantity, Unit
from caregiver_app.services.backups.backup_keeper import back_up_now
from caregiver_app.services.backups.backup_words import content_sentence
from caregiver_app.services.backups.restoring import (
    changed_since,
    holders_of,
    look_into,
    open_restored,
    put_back,
    put_in_place,
    restore_household,
    unlock_backup,
    unlock_backup_with_recovery_key,
)
from caregiver_app.services.explain import explain
from caregiver_app.services.opening import create_file, open_file
from caregiver_app.storage import (
    BackupDamaged,
    BackupReason,
    HouseholdFileExists,
    WrongPassphrase,
    WrongRecoveryKey,
    add_holder,
    backups_folder,
    make_new_keys,
    new_access,
    read_manifest,
    recovery_key,
)
from tests.backups import BACLOFEN, HOUSEHOLD, KEY, make, names
from tests.clock import NOON, at_noon
from tests.vaults import CHEAP, access, new_file

if TYPE_CHECKING:
    from collections.abc import Iterator

    from caregiver_app.services.open_household import OpenHousehold

PASSPHRASE = "the passphrase of Anna"


@pytest.fixture
def home(tmp_path: Path) -> Path:
    path = tmp_path / "home.caregiver"
    add_holder(path, access(), "Anna", PASSPHRASE, cost=CHEAP)
    create_file(path, HOUSEHOLD, access(), at_noon, "Began").close()
    return path


@pytest.fixture
def backup(home: Path, tmp_path: Path) -> Path:
    path = tmp_path / "one.caregiver-backup"
    make(home, path)
    return path


@pytest.fixture
def opened(home: Path, backup: Path) -> Iterator[OpenHousehold]:
    opened = open_file(home, access(), at_noon)
    yield opened
    opened.close()


def raise_dose(held: Household) -> Household:
    higher = replace(BACLOFEN, dose=Quantity(Decimal(15), Unit.MG))
    return held.with_person("sam", lambda sam: replace(sam, medications=(higher, *sam.medications[1:])))


def test_what_changed_since_a_backup_is_told_in_sentences(
    opened: OpenHousehold, backup: Path, home: Path
) -> None:
    opened.change("Changed", raise_dose)
    opened.change("Removed", lambda held: replace(held, contacts=()))
    content = look_into(backup, home, KEY, NOON)
    told = changed_since(content.household, opened.household, Clock.TWELVE_HOUR)
    assert told[0] == "Changed the dose of Lioresal from 10\N{NO-BREAK SPACE}mg to 15\N{NO-BREAK SPACE}mg"
    assert told[1] == "Removed the contact Ann"
    assert content_sentence(content) == (
        "It is whole: all of it was opened and read. It holds 1 person, 2 medicines, 1 contact."
    )


def test_nothing_is_told_where_nothing_differs() -> None:
    assert changed_since(HOUSEHOLD, HOUSEHOLD, Clock.TWELVE_HOUR) == ()


def test_prints_stay_noted_when_a_backup_is_put_back(opened: OpenHousehold) -> None:
    record = PrintRecord(1, "emergency-summary", "sam", NOON.date(), "0" * 64)
    opened.keep_print(record)
    opened.change("Changed", raise_dose)
    put_back(opened, HOUSEHOLD, NOON)
    assert (opened.household, opened.prints) == (HOUSEHOLD, (record,))


def test_putting_back_is_one_step_that_can_be_undone_after_a_backup_of_today(
    opened: OpenHousehold, backup: Path, home: Path
) -> None:
    opened.change("Changed", raise_dose)
    changed, before = opened.household, len(opened.history)
    put_back(opened, look_into(backup, home, KEY, NOON).household, NOON)
    assert opened.household == HOUSEHOLD
    entry = opened.history[-1]
    assert (entry.kind, len(opened.history)) == (EntryKind.KEPT, before + 1)
    assert entry.what.startswith("Put back the backup of Sun")
    [safe] = backups_folder(home).iterdir()
    assert read_manifest(safe).reason is BackupReason.BEFORE_RESTORE
    assert look_into(safe, home, KEY, NOON).household == changed
    opened.undo()
    assert opened.household == changed


def test_nothing_is_put_back_when_today_cannot_be_backed_up(opened: OpenHousehold, home: Path) -> None:
    backups_folder(home).write_bytes(b"in the way")
    opened.change("Changed", raise_dose)
    changed = opened.household
    with pytest.raises(Exception, match="backups"):
        put_back(opened, HOUSEHOLD, NOON)
    assert opened.household == changed


def test_an_older_backup_opens_with_the_passphrase_or_the_paper_of_its_day(home: Path, backup: Path) -> None:
    old_paper = " ".join(recovery_key(access()))
    fresh = make_new_keys(home, access(), "Anna", "a newer passphrase", cost=CHEAP)
    [anna] = holders_of(backup, home, NOON)
    with pytest.raises(WrongPassphrase):
        unlock_backup(backup, home, anna.id, "a newer passphrase", NOON)
    unlock_flow = unlock_backup(backup, home, anna.id, PASSPHRASE, NOON)
    assert look_into(backup, home, unlock_flow.secret.database_key(), NOON).household == HOUSEHOLD
    unlock_flow = unlock_backup_with_recovery_key(backup, home, old_paper, NOON)
    assert look_into(backup, home, unlock_flow.secret.database_key(), NOON).household == HOUSEHOLD
    with pytest.raises(WrongRecoveryKey):
        unlock_backup_with_recovery_key(backup, home, " ".join(recovery_key(fresh)), NOON)
    assert names(backups_folder(home)) == set()


def test_a_backup_from_before_anybody_had_a_passphrase_names_nobody(tmp_path: Path) -> None:
    path = tmp_path / "home.caregiver"
    new_file(path).close()
    make(path, tmp_path / "b")
    assert holders_of(tmp_path / "b", path, NOON) == ()


def test_a_damaged_household_is_restored_and_its_history_says_so(home: Path, backup: Path) -> None:
    home.write_bytes(home.read_bytes()[:3000])
    aside = put_in_place(backup, home, KEY, NOON)
    assert aside is not None
    assert aside.exists()
    opened = open_restored(home, access(), at_noon, NOON)
    assert opened.household == HOUSEHOLD
    assert opened.history[-1].what.startswith("Restored the household from the backup of Sun")
    opened.close()


def test_on_another_computer_a_folder_is_made_and_nothing_replaced(backup: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "new computer" / "caregiver" / "home.caregiver"
    assert put_in_place(backup, elsewhere, KEY, NOON, replaces=False) is None
    [anna] = holders_of(backup, elsewhere, NOON)
    unlock_flow = unlock_backup(backup, elsewhere, anna.id, PASSPHRASE, NOON)
    open_restored(elsewhere, unlock_flow, at_noon, NOON).close()
    with pytest.raises(HouseholdFileExists):
        put_in_place(backup, elsewhere, KEY, NOON, replaces=False)


def test_a_backup_that_nobody_here_sealed_replaces_nothing(home: Path, backup: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(backup) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    manifest = json.loads(parts["manifest.json"]) | {"revision": 99}
    forged = tmp_path / "forged"
    with zipfile.ZipFile(forged, "w") as archive:
        for name, data in {**parts, "manifest.json": json.dumps(manifest).encode()}.items():
            archive.writestr(name, data)
    before = home.read_bytes()
    with pytest.raises(BackupDamaged):
        put_in_place(forged, home, KEY, NOON)
    assert home.read_bytes() == before


def test_both_steps_in_one_open_the_household_as_whoever_unlocked_it(backup: Path, tmp_path: Path) -> None:
    opened = restore_household(backup, tmp_path / "other.caregiver", access("Ben"), at_noon, replaces=False)
    assert (opened.household, opened.who) == (HOUSEHOLD, "Ben")
    assert opened.history[-1].who == "Ben"
    opened.close()


def test_a_backup_that_cannot_be_read_to_its_end_replaces_nothing(home: Path, backup: Path) -> None:
    data = bytearray(backup.read_bytes())
    data[4000] ^= 1
    backup.write_bytes(data)
    before = home.read_bytes()
    with pytest.raises(BackupDamaged) as error:
        put_in_place(backup, home, KEY, NOON)
    assert "choose another one" in explain(error.value)
    assert home.read_bytes() == before


def test_the_sealed_backup_of_another_household_opens_with_no_key_of_this_one(
    home: Path, backup: Path, tmp_path: Path
) -> None:
    stranger = new_access()
    with pytest.raises(WrongRecoveryKey):
        unlock_backup_with_recovery_key(backup, home, " ".join(recovery_key(stranger)), NOON)


def test_back_up_now_makes_a_backup_of_this_moment(opened: OpenHousehold, home: Path) -> None:
    opened.change("Changed", raise_dose)
    path = back_up_now(opened)
    assert path is not None
    assert look_into(path, home, KEY, NOON).household == opened.household
