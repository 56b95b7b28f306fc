"""Who somebody is, in the words the sheet uses."""

from __future__ import annotations

from datetime import date

from caregiver_app.domain.people import (
    AllergiesNotRecorded,
    Allergy,
    AllergyStatus,
    CareRecipient,
    NoKnownAllergies,
    Severity,
    Weight,
    age_in_years,
)
from caregiver_app.i18n import _, ngettext
from caregiver_app.wording.dates import NBSP, day, not_recorded
from caregiver_app.wording.doses import number


def full_name(person: CareRecipient) -> str:
    """``Theo (Theodore Marsh)``, or the preferred name alone."""
    name = person.preferred_name.strip()
    full = person.full_name.strip()
    return f"{name} ({full})" if full and full != name else name


def born(person: CareRecipient, today: date) -> str:
    """``Born Wed 4 Mar 2015 (11 years old)``."""
    if person.birth_date is None:
        return _("Born: not recorded")
    return _("Born {day} ({age})").format(day=day(person.birth_date), age=age(person.birth_date, today))


def age(birth_date: date, today: date) -> str:
    """Years, and months below two years: a dose for an infant turns on months."""
    years = age_in_years(birth_date, today)
    if years >= 2:  # noqa: PLR2004 - the age from which people count in years
        return ngettext("{n} year old", "{n} years old", years).format(n=years).replace(" ", NBSP)
    months = (
        (today.year - birth_date.year) * 12 + today.month - birth_date.month - (today.day < birth_date.day)
    )
    return ngettext("{n} month old", "{n} months old", months).format(n=months).replace(" ", NBSP)


def weight(value: Weight | None) -> str:
    """``Weight 31 kg (Tue 3 Nov 2026)``."""
    if value is None:
        return _("Weight: not recorded")
    text = (
        _("Weight {amount}")
        .format(amount=f"{number(value.amount)}{NBSP}{value.unit.value}")
        .replace(" ", NBSP)
    )
    measured = day(value.measured_on) if value.measured_on else _("date not recorded")
    return f"{text} ({measured})"


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


def with_detail(name: str, detail: str) -> str:
    """``VP shunt (right side)``, or the name alone."""
    return f"{name.strip()} ({detail.strip()})" if detail.strip() else name.strip()
