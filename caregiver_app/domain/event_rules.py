"""What must hold between events, in the order they are kept."""

from __future__ import annotations

from caregiver_app.domain.events import AlreadyAmendedError, AlreadyRecordedError, Event


class EventRules:
    """Told of one event after the other, the same rules as the log of a file holds.

    An event that is amended comes before what amends it, and is amended once; it may be missing, where a damaged file
    lost it. What can be true only once stands in one event that nothing took the place of.
    """

    def __init__(self) -> None:
        self._amended: set[str] = set()
        self._once: dict[str, str] = {}
        self._holders: dict[str, str] = {}

    def add(self, event: Event) -> None:
        """Raises ``AlreadyAmendedError``, ``AlreadyRecordedError``; then the event is none of them."""
        if event.id in self._amended or event.amends in self._amended:
            raise AlreadyAmendedError
        once = event.once
        if once and self._once.get(once, event.amends) != event.amends:
            raise AlreadyRecordedError
        if event.amends:
            self._amended.add(event.amends)
            self._once.pop(self._holders.pop(event.amends, ""), None)
        if once:
            self._once[once] = event.id
            self._holders[event.id] = once
