"""The whole household as one open document, written a few events at a time."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import closing
from pathlib import Path
from typing import Final

from caregiver_app.interop.household_document import document_parts
from caregiver_app.services.open_household import OpenHousehold
from caregiver_app.services.owned_files import DOCUMENT_MARK, write_in_steps

_IN_ONE_STEP: Final = 200


def export_document(opened: OpenHousehold, path: Path) -> Generator[float, None, None]:
    """Each step writes some events, and gives how much is done (0 to 1).

    ``path`` holds the document when the last step is done. Where a step fails, or the iterator is closed before, it
    is as it was. Raises ``CannotWriteError``, ``OtherKindOfFileError``, and as the store does.
    """
    all_of_it = opened.events.count() + 2
    parts = document_parts(opened.household, opened.events.in_order())
    with closing(write_in_steps(path, parts, DOCUMENT_MARK, never=opened.path)) as steps:
        for written in steps:
            if written % _IN_ONE_STEP == 0:
                yield min(written / all_of_it, 1.0)
