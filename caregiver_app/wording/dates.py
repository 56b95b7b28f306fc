"""Dates as "Fri 4 Dec 2026", times on the clock the household chose."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, time
from typing import Final

from caregiver_app.domain.preferences import Clock
from caregiver_app.i18n import _

NBSP: Final = "\u00a0"
_DAYS: Final = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTH_NAMES: Final = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_MONTHS: Final = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def day(value: date) -> str:
    """``Fri 4 Dec 2026``, which never breaks over a line."""
    return NBSP.join((_DAYS[value.weekday()], str(value.day), _MONTHS[value.month - 1], f"{value.year:04d}"))


def named_day(value: date, today: date) -> str:
    """``Today, Fri 4 Dec 2026``, ``Yesterday, Thu 3 Dec 2026``, ``Wed 2 Dec 2026``."""
    age = (today - value).days
    if age == 0:
        return _("Today, {day}").format(day=day(value))
    return _("Yesterday, {day}").format(day=day(value)) if age == 1 else day(value)


def months_in_words(months: Iterable[str]) -> str:
    """``November 2026, December 2026`` for ``2026-11`` and ``2026-12``."""
    return ", ".join(NBSP.join((_MONTH_NAMES[int(each[5:7]) - 1], each[:4])) for each in months)


def not_recorded() -> str:
    """Never a blank: an empty place on a sheet looks like "none"."""
    return _("not recorded")


def clock_time(value: time, clock: Clock) -> str:
    """``08:00`` or ``8:00 AM``; noon and midnight in words (ISMP: "12 am" and "12 pm" are misread)."""
    if clock is Clock.TWENTY_FOUR_HOUR:
        return f"{value.hour:02d}:{value.minute:02d}"
    if value.minute == 0 and value.hour in (0, 12):
        return _("midnight") if value.hour == 0 else _("noon")
    half = "AM" if value.hour < 12 else "PM"  # noqa: PLR2004 - hours of a day
    return f"{value.hour % 12 or 12}:{value.minute:02d}{NBSP}{half}"
