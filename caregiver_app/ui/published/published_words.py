"""What is said of a published sheet, in the locked program as in the open one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from caregiver_app.i18n import _, ngettext
from caregiver_app.services.publishing.published_files import is_stale
from caregiver_app.wording.dates import day

if TYPE_CHECKING:
    from datetime import date

    from caregiver_app.services.publishing.published_files import Published


def sheet_title(sheet: Published) -> str:
    """``Emergency sheet of Theo``, or without a name where the family left it out."""
    return _("Emergency sheet of {name}").format(name=sheet.name) if sheet.name else _("Emergency sheet")


def published_and_age(sheet: Published, today: date) -> str:
    """``Thu 12 Nov 2026 (10 days old)``."""
    days = (today - sheet.published_on).days
    age = ngettext("{n} day old", "{n} days old", days).format(n=days) if days else _("from today")
    if days < 0:
        age = _("a day that has not come yet")
    return _("{day} ({age})").format(day=day(sheet.published_on), age=age)


def stale_warning(sheet: Published, today: date) -> str:
    """Why a sheet must not be relied on, and what to do; empty where it may be."""
    if sheet.outdated:
        return _(
            "OUT OF DATE: the family’s records have changed since. Check every medicine against its label."
        )
    if today < sheet.published_on:
        return _(
            "The date of this sheet or of this computer is wrong. Check every medicine against its label."
        )
    if is_stale(sheet, today):
        return _(
            "OLD: this sheet was to be checked by {day}. Check every medicine against its label."
        ).format(day=day(min(sheet.review_by, today)))
    return ""
