"""Files that a program is writing: until they are whole they may have no name."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path


def has_open_file_in(pid: int, folder: Path) -> bool:
    """Also one that has no name yet."""
    with suppress(OSError):  # it may just be closing one
        return any(
            str(each.readlink()).startswith(f"{folder}/") for each in Path(f"/proc/{pid}/fd").iterdir()
        )
    return False
