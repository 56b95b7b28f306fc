"""While rows become values: what the program never wrote is damage, not a bug."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

from caregiver_app.domain.errors import InvalidField
from caregiver_app.storage.errors import HouseholdFileDamaged

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

# What constructors and column types raise for half a quantity, a word for a number, a day that is none.
DAMAGE: Final = (
    InvalidField,
    ValueError,
    TypeError,
    ArithmeticError,
    AttributeError,
    KeyError,
    RecursionError,
)


@contextmanager
def sound_rows(path: Path) -> Iterator[None]:
    """Raises ``HouseholdFileDamaged`` for any of ``DAMAGE``."""
    try:
        yield
    except DAMAGE as error:
        raise HouseholdFileDamaged(str(path), f"{type(error).__name__} in a row") from error
