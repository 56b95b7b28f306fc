"""Notices that somebody has read and put away. They stay away until their reason is new.

What was put away stands in the household's own file, since a notice names people. Only fingerprints are kept: which
notice, about whom, and of which words. Other words are another notice, and one whose reason has passed is forgotten,
so that it comes back should the reason return. What concerns safety is put away for this session only.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from contextlib import suppress
from typing import TYPE_CHECKING, Final

from caregiver_app.domain.errors import KnownError
from caregiver_app.services.notice import Notice

if TYPE_CHECKING:
    from caregiver_app.services.open_household import OpenHousehold

_NOTE: Final = "put_away_notices"


class PutAway:
    """What was put away in ``opened``."""

    def __init__(self, opened: OpenHousehold) -> None:
        self._opened = opened
        self._for_good = _read(opened.note_value(_NOTE))
        self._for_now: dict[str, str] = {}

    def holds(self, notice: Notice) -> bool:
        """Whether this very notice, word for word, was put away."""
        marks = {each[notice.key] for each in (self._for_good, self._for_now) if notice.key in each}
        return bool(marks) and _mark(notice) in marks

    def add(self, notice: Notice) -> None:
        """Puts it away. Raises the store's ``KnownError``s; it is away for this session even then."""
        self._for_now[notice.key] = _mark(notice)
        if not notice.is_safety and not self._opened.is_view_only:
            self._keep({**self._for_good, notice.key: _mark(notice)})

    def has_any(self, *about: str) -> bool:
        """Whether anything about one of these was put away."""
        return bool(self._keys(about))

    def forget_past(self, due: Iterable[Notice], *about: str) -> None:
        """Forgets what was put away about one of these and is not among ``due`` any more."""
        past = self._keys(about) - {notice.key for notice in due}
        self._for_now = _without(self._for_now, past)
        if past & self._for_good.keys() and not self._opened.is_view_only:
            with suppress(KnownError):  # nobody asked for this; the next start forgets it again
                self._keep(_without(self._for_good, past))

    def _keys(self, about: tuple[str, ...]) -> set[str]:
        return {key for key in (*self._for_good, *self._for_now) if key.split("/")[0] in about}

    def _keep(self, marks: dict[str, str]) -> None:
        self._for_good = marks
        self._opened.keep_note_value(_NOTE, json.dumps(marks, sort_keys=True))


def _mark(notice: Notice) -> str:
    import hashlib  # it loads OpenSSL, and most often nothing was put away

    return hashlib.sha256(notice.text.encode()).hexdigest()[:16]


def _without(marks: dict[str, str], keys: set[str]) -> dict[str, str]:
    return {key: mark for key, mark in marks.items() if key not in keys}


def _read(text: str) -> dict[str, str]:
    """Of what stands there, all that makes sense: a notice shown twice harms nobody."""
    try:
        found = json.loads(text or "{}")
    except (ValueError, RecursionError):
        return {}
    pairs = found.items() if isinstance(found, dict) else ()
    return {key: mark for key, mark in pairs if isinstance(mark, str)}
