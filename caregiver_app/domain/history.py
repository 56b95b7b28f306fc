"""What the household remembers about its own changes: who did what, and when."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class EntryKind(StrEnum):
    """What sort of thing happened; stored as its value."""

    CHANGE = "change"
    UNDO = "undo"
    TAKEN_BACK = "taken_back"
    OPENED = "opened"
    KEYS = "keys"
    HANDED_OUT = "handed_out"
    KEPT = "kept"
    """A backup made or restored, or records brought in from a file."""


@dataclass(frozen=True, slots=True)
class HistoryEntry:
    """One line of the history; it is only ever added, never altered or removed."""

    number: int
    """1, 2, 3 ... given by the store; 0 for an entry that is not yet kept."""
    at: datetime
    """Aware, in the local offset of the moment it happened."""
    who: str
    """The name of the person who did it; empty when they came by recovery key or nobody knows."""
    kind: EntryKind
    what: str
    """The program's short sentence, such as "Removed baclofen"."""
    changes: str = ""
    """JSON text made by services/history; whoever stores it does not look inside."""
