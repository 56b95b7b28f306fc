"""A household's file from before this program encrypted them, turned into one that is."""

from __future__ import annotations

import os
import secrets
from contextlib import closing, suppress
from typing import TYPE_CHECKING, Any, Final

from caregiver_app.atomic_write import sync_folder
from caregiver_app.storage.database import engine as sqlite
from caregiver_app.storage.disk.new_file import SQLITE_ENDS, obstacles
from caregiver_app.storage.errors import HouseholdFileDamaged, NotAHouseholdFile
from caregiver_app.storage.household.household_file import HouseholdFile

if TYPE_CHECKING:
    from pathlib import Path

    from caregiver_app.storage.vault.secret import Access, DatabaseKey

_PLAIN_VERSION: Final = 1  # the only one that was ever written unencrypted


def protect_plain_file(path: Path, access: Access) -> None:
    """Puts an encrypted file in the place of the plain one, when it was read back.

    ``add_holder`` must have made the key file. Raises ``NotAHouseholdFile``, ``HouseholdFileDamaged``,
    ``CannotWriteHere``; then the old file is as it was.
    """
    path = path.resolve()  # of a link, the file it leads to
    key = access.secret.database_key()
    vault = path.with_name(f".new-{secrets.token_hex(8)}")
    try:
        with sqlite.known_errors(path), obstacles(path):
            _encrypt(path, vault, key)
            with HouseholdFile.open(vault, access) as file:
                file.read()
            with closing(sqlite.connect(vault, key)) as connection:
                sqlite.check_thoroughly(connection, path)
            os.replace(vault, path)  # noqa: PTH105 - it is meant to replace
            sync_folder(path.parent)
    finally:
        for end in (*SQLITE_ENDS, ".keys"):
            with suppress(OSError):  # the next start sweeps it away
                vault.with_name(vault.name + end).unlink(missing_ok=True)


def _encrypt(path: Path, vault: Path, key: DatabaseKey) -> None:
    """Copies a plain file to ``vault``. The plain one is folded together first and has no WAL afterwards."""
    os.close(os.open(vault, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
    with closing(_plain_connection(path)) as connection:
        connection.execute("PRAGMA journal_mode = DELETE").fetchall()
        statement, values = key.attached(str(vault), "vault")
        connection.execute(statement, values)
        connection.execute("PRAGMA vault.synchronous = EXTRA")
        connection.execute("SELECT sqlcipher_export('vault')").fetchall()
        connection.execute(f"PRAGMA vault.user_version = {_PLAIN_VERSION}")
        connection.execute(f"PRAGMA vault.application_id = {sqlite.APPLICATION_ID}")


def _plain_connection(path: Path) -> Any:
    address = sqlite.Manner().address(path)
    connection = sqlite.cipher().connect(address, uri=True, timeout=3, isolation_level=None)
    try:
        _check_plain(connection, path)
    except BaseException:
        connection.close()
        raise
    return connection


def _check_plain(connection: Any, path: Path) -> None:
    marks = [
        connection.execute(f"PRAGMA {name}").fetchone()[0] for name in ("application_id", "user_version")
    ]
    if marks != [sqlite.APPLICATION_ID, _PLAIN_VERSION]:
        raise NotAHouseholdFile(str(path))
    whole = connection.execute("PRAGMA integrity_check(1)").fetchone()[0]
    if whole != "ok":
        raise HouseholdFileDamaged(str(path), whole)
