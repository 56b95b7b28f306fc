"""The sample household from a command's side."""

from __future__ import annotations

from typing import TYPE_CHECKING

from caregiver_app.cli import main
from caregiver_app.paths import resources

if TYPE_CHECKING:
    from pathlib import Path

WORDS = "maple tundra oboe kettle prism"
SAMPLE = resources() / "sample" / "household.json"


def run(*words: str | Path) -> int:
    return main([str(word) for word in words])
