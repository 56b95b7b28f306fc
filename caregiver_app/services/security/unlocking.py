"""Into a household's file with whatever a person has: a passphrase, whosever it is, or the recovery key."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from caregiver_app.domain.errors import KnownError
from caregiver_app.domain.recovery_key import RecoveryKeyMistake, read_recovery_key
from caregiver_app.storage import WrongPassphrase

if TYPE_CHECKING:
    from caregiver_app.storage import Access


class NoSecret(StrEnum):
    """Why a command got no passphrase."""

    NO_TERMINAL = "no_terminal"
    UNREADABLE = "unreadable"
    EMPTY = "empty"
    NOT_THE_SAME = "not_the_same"
    TOO_SHORT = "too_short"


class SecretNotGiven(KnownError):
    """A command needs a passphrase and got none; ``detail`` names the file it was to be in, or says how short."""

    def __init__(self, reason: NoSecret, detail: str = "") -> None:
        super().__init__(reason, detail)
        self.reason = reason
        self.detail = detail


def access_with(path: Path, secret: str) -> Access:
    """Tries the recovery key, then each person's passphrase in turn (0.2 to 1 s each).

    Raises ``WrongPassphrase`` where none fits, ``WrongRecoveryKey`` for a whole recovery key that is another's, and
    as ``storage.key_holders``.
    """
    from caregiver_app.storage import key_holders, unlock, unlock_with_recovery_key

    try:
        read_recovery_key(secret)
    except RecoveryKeyMistake:
        pass
    else:
        return unlock_with_recovery_key(path, secret)
    for holder in key_holders(path):
        try:
            return unlock(path, holder.id, secret)
        except WrongPassphrase:
            continue
    raise WrongPassphrase(str(path))
