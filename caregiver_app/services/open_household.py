"""The household on the desk: one way in for changes, one signal out, undo for each of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from caregiver_app.domain.household import Household, PrintRecord
from caregiver_app.storage import ChangedElsewhere

if TYPE_CHECKING:
    from caregiver_app.storage import HouseholdFile


@dataclass(frozen=True, slots=True)
class Change:
    """One step that can be taken back. ``what`` names it to the person: "Removed baclofen"."""

    what: str
    before: Household
    after: Household


class OpenHousehold:
    """Holds the current value; writes it to ``file`` before anybody sees it. Without a file nothing is kept (the demo).

    ``changed`` is called after each change, undo and redo, with the sentence that names it.
    """

    def __init__(self, household: Household, file: HouseholdFile | None = None) -> None:
        self._household = household
        self._file = file
        self._drafts: dict[str, dict[str, str]] = file.drafts() if file else {}
        self._done: list[Change] = []
        self._undone: list[Change] = []
        self.changed: Callable[[str], None] = lambda _what: None

    @property
    def household(self) -> Household:
        """The value as last saved."""
        return self._household

    def change(self, what: str, change: Callable[[Household], Household]) -> None:
        """Saves what ``change`` makes of the household.

        Raises what ``change`` and the store raise; then nothing changed.
        """
        before = self._household
        after = change(before)
        if after == before:
            return
        self._save(after)
        self._done.append(Change(what, before, after))
        self._undone.clear()
        self.changed(what)

    def keep_print(self, record: PrintRecord) -> None:
        """Notes a print. Never undone: the paper is out of the house's hands."""
        if record not in self._household.prints:
            self._save(replace(self._household, prints=(*self._household.prints, record)))
            self.changed("")

    @property
    def path(self) -> Path | None:
        """Where it is kept; ``None`` for the made-up household."""
        return self._file.path if self._file else None

    @property
    def next_undo(self) -> str:
        """What ``undo`` would take back; empty if nothing."""
        return self._done[-1].what if self._done else ""

    @property
    def next_redo(self) -> str:
        """What ``redo`` would do again; empty if nothing."""
        return self._undone[-1].what if self._undone else ""

    def undo(self) -> str:
        """Takes the last change back and says which it was; empty if there is none."""
        if not self._done:
            return ""
        step = self._done[-1]
        self._save(replace(step.before, prints=self._household.prints))
        self._undone.append(self._done.pop())
        self.changed(step.what)
        return step.what

    def redo(self) -> str:
        """Does the change that was last taken back again and says which it was; empty if there is none."""
        if not self._undone:
            return ""
        step = self._undone[-1]
        self._save(replace(step.after, prints=self._household.prints))
        self._done.append(self._undone.pop())
        self.changed(step.what)
        return step.what

    def draft(self, key: str) -> dict[str, str]:
        """What was typed in that form and not saved; empty if nothing was."""
        return dict(self._drafts.get(key, {}))

    def keep_draft(self, key: str, fields: Mapping[str, str]) -> None:
        """Keeps a half-filled form, so that closing the window or a power cut loses nothing."""
        self._drafts[key] = dict(fields)
        if self._file:
            self._file.keep_draft(key, self._drafts[key])

    def drop_draft(self, key: str) -> None:
        """Forgets a half-filled form: it was saved, or its writer let it go."""
        if self._drafts.pop(key, None) is not None and self._file:
            self._file.drop_draft(key)

    def close(self) -> None:
        """Lets go of the file."""
        if self._file:
            self._file.close()

    def _save(self, household: Household) -> None:
        if self._file:
            try:
                self._file.write(household)
            except ChangedElsewhere:
                self._take_over(self._file.read())
                raise
        self._household = household

    def _take_over(self, household: Household) -> None:
        """Another window wrote meanwhile: its state is the true one, and nothing done before it can be undone."""
        self._household = household
        self._done.clear()
        self._undone.clear()
        self.changed("")
