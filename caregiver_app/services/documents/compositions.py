"""What was composed already, so that nothing is composed only to learn whether a copy grew old."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import TYPE_CHECKING, Any, Final, TypeVar

if TYPE_CHECKING:
    from caregiver_app.services.documents.subject import DocumentSubject

Made = TypeVar("Made")

# More than a household has people with copies out there; what was asked for longest ago goes first.
_MOST_KEPT: Final = 64


class Compositions:
    """Keeps what was made of each subject until the subject changes. It lives and dies with the open household."""

    def __init__(self) -> None:
        self._kept: dict[Hashable, tuple[DocumentSubject, Any]] = {}

    def of(self, what: Hashable, subject: DocumentSubject, make: Callable[[DocumentSubject], Made]) -> Made:
        """What ``make`` makes of the subject. ``what`` names it: one name, one way of making.

        Comparing subjects is cheap: what did not change is the same object before and after.
        """
        key = (what, subject.person.id, subject.day)
        kept = self._kept.pop(key, None)
        if kept is None or kept[0] != subject:
            kept = (subject, make(subject))
        self._kept[key] = kept
        if len(self._kept) > _MOST_KEPT:
            del self._kept[next(iter(self._kept))]
        made: Made = kept[1]
        return made
