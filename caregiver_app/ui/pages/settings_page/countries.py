"""Countries by name, and whether a household's numbers fit its country."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale

from caregiver_app.domain.preferences import COUNTRY_LETTERS
from caregiver_app.i18n import _

if TYPE_CHECKING:
    from collections.abc import Mapping

    from caregiver_app.domain.preferences import Preferences
    from caregiver_app.reference import EmergencyNumbers


def country_choices() -> list[tuple[str, str]]:
    """ISO 3166 codes that Qt knows with their English names, in the order of the names."""
    codes = {QLocale.territoryToCode(each): QLocale.territoryToString(each) for each in QLocale.Country}
    named = [(code, name) for code, name in codes.items() if len(code) == COUNTRY_LETTERS and code.isalpha()]
    return sorted(named, key=lambda pair: pair[1].casefold())


def country_name(code: str) -> str:
    """The country's name, or its code where Qt knows no name."""
    return dict(country_choices()).get(code, code)


def offer(
    country: str, emergency: str, poison: str, numbers: Mapping[str, EmergencyNumbers]
) -> tuple[str, EmergencyNumbers | None]:
    """What to say beside a country and the two numbers, and the numbers to offer.

    Empty and ``None`` where they are the verified ones. Nothing is ever replaced here.
    """
    known = numbers.get(country)
    name = country_name(country)
    if known is None:
        return _(
            "This program has no verified numbers for {country}. Please check both numbers yourself."
        ).format(country=name), None
    fits = emergency.strip() == known.emergency and (known.poison is None or poison.strip() == known.poison)
    if known.poison is None:
        unsure = _("No verified poison number for {country} is known here: please check it.").format(
            country=name
        )
        if fits:
            return unsure, None
        return _("Verified for {country}: emergency {emergency}. {unsure}").format(
            country=name, emergency=known.emergency, unsure=unsure
        ), known
    if fits:
        return "", None
    return _("Verified for {country}: emergency {emergency}, poison help {poison}.").format(
        country=name, emergency=known.emergency, poison=known.poison
    ), known


def warning(preferences: Preferences, numbers: Mapping[str, EmergencyNumbers]) -> str:
    """What a saved choice needs looked at; empty for verified or deliberately different numbers."""
    if not preferences.emergency_number.strip():
        return _("No emergency number is recorded. The sheet will say so.")
    foreign = [
        country_name(each.country)
        for each in numbers.values()
        if each.country != preferences.country and each.emergency == preferences.emergency_number.strip()
    ]
    own = numbers.get(preferences.country)
    if own is None or (foreign and own.emergency != preferences.emergency_number.strip()):
        return _(
            "Please check that {number} is the emergency number in {country}: "
            "this program has not verified it."
        ).format(number=preferences.emergency_number.strip(), country=country_name(preferences.country))
    return ""
