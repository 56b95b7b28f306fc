"""Which of very many events stand twice, in memory that does not grow with their number."""

from __future__ import annotations

import json
from mmap import mmap
from typing import Final

from caregiver_app.domain.errors import InvalidField, Rule
from caregiver_app.domain.events import Event
from caregiver_app.domain.json_values.encoding import encode

_BITS: Final = 2**27
"""16 MiB. Of 500,000 ids one in 300 falls on the bit of another, and is then remembered in full."""


class EventIds:
    """Looks at all ids first, then at the events: only those whose ids may stand twice are kept in mind."""

    def __init__(self) -> None:
        self._seen = mmap(-1, _BITS // 8)  # zeros that take memory and time only where one is set
        self._perhaps_twice: set[int] = set()
        self._said: dict[str, bytes] = {}

    def look_at(self, event_id: str) -> None:
        """The first time round."""
        mark = hash(event_id) % _BITS
        byte, bit = mark >> 3, 1 << (mark & 7)
        if self._seen[byte] & bit:
            self._perhaps_twice.add(mark)
        else:
            self._seen[byte] |= bit

    def is_new(self, event: Event, place: int) -> bool:
        """False for one that was there before: it is the same event, not a second.

        Raises ``InvalidField`` where it has the id of another.
        """
        if hash(event.id) % _BITS not in self._perhaps_twice:
            return True
        import hashlib  # most documents need none, and the made-up household is read before the first page

        said = hashlib.sha256(json.dumps(encode(event)).encode()).digest()
        known = self._said.setdefault(event.id, said)
        if known != said:
            raise InvalidField(("events", place, "id"), Rule.TWICE, event.id)
        return known is said
