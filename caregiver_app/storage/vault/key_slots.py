"""One way to the root secret: a slot that a passphrase, or this computer's keyring, opens.

A passphrase becomes a key by Argon2id (RFC 9106); AES-256-GCM seals the secret with it. Everything else in the
slot is authenticated with it, so that a changed number is noticed before it is used for anything.
"""

from __future__ import annotations

import json
import secrets
import unicodedata
from dataclasses import asdict, dataclass, replace
from enum import StrEnum
from typing import Any, Final

from caregiver_app.storage.vault.secret import KEY_BYTES, ROOT_BYTES, RootSecret

_NONCE_BYTES: Final = 12
_TAG_BYTES: Final = 16
_SALT_BYTES: Final = 16
_ID_LETTERS: Final = 32
_LONGEST_NAME: Final = 100
_MEMORY_KIB: Final = (19_456, 524_288)
_PASSES: Final = (2, 16)
_LANES: Final = (1, 16)
_MOST_WORK: Final = 2_097_152  # KiB times passes: ten times the usual, a few seconds on one core
_LONGEST_PASSPHRASE: Final = 1024


class SlotKind(StrEnum):
    """What opens a slot."""

    PASSPHRASE = "passphrase"  # noqa: S105 - a kind, not one
    KEYRING = "keyring"


@dataclass(frozen=True, slots=True)
class Cost:
    """What one try at a passphrase costs, whoever makes it: Argon2id's numbers.

    64 MiB, 3 passes, 4 lanes is RFC 9106's second recommended choice. The least that is accepted from a file is
    OWASP's floor (19 MiB, 2, 1); the most keeps a tampered file from taking all memory.
    """

    memory_kib: int = 65_536
    passes: int = 3
    lanes: int = 4

    def __post_init__(self) -> None:
        numbers = ((self.memory_kib, _MEMORY_KIB), (self.passes, _PASSES), (self.lanes, _LANES))
        in_range = all(least <= number <= most for number, (least, most) in numbers)
        if not in_range or self.memory_kib * self.passes > _MOST_WORK:
            raise ValueError("Argon2id numbers out of range")


USUAL_COST: Final = Cost()


@dataclass(frozen=True, slots=True)
class KeySlot:
    """``salt``, ``nonce`` and ``sealed`` are bytes in hex. ``cost`` is ``None`` where no passphrase is involved."""

    id: str
    kind: SlotKind
    name: str
    cost: Cost | None
    salt: str
    nonce: str
    sealed: str

    def __post_init__(self) -> None:
        sizes = ((self.salt, _SALT_BYTES), (self.nonce, _NONCE_BYTES), (self.sealed, ROOT_BYTES + _TAG_BYTES))
        if any(len(bytes.fromhex(text)) != size for text, size in sizes):
            raise ValueError("a part of a slot has the wrong length")
        if len(self.id) != _ID_LETTERS or len(self.name) > _LONGEST_NAME:
            raise ValueError("a slot's id or name has the wrong length")
        if (self.cost is None) is not (self.kind is SlotKind.KEYRING):
            raise ValueError("a slot's cost does not go with its kind")

    def as_json(self) -> dict[str, Any]:
        """Plain values for the key file."""
        return asdict(self)


def slot_from_json(values: Any) -> KeySlot:
    """The slot in a key file. Raises ``ValueError``, ``TypeError`` or ``KeyError`` for what never was one."""
    cost = values["cost"]
    texts = {name: values[name] for name in ("id", "name", "salt", "nonce", "sealed")}
    if not all(isinstance(text, str) for text in texts.values()):
        raise TypeError("a slot holds something else than text")
    numbers = cost and {name: values["cost"][name] for name in ("memory_kib", "passes", "lanes")}
    if numbers and not all(type(number) is int for number in numbers.values()):
        raise TypeError("a cost is no number")
    return KeySlot(kind=SlotKind(values["kind"]), cost=Cost(**numbers) if numbers else None, **texts)


def seal_with_passphrase(secret: RootSecret, name: str, passphrase: str, cost: Cost) -> KeySlot:
    """A new slot that ``passphrase`` opens. Takes 0.2 to 1 s. Raises ``MemoryError``."""
    salt = secrets.token_bytes(_SALT_BYTES)
    slot = KeySlot(secrets.token_hex(16), SlotKind.PASSPHRASE, name, cost, salt.hex(), *_EMPTY)
    return _seal(secret, _stretch(passphrase, salt, cost), slot)


def seal_again(secret: RootSecret, slot: KeySlot, passphrase: str, cost: Cost) -> KeySlot:
    """The same person's slot under another passphrase. As ``seal_with_passphrase``."""
    salt = secrets.token_bytes(_SALT_BYTES)
    return _seal(secret, _stretch(passphrase, salt, cost), replace(slot, cost=cost, salt=salt.hex()))


def seal_with_key(secret: RootSecret, key: bytes) -> KeySlot:
    """A slot that 32 random bytes open."""
    salt = secrets.token_bytes(_SALT_BYTES).hex()
    return _seal(secret, key, KeySlot(secrets.token_hex(16), SlotKind.KEYRING, "", None, salt, *_EMPTY))


def open_slot(slot: KeySlot, vault_salt: bytes, passphrase: str) -> RootSecret | None:
    """The secret; ``None`` for a wrong passphrase. Takes 0.2 to 1 s. Raises ``MemoryError``."""
    assert slot.cost is not None
    return _unseal(slot, vault_salt, _stretch(passphrase, bytes.fromhex(slot.salt), slot.cost))


def open_slot_with_key(slot: KeySlot, vault_salt: bytes, key: bytes) -> RootSecret | None:
    """The secret; ``None`` for another key."""
    return _unseal(slot, vault_salt, key)


def same_however_typed(passphrase: str) -> str:
    """One passphrase on all keyboards: NFKC (macOS types accents apart), single spaces, none at the ends."""
    return " ".join(unicodedata.normalize("NFKC", passphrase[:_LONGEST_PASSPHRASE]).split())


def _stretch(passphrase: str, salt: bytes, cost: Cost) -> bytes:
    from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

    kdf = Argon2id(
        salt=salt, length=KEY_BYTES, iterations=cost.passes, lanes=cost.lanes, memory_cost=cost.memory_kib
    )
    return kdf.derive(same_however_typed(passphrase).encode("utf-8", "surrogatepass"))


def _seal(secret: RootSecret, key: bytes, slot: KeySlot) -> KeySlot:
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    nonce = secrets.token_bytes(_NONCE_BYTES)
    sealed = AESGCM(key).encrypt(nonce, secret.as_bytes(), _bound(slot, secret.salt()))
    return replace(slot, nonce=nonce.hex(), sealed=sealed.hex())


def _unseal(slot: KeySlot, vault_salt: bytes, key: bytes) -> RootSecret | None:
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    try:
        data = AESGCM(key).decrypt(
            bytes.fromhex(slot.nonce), bytes.fromhex(slot.sealed), _bound(slot, vault_salt)
        )
    except InvalidTag:
        return None
    return RootSecret(data)


def _bound(slot: KeySlot, vault_salt: bytes) -> bytes:
    """What is authenticated beside the secret: all of the slot, and which household it belongs to."""
    values = slot.as_json()
    del values["nonce"], values["sealed"]
    return b"caregiver-vault/1 slot" + vault_salt + json.dumps(values, sort_keys=True).encode()


_EMPTY: Final = ("00" * _NONCE_BYTES, "00" * (ROOT_BYTES + _TAG_BYTES))
