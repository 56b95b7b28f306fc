"""Half-filled forms, so that closing the window or a power cut loses nothing."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from caregiver_app.storage import HouseholdFile


class Drafts:
    """Kept in ``file``; without one, or where it is for viewing only, while the program runs."""

    def __init__(self, file: HouseholdFile | None) -> None:
        self._file = None if file is None or file.is_view_only else file
        self._drafts: dict[str, dict[str, str]] = file.drafts() if file else {}

    def get(self, key: str) -> dict[str, str]:
        """What was typed in that form and not saved; empty if nothing was."""
        return dict(self._drafts.get(key, {}))

    def all(self) -> Mapping[str, dict[str, str]]:
        """Each form's, by its key."""
        return self._drafts

    def keep(self, key: str, fields: Mapping[str, str]) -> None:
        """Keeps a half-filled form."""
        self._drafts[key] = dict(fields)
        if self._file:
            self._file.keep_draft(key, self._drafts[key])

    def drop(self, key: str) -> None:
        """Forgets a half-filled form: it was saved, or its writer let it go."""
        if self._drafts.pop(key, None) is not None and self._file:
            self._file.drop_draft(key)

    def move_to(self, file: HouseholdFile) -> None:
        """They were copied with the household into ``file``, and are kept there from now on."""
        self._file = None if file.is_view_only else file
