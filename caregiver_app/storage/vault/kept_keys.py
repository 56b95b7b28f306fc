"""The key file beside an open household, and the copy of it inside: each mends the other."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from caregiver_app.storage.disk.file_lock import keys_gate
from caregiver_app.storage.disk.file_names import lock_folder
from caregiver_app.storage.errors import (
    CannotWriteHere,
    HouseholdFileBusy,
    KeysDamaged,
    KeysError,
    KeysMissing,
)
from caregiver_app.storage.vault.key_file import KeyFile, keys_inside, keys_text, read_keys, write_keys

if TYPE_CHECKING:
    from pathlib import Path

KEYS_NOTE: Final = "keys"  # the key of the note that holds the copy


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

    def heal(self, copy: str, *, may_write: bool) -> None:
        """Puts back a key file that is lost, damaged, or without a way in, from the copy inside the household."""
        try:
            self._keys = read_keys(self._path)
        except (KeysMissing, KeysDamaged):
            self._keys = KeyFile()
        inside = keys_inside(copy, self._salt, self._path)
        if self._own_text() or inside is None:
            return
        self._keys = self._keys.with_set(inside)
        if may_write:
            with suppress(CannotWriteHere, HouseholdFileBusy), keys_gate(self._path, lock_folder()):
                write_keys(self._path, self._keys)

    def read_again(self) -> str:
        """What the copy inside should be now; empty where there is nothing worth keeping.

        Raises ``KeysMissing``, ``KeysDamaged``.
        """
        self._keys = read_keys(self._path)
        return self._own_text()

    def give_to(self, rescued: Path) -> None:
        """Writes the key file of a household that was rescued from this one. Raises ``CannotWriteHere``."""
        with suppress(KeysMissing, KeysDamaged):
            self._keys = read_keys(self._path)
        try:
            there = read_keys(rescued)  # of a household that was in this place before
        except (KeysMissing, KeysDamaged):
            there = KeyFile()
        for each in self._keys.sets:
            there = there.with_set(each)
        write_keys(rescued, replace(there, seen=0))

    def note_seen(self, number: int) -> None:
        """Only a later warning depends on it."""
        with suppress(KeysError, CannotWriteHere, HouseholdFileBusy), keys_gate(self._path, lock_folder()):
            keys = read_keys(self._path)
            if keys.seen != number and keys.set_for(self._salt):
                write_keys(self._path, replace(keys, seen=number))

    def _own_text(self) -> str:
        own = self._keys.set_for(self._salt)
        # Never a set without a way in: it would take the place of a good copy.
        return keys_text(KeyFile((own,))) if own and own.slots else ""
