"""Whom to call, in which order, at which numbers."""

from __future__ import annotations

from typing import Final

from caregiver_app.domain.contacts import Contact, Phone, PhoneLabel
from caregiver_app.domain.household import Household
from caregiver_app.domain.people import CareRecipient
from caregiver_app.i18n import _
from caregiver_app.wording import pumps
from caregiver_app.wording.dates import not_recorded
from caregiver_app.wording.numbers import unbroken
from caregiver_app.wording.people import with_detail
from caregiver_app.wording.summary import CallLine

_MOST_CALLS: Final = 5


def call_lines(household: Household, person: CareRecipient) -> tuple[CallLine, ...]:
    preferences = household.preferences
    emergency = preferences.emergency_number or _("number not recorded")
    calls = [CallLine(_("Emergency"), (unbroken(emergency),))]
    for pump in person.pumps:
        name = pump.clinic_name.strip() or _("Pump clinic")
        numbers = _numbers(pump.clinic_phones)
        calls.append(CallLine(_("{name} (pump)").format(name=name), numbers, _("Pump: clinic")))
    contacts = household.contacts_for(person.id)
    ordered = [contact for contact in contacts if contact.call_order is not None] or list(contacts)
    calls += [_call(contact, person.id) for contact in ordered[:_MOST_CALLS]]
    if not contacts:
        calls.append(CallLine(_("Family and clinics"), (not_recorded(),)))
    if len(ordered) > _MOST_CALLS:
        more = _("{n} more contacts are in the program").format(n=len(ordered) - _MOST_CALLS)
        calls.append(CallLine(more, ()))
    if preferences.poison_number:
        calls.append(CallLine(_("Poison Help"), (unbroken(preferences.poison_number),)))
    return tuple(calls)


def _call(contact: Contact, person_id: str) -> CallLine:
    who = with_detail(contact.name, contact.relationship_to(person_id))
    return CallLine(who, _numbers(contact.phones), _("Contact: {name}").format(name=contact.name.strip()))


def _numbers(phones: tuple[Phone, ...]) -> tuple[str, ...]:
    """Numbers that ring; nobody sends a fax in an emergency."""
    return tuple(pumps.phone(each) for each in phones if rings(each.label)) or (_("number not recorded"),)


def speaks(label: PhoneLabel) -> bool:
    """Whether somebody answers whom one can talk to."""
    return label not in {PhoneLabel.FAX, PhoneLabel.TTY}


def rings(label: PhoneLabel) -> bool:
    return label is not PhoneLabel.FAX
