"""Words of what stands in several kinds of records: amounts, phone numbers, the family's word on the reference."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any, Final

from caregiver_app.domain.contacts import Phone, PhoneLabel
from caregiver_app.domain.medication import ReferenceLink
from caregiver_app.domain.quantity import Quantity, Unit
from caregiver_app.i18n import _
from caregiver_app.wording import doses, pumps
from caregiver_app.wording.dates import day
from caregiver_app.wording.numbers import unbroken
from caregiver_app.wording.shape import (
    NAME_SAYS_IT,
    About,
    Context,
    FieldWords,
    Narrowed,
    PartWords,
)


def reference_field(about: About) -> FieldWords:
    """The field with the family's word on the reference, which medicines and pumps have."""
    return FieldWords(_("reference"), about, _("which entry of the reference {subject} is"))


def notes_field() -> FieldWords:
    """The notes that most records end with."""
    return FieldWords(_("notes"), NAME_SAYS_IT, _("the notes of {subject}"))


def people_named(ids: tuple[str, ...], context: Context) -> str:
    """The people a record is for; an empty list is everyone."""
    return ", ".join(context.names.get(each, each) for each in ids) or _("everyone in the household")


def amount_fields() -> dict[str, FieldWords]:
    """An amount and its unit."""
    return {
        "amount": FieldWords(
            _("amount"),
            "As text with a decimal point, so that no digit is lost; a JSON number is read too.",
        ),
        "unit": FieldWords(_("unit"), NAME_SAYS_IT),
    }


def _phone_fields() -> dict[str, FieldWords]:
    return {
        "number": FieldWords(_("number"), NAME_SAYS_IT),
        "label": FieldWords(_("label"), NAME_SAYS_IT),
        "when_to_call": FieldWords(
            _("when to call"), "The situation this number is for, such as pump alarm at night."
        ),
    }


def _only_the_number(was: Phone, now: Phone) -> Narrowed | None:
    if replace(was, number=now.number) != now:
        return None
    item = _("{label} number").format(label=pumps.phone_label(now.label))
    return Narrowed(item, lambda phone: unbroken(phone.number))


def _link_fields() -> dict[str, FieldWords]:
    return {
        "medicine_ids": FieldWords(
            _("medicine ids"), "Empty where the family said: none of these.", item=_("medicine id")
        ),
        "confirmed_on": FieldWords(_("date confirmed"), NAME_SAYS_IT),
    }


def _link(value: ReferenceLink, context: Context) -> str:
    known = {each.id: each.name for each in context.reference.medicines} if context.reference else {}
    entries = ", ".join(known.get(each, each) for each in value.medicine_ids) or _("none of these")
    return _("{entries} (confirmed {day})").format(entries=entries, day=day(value.confirmed_on))


PARTS: Final[Mapping[type, PartWords[Any]]] = {
    Quantity: PartWords[Quantity](
        about="Amount and unit, as an object or as text such as 10 mg.",
        fields=amount_fields,
        write=lambda value, _context: doses.quantity(value),
    ),
    Phone: PartWords[Phone](
        about=NAME_SAYS_IT,
        fields=_phone_fields,
        write=lambda value, _context: pumps.phone(value),
        title=lambda value: value.label.value,
        narrowed=_only_the_number,
    ),
    ReferenceLink: PartWords[ReferenceLink](about=NAME_SAYS_IT, fields=_link_fields, write=_link),
}
CHOICES: Final[Mapping[type, Callable[[Any], str]]] = {Unit: doses.unit_name, PhoneLabel: pumps.phone_label}
