"""A disk of its own, so small that it can be filled, and that may be made read-only."""

from __future__ import annotations

import os
import subprocess
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


def fill(disk: Path, leave: int) -> Path:
    """Takes all room but ``leave`` bytes."""
    filler = disk / "filler"
    room = os.statvfs(disk)
    filler.write_bytes(bytes(max(0, room.f_bavail * room.f_frsize - leave)))
    return filler


def make_read_only(disk: Path) -> None:
    """As a stick whose switch was moved."""
    subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True)
