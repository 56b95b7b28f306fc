"""A small household, its backups, and a way to die in the middle of making one."""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

from caregiver_app.domain.contacts import Contact, ContactRole, Phone
from caregiver_app.domain.household import Household
from caregiver_app.domain.medication import Medication
from caregiver_app.domain.people import CareRecipient
from caregiver_app.domain.quantity import Quantity, Unit
from caregiver_app.storage import BackupReason, key_holders, restore_file, unlock, write_backup
from caregiver_app.storage.backup import backup_archive, backup_file, replace_file
from caregiver_app.storage.database import engine
from caregiver_app.storage.disk import new_file
from tests.clock import NOON
from tests.vaults import access, old_file

if TYPE_CHECKING:
    from caregiver_app.storage import Manifest

ROOT = Path(__file__).resolve().parents[1]
_STEPS = (backup_archive, backup_file, engine, new_file, replace_file)
if sys.platform == "win32":
    _FORKS = multiprocessing.get_context("spawn")
else:
    _FORKS = multiprocessing.get_context("forkserver")
    _FORKS.set_forkserver_preload(["tests.backups"])
KEY = access().secret.database_key()
BACLOFEN = Medication("m1", "Lioresal", dose=Quantity(Decimal(10), Unit.MG))
KEPPRA = Medication("m2", "Keppra", ingredients=("levetiracetam",))
SAM = CareRecipient("sam", "Samantha", medications=(BACLOFEN, KEPPRA))
ANN = Contact("ann", "Ann", ContactRole.FAMILY, care_recipient_ids=("sam",), phones=(Phone("555-0102"),))
HOUSEHOLD = Household(care_recipients=(SAM,), contacts=(ANN,))


def make(home: Path, target: Path, reason: BackupReason = BackupReason.USUAL) -> Manifest:
    return write_backup(home, KEY, target, NOON, "1.2.3", reason)


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


def kill_at(step: str, statement: str) -> None:
    """Runs a statement in a child that kills itself the moment the named function of the store is called.

    With no name, the statement calls ``die`` itself. The child is a fork of a process that has everything imported.
    """
    child = _FORKS.Process(target=_live_until, args=(step, statement, dict(os.environ)))
    child.start()
    child.join(60)
    assert child.exitcode == -signal.SIGKILL


def _live_until(step: str, statement: str, environment: dict[str, str]) -> None:
    os.environ.update(environment)
    found = [each for each in _STEPS if hasattr(each, step)]
    assert found or not step
    for each in found:
        setattr(each, step, _die)
    exec(statement, {**globals(), "restore_file": restore_file, "die": _die})


def _die(*_all: object, **_named: object) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


PASSPHRASE = "the passphrase of Anna"


def is_restored(path: Path) -> bool:
    [anna] = key_holders(path)
    unlock(path, anna.id, PASSPHRASE)
    with old_file(path) as file:
        return file.read() == HOUSEHOLD and not file.is_older_than_seen and not file.drafts()


def restore_code(backup: Path, home: Path) -> str:
    return f"restore_file(Path({str(backup)!r}), Path({str(home)!r}), NOON)"
