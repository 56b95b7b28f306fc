from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from caregiver_app.services.backups.backup_keeper import (
    BackupKeeper,
    BackupOutcome,
    carry_out,
)
from caregiver_app.services.opening import create_file
from caregiver_app.storage import (
    add_holder,
    backups_folder,
)
from tests.backups import HOUSEHOLD, names
from tests.clock import NOON
from tests.vaults import CHEAP, access

if TYPE_CHECKING:
    from pathlib import Path


class House:
    """An open household whose clock the test turns."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.now = NOON
        add_holder(path, access(), "Anna", "the passphrase of Anna", cost=CHEAP)
        self.opened = create_file(path, HOUSEHOLD, access(), lambda: self.now, "Began")
        self.keeper = BackupKeeper(self.opened)
        self._step = 0

    def later(self, **time: float) -> None:
        self.now += timedelta(**time)

    def change(self) -> None:
        self._step += 1
        name = f"Samantha {self._step}"
        self.opened.change(
            "Changed", lambda held: held.with_person("sam", lambda sam: replace(sam, preferred_name=name))
        )

    def work(self) -> BackupOutcome | None:
        job = self.keeper.due()
        if job is None:
            return None
        outcome = carry_out(job)
        self.keeper.keep(outcome)
        return outcome

    def backups(self) -> list[str]:
        return sorted(names(backups_folder(self.path)))
