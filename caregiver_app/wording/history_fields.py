"""What each field is called in the history's sentences."""

from __future__ import annotations

from caregiver_app.domain.contacts import Contact
from caregiver_app.domain.household import Preferences
from caregiver_app.domain.medication import Medication
from caregiver_app.domain.people import CareRecipient
from caregiver_app.domain.record_kinds import Record
from caregiver_app.i18n import _
from caregiver_app.wording.problems import field_name


def record_name(record: Record) -> str:
    """What the family calls it."""
    match record:
        case CareRecipient():
            return record.preferred_name
        case Medication():
            return record.product_name
        case Contact():
            return record.name
        case Preferences():
            return _("the household’s choices")
    return _("the pump with {drug}").format(drug=record.drug)


def thing(name: str, subject: str) -> str:
    """``the dose of baclofen``; in the household's choices there is no ``subject``."""
    if not subject:
        return _choices().get(name) or _("the {field}").format(field=_within(name))
    phrase = _things().get(name, "").format(subject=subject)
    return phrase or _("the {field} of {subject}").format(field=_within(name), subject=subject)


def item(name: str) -> str:
    """One of a list: ``condition``."""
    return {
        "languages": _("language"),
        "conditions": _("condition"),
        "implanted_devices": _("implanted device"),
        "procedures_to_avoid": _("procedure to avoid"),
        "allergies": _("allergy"),
        "ingredients": _("ingredient"),
        "phones": _("number"),
        "clinic_phones": _("clinic number"),
    }.get(name, _within(name))


def _within(name: str) -> str:
    """A field's name inside a sentence; abbreviations keep their capitals."""
    words = field_name((name,))
    return words if words[1:2].isupper() else words[:1].lower() + words[1:]


def _choices() -> dict[str, str]:
    return {
        "clock": _("the way times are written"),
        "paper": _("the paper size"),
        "poison_number": _("the poison help number"),
    }


def _things() -> dict[str, str]:
    return {
        "communication": _("how {subject} communicates"),
        "usual_state": _("what is normal for {subject}"),
        "tell_first": _("what to tell them first about {subject}"),
        "route": _("the way {subject} is given"),
        "route_in_words": _("the other way {subject} is given"),
        "dose_form": _("the form of {subject}"),
        "measured_as": _("how {subject} is measured at home"),
        "directions": _("the directions for {subject}"),
        "timing": _("when {subject} is given"),
        "purpose": _("what {subject} is for"),
        "prescriber": _("who prescribed {subject}"),
        "pharmacy": _("the pharmacy for {subject}"),
        "reference": _("which entry of the reference {subject} is"),
        "mode": _("how {subject} delivers"),
        "refill_by": _("the refill date of {subject}"),
        "next_appointment_on": _("the next visit for {subject}"),
        "next_appointment_at": _("the time of the next visit for {subject}"),
        "oral_backup_plan": _("the backup plan by mouth for {subject}"),
        "clinic_name": _("the clinic of {subject}"),
        "role": _("what {subject} is to the household"),
        "care_recipient_ids": _("for whom {subject} is there"),
        "call_order": _("the place of {subject} in the call order"),
    }
