"""The key file beside an open household, and the copy of it inside: each mends the other."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from caregiver_app.storage.disk.file_lock import keys_gate
from caregiver_app.storage.disk.file_names import lock_folder
from caregiver_app.storage.errors import (
    CannotWriteHere,
    HouseholdFileBusy,
    KeysDamaged,
    KeysError,
    KeysMissing,
)
from caregiver_app.storage.vault.key_file import keys_at, keys_inside, mended, read_keys, write_keys
from caregiver_app.storage.vault.key_text import KeyFile, keys_text
from caregiver_app.storage.vault.spare_keys import spare_slots

if TYPE_CHECKING:
    from pathlib import Path

KEYS_NOTE: Final = "keys"  # the key of the note that holds the copy


def keys_note(connection: Any) -> str:
    """The copy of the keys inside a file, by a driver's connection; empty in one from before there was one."""
    if not connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'note'").fetchone():
        return ""
    row = connection.execute("SELECT text FROM note WHERE key = ?", (KEYS_NOTE,)).fetchone()
    return row[0] if row else ""


class KeptKeys:
    """The keys of the household at ``path`` under ``salt``, as last read.

    They stay known when the file is gone, so that a rescued household opens with the same passphrases.
    """

    def __init__(self, path: Path, salt: bytes) -> None:
        self._path, self._salt = path, salt
        self._keys = KeyFile()

    def was_newer_here(self, number: int) -> bool:
        """Whether a later state of the household was seen at this place."""
        return number < self._keys.seen

    def heal(self, copy: str, opened_by: str, *, may_write: bool) -> None:
        """Puts back a key file that is lost, damaged or an older one: from the copy inside, else from backups."""
        if not may_write:
            self._mend(copy, opened_by)
            return
        try:
            # What another window changes meanwhile is not written over.
            with keys_gate(self._path, lock_folder()):
                if self._mend(copy, opened_by):
                    write_keys(self._path, self._keys)
        except (CannotWriteHere, HouseholdFileBusy):
            self._mend(copy, opened_by)

    def _mend(self, copy: str, opened_by: str) -> bool:
        """Whether the key file should be what the keys here are now."""
        self._keys = keys_at(self._path)
        inside = keys_inside(copy, self._salt, self._path)
        whole = mended(self._keys, self._salt, inside, spare_slots(self._path, self._salt), opened_by)
        if whole is not None:
            self._keys = self._keys.with_set(whole)
        return whole is not None or self._keys.is_worn

    def changed_from(self, copy: str) -> str:
        """What the copy inside should be from now on; empty where it is to stay: only a change of keys replaces it.

        Raises ``KeysMissing``, ``KeysDamaged``.
        """
        keys = read_keys(self._path)
        own, inside = keys.set_for(self._salt), keys_inside(copy, self._salt, self._path)
        if not keys.is_whole or not keys.has_sums or own is None or not own.slots:
            return ""
        self._keys = keys
        return "" if inside and own.turn <= inside.turn else keys_text(KeyFile((own,)))

    def give_to(self, rescued: Path) -> None:
        """Writes the key file of a household that was rescued from this one. Raises ``CannotWriteHere``."""
        with suppress(KeysMissing, KeysDamaged):
            keys = read_keys(self._path)
            self._keys = keys if keys.is_whole else self._keys
        there = keys_at(rescued)  # of a household that was in this place before
        for each in self._keys.sets:
            there = there.with_set(each)
        write_keys(rescued, replace(there, seen=0))

    def note_seen(self, number: int) -> None:
        """Only a later warning depends on it."""
        with suppress(KeysError, CannotWriteHere, HouseholdFileBusy), keys_gate(self._path, lock_folder()):
            keys = read_keys(self._path)
            if keys.is_whole and keys.seen != number and keys.set_for(self._salt):
                write_keys(self._path, replace(keys, seen=number))
