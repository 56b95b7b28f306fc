"""Which backups are kept as they grow old: all of two days, then one a day, a week, a month."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final

KEEP_ALL: Final = timedelta(hours=48)
LAST_APART: Final = 3


@dataclass(frozen=True, slots=True)
class Stamp:
    """One backup: when it was made (aware), and whether it was made before a big step. ``name`` tells two apart."""

    at: datetime
    name: str = ""
    is_before_a_step: bool = False


def kept(stamps: Collection[Stamp], now: datetime) -> frozenset[Stamp]:
    """Those to keep: 48 hours, then 14 days, 8 weeks and 12 months that have a backup, the newest of each.

    The last three made before a big step stand apart from this; so do stamps in the future, which a wrong clock made.
    The newest is always among them. Days are those of UTC.
    """
    newest_first = sorted(stamps, key=lambda stamp: (stamp.at, stamp.name), reverse=True)
    apart = [stamp for stamp in newest_first if stamp.is_before_a_step][:LAST_APART]
    old = [stamp for stamp in newest_first if stamp.at <= now - KEEP_ALL and stamp not in apart]
    return frozenset(stamps) - frozenset(old) | frozenset(_thinned(old))


def _thinned(newest_first: Iterable[Stamp]) -> Iterator[Stamp]:
    rules = iter(_RULES)
    left, period = next(rules)
    last: object = None
    for stamp in newest_first:
        if period(stamp.at.astimezone(UTC)) == last:
            continue
        while not left:
            following = next(rules, None)
            if following is None:
                return
            left, period = following
        left -= 1
        last = period(stamp.at.astimezone(UTC))
        yield stamp


def _day(at: datetime) -> object:
    return at.date()


def _week(at: datetime) -> object:
    return at.isocalendar()[:2]


def _month(at: datetime) -> object:
    return at.year, at.month


_RULES: Final[tuple[tuple[int, Callable[[datetime], object]], ...]] = ((14, _day), (8, _week), (12, _month))
