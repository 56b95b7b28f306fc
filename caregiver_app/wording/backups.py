"""When backups were made, how large they are, and what is said about them."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from caregiver_app.domain.preferences import Clock
from caregiver_app.i18n import _, ngettext
from caregiver_app.wording.dates import clock_time, day

_CLOCK_SLACK: Final = timedelta(minutes=10)
_HOURS_COUNTED: Final = timedelta(hours=48)
_KILO: Final = 1024


def moment(at: datetime, clock: Clock) -> str:
    """``Fri 4 Dec 2026, 14:05``, in the offset that ``at`` has."""
    return _("{day}, {time}").format(day=day(at.date()), time=clock_time(at.time(), clock))


def ago(at: datetime, now: datetime) -> str:
    """``2 hours ago``. A time ahead of the clock is named, not counted."""
    age = now - at
    if age < -_CLOCK_SLACK:
        return _("on {day}, ahead of this computer’s clock").format(day=_day_here(at, now))
    minutes = int(age.total_seconds()) // 60
    if minutes < 1:
        return _("just now")
    if age < timedelta(hours=1):
        return ngettext("{n} minute ago", "{n} minutes ago", minutes).format(n=minutes)
    if age < _HOURS_COUNTED:
        hours = minutes // 60
        return ngettext("{n} hour ago", "{n} hours ago", hours).format(n=hours)
    return ngettext("{n} day ago", "{n} days ago", age.days).format(n=age.days)


def ago_with_day(at: datetime, now: datetime) -> str:
    """The same; where it counts days, the day is named too."""
    if now - at < _HOURS_COUNTED:
        return ago(at, now)
    return _("{ago}, on {day}").format(ago=ago(at, now), day=_day_here(at, now))


def last_verified(at: datetime | None, now: datetime) -> str:
    """The one sentence that any page may show."""
    if at is None:
        return _("No backup yet")
    return _("Last verified backup: {ago}").format(ago=ago_with_day(at, now))


def holding(people: int, medicines: int, contacts: int) -> str:
    """``3 people, 23 medicines, 8 contacts``."""
    return ", ".join(
        (
            ngettext("{n} person", "{n} people", people).format(n=people),
            ngettext("{n} medicine", "{n} medicines", medicines).format(n=medicines),
            ngettext("{n} contact", "{n} contacts", contacts).format(n=contacts),
        )
    )


def size(count: int) -> str:
    """``340 KB`` or ``9.8 MB``."""
    kilobytes = count / _KILO
    if kilobytes < _KILO:
        return _("{n} KB").format(n=max(1, round(kilobytes)))
    return _("{n:.1f} MB").format(n=kilobytes / _KILO)


def _day_here(at: datetime, now: datetime) -> str:
    return day(at.astimezone(now.tzinfo).date())
