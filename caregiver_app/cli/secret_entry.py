"""A passphrase for a command: typed unseen at the terminal, piped in, or from a file.

Never from ``argv`` or the environment, which other programs can read.
"""

from __future__ import annotations

import getpass
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

from caregiver_app.i18n import _
from caregiver_app.services.security.unlocking import NoSecret, SecretNotGiven, access_with
from caregiver_app.storage import WrongPassphrase, WrongRecoveryKey

if TYPE_CHECKING:
    from caregiver_app.storage import Access

_MOST_BYTES: Final = 4096
_TRIES: Final = 3


def access_for(path: Path, passphrase_file: Path | None) -> Access:
    """The way into an existing household. At the terminal a person may try three times.

    Raises ``SecretNotGiven``, and what opening the keys raises.
    """
    if passphrase_file is not None:
        return access_with(path, _from_file(passphrase_file))
    tries = _TRIES if sys.stdin.isatty() else 1
    for left in range(tries - 1, -1, -1):
        try:
            return access_with(
                path, _typed(_("Passphrase or recovery key for “{name}”: ").format(name=path.name))
            )
        except (WrongPassphrase, WrongRecoveryKey):
            if not left:
                raise
            sys.stderr.write(_("That does not open it. Try again.") + "\n")
    raise AssertionError


def new_passphrase(passphrase_file: Path | None) -> str:
    """A passphrase for a new household; a weak one is explained. Raises ``SecretNotGiven``, also for a short one."""
    from caregiver_app.services.security.passphrases import judge_passphrase

    if passphrase_file is not None:
        passphrase = _from_file(passphrase_file)
    else:
        passphrase = _typed(_("A new passphrase, five or more words: "))
        if passphrase != _typed(_("The same again: ")):
            raise SecretNotGiven(NoSecret.NOT_THE_SAME)
    judgement = judge_passphrase(passphrase, ())
    if judgement.is_too_short:
        raise SecretNotGiven(NoSecret.TOO_SHORT, judgement.sentence)
    if not judgement.is_enough:
        sys.stderr.write(f"{judgement.sentence}\n")
    return passphrase


def _typed(prompt: str) -> str:
    if sys.stdin.isatty():
        typed = getpass.getpass(prompt)
    else:
        typed = sys.stdin.readline().rstrip("\r\n")
        if not typed:
            raise SecretNotGiven(NoSecret.NO_TERMINAL)
    if not typed.strip():
        raise SecretNotGiven(NoSecret.EMPTY)
    return typed


def _from_file(file: Path) -> str:
    """The first line, without its line break."""
    try:
        with open(os.open(file, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0)), "rb") as opened:  # noqa: PTH123 - a pipe must not hang
            data = opened.read(_MOST_BYTES)
        text = data.decode("utf-8-sig")
    except (OSError, ValueError) as error:
        raise SecretNotGiven(NoSecret.UNREADABLE, str(file)) from error
    lines = text.splitlines()
    if not lines or not lines[0].strip():
        raise SecretNotGiven(NoSecret.EMPTY, str(file))
    return lines[0]
