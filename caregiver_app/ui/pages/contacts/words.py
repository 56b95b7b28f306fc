"""Contacts in plain words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from caregiver_app.domain.contacts import ContactRole
from caregiver_app.i18n import _
from caregiver_app.wording.people import full_name
from caregiver_app.wording.pumps import phone_label

if TYPE_CHECKING:
    from caregiver_app.domain.contacts import Contact, Phone
    from caregiver_app.domain.household import Household


def role(value: ContactRole) -> str:
    """What somebody is to the household."""
    return {
        ContactRole.PUMP_CLINIC: _("Pump clinic"),
        ContactRole.CLINIC: _("Clinic"),
        ContactRole.PRESCRIBER: _("Doctor or prescriber"),
        ContactRole.PHARMACY: _("Pharmacy"),
        ContactRole.HOSPITAL: _("Hospital"),
        ContactRole.FAMILY: _("Family"),
        ContactRole.CARER: _("Carer or nurse"),
        ContactRole.OTHER: _("Other"),
    }[value]


def role_choices() -> list[tuple[str, str]]:
    """All roles as choices."""
    return [(each.value, role(each)) for each in ContactRole]


def role_and_relationship(contact: Contact) -> str:
    """``Family, mother``."""
    told = (contact.relationship, *contact.relationships)
    relationship = ", ".join(dict.fromkeys(text.strip() for text in told if text.strip()))
    return f"{role(contact.role)}, {relationship}" if relationship else role(contact.role)


def phone_situation(phone: Phone) -> str:
    """``after hours: pump alarm at night``."""
    when = phone.when_to_call.strip()
    return f"{phone_label(phone.label)}: {when}" if when else phone_label(phone.label)


def for_whom(contact: Contact, household: Household) -> str:
    """``Everyone``, or the names."""
    if not contact.care_recipient_ids:
        return _("everyone in the household")
    people = [each for each in household.care_recipients if each.id in contact.care_recipient_ids]
    names = [each.preferred_name for each in people]
    all_names = [each.preferred_name for each in household.care_recipients]
    twins = any(all_names.count(name) > 1 for name in names)
    return ", ".join(full_name(each) for each in people) if twins else ", ".join(names)
