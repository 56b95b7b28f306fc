"""The copies of the key file in the backups beside a household: they can be read without any key.

Those in the second place are not looked for: its folder is known inside the lock alone, and a path of the family's home
does not belong into a file that anybody can read. Whoever needs them chooses one under "Restore from a backup": see
``lost_only_keys``.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Final

from caregiver_app.domain.errors import KnownError
from caregiver_app.storage.disk.file_names import backups_folder
from caregiver_app.storage.vault.key_slots import KeySlot

# One is enough as a rule; the others are for the day that it is damaged too.
_MOST_BACKUPS: Final = 12


def spare_slots(household: Path, salt: bytes) -> Iterator[KeySlot]:
    """The slots for a file that begins with ``salt``, those of the newest backup first."""
    from caregiver_app.storage.backup.backup_archive import ENDING, keys_of_backup

    with suppress(OSError):
        names = sorted((each.name for each in backups_folder(household).iterdir()), reverse=True)
        for name in [each for each in names if each.endswith(ENDING)][:_MOST_BACKUPS]:
            with suppress(KnownError):
                own = keys_of_backup(backups_folder(household) / name).set_for(salt)
                yield from own.slots if own else ()
