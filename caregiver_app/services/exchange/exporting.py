"""The whole household as one open document, written a few events at a time."""

from __future__ import annotations

from collections.abc import Generator, Iterator
from contextlib import closing
from itertools import chain
from pathlib import Path
from typing import Final

from caregiver_app.domain.events import Event
from caregiver_app.interop.household_document import document_parts
from caregiver_app.services.exchange.errors import NotAllExported
from caregiver_app.services.open_household import OpenHousehold
from caregiver_app.services.owned_files import document_kind, write_in_steps

_IN_ONE_STEP: Final = 200


def export_document(
    opened: OpenHousehold, path: Path, *, overwrites: bool = False
) -> Generator[float, None, None]:
    """Each step reads or writes some events, and gives how much is done (0 to 1).

    ``path`` holds the document when the last step is done. Where a step fails, or the iterator is closed before, it
    is as it was. Raises ``CannotWriteError``, ``OtherKindOfFileError``, and as the store does; and at the very end
    ``NotAllExported``: then ``path`` holds all that can be read.
    """
    count, damage = opened.events.count(), _Damage()
    parts = chain(document_parts(opened.household, damage.counted(opened)), damage.looked_for(opened, count))
    kind = document_kind((each.id for each in opened.household.care_recipients), overwrites=overwrites)
    with closing(write_in_steps(path, parts, kind, never=opened.path)) as steps:
        for written in steps:
            if written % _IN_ONE_STEP == 0 or written > count:
                yield min(written / (count + 2), 1.0)
    if damage.is_any:
        raise NotAllExported(path.name, tuple(damage.months))


class _Damage:
    """What is not in the document. Looked for before it has its name, so that stopping still leaves nothing."""

    def __init__(self) -> None:
        self.months: list[str] = []
        self.is_any = False
        self._read = 0

    def counted(self, opened: OpenHousehold) -> Iterator[Event]:
        """All that can be read: what another program wrote may be whole, and yet say nothing to this one."""
        for event in opened.events.in_order():
            self._read += 1
            yield event

    def looked_for(self, opened: OpenHousehold, count: int) -> Iterator[bytes]:
        """An empty part after each month. There were ``count`` events when the document was begun."""
        if opened.file is None:
            return
        events = opened.file.events
        for month in events.months():
            if not events.is_sound(month):
                self.months.append(month)
            yield b""
        self.is_any = bool(self.months) or self._read < count or not events.newest_are_there()
