"""The sheet with the printed recovery key, in words, before anybody draws it.

It names no person: only the file. The recipe at its foot is for somebody who opens the file without this
program, years from now; its lines of Python stand alone and need nothing but Python.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import PurePath
from typing import Final

from caregiver_app.i18n import _
from caregiver_app.wording.dates import day

# Printed as they are and never translated: a test runs them as they stand on the paper. No two quotation marks
# stand side by side, for on paper nobody could tell two single ones from one double.
SNIPPET: Final = (
    "import hashlib, hmac",
    'alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"',
    'key = input("Key: ").upper().translate(str.maketrans("OILU", "011V", " -"))',
    'bits = str().join(format(alphabet.index(c), "05b") for i, c in enumerate(key) if i % 5 < 4)',
    'root = int(bits, 2).to_bytes(20, "big")',
    "prk = hmac.new(bytes(32), root, hashlib.sha256).digest()",
    'raw = hmac.new(prk, b"caregiver-vault/1 database" + bytes([1]), hashlib.sha256).hexdigest()',
    'print("PRAGMA key =", chr(34) + "x" + repr(raw) + chr(34))',
)


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with its sentences. Those of a ``numbered`` one are done in order."""

    title: str
    lines: tuple[str, ...]
    numbered: bool = False


@dataclass(frozen=True, slots=True)
class RecoverySheet:
    """Everything the sheet says. ``code`` is what its QR code holds: the key as it may be typed."""

    title: str
    made: str
    file_label: str
    file_name: str
    vault: str
    warning: str
    groups: tuple[str, ...]
    reading: str
    code: str
    code_note: str
    sections: tuple[Section, ...]
    technician: Section
    snippet: tuple[str, ...]


def forgot_passphrase() -> str:
    """The words on the button of the lock screen: paper and screen must say the same."""
    return _("I forgot my passphrase")


def recovery_sheet(
    groups: tuple[str, ...], path: PurePath, made_on: date, vault_id: str = ""
) -> RecoverySheet:
    """The sheet for the key of the file at ``path``, of which only the last part is ever printed."""
    return RecoverySheet(
        title=_("RECOVERY KEY"),
        made=_("Made {day}").format(day=day(made_on)),
        file_label=_("For the file"),
        file_name=path.name,
        vault=_("Number of the file: {id}").format(id=vault_id) if vault_id else "",
        warning=_(
            "This key alone opens the file: whoever has both this paper and the file reads everything in it."
        ),
        groups=groups,
        reading=_(
            "The fifth character of each group is a check, so the program can name a group that was mistyped. "
            "Small letters will do, and spaces do not matter. No key has the letters I, L, O or U."
        ),
        code="-".join(groups),
        code_note=_(
            "The same key for a hand-held scanner. Do not use a phone: it may send the key to the internet."
        ),
        sections=(_what(), _keeping(), _using(), _ending()),
        technician=_technician(),
        snippet=SNIPPET,
    )


def _what() -> Section:
    return Section(
        _("What this is"),
        (
            _(
                "It opens the file when nobody knows a passphrase any more. Without a passphrase and without this "
                "sheet, nobody can ever open the file: not an expert, and not the makers of the program."
            ),
        ),
    )


def _keeping() -> Section:
    return Section(
        _("Where to keep it"),
        (
            _("With your important papers or in a safe. Not near the computer, and not with its backups."),
            _("Print it twice: keep the second copy in another house, with somebody you trust."),
            _("Do not photograph it, do not e-mail it, and do not keep it on a computer."),
        ),
    )


def _using() -> Section:
    return Section(
        _("How to use it"),
        (
            _("Start the program “Caregiver” with the file, or with a backup of it."),
            _("Where it asks for the passphrase, choose “{choice}”.").format(choice=forgot_passphrase()),
            _("Type the eight groups, 1 to 8. If a group does not fit, the program says which."),
            _("Choose a new passphrase. This key stays as it is."),
        ),
        numbered=True,
    )


def _ending() -> Section:
    return Section(
        _("When it no longer works"),
        (
            _(
                "When you make new keys in the program, you get a new sheet. An older sheet then no longer opens the "
                "file, but it still opens older backups: destroy it only when you have destroyed those."
            ),
        ),
    )


def _technician() -> Section:
    """In English on every sheet: it is for whoever can read the lines of Python below it."""
    recipe = (
        "It is a SQLCipher 4 database with the standard settings. The 20 secret bytes: leave out the last "
        "character of each group, join, decode as Crockford base32. The raw key: HKDF-SHA256 of these bytes, "
        "no salt, info b'caregiver-vault/1 database', 32 bytes. Work on a copy, with the file that ends "
        "in -wal if there is one. This Python prints the first statement for the database:"
    )
    return Section("For a technician, to open a copy of the file without the program", (recipe,))
