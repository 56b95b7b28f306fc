"""The household's own emergency numbers, put into lines that name them."""

from __future__ import annotations

from caregiver_app.domain.preferences import Preferences
from caregiver_app.i18n import _
from caregiver_app.wording.dates import NBSP


def fill_numbers(text: str, preferences: Preferences) -> str:
    """``text`` with ``{emergency}`` and ``{poison}`` replaced by what the household wants printed."""
    if "{" not in text:
        return text
    emergency = preferences.emergency_number or _("the emergency number (not recorded)")
    poison = preferences.poison_number or _("(number not recorded)")
    return text.replace("{emergency}", unbroken(emergency)).replace("{poison}", unbroken(poison))


def unbroken(number: str) -> str:
    """A phone number that no line break splits."""
    return number.strip().replace(" ", NBSP)


def missing_number(preferences: Preferences) -> str:
    """What to do before a sheet is printed that names no emergency number; empty if it names one."""
    if preferences.emergency_number:
        return ""
    return _(
        "No emergency number is recorded, so the sheet names none. Add it in Settings before you hang it up."
    )
