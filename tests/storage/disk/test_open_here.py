"""Locks of an open household outlive what else this process reads about it."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

from caregiver_app.storage import HouseholdFile, add_holder, key_holders, new_access
from tests.vaults import CHEAP

if TYPE_CHECKING:
    from pathlib import Path

# The bytes on which SQLite locks a database against being taken apart (sqlite.org/lockingv3.html).
TAKE_LOCK = """
import fcntl, sys
with open(sys.argv[1], "r+b") as file:
    try:
        fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB, 510, 0x40000002)
        print("free")
    except OSError:
        print("locked")
"""


def test_asking_who_can_open_a_household_does_not_unlock_it_for_others(tmp_path: Path) -> None:
    """POSIX drops all of a process's locks on a file when the process closes any descriptor of it."""
    path, access = tmp_path / "home.caregiver", new_access()
    add_holder(path, access, "Anna", "maple tundra", cost=CHEAP)
    with HouseholdFile.create(path, access):
        key_holders(path)
        assert lock_of(path) == "locked"
    assert lock_of(path) == "free"


def lock_of(path: Path) -> str:
    """What another process finds."""
    words = [sys.executable, "-c", TAKE_LOCK, str(path)]
    return subprocess.run(words, check=True, capture_output=True, text=True).stdout.strip()
