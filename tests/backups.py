"""A small household, its backups, and a way to die in the middle of making one."""

from __future__ import annotations

import signal
import subprocess
import sys
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

from caregiver_app.domain.contacts import Contact, ContactRole, Phone
from caregiver_app.domain.household import Household
from caregiver_app.domain.medication import Medication
from caregiver_app.domain.people import CareRecipient
from caregiver_app.domain.quantity import Quantity, Unit
from caregiver_app.storage import BackupReason, write_backup
from tests.clock import NOON
from tests.vaults import access

if TYPE_CHECKING:
    from caregiver_app.storage import Manifest

ROOT = Path(__file__).resolve().parents[1]
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

    With no name, the statement calls ``die`` itself.
    """
    code = f"""
import os, signal
from datetime import datetime
from pathlib import Path
import caregiver_app.storage as storage
from caregiver_app.storage.backup import backup_archive
from caregiver_app.storage.backup import backup_file
from caregiver_app.storage.database import engine
from caregiver_app.storage.disk import new_file
from caregiver_app.storage.backup import replace_file as put_in_place
from tests.backups import *
def die(*_all, **_named):
    os.kill(os.getpid(), signal.SIGKILL)
found = [each for each in (backup_archive, backup_file, engine, new_file, put_in_place) if hasattr(each, {step!r})]
assert found or not {step!r}
for each in found:
    setattr(each, {step!r}, die)
{statement}
"""
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False, capture_output=True, text=True)
    assert done.returncode == -signal.SIGKILL, done.stderr
