"""The changes of this session that can be taken back one by one, and done again."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from caregiver_app.domain.household import Household


class Change(NamedTuple):
    """One step that can be taken back. ``what`` names it to the person: "Removed baclofen"."""

    what: str
    before: Household
    after: Household


@dataclass(slots=True)
class UndoSteps:
    """``done`` and ``undone`` end with the step that is next."""

    done: list[Change] = field(default_factory=list)
    undone: list[Change] = field(default_factory=list)

    def add(self, step: Change) -> None:
        """A new change: what was taken back before it cannot be done again."""
        self.done.append(step)
        self.undone.clear()

    def took_back(self) -> None:
        """The last step was undone."""
        self.undone.append(self.done.pop())

    def did_again(self) -> None:
        """The step that was last undone was done again."""
        self.done.append(self.undone.pop())

    def forget(self) -> None:
        """Somebody else changed the household: nothing done before can be taken back."""
        self.done.clear()
        self.undone.clear()
