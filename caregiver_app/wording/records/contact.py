"""Words of people and places to call."""

from __future__ import annotations

from typing import Final

from caregiver_app.domain.contacts import Contact, ContactRole
from caregiver_app.i18n import _
from caregiver_app.wording.records.parts import notes_field, people_named
from caregiver_app.wording.shape import NAME_SAYS_IT, FieldWords, RecordWords


def _fields() -> dict[str, FieldWords]:
    return {
        "name": FieldWords(_("name"), NAME_SAYS_IT, _("the name of {subject}")),
        "role": FieldWords(_("role"), NAME_SAYS_IT, _("what {subject} is to the household")),
        "relationship": FieldWords(_("relationship"), NAME_SAYS_IT, _("the relationship of {subject}")),
        "care_recipient_ids": FieldWords(
            _("for whom"),
            "Empty means everyone in the household.",
            _("for whom {subject} is there"),
            item=_("for whom"),
            write=people_named,
        ),
        "relationships": FieldWords(
            _("relationship to each"),
            "One for each person of care_recipient_ids, in their order, where they are not the same; else empty.",
            _("what {subject} is to each"),
            item=_("relationship"),
        ),
        "call_order": FieldWords(
            _("order to call"),
            "1 is called first in an emergency; null or left out is not called then.",
            _("the place of {subject} in the call order"),
        ),
        "phones": FieldWords(
            _("phones"),
            NAME_SAYS_IT,
            _("the phones of {subject}"),
            item=_("number"),
            counted=_("phone"),
        ),
        "address": FieldWords(_("address"), NAME_SAYS_IT, _("the address of {subject}")),
        "notes": notes_field(),
    }


def _role(value: ContactRole) -> str:
    return {
        ContactRole.PUMP_CLINIC: _("pump clinic"),
        ContactRole.CLINIC: _("clinic"),
        ContactRole.PRESCRIBER: _("doctor or prescriber"),
        ContactRole.PHARMACY: _("pharmacy"),
        ContactRole.HOSPITAL: _("hospital"),
        ContactRole.FAMILY: _("family"),
        ContactRole.CARER: _("carer or nurse"),
        ContactRole.OTHER: _("other"),
    }[value]


WORDS: Final = RecordWords[Contact](
    singular=lambda: _("contact"),
    plural=lambda: _("contacts"),
    about="A person or place.",
    about_list="Whom to call, at which number, when.",
    about_id="May be left out in a document written by hand.",
    named_by="name",
    name=lambda contact: contact.name,
    subject=lambda contact, _owner: contact.name,
    whole=lambda _contact, subject: _("the contact {name}").format(name=subject),
    order=lambda: _("changed the order of the contacts"),
    fields=_fields,
    choices={ContactRole: _role},
)
