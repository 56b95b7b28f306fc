"""The root secret of a household's file, and everything that is derived from it.

20 random bytes R stand behind all keys. The printed recovery key *is* R; a person's passphrase wraps it.
HKDF-SHA256 (RFC 5869, no salt, one block) gives the rest, each under its own label::

    "caregiver-vault/1 database"  -> 32 bytes, SQLCipher's raw key
    "caregiver-vault/1 salt"      -> 16 bytes, SQLCipher's salt, which are the first 16 bytes of the file

So the paper and the file alone are enough, with any program that reads SQLCipher 4; and a wrong paper is told
from a damaged file by those 16 bytes.
"""

from __future__ import annotations

import hmac
import secrets
from dataclasses import dataclass, field
from typing import Final, Self

ROOT_BYTES: Final = 20
KEY_BYTES: Final = 32
SALT_BYTES: Final = 16
_LABEL: Final = "caregiver-vault/1 "


@dataclass(frozen=True, slots=True)
class DatabaseKey:
    """What SQLCipher is given: the raw key (32 bytes), and the salt that the file begins with (16 bytes)."""

    raw: bytearray = field(repr=False)
    salt: bytes

    def pragma(self) -> str:
        """The statement that unlocks a connection. A "raw key" of another length would be taken for a passphrase."""
        assert len(self.raw) == KEY_BYTES
        assert len(self.salt) == SALT_BYTES
        return f"PRAGMA key = \"x'{self.raw.hex()}{self.salt.hex()}'\""

    def attached(self, path: str, name: str) -> tuple[str, tuple[str, ...]]:
        """The statement, with its values, that attaches another file under this key as ``name``."""
        return f"ATTACH DATABASE ? AS {name} KEY ?", (path, f"x'{self.raw.hex()}{self.salt.hex()}'")


class RootSecret:
    """R. ``wipe`` overwrites it; a copy in a Python number or text could not be."""

    def __init__(self, data: bytes | bytearray) -> None:
        if len(data) != ROOT_BYTES:
            raise ValueError(len(data))
        self._data = bytearray(data)

    @classmethod
    def new(cls) -> Self:
        """Fresh from the system's random numbers."""
        return cls(secrets.token_bytes(ROOT_BYTES))

    def as_bytes(self) -> bytes:
        """The 20 bytes, for sealing and for paper."""
        return bytes(self._data)

    def database_key(self) -> DatabaseKey:
        """What opens the file."""
        return DatabaseKey(bytearray(self._derive("database", KEY_BYTES)), self.salt())

    def salt(self) -> bytes:
        """The first 16 bytes of the file."""
        return self._derive("salt", SALT_BYTES)

    def wipe(self) -> None:
        """Overwrites the secret; it cannot be used after that."""
        self._data[:] = bytes(ROOT_BYTES)

    def _derive(self, label: str, length: int) -> bytes:
        if not any(self._data):
            raise ValueError("wiped")
        extracted = hmac.digest(bytes(32), self._data, "sha256")
        return hmac.digest(extracted, f"{_LABEL}{label}".encode() + b"\x01", "sha256")[:length]


class Access:
    """Proof that somebody may open the household. ``who`` is empty for whoever came by the recovery key.

    ``opened_by`` is what the slot has sealed that they came in by.
    """

    def __init__(
        self, secret: RootSecret, holder_id: str = "", who: str = "", *, opened_by: str = ""
    ) -> None:
        self.secret = secret
        self.holder_id = holder_id
        self.who = who
        self.opened_by = opened_by

    def wipe(self) -> None:
        """Overwrites the secret."""
        self.secret.wipe()


def new_access() -> Access:
    """A new household's secret. Somebody gets a passphrase to it by ``add_holder``."""
    return Access(RootSecret.new())
