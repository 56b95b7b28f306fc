"""Who can open a household's file: unlocking it, and changing who may.

None of these touches the household itself. After a change its own copy of the keys is renewed by
``HouseholdFile.keep_keys``, so that a lost key file can be made anew by whoever comes with the recovery key.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path

from caregiver_app.domain.errors import KnownError
from caregiver_app.domain.recovery_key import read_recovery_key, write_recovery_key
from caregiver_app.storage.disk.file_lock import keys_gate
from caregiver_app.storage.disk.file_names import keys_path, lock_folder
from caregiver_app.storage.errors import (
    HouseholdFileMissing,
    KeysDamaged,
    KeysError,
    KeysMissing,
    KeysOfAnother,
    LastHolder,
    NameTaken,
    NoSuchHolder,
    NotAHouseholdFile,
    NotEncrypted,
    NotEnoughMemory,
    TooManyHolders,
    WrongPassphrase,
    WrongRecoveryKey,
)
from caregiver_app.storage.vault import key_slots
from caregiver_app.storage.vault.key_file import header, keys_at, keys_inside, mended, read_keys, write_keys
from caregiver_app.storage.vault.key_slots import Cost, KeySlot, SlotKind
from caregiver_app.storage.vault.key_text import MOST_SLOTS, NO_KEYS, KeyFile, KeySet
from caregiver_app.storage.vault.secret import SALT_BYTES, Access, RootSecret
from caregiver_app.storage.vault.spare_keys import spare_slots


@dataclass(frozen=True, slots=True)
class KeyHolder:
    """Somebody with a passphrase of their own."""

    id: str
    name: str


def key_holders(path: Path) -> tuple[KeyHolder, ...]:
    """Those who can open the file with a passphrase, in the order they were added.

    Raises ``HouseholdFileMissing``, ``NotEncrypted``, ``KeysMissing``, ``KeysDamaged``, ``KeysOfAnother``.
    """
    holders = {slot.id: KeyHolder(slot.id, slot.name) for slot in _passphrases(_readable(path))}
    return tuple(holders.values())


def unlock(path: Path, holder_id: str, passphrase: str) -> Access:
    """Takes 0.2 to 1 s, in any thread. Raises ``WrongPassphrase``, ``NotEnoughMemory`` and as ``key_holders``."""
    key_set = _readable(path)
    for slot in _passphrases(key_set):
        if slot.id != holder_id:
            continue
        with _enough_memory(path):
            secret = key_slots.open_slot(slot, bytes.fromhex(key_set.salt), passphrase)
        if secret is not None:
            return Access(secret, slot.id, slot.name, opened_by=slot.sealed)
    raise WrongPassphrase(str(path))


def unlock_with_recovery_key(path: Path, text: str) -> Access:
    """Takes no time and needs no key file. Raises ``RecoveryKeyMistake``, ``WrongRecoveryKey``."""
    secret = RootSecret(read_recovery_key(text))
    salt = _salt(path)
    if secret.salt() == salt:
        return Access(secret)
    # A file whose beginning is damaged is still known by the key file beside it. Where that knows the beginning, the
    # file is whole, and this is the key of a time before new keys.
    try:
        keys = read_keys(path)
    except KeysMissing:
        keys = NO_KEYS
    if keys.set_for(secret.salt()) is None or keys.set_for(salt) is not None:
        raise WrongRecoveryKey(str(path))
    return Access(secret)


def unlock_with_keyring(path: Path, key: bytes) -> Access:
    """With what this computer's keyring kept. Raises ``WrongPassphrase`` where that is of no use any more."""
    key_set = _readable(path)
    for slot in key_set.slots:
        if slot.kind is SlotKind.KEYRING:
            secret = key_slots.open_slot_with_key(slot, bytes.fromhex(key_set.salt), key)
            if secret is not None:
                return Access(secret)
    raise WrongPassphrase(str(path))


def recovery_key(access: Access) -> tuple[str, ...]:
    """The eight groups to print. They alone open the file."""
    return write_recovery_key(access.secret.as_bytes())


def add_holder(
    path: Path, access: Access, name: str, passphrase: str, *, cost: Cost = key_slots.USUAL_COST
) -> KeyHolder:
    """Gives somebody a passphrase. Before the household's file is created, this makes its key file.

    Takes 0.2 to 1 s. Raises ``NameTaken``, ``NotEnoughMemory``, ``CannotWriteHere``.
    """
    _check_name(path, _for_access(path, access)[1], name)
    with _enough_memory(path):
        slot = key_slots.seal_with_passphrase(access.secret, name, passphrase, cost)
    with _changing(path, access) as change:
        _check_name(path, change.key_set, name)
        change.slots = (*change.slots, slot)
    return KeyHolder(slot.id, slot.name)


def change_passphrase(
    path: Path, access: Access, holder_id: str, passphrase: str, *, cost: Cost = key_slots.USUAL_COST
) -> None:
    """Puts a new passphrase in place of the old one. The household itself is not touched.

    Takes 0.2 to 1 s. Raises ``NoSuchHolder``, ``NotEnoughMemory``, ``CannotWriteHere``; then the old one still holds.
    """
    old = _slot_of(path, _for_access(path, access)[1], holder_id)
    with _enough_memory(path):
        new = key_slots.seal_again(access.secret, old, passphrase, cost)
    with _changing(path, access) as change:
        _slot_of(path, change.key_set, holder_id)
        # In the same place; of two guesses at it, none is left.
        others = [slot for slot in change.slots if slot.id != holder_id]
        place = [slot.id for slot in change.slots].index(holder_id)
        change.slots = (*others[:place], new, *others[place:])


def remove_holder(path: Path, holder_id: str) -> None:
    """Takes a passphrase away. Raises ``NoSuchHolder``, ``LastHolder``, ``CannotWriteHere``."""
    with _changing(path) as change:
        gone = _slot_of(path, change.key_set, holder_id)
        if all(slot.id == gone.id for slot in _passphrases(change.key_set)):
            raise LastHolder(str(path))
        # The keyring goes too: whoever is removed may have let it in. It is let in again with one click.
        change.slots = tuple(slot for slot in _passphrases(change.key_set) if slot.id != holder_id)


def add_keyring_slot(path: Path, access: Access, key: bytes) -> None:
    """Lets 32 random bytes, kept in this computer's keyring, open the file too."""
    with _changing(path, access) as change:
        change.slots = (*_passphrases(change.key_set), key_slots.seal_with_key(access.secret, key))


def remove_keyring_slot(path: Path) -> None:
    """From now on only passphrases and the recovery key open the file."""
    with _changing(path) as change:
        change.slots = _passphrases(change.key_set)


def make_keys_whole(path: Path, access: Access) -> None:
    """Before anything else is written into a damaged key file. Raises ``CannotWriteHere``, ``HouseholdFileBusy``."""
    if not keys_at(path).is_whole:
        with _changing(path, access):
            pass


@contextmanager
def drop_keys_unless_made(path: Path) -> Iterator[None]:
    """Around the making of a household: where it fails, its key file goes too, or it would say that there once was one.

    A key file that the file there needs always stays.
    """
    try:
        yield
    except BaseException:
        with suppress(KnownError, OSError):
            if not path.exists() or read_keys(path).set_for(header(path)) is None:
                keys_path(path).unlink(missing_ok=True)
        raise


def was_ever_opened(path: Path) -> bool:
    """Whether the key file says so. One alone, of a household nobody ever saw, is left where the making was stopped."""
    try:
        keys = read_keys(path)
    except KeysMissing:
        return False
    except KeysDamaged:
        return True
    return keys.seen > 0 or not keys.is_whole


def has_keyring_slot(path: Path) -> bool:
    """Whether the keyring was let in."""
    key_set = _readable(path)
    return len(key_set.slots) > len(_passphrases(key_set))


@dataclass(slots=True)
class _Change:
    """The keys as they are, and the slots they shall have."""

    key_set: KeySet
    slots: tuple[KeySlot, ...]


@contextmanager
def _changing(path: Path, access: Access | None = None) -> Iterator[_Change]:
    """Reads the keys, lets them be changed, and writes them, while no other program does the same.

    A passphrase is stretched before: that takes long enough for somebody else to change them too.
    """
    with keys_gate(path, lock_folder()):
        keys, key_set = _for_access(path, access) if access else _current(path)
        change = _Change(key_set, key_set.slots)
        yield change
        if len(change.slots) > MOST_SLOTS:
            raise TooManyHolders(str(path), MOST_SLOTS)
        write_keys(path, keys.with_set(replace(key_set, slots=change.slots, turn=key_set.turn + 1)))


def _check_name(path: Path, key_set: KeySet, name: str) -> None:
    if any(slot.name.casefold() == name.casefold() for slot in _passphrases(key_set)):
        raise NameTaken(str(path), name)


def _slot_of(path: Path, key_set: KeySet, holder_id: str) -> KeySlot:
    found = [slot for slot in _passphrases(key_set) if slot.id == holder_id]
    if not found:
        raise NoSuchHolder(str(path))
    return found[0]


def _current(path: Path) -> tuple[KeyFile, KeySet]:
    """The keys as they are. Raises ``KeysDamaged`` where that is not all of them."""
    salt = _salt(path)
    keys = read_keys(path)
    key_set = keys.set_for(salt)
    if not keys.is_whole:
        raise KeysDamaged(str(keys_path(path)))
    if key_set is None:
        raise KeysOfAnother(str(path))
    return keys, key_set


def _readable(path: Path) -> KeySet:
    """All slots that may open the file: where its own key file does not have all of them, those of backups too."""
    salt = _salt(path)
    trouble: KeysError = KeysOfAnother(str(path))
    try:
        keys = read_keys(path)
    except (KeysMissing, KeysDamaged) as error:
        keys, trouble = NO_KEYS, error
    else:
        if not keys.is_whole:
            trouble = KeysDamaged(str(keys_path(path)))
    own = keys.set_for(salt) or KeySet(salt.hex())
    if not (keys.is_whole and own.slots):
        own = replace(own, slots=tuple(dict.fromkeys((*own.slots, *spare_slots(path, salt)))))
    if not own.slots:
        raise trouble
    return own


def _for_access(path: Path, access: Access) -> tuple[KeyFile, KeySet]:
    """The keys as they are, or from the copy inside the household's file; empty for a new household."""
    salt = access.secret.salt()
    keys = keys_at(path)
    own = keys.set_for(salt)
    with suppress(NotEncrypted, HouseholdFileMissing):  # it is about to be encrypted, or made
        if not (keys.is_whole and own and own.slots) and header(path) == salt:
            inside = _set_inside(path, access)
            own = mended(keys, salt, inside, spare_slots(path, salt), access.opened_by)
    return keys, own or KeySet(salt.hex())


def _set_inside(path: Path, access: Access) -> KeySet | None:
    from caregiver_app.storage.database import engine as sqlite  # it loads SQLAlchemy
    from caregiver_app.storage.vault.kept_keys import keys_note

    key = access.secret.database_key()
    with sqlite.known_errors(path), closing(sqlite.connect(path, key)) as connection:
        return keys_inside(keys_note(connection), key.salt, path)


def _salt(path: Path) -> bytes:
    salt = header(path)
    if not keys_path(path).exists() and (len(salt) < SALT_BYTES or salt.isascii()):
        # Encrypted bytes are not sixteen letters; a letter or a picture of the family's was chosen by mistake.
        raise NotAHouseholdFile(str(path))
    return salt.ljust(SALT_BYTES, b"\0")


def _passphrases(key_set: KeySet) -> tuple[KeySlot, ...]:
    return tuple(slot for slot in key_set.slots if slot.kind is SlotKind.PASSPHRASE)


@contextmanager
def _enough_memory(path: Path) -> Iterator[None]:
    try:
        yield
    except MemoryError:
        raise NotEnoughMemory(str(path)) from None
