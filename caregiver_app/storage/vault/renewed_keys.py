"""A new root secret for a household: whoever kept the old recovery key, or an old passphrase, is outside.

The data is copied into a file under the new key and read back. Then, so that a power cut leaves the household open
to one key or the other: the key file is given both sets, the new file takes the place of the old, and the old set goes.
"""

from __future__ import annotations

import os
import secrets
from contextlib import closing, suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from caregiver_app.atomic_write import sync_folder
from caregiver_app.storage.database import engine as sqlite
from caregiver_app.storage.disk.file_lock import InodeLock, keys_gate
from caregiver_app.storage.disk.file_names import lock_folder
from caregiver_app.storage.disk.new_file import SQLITE_ENDS, obstacles
from caregiver_app.storage.errors import CannotWriteHere, HouseholdFileBusy, KeysDamaged, KeysMissing
from caregiver_app.storage.vault.access import add_holder, make_keys_whole
from caregiver_app.storage.vault.key_file import read_keys, write_keys
from caregiver_app.storage.vault.key_slots import USUAL_COST
from caregiver_app.storage.vault.secret import new_access

if TYPE_CHECKING:
    from caregiver_app.storage.vault.key_slots import Cost
    from caregiver_app.storage.vault.secret import Access, DatabaseKey


def make_new_keys(
    path: Path, access: Access, name: str, passphrase: str, *, cost: Cost = USUAL_COST
) -> Access:
    """Returns the way in by the new keys; everybody but ``name`` must be added again.

    The file must not be open. Raises ``HouseholdFileBusy``, ``CannotWriteHere``, ``HouseholdFileDamaged``,
    ``NotEnoughMemory``; then the old keys still hold.
    """
    path = path.resolve()  # of a link, the file it leads to
    fresh = new_access()
    new_key = fresh.secret.database_key()
    draft = path.with_name(f".new-{secrets.token_hex(8)}")
    with InodeLock.share(path, lock_folder()) as lock:
        lock.make_exclusive()
        try:
            with sqlite.known_errors(path), obstacles(path):
                make_keys_whole(path, access)
                _copy(path, access.secret.database_key(), draft, new_key)
                holder = add_holder(path, fresh, name, passphrase, cost=cost)
                os.replace(draft, path)  # noqa: PTH105 - it is meant to replace
                sync_folder(path.parent)
        finally:
            for end in SQLITE_ENDS:
                with suppress(OSError):  # the next start sweeps it away
                    draft.with_name(draft.name + end).unlink(missing_ok=True)
    # From here on the new keys hold. The old set opens nothing any more; the next change of keys takes it away if this
    # one cannot.
    with (
        suppress(CannotWriteHere, HouseholdFileBusy, KeysMissing, KeysDamaged),
        keys_gate(path, lock_folder()),
    ):
        keys = read_keys(path)
        write_keys(
            path, replace(keys, sets=tuple(each for each in keys.sets if each.salt == new_key.salt.hex()))
        )
    fresh.holder_id, fresh.who = holder.id, holder.name
    return fresh


def _copy(path: Path, old: DatabaseKey, draft: Path, new: DatabaseKey) -> None:
    os.close(os.open(draft, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
    with (
        closing(sqlite.connect(path, old)) as source,
        closing(sqlite.connect(draft, new, sqlite.Manner(one_file=True))) as target,
    ):
        # Folded together, so that no WAL under the old key is left beside the new file.
        source.execute("PRAGMA journal_mode = DELETE").fetchall()
        source.backup(target, pages=-1)
        target.execute("PRAGMA journal_mode = DELETE").fetchall()
        sqlite.check_thoroughly(target, path)
