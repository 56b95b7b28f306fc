"""What the program ships, read once for all tests of a process. It is frozen."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from caregiver_app.paths import resources
from caregiver_app.reference import load_reference

if TYPE_CHECKING:
    from caregiver_app.reference import Reference


@cache
def shipped_reference() -> Reference:
    return load_reference(resources() / "reference")
