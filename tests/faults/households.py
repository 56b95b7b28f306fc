"""Households whose changes can be counted, and what must hold of one after any fault."""

from __future__ import annotations

import sqlite3
from contextlib import closing, suppress
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Final

from caregiver_app.domain.history import EntryKind
from caregiver_app.domain.household import Household
from caregiver_app.domain.medication import Medication
from caregiver_app.domain.people import CareRecipient
from caregiver_app.services.opening import create_file
from caregiver_app.storage import HouseholdFile, WrongPassphrase, add_holder, key_holders, unlock
from caregiver_app.storage.database.engine import check_thoroughly, connect
from tests.clock import at_noon
from tests.vaults import CHEAP, access, raw

if TYPE_CHECKING:
    from caregiver_app.storage import Access
    from caregiver_app.storage.vault.secret import DatabaseKey

NAME: Final = "household.caregiver"
OLD: Final = "the old and long passphrase"
NEW: Final = "the new and long passphrase"
# What may lie in the folder of a household that nobody has open.
AT_REST: Final = frozenset((NAME, f"{NAME}.keys", f"{NAME}.backups", f"{NAME}.published"))
_SCHEMA_1: Final = Path(__file__).parents[1] / "storage" / "schemas" / "v1.sql"


def numbered(number: int) -> Household:
    """Household number so and so: the number stands in two tables, with text that fills some pages."""
    filler = f"{number} " * (number % 7 * 500 + 1)
    pill = Medication("pill", "Lioresal", notes=f"{number}")
    return Household(
        care_recipients=(CareRecipient("sam", "Sam", notes=filler.strip()[:20_000], medications=(pill,)),)
    )


def number_of(household: Household) -> int:
    """Which it is; fails on one that no program wrote."""
    [person] = household.care_recipients
    number = int(person.medications[0].notes)
    assert household == numbered(number)
    return number


def make(path: Path) -> None:
    """Household number 0 at rest, opened by ``OLD``."""
    for name, data in _made().items():
        place = path.with_name(name)
        place.touch(mode=0o600)
        place.write_bytes(data)


@cache
def _made() -> dict[str, bytes]:
    with TemporaryDirectory() as folder:
        path = Path(folder) / NAME
        add_holder(path, access(), "Anna", OLD, cost=CHEAP)
        create_file(path, numbered(0), access(), at_noon, "change 0").close()
        return {each.name: each.read_bytes() for each in path.parent.iterdir()}


def make_version_1(path: Path, *, encrypted: bool) -> None:
    """The household that the program of part 1 left, with the sample's data."""
    path.touch(mode=0o600)
    with closing(raw(path) if encrypted else sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA foreign_keys = OFF")
        connection.executescript(_SCHEMA_1.read_text("utf-8"))


def number_at(path: Path, unlock_flow: Access | None = None) -> int:
    """Opens the file as the program does, and checks everything that holds of a household in good order."""
    with HouseholdFile.open(path, unlock_flow or access()) as file:
        household, history = file.read(), file.history()
        key = file.key
    number = number_of(household)
    assert [entry.number for entry in history] == list(range(1, len(history) + 1))
    changes = [entry.what for entry in history if entry.kind in {EntryKind.CHANGE, EntryKind.KEPT}]
    assert changes == [f"change {each}" for each in range(number + 1)]
    check_closed(path, key)
    return number


def check_closed(path: Path, key: DatabaseKey | None = None) -> None:
    """Each page's seal, each index, each reference."""
    with closing(connect(path, key or access().secret.database_key())) as connection:
        check_thoroughly(connection, path)


def ways_in(path: Path) -> dict[str, Access]:
    """Those of the two passphrases that open the file, each with its way in."""
    found = {}
    for holder in key_holders(path):
        for passphrase in (OLD, NEW):
            with suppress(WrongPassphrase):
                found[passphrase] = unlock(path, holder.id, passphrase)
    return found


def leftovers(folder: Path) -> set[str]:
    """Names that nobody needs, with what is random in them left out."""
    names = {entry.name for entry in folder.iterdir() if not _is_spent_journal(entry)} - AT_REST
    return {f"{name[:5]}…" if name.startswith(".new-") else name for name in names}


def _is_spent_journal(path: Path) -> bool:
    """SQLite leaves one after some kills; without its first byte it is nothing, and the next one takes its place."""
    return path.name == f"{NAME}-journal" and path.read_bytes()[:1] in {b"", b"\0"}
