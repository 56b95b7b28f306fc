"""Words of the people cared for."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final, assert_never

from caregiver_app.domain.people import (
    AllergiesNotRecorded,
    AllergiesRecorded,
    Allergy,
    AllergyStatus,
    CareRecipient,
    ClinicReview,
    EmergencyItem,
    ImplantedDevice,
    NoKnownAllergies,
    ProcedureToAvoid,
    Severity,
    Sex,
    Weight,
    WeightUnit,
)
from caregiver_app.i18n import _
from caregiver_app.wording import people
from caregiver_app.wording.dates import day
from caregiver_app.wording.records.parts import notes_field
from caregiver_app.wording.shape import (
    NAME_SAYS_IT,
    TYPE_SAYS_IT,
    FieldWords,
    PartWords,
    RecordWords,
    States,
    Steps,
)


def _fields() -> dict[str, FieldWords]:
    return {
        "preferred_name": FieldWords(_("preferred name"), NAME_SAYS_IT, _("the preferred name of {subject}")),
        "full_name": FieldWords(_("full name"), NAME_SAYS_IT, _("the full name of {subject}")),
        "birth_date": FieldWords(_("birth date"), NAME_SAYS_IT, _("the birth date of {subject}")),
        "gestation_weeks": FieldWords(
            _("born at week of pregnancy"),
            "Whole weeks of pregnancy at birth.",
            _("the week of pregnancy at which {subject} was born"),
        ),
        "sex": FieldWords(_("sex"), NAME_SAYS_IT, _("the sex of {subject}")),
        "weight": FieldWords(_("weight"), TYPE_SAYS_IT, _("the weight of {subject}")),
        **_how_they_are(),
        **_what_must_be_known(),
        "preferred_hospital": FieldWords(
            _("preferred hospital"), NAME_SAYS_IT, _("the preferred hospital of {subject}")
        ),
        "advance_directives": FieldWords(
            _("advance directives"), NAME_SAYS_IT, _("the advance directives of {subject}")
        ),
        **_for_those_who_come(),
        "clinic_review": FieldWords(
            _("clinic review"), TYPE_SAYS_IT, _("the clinic review of {subject}"), steps=_reviewing()
        ),
        "notes": notes_field(),
    }


def _how_they_are() -> dict[str, FieldWords]:
    return {
        "languages": FieldWords(
            _("languages"), NAME_SAYS_IT, _("the languages of {subject}"), item=_("language")
        ),
        "communication": FieldWords(_("how they communicate"), NAME_SAYS_IT, _("how {subject} communicates")),
        "usual_state": FieldWords(
            _("what is normal for them"),
            "What is normal for this person.",
            _("what is normal for {subject}"),
        ),
        "tell_first": FieldWords(
            _("tell them first"),
            "What a stranger must hear first. At most 40 words.",
            _("what to tell them first about {subject}"),
        ),
    }


def _what_must_be_known() -> dict[str, FieldWords]:
    return {
        "conditions": FieldWords(
            _("conditions"), NAME_SAYS_IT, _("the conditions of {subject}"), item=_("condition")
        ),
        "allergies": FieldWords(
            _("allergies"),
            "One of three states, never mixed: not recorded, none known, recorded.",
            _("the allergies of {subject}"),
            item=_("allergy"),
            states=States(_state_of_allergies, _allergies_listed),
        ),
        "implanted_devices": FieldWords(
            _("implanted devices"),
            NAME_SAYS_IT,
            _("the implanted devices of {subject}"),
            item=_("implanted device"),
        ),
        "procedures_to_avoid": FieldWords(
            _("procedures to avoid"),
            NAME_SAYS_IT,
            _("the procedures to avoid of {subject}"),
            item=_("procedure to avoid"),
        ),
    }


def _for_those_who_come() -> dict[str, FieldWords]:
    return {
        "home_address": FieldWords(_("home address"), NAME_SAYS_IT, _("the home address of {subject}")),
        "how_to_get_in": FieldWords(_("how to get in"), NAME_SAYS_IT, _("how to get in to {subject}")),
        "home_off_sheet": FieldWords(
            _("home left off the sheet"),
            "Whether home address and how to get in are left off the printed sheet.",
            _("whether the home of {subject} is left off the sheet"),
            write=lambda off, _context: _("yes") if off else _("no"),
        ),
        "seizure_plan": FieldWords(
            _("seizure plan"),
            "After how many minutes, what to give, when to call: as the prescriber gave it.",
            _("the seizure plan of {subject}"),
        ),
        "emergency_items": FieldWords(
            _("where emergency things are"),
            NAME_SAYS_IT,
            _("where the emergency things of {subject} are"),
            item=_("emergency thing"),
        ),
    }


def _state_of_allergies(new: AllergyStatus, subject: str) -> str:
    match new:
        case AllergiesNotRecorded():
            return _("set the allergies of {subject} to not recorded").format(subject=subject)
        case NoKnownAllergies(confirmed_on):
            text = _("wrote down that no allergies are known for {subject}, confirmed on {day}")
            return text.format(subject=subject, day=day(confirmed_on))
        case AllergiesRecorded():
            return ""
    assert_never(new)


def _allergies_listed(status: AllergyStatus) -> tuple[Allergy, ...]:
    return status.allergies if isinstance(status, AllergiesRecorded) else ()


def _reviewing() -> Steps:
    return Steps(
        came=_("wrote down that the clinic looked at the sheet of {subject}: {new}"),
        changed=_("wrote down that the clinic looked at the sheet of {subject}: {new} (before: {old})"),
        went=_("removed the note that the clinic looked at the sheet of {subject} (before: {old})"),
    )


def _weight_fields() -> dict[str, FieldWords]:
    return {
        "amount": FieldWords(_("amount"), NAME_SAYS_IT),
        "unit": FieldWords(_("unit"), NAME_SAYS_IT),
        "measured_on": FieldWords(_("date measured"), NAME_SAYS_IT),
        "ounces": FieldWords(_("ounces"), "Those beside whole pounds, as babies are weighed."),
    }


def _weight(value: Weight) -> str:
    measured = day(value.measured_on) if value.measured_on else _("date not recorded")
    return f"{people.weight_as_measured(value)} ({measured})"


def _weight_unit(value: WeightUnit) -> str:
    return value.value


def _allergy_fields() -> dict[str, FieldWords]:
    return {
        "substance": FieldWords(_("substance"), NAME_SAYS_IT),
        "reaction": FieldWords(_("reaction"), NAME_SAYS_IT),
        "severity": FieldWords(_("severity"), "Null or left out where nobody wrote it down."),
    }


def _recorded_fields() -> dict[str, FieldWords]:
    return {"allergies": FieldWords(_("allergies"), NAME_SAYS_IT, item=_("allergy"))}


def _none_known_fields() -> dict[str, FieldWords]:
    return {"confirmed_on": FieldWords(_("date confirmed"), NAME_SAYS_IT)}


def _device_fields() -> dict[str, FieldWords]:
    return {"name": FieldWords(_("name"), NAME_SAYS_IT), "details": FieldWords(_("details"), NAME_SAYS_IT)}


def _item_fields() -> dict[str, FieldWords]:
    return {"name": FieldWords(_("name"), NAME_SAYS_IT), "place": FieldWords(_("place"), NAME_SAYS_IT)}


def _procedure_fields() -> dict[str, FieldWords]:
    return {
        "procedure": FieldWords(_("procedure"), NAME_SAYS_IT),
        "why": FieldWords(_("why"), NAME_SAYS_IT),
    }


def _review_fields() -> dict[str, FieldWords]:
    return {
        "reviewed_by": FieldWords(_("reviewed by"), NAME_SAYS_IT),
        "reviewed_on": FieldWords(_("reviewed on"), NAME_SAYS_IT),
        "fingerprint": FieldWords(
            _("fingerprint"), "SHA-256, in hex, of the safety lines and high-risk medicines they saw."
        ),
    }


_ALLERGIES: Final[Mapping[type, PartWords[Any]]] = {
    AllergiesNotRecorded: PartWords[AllergiesNotRecorded](
        about="Nobody has asked or written it down. Not the same as none known.",
        fields=dict,
        write=lambda status, _context: people.allergies(status),
    ),
    NoKnownAllergies: PartWords[NoKnownAllergies](
        about="Somebody confirmed on that day that none are known.",
        fields=_none_known_fields,
        write=lambda status, _context: people.allergies(status),
    ),
    AllergiesRecorded: PartWords[AllergiesRecorded](
        about=NAME_SAYS_IT,
        fields=_recorded_fields,
        write=lambda status, _context: people.allergies(status),
    ),
    Allergy: PartWords[Allergy](
        about=NAME_SAYS_IT,
        fields=_allergy_fields,
        write=lambda allergy, _context: people.allergy(allergy),
        title=lambda allergy: allergy.substance.casefold(),
        is_its_title=True,
    ),
}
_PARTS: Final[Mapping[type, PartWords[Any]]] = {
    **_ALLERGIES,
    Weight: PartWords[Weight](
        about="Body weight as it was measured; never converted.",
        fields=_weight_fields,
        write=lambda weight, _context: _weight(weight),
    ),
    ImplantedDevice: PartWords[ImplantedDevice](
        about=NAME_SAYS_IT,
        fields=_device_fields,
        write=lambda device, _context: people.with_detail(device.name, device.details),
        title=lambda device: device.name.casefold(),
    ),
    EmergencyItem: PartWords[EmergencyItem](
        about="Where a thing is that is needed in an emergency.",
        fields=_item_fields,
        write=lambda item, _context: people.kept_at(item),
        title=lambda item: item.name.casefold(),
    ),
    ProcedureToAvoid: PartWords[ProcedureToAvoid](
        about=NAME_SAYS_IT,
        fields=_procedure_fields,
        write=lambda each, _context: people.with_detail(each.procedure, each.why),
        title=lambda each: each.procedure.casefold(),
    ),
    ClinicReview: PartWords[ClinicReview](
        about="Who at the clinic looked at this person's sheet, and when.",
        fields=_review_fields,
        write=lambda review, _context: f"{review.reviewed_by}, {day(review.reviewed_on)}",
    ),
}
WORDS: Final = RecordWords[CareRecipient](
    singular=lambda: _("person"),
    plural=lambda: _("people"),
    about="A person cared for.",
    about_list="The people cared for, in the order the family keeps them.",
    about_id="May be left out in a document written by hand; then it becomes person-1 and so on.",
    named_by="preferred_name",
    name=lambda person: person.preferred_name,
    subject=lambda person, _owner: person.preferred_name,
    whole=lambda _person, subject: subject,
    order=lambda: _("changed the order of the people"),
    fields=_fields,
    parts=_PARTS,
    choices={Severity: people.severity, Sex: people.sex, WeightUnit: _weight_unit},
)
