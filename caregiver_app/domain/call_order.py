"""One call order for the household. Each person's sheet takes its contacts out of it, in that order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from caregiver_app.domain.contacts import Contact
from caregiver_app.domain.household import Household
from caregiver_app.domain.record_edits import put


def called_in_an_emergency(household: Household) -> list[Contact]:
    """In call order; contacts of one number stay as the household has them."""
    called = [each for each in household.contacts if each.call_order is not None]
    return sorted(called, key=lambda each: each.call_order or 0)


def other_contacts(household: Household) -> list[Contact]:
    """Those that nobody calls in an emergency."""
    return [each for each in household.contacts if each.call_order is None]


def moved(household: Household, contact_id: str, step: int) -> Household:
    """With a contact ``step`` places further down the call order (-1 is up); as it is where that cannot be."""
    order = called_in_an_emergency(household)
    place = next((index for index, each in enumerate(order) if each.id == contact_id), None)
    if place is None or not 0 <= place + step < len(order):
        return household
    order.insert(place + step, order.pop(place))
    return _numbered(household, order)


def put_in_call_order(household: Household, contact: Contact, place: int | None) -> Household:
    """With ``contact`` added or changed, called as number ``place`` (from 1) or not at all.

    The others move down by one; where the place stays as it is, no number changes.
    """
    called = called_in_an_emergency(household)
    before = next((index for index, each in enumerate(called, 1) if each.id == contact.id), None)
    if place == before:
        kept = next((each.call_order for each in called if each.id == contact.id), None)
        return put(household, replace(contact, call_order=kept))
    order = [each for each in called if each.id != contact.id]
    changed = put(household, replace(contact, call_order=None))
    if place is not None:
        order.insert(place - 1, contact)
    return _numbered(changed, order)


def _numbered(household: Household, order: Sequence[Contact]) -> Household:
    """Numbers from 1 without gaps, so that a sheet and a page never show two firsts."""
    numbers = {each.id: number for number, each in enumerate(order, 1)}
    contacts = (replace(each, call_order=numbers.get(each.id)) for each in household.contacts)
    return replace(household, contacts=tuple(contacts))
