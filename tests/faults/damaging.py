from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from caregiver_app.services.opening import open_file
from caregiver_app.storage import (
    HouseholdFile,
    HouseholdFileError,
)
from caregiver_app.storage.vault.key_text import keys_from
from tests.clock import at_noon
from tests.faults.households import make, numbered
from tests.vaults import access

if TYPE_CHECKING:
    from pathlib import Path


_PAGE = 4096


def snapshot(folder: Path) -> dict[str, bytes]:
    return {each.name: each.read_bytes() for each in folder.iterdir() if each.is_file()}


def _state(path: Path) -> dict[str, bytes]:
    """All that lies there, without SQLite's shared memory and the number of the last revision that was seen."""
    files = {name: data for name, data in snapshot(path.parent).items() if not name.endswith("-shm")}
    return {
        name: repr(replace(keys_from(data, path), seen=0)).encode() if name.endswith(".keys") else data
        for name, data in files.items()
    }


def refusal(path: Path) -> HouseholdFileError | None:
    """How the file is refused; it is as it was afterwards, and what lies beside it too. ``None`` if it opens whole."""
    before = _state(path)
    try:
        with HouseholdFile.open(path, access()) as file:
            file.read()
            file.history()
    except HouseholdFileError as error:
        assert _state(path) == before
        return error
    return None


def with_history(path: Path, changes: int) -> None:
    make(path)
    opened = open_file(path, access(), at_noon)
    for number in range(1, changes + 1):
        opened.change(f"change {number}", lambda _old, to=number: numbered(to))  # type: ignore[misc]
    opened.close()


def number_at_least(path: Path) -> int:
    with HouseholdFile.open(path, access()) as file:
        return int(file.read().care_recipients[0].medications[0].notes)
