"""Who somebody is, in the words the sheet uses."""

from __future__ import annotations

from datetime import date
from decimal import ROUND_HALF_EVEN, Decimal
from typing import Final

from caregiver_app.domain.people import (
    AllergiesNotRecorded,
    AllergiesRecorded,
    Allergy,
    AllergyStatus,
    CareRecipient,
    EmergencyItem,
    NoKnownAllergies,
    Severity,
    Sex,
    Weight,
    WeightUnit,
    age_in_years,
)
from caregiver_app.i18n import _, ngettext
from caregiver_app.wording.dates import NBSP, day, not_recorded
from caregiver_app.wording.doses import number

INFANT_YEARS: Final = 2  # people count in years from here
_NEWBORN_DAYS: Final = 28
_WEEKS_COUNT_DAYS: Final = 12 * 7
_SMALL_KG: Final = 10


def full_name(person: CareRecipient) -> str:
    """``Theo (Theodore Marsh)``, or the preferred name alone."""
    name = person.preferred_name.strip()
    full = person.full_name.strip()
    return f"{name} ({full})" if full and full != name else name


def born(person: CareRecipient, today: date) -> str:
    """``Born Wed 4 Mar 2015 (11 years old)``."""
    if person.birth_date is None:
        return _("Born: not recorded")
    words = [age(person.birth_date, today)]
    if person.gestation_weeks is not None and age_in_years(person.birth_date, today) < INFANT_YEARS:
        text = _("born at {n} weeks of pregnancy").format(n=person.gestation_weeks)
        words.append(text.replace(" ", NBSP))
    return _("Born {day} ({age})").format(day=day(person.birth_date), age=", ".join(words))


def age(birth_date: date, today: date) -> str:
    """Years, and for an infant months, weeks or days: a dose turns on them."""
    years, days = age_in_years(birth_date, today), (today - birth_date).days
    if years >= INFANT_YEARS:
        return ngettext("{n} year old", "{n} years old", years).format(n=years).replace(" ", NBSP)
    if days < _NEWBORN_DAYS:
        return ngettext("{n} day old", "{n} days old", days).format(n=days).replace(" ", NBSP)
    if days < _WEEKS_COUNT_DAYS:
        return _("{n} weeks old").format(n=days // 7).replace(" ", NBSP)
    months = (
        (today.year - birth_date.year) * 12 + today.month - birth_date.month - (today.day < birth_date.day)
    )
    return ngettext("{n} month old", "{n} months old", months).format(n=months).replace(" ", NBSP)


def weight(value: Weight | None) -> str:
    """``Weight 31 kg (Tue 3 Nov 2026)``; beside pounds stand the kilograms that doses are made by."""
    if value is None:
        return _("Weight: not recorded")
    text = _("Weight {amount}").format(amount=weight_as_measured(value))
    if value.unit is WeightUnit.LB:
        text += _(" = {amount} kg").format(amount=number(_rounded(value.in_kg())))
    measured = day(value.measured_on) if value.measured_on else _("date not recorded")
    return f"{text.replace(' ', NBSP)} ({measured})"


def weight_as_measured(value: Weight) -> str:
    """``31 kg``, ``3,205 g``, ``7 lb 4 oz``."""
    text = f"{number(value.amount)}{NBSP}{value.unit.value}"
    return text if value.ounces is None else f"{text}{NBSP}{number(value.ounces)}{NBSP}oz"


def _rounded(kg: Decimal) -> Decimal:
    """To a tenth; of somebody small to ten grams, or the tenth would be much of a dose."""
    return kg.quantize(Decimal("0.1") if kg >= _SMALL_KG else Decimal("0.01"), ROUND_HALF_EVEN)


def sex(value: Sex) -> str:
    """As it stands beside the birth date."""
    return {Sex.FEMALE: _("female"), Sex.MALE: _("male"), Sex.OTHER: _("other sex")}[value]


def kept_at(item: EmergencyItem) -> str:
    """``naloxone: kitchen drawer``, or that nobody wrote down where it is."""
    return _("{thing}: {place}").format(thing=item.name.strip(), place=place(item.place))


def place(text: str) -> str:
    """Where something is, or that nobody wrote it down."""
    return text.strip() or _("where: not recorded")


def severity(value: Severity) -> str:
    """A severity in plain words."""
    return {
        Severity.MILD: _("mild"),
        Severity.MODERATE: _("moderate"),
        Severity.SEVERE: _("severe"),
        Severity.LIFE_THREATENING: _("life-threatening"),
    }[value]


def allergy(value: Allergy) -> str:
    """``penicillin: swelling of the face (severe)``."""
    text = value.substance.strip()
    if value.reaction.strip():
        text += f": {value.reaction.strip()}"
    return f"{text} ({severity(value.severity)})" if value.severity else text


def allergies(status: AllergyStatus) -> str:
    """The three states in three different sentences (HL7 IPS keeps "none known" and "no information" apart)."""
    if isinstance(status, AllergiesNotRecorded):
        return not_recorded()
    if isinstance(status, NoKnownAllergies):
        return _("No known allergies (confirmed {day})").format(day=day(status.confirmed_on))
    return "; ".join(allergy(each) for each in status.allergies)


def allergies_in_short(status: AllergyStatus) -> tuple[str, ...]:
    """The same for where there is little room: in full, the substances alone, or how many there are."""
    full = allergies(status)
    if not isinstance(status, AllergiesRecorded):
        return (full,)
    names = ", ".join(each.substance.strip() for each in status.allergies)
    count = len(status.allergies)
    return (full, names, ngettext("{n}, see sheet", "{n}, see sheet", count).format(n=count))


def with_detail(name: str, detail: str) -> str:
    """``VP shunt (right side)``, or the name alone."""
    return f"{name.strip()} ({detail.strip()})" if detail.strip() else name.strip()
