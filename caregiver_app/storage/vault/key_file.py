"""The key file beside a household's file (its name and ``.keys``): who can open it, never the keys themselves.

0600, replaced in one step. It holds a set of slots for each root secret the household has or is about to have: while
new keys are made there are two, and the first 16 bytes of the household's file say which one counts. ``seen`` is the
last revision that was in the file here: an older file put in its place is noticed.

Where it is damaged, lost or older than it should be, the set is made whole from the copy inside the household and
those in the backups beside it (``mended``), so that nobody is locked out by a worn stick.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Final

from caregiver_app.storage.disk.file_names import keys_path
from caregiver_app.storage.disk.new_file import obstacles, replace_whole
from caregiver_app.storage.disk.open_here import first_bytes_if_open
from caregiver_app.storage.disk.regular_file import read_regular
from caregiver_app.storage.errors import (
    HouseholdFileMissing,
    KeysDamaged,
    KeysMissing,
    NotAHouseholdFile,
    NotEncrypted,
)
from caregiver_app.storage.vault.key_slots import KeySlot
from caregiver_app.storage.vault.key_text import NO_KEYS, KeyFile, KeySet, keys_from, keys_text
from caregiver_app.storage.vault.secret import SALT_BYTES

PLAIN_HEADER: Final = b"SQLite format 3\0"
_MOST_BYTES: Final = 1_000_000


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
    """What of the key file is as it was written. Raises ``KeysMissing``, ``KeysDamaged``."""
    path = keys_path(household)
    try:
        data = read_regular(path, _MOST_BYTES)
    except FileNotFoundError:
        raise KeysMissing(str(path)) from None
    except OSError as error:
        raise KeysDamaged(str(path)) from error
    return keys_from(data, path)


def keys_at(household: Path) -> KeyFile:
    """The same; ``NO_KEYS`` where there are none to be read."""
    try:
        return read_keys(household)
    except (KeysMissing, KeysDamaged):
        return NO_KEYS


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


def mended(
    keys: KeyFile, salt: bytes, inside: KeySet | None, spare: Iterable[KeySlot], opened_by: str = ""
) -> KeySet | None:
    """The set that belongs into the key file; ``None`` where it is there, or none is to be had.

    ``inside`` is the copy in the household, ``spare`` what backups have, looked at only where there is no other.
    ``opened_by`` is what the slot has sealed that somebody just came in by.
    """
    own = keys.set_for(salt) or KeySet(salt.hex(), turn=-1)
    is_sound = keys.is_whole and bool(own.slots)
    if is_sound and inside is not None and own.turn < inside.turn:
        return inside  # an older key file was put back
    # In doubt all are kept: whoever has a slot in either is let in.
    slots = dict.fromkeys((*own.slots, *(inside.slots if inside else ())))
    if is_sound and not keys.has_sums and inside is not None and len(own.slots) < len(inside.slots):
        # Somebody was removed, and the copy inside does not know it yet: damage takes no slot away.
        ids = {slot.id for slot in own.slots}
        slots = {slot: None for slot in slots if slot.id in ids}
    if is_sound and keys.has_sums and (inside is None or own.turn > inside.turn):
        slots = dict.fromkeys(own.slots)
    elif inside is None and not is_sound:
        slots.update(dict.fromkeys(spare))
    # Of two guesses at one person's slot, the one that was just opened is right.
    proven = next((slot for slot in slots if slot.sealed == opened_by), None)
    kept = tuple(slot for slot in slots if proven is None or slot is proven or slot.id != proven.id)
    if keys.has_sums and is_sound and set(kept) == set(own.slots):
        return None
    if keys.has_sums and inside is not None and set(kept) == set(inside.slots):
        return inside
    return KeySet(salt.hex(), kept, max(own.turn, inside.turn if inside else 0) + 1) if kept else None
