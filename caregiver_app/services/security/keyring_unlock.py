"""Opening without a passphrase on this computer: an opt-in, and never the only way in.

The computer's keyring keeps 32 random bytes, and one more slot in the key file is sealed with them; the household's
own secret never goes there. A keyring can vanish, lock itself, keep nothing, or never answer: whatever it does, the
passphrases go on working.

The keyring is named here. What the ``keyring`` package would choose by itself may be a plain file, or nothing at all,
and an environment variable could name any module.
"""

from __future__ import annotations

import hashlib
import os
import secrets
import sys
from contextlib import suppress
from enum import StrEnum
from importlib import import_module
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING, Final, TypeVar

from caregiver_app import storage
from caregiver_app.domain.errors import KnownError
from caregiver_app.i18n import _

if TYPE_CHECKING:
    from collections.abc import Callable

    from keyring.backend import KeyringBackend

    from caregiver_app.storage import Access

_Answer = TypeVar("_Answer")

PATIENCE: Final = 60.0
"""Seconds: a desktop may ask for its own password meanwhile."""
_SERVICE: Final = "caregiver-app"
_KEY_BYTES: Final = 32
_KEYRINGS: Final = {
    "linux": (("keyring.backends.SecretService", "Keyring"), ("keyring.backends.kwallet", "DBusKeyring")),
    "darwin": (("keyring.backends.macOS", "Keyring"),),
    "win32": (("keyring.backends.Windows", "WinVaultKeyring"),),
}


class KeyringTrouble(StrEnum):
    """Why the keyring is of no use now."""

    NONE_HERE = "none_here"
    REFUSED = "refused"
    """It is locked, its question was turned away, or it failed."""
    NOT_KEPT = "not_kept"
    """It took the key and gives another one back, or none."""
    NO_ANSWER = "no_answer"
    KEY_GONE = "key_gone"
    """It holds no key for this household, or one that fits no more."""


class KeyringUnusable(KnownError):
    """The keyring does not help; nothing is lost by it."""

    def __init__(self, trouble: KeyringTrouble) -> None:
        super().__init__(trouble)
        self.trouble = trouble


def computers_keyring() -> KeyringBackend:
    """The keyring of the system or its desktop. Raises ``KeyringUnusable``; may wait for the desktop."""
    for module, name in _KEYRINGS.get(sys.platform, ()):
        with suppress(
            Exception
        ):  # a missing library, no bus, no service: every keyring has errors of its own
            backend: type[KeyringBackend] = getattr(import_module(module), name)
            if backend.viable:
                return backend()
    raise KeyringUnusable(KeyringTrouble.NONE_HERE)


def let_keyring_open(
    path: Path,
    access: Access,
    find: Callable[[], KeyringBackend] = computers_keyring,
    patience: float = PATIENCE,
) -> None:
    """Lets this computer open ``path`` without a passphrase.

    Raises ``KeyringUnusable`` and what ``add_keyring_slot`` raises; then nothing is changed. Call it in a worker.
    """
    key = secrets.token_bytes(_KEY_BYTES)
    _patiently(lambda: _keep(find(), _entry(path), key), patience)
    try:
        storage.add_keyring_slot(path, access, key)
    except KnownError:
        with suppress(KeyringUnusable):
            _patiently(lambda: _forget(find(), _entry(path)), patience)
        raise


def open_with_keyring(
    path: Path, find: Callable[[], KeyringBackend] = computers_keyring, patience: float = PATIENCE
) -> Access:
    """Raises ``KeyringUnusable`` and as ``key_holders``; then ask for a passphrase. Call it in a worker."""
    key = _patiently(lambda: _read(find(), _entry(path)), patience)
    if key is None:
        raise KeyringUnusable(KeyringTrouble.KEY_GONE)
    try:
        access = storage.unlock_with_keyring(path, key)
    except storage.WrongPassphrase:
        raise KeyringUnusable(KeyringTrouble.KEY_GONE) from None
    access.who = _("Somebody at this computer")  # the history must not name a person it does not know
    return access


def stop_keyring(
    path: Path, find: Callable[[], KeyringBackend] = computers_keyring, patience: float = PATIENCE
) -> None:
    """Asks for the passphrase from now on. Raises what ``remove_keyring_slot`` raises.

    Without its slot the key opens nothing, so a keyring that will not let go of it is no trouble.
    """
    storage.remove_keyring_slot(path)
    with suppress(KeyringUnusable):
        _patiently(lambda: _forget(find(), _entry(path)), patience)


def _entry(path: Path) -> str:
    """A name that tells nothing: keyrings show theirs."""
    return hashlib.sha256(os.fsencode(path.resolve())).hexdigest()[:32]


def _keep(keyring: KeyringBackend, entry: str, key: bytes) -> None:
    keyring.set_password(_SERVICE, entry, key.hex())
    if _read(keyring, entry) != key:
        raise KeyringUnusable(KeyringTrouble.NOT_KEPT)


def _read(keyring: KeyringBackend, entry: str) -> bytes | None:
    kept = keyring.get_password(_SERVICE, entry)
    try:
        key = bytes.fromhex(kept or "")
    except ValueError:
        return None
    return key if len(key) == _KEY_BYTES else None


def _forget(keyring: KeyringBackend, entry: str) -> None:
    keyring.delete_password(_SERVICE, entry)


def _patiently(step: Callable[[], _Answer], patience: float) -> _Answer:
    """Makes the step in a thread that is left behind when the keyring hangs."""
    answers: list[_Answer] = []
    faults: list[KeyringUnusable] = []

    def run() -> None:
        try:
            answers.append(step())
        except KeyringUnusable as trouble:
            faults.append(trouble)
        except Exception:  # noqa: BLE001 - each keyring has errors of its own, and all mean the same here
            faults.append(KeyringUnusable(KeyringTrouble.REFUSED))

    thread = Thread(target=run, daemon=True, name="keyring")
    thread.start()
    thread.join(patience)
    if answers:
        return answers[0]
    raise faults[0] if faults else KeyringUnusable(KeyringTrouble.NO_ANSWER)
