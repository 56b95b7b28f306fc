"""A contact as the texts of a form, and back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from caregiver_app.domain.call_order import called_in_an_emergency
from caregiver_app.domain.contacts import Contact, ContactRole
from caregiver_app.domain.errors import InvalidField, Rule
from caregiver_app.i18n import _
from caregiver_app.ui.pages.contacts.for_whom import EVERYONE, ids_in, value_for
from caregiver_app.ui.records.phone_rows import phone_rows
from caregiver_app.wording.problems import shown

if TYPE_CHECKING:
    from collections.abc import Mapping

    from caregiver_app.domain.contacts import Phone
    from caregiver_app.domain.household import Household

NOT_CALLED: Final = "no"


def contact_values(contact: Contact, household: Household) -> dict[str, str]:
    """What the form shows of a saved contact."""
    order = [each.id for each in called_in_an_emergency(household)]
    own = dict(zip(contact.care_recipient_ids, contact.relationships, strict=False))
    return {
        **{own_key(each.id): own.get(each.id, "") for each in household.care_recipients},
        "name": contact.name,
        "role": contact.role.value,
        "relationship": contact.relationship,
        "care_recipient_ids": value_for(contact.care_recipient_ids),
        "call_order": str(order.index(contact.id) + 1) if contact.id in order else NOT_CALLED,
        "phones": phone_rows(contact.phones),
        "address": contact.address,
        "notes": contact.notes,
    }


def first_values(household: Household) -> dict[str, str]:
    """What a new form begins with: with one person, or none, there is no question for whom."""
    return {"care_recipient_ids": "" if len(household.care_recipients) > 1 else EVERYONE}


def own_key(person_id: str) -> str:
    """The field with what the contact is to that person, where it is not the same to all."""
    return f"relationship:{person_id}"


def shows_own(values: Mapping[str, str], person_id: str) -> bool:
    """Whether that field is asked for: with several people, or once something stands in it."""
    ids = ids_in(values["care_recipient_ids"]) if values["care_recipient_ids"] else ()
    return (person_id in ids and len(ids) > 1) or bool(values[own_key(person_id)].strip())


def place_choices(household: Household, contact_id: str) -> list[tuple[str, str]]:
    """Where in the call order a contact can stand among the others."""
    others = [each for each in called_in_an_emergency(household) if each.id != contact_id]
    after = [
        (str(place), _("Yes, number {n}, after {name}").format(n=place, name=shown(each.name)))
        for place, each in enumerate(others, 2)
    ]
    return [("1", _("Yes, first of all")), *after, (NOT_CALLED, _("No"))]


def read_contact(values: Mapping[str, str], contact_id: str, phones: tuple[Phone, ...]) -> Contact:
    """The contact without its place in the call order. Raises ``InvalidField`` at the form's key."""
    if not values["role"]:
        raise InvalidField(("role",), Rule.MISSING)
    ids = ids_in(values["care_recipient_ids"])
    return Contact(
        id=contact_id,
        name=values["name"].strip(),
        role=ContactRole(values["role"]),
        relationship=values["relationship"].strip(),
        care_recipient_ids=ids,
        relationships=_relationships(values, ids),
        phones=phones,
        address=values["address"].strip(),
        notes=values["notes"].strip(),
    )


def _relationships(values: Mapping[str, str], ids: tuple[str, ...]) -> tuple[str, ...]:
    """One for each, where any is told apart; the others are what the contact is to all. Nothing typed is dropped."""
    prefix = own_key("")
    for key, text in values.items():
        if key.startswith(prefix) and text.strip() and key.removeprefix(prefix) not in ids:
            raise InvalidField((key,), Rule.CONTRADICTS, text.strip(), _("For whom"))
    own = [values.get(own_key(each), "").strip() for each in ids]
    if not any(own):
        return ()
    return tuple(text or values["relationship"].strip() for text in own)


def read_place(values: Mapping[str, str]) -> int | None:
    """The place from 1; ``None`` for not called. Raises ``InvalidField`` while neither is chosen."""
    if not values["call_order"]:
        raise InvalidField(("call_order",), Rule.MISSING)
    return None if values["call_order"] == NOT_CALLED else int(values["call_order"])
