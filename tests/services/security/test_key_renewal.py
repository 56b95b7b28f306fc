"""New keys under an open household."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from caregiver_app.domain.errors import KnownError
from caregiver_app.domain.household import Household
from caregiver_app.domain.people import CareRecipient
from caregiver_app.services.backups.backup_keeper import BackupKeeper, back_up_now
from caregiver_app.services.security.key_renewal import change_keys
from caregiver_app.services.security.recovery_on_paper import note_on_paper, on_paper_since
from caregiver_app.storage import add_holder, change_passphrase, key_holders, unlock
from tests.vaults import CHEAP, access, new_household, old_household

if TYPE_CHECKING:
    from pathlib import Path

THEO = Household(care_recipients=(CareRecipient("theo", "Theo"),))


def test_what_is_on_the_session_goes_on_under_new_keys(tmp_path: Path) -> None:
    path = tmp_path / "h"
    add_holder(path, access(), "Anna", "maple tundra", cost=CHEAP)
    opened = new_household(path, Household())
    opened.change("Added Theo", lambda _held: THEO)
    note_on_paper(opened)
    assert on_paper_since(opened) == opened.moment().date()
    told: list[KnownError] = []
    change_keys(opened, access(), "fresh words", told.append)
    assert told == []
    assert on_paper_since(opened) is None  # the paper is that of the old keys
    os.utime(path, (0, 0))  # a backup tool does that; it is no other file for it
    assert opened.undo() == "Added Theo"
    opened.close()
    [anna] = key_holders(path)
    assert unlock(path, anna.id, "fresh words").who == "Anna"


def test_a_changed_passphrase_is_reason_enough_for_a_backup(tmp_path: Path) -> None:
    """The old ones open only with the passphrase that may have been forgotten."""
    path = tmp_path / "h"
    anna = add_holder(path, access(), "Anna", "maple tundra", cost=CHEAP)
    new_household(path, THEO).close()
    opened = old_household(path)
    back_up_now(opened)
    assert not BackupKeeper(opened).is_due_at_close()
    change_passphrase(path, access(), anna.id, "fresh words", cost=CHEAP)
    assert opened.file is not None
    opened.file.keep_keys()
    assert BackupKeeper(opened).is_due_at_close()
    opened.close()
