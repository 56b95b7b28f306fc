"""Whether the recovery key of today is on paper: of today, since new keys make the old paper worthless."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from caregiver_app.services.open_household import OpenHousehold

_NOTE: Final = "recovery_on_paper"


def on_paper_since(opened: OpenHousehold) -> date | None:
    """The day on which somebody typed two groups back from the paper; ``None`` as long as nobody has."""
    salt, _space, day = opened.note_value(_NOTE).partition(" ")
    if salt != _mark(opened):
        return None
    try:
        return date.fromisoformat(day)
    except ValueError:
        return None


def note_on_paper(opened: OpenHousehold) -> None:
    """Somebody has it on paper. Raises the store's ``KnownError``s."""
    opened.keep_note_value(_NOTE, f"{_mark(opened)} {opened.moment().date().isoformat()}")


def _mark(opened: OpenHousehold) -> str:
    """Says which keys: the bytes that the file begins with."""
    return opened.file.key.salt.hex() if opened.file else ""
