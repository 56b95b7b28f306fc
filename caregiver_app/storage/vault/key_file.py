"""The key file beside a household's file (its name and ``.keys``): who can open it, never the keys themselves.

JSON, 0600, replaced in one step. It holds a set of slots for each root secret the household has or is about to
have: while new keys are made there are two, and the first 16 bytes of the household's file say which one counts.
``seen`` is the last revision that was in the file here: an older file put in its place is noticed.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final

from caregiver_app.storage.disk.file_names import keys_path
from caregiver_app.storage.disk.new_file import obstacles, replace_whole
from caregiver_app.storage.disk.open_here import first_bytes_if_open
from caregiver_app.storage.errors import (
    HouseholdFileMissing,
    KeysDamaged,
    KeysMissing,
    NotAHouseholdFile,
    NotEncrypted,
)
from caregiver_app.storage.vault.key_slots import KeySlot, slot_from_json
from caregiver_app.storage.vault.secret import SALT_BYTES

FORMAT: Final = "caregiver-keys"
VERSION: Final = 1
PLAIN_HEADER: Final = b"SQLite format 3\0"
_MOST_BYTES: Final = 1_000_000
_DAMAGE: Final = (ValueError, TypeError, KeyError, AttributeError, RecursionError)


@dataclass(frozen=True, slots=True)
class KeySet:
    """The slots of one root secret; ``salt`` is the hex of the 16 bytes a file under that secret begins with."""

    salt: str
    slots: tuple[KeySlot, ...] = ()

    def __post_init__(self) -> None:
        if len(bytes.fromhex(self.salt)) != SALT_BYTES:
            raise ValueError("a salt has the wrong length")


@dataclass(frozen=True, slots=True)
class KeyFile:
    """All of a key file."""

    sets: tuple[KeySet, ...] = ()
    seen: int = 0

    def set_for(self, salt: bytes) -> KeySet | None:
        """The set for a file that begins with ``salt``."""
        return next((each for each in self.sets if each.salt == salt.hex()), None)

    def with_set(self, key_set: KeySet) -> KeyFile:
        """With ``key_set`` in place of the one of the same salt."""
        others = tuple(each for each in self.sets if each.salt != key_set.salt)
        return replace(self, sets=(*others, key_set))


def header(household: Path) -> bytes:
    """The first 16 bytes of a household's file, or what there is of them: the salt of its secret.

    Raises ``HouseholdFileMissing``, ``NotAHouseholdFile``, ``NotEncrypted``, ``CannotWriteHere``.
    """
    try:
        is_file, is_there = household.is_file(), household.exists()
    except (OSError, ValueError):  # a NUL in the name, a name too long
        is_file = is_there = False
    if not is_file:
        raise NotAHouseholdFile(str(household)) if is_there else HouseholdFileMissing(str(household))
    found = first_bytes_if_open(household) or _first_bytes(household)
    if found == PLAIN_HEADER:
        raise NotEncrypted(str(household))
    return found


def _first_bytes(household: Path) -> bytes:
    with obstacles(household), household.open("rb") as file:
        return file.read(SALT_BYTES)


def read_keys(household: Path) -> KeyFile:
    """Raises ``KeysMissing``, ``KeysDamaged``."""
    path = keys_path(household)
    try:
        with path.open("rb") as file:
            data = file.read(_MOST_BYTES)
    except FileNotFoundError:
        raise KeysMissing(str(path)) from None
    except OSError as error:
        raise KeysDamaged(str(path)) from error
    return keys_from(data, path)


def keys_from(data: bytes, path: Path) -> KeyFile:
    """The key file in ``data``. Raises ``KeysDamaged`` naming ``path``."""
    try:
        return _parse(json.loads(data))
    except _DAMAGE as error:
        raise KeysDamaged(str(path)) from error


def keys_inside(text: str, salt: bytes, household: Path) -> KeySet | None:
    """The set in the copy that a household's file keeps of its own keys; ``None`` where that is of no use."""
    try:
        own = keys_from(text.encode(), household).set_for(salt)
    except KeysDamaged:
        return None
    return own if own and own.slots else None


def write_keys(household: Path, keys: KeyFile) -> None:
    """Replaces the key file, on the disk when this returns. Raises ``CannotWriteHere``; then it is as it was."""
    replace_whole(keys_path(household), keys_text(keys).encode())


def keys_text(keys: KeyFile) -> str:
    """What stands in the file."""
    sets = [{"salt": each.salt, "slots": [slot.as_json() for slot in each.slots]} for each in keys.sets]
    return (
        json.dumps({"format": FORMAT, "version": VERSION, "seen": keys.seen, "sets": sets}, indent=1) + "\n"
    )


def _parse(document: Any) -> KeyFile:
    if document["format"] != FORMAT or document["version"] != VERSION or type(document["seen"]) is not int:
        raise ValueError("not a key file of this version")
    sets = tuple(
        KeySet(each["salt"], tuple(slot_from_json(slot) for slot in each["slots"]))
        for each in document["sets"]
    )
    return KeyFile(sets, document["seen"])
