"""Words of the medicines."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from caregiver_app.domain.medication import AsNeeded, FreeTextSchedule, Medication, Stopped, TimesOfDay
from caregiver_app.domain.route import Route
from caregiver_app.i18n import _
from caregiver_app.wording import doses
from caregiver_app.wording.dates import day
from caregiver_app.wording.records.parts import notes_field, reference_field
from caregiver_app.wording.shape import (
    NAME_SAYS_IT,
    TYPE_SAYS_IT,
    FieldWords,
    Owner,
    PartWords,
    RecordWords,
    Steps,
)


def _fields() -> dict[str, FieldWords]:
    return {
        "product_name": FieldWords(_("product name"), NAME_SAYS_IT, _("the product name of {subject}")),
        "ingredients": FieldWords(
            _("ingredients"), NAME_SAYS_IT, _("the ingredients of {subject}"), item=_("ingredient")
        ),
        "strength": FieldWords(
            _("strength"),
            "As on the package, with its unit.",
            _("the strength of {subject}"),
            write=lambda value, _context: doses.strength(value),
        ),
        "dose_form": FieldWords(_("dose form"), NAME_SAYS_IT, _("the form of {subject}")),
        **_how_it_is_given(),
        "purpose": FieldWords(_("purpose"), NAME_SAYS_IT, _("what {subject} is for")),
        "prescriber": FieldWords(_("prescriber"), NAME_SAYS_IT, _("who prescribed {subject}")),
        "pharmacy": FieldWords(_("pharmacy"), NAME_SAYS_IT, _("the pharmacy for {subject}")),
        "started_on": FieldWords(_("start date"), NAME_SAYS_IT, _("the start date of {subject}")),
        "stopped": FieldWords(
            _("stopped"), NAME_SAYS_IT, _("when and why {subject} was stopped"), steps=_stopping()
        ),
        "reference": reference_field("The family's word on which safety entries of the program this is."),
        "notes": notes_field(),
    }


def _how_it_is_given() -> dict[str, FieldWords]:
    return {
        "route": FieldWords(_("route"), NAME_SAYS_IT, _("the way {subject} is given")),
        "route_in_words": FieldWords(
            _("route in words"), NAME_SAYS_IT, _("the other way {subject} is given")
        ),
        "dose": FieldWords(
            _("dose"), "Amount and unit. A number without unit is refused.", _("the dose of {subject}")
        ),
        "measured_as": FieldWords(
            _("measured as"),
            "The same dose as it is measured at home, such as 1 mL or 2 tablets.",
            _("how {subject} is measured at home"),
        ),
        "directions": FieldWords(_("directions"), NAME_SAYS_IT, _("the directions for {subject}")),
        "timing": FieldWords(
            _("timing"),
            "Left out where the family gave none: no frequency is ever assumed.",
            _("when {subject} is given"),
        ),
    }


def _stopping() -> Steps:
    return Steps(
        came=_("stopped {subject} on {new}"),
        changed=_("changed when and why {subject} was stopped, from {old} to {new}"),
        went=_("put {subject} back among the current medicines (it was stopped on {old})"),
    )


def _subject(medication: Medication, owner: Owner) -> str:
    """With its person where the entry speaks of several: two may take the same."""
    if owner.name and owner.is_one_of_several:
        return _("{medicine} ({person})").format(medicine=medication.product_name, person=owner.name)
    return medication.product_name


def _times_fields() -> dict[str, FieldWords]:
    return {"times": FieldWords(_("times"), "Hour and minute, 00:00 to 23:59.", item=_("time"))}


def _as_needed_fields() -> dict[str, FieldWords]:
    return {
        "reason": FieldWords(_("reason"), NAME_SAYS_IT),
        "minimum_gap_minutes": FieldWords(_("minimum gap"), "Whole minutes between two doses."),
        "maximum_in_24_hours": FieldWords(_("maximum in 24 hours"), TYPE_SAYS_IT),
    }


def _free_text_fields() -> dict[str, FieldWords]:
    return {"words": FieldWords(_("words"), NAME_SAYS_IT)}


def _stopped_fields() -> dict[str, FieldWords]:
    return {"on": FieldWords(_("on"), NAME_SAYS_IT), "reason": FieldWords(_("reason"), NAME_SAYS_IT)}


def _stopped(value: Stopped) -> str:
    return f"{day(value.on)}: {value.reason}" if value.reason else day(value.on)


_PARTS: Final[Mapping[type, PartWords[Any]]] = {
    TimesOfDay: PartWords[TimesOfDay](
        about="Every day at these times.",
        fields=_times_fields,
        write=lambda value, context: doses.timing(value, context.clock),
    ),
    AsNeeded: PartWords[AsNeeded](
        about="Given when there is a reason (PRN), within what the prescriber said.",
        fields=_as_needed_fields,
        write=lambda value, _context: doses.as_needed(value),
    ),
    FreeTextSchedule: PartWords[FreeTextSchedule](
        about="Any other rhythm, in words.",
        fields=_free_text_fields,
        write=lambda value, _context: value.words,
    ),
    Stopped: PartWords[Stopped](
        about=NAME_SAYS_IT, fields=_stopped_fields, write=lambda value, _context: _stopped(value)
    ),
}
WORDS: Final = RecordWords[Medication](
    singular=lambda: _("medicine"),
    plural=lambda: _("medicines"),
    about="One product for one person. Stopped ones are kept.",
    about_list=NAME_SAYS_IT,
    about_id="May be left out in a document written by hand.",
    named_by="product_name",
    name=lambda medication: medication.product_name,
    subject=_subject,
    whole=lambda _medication, subject: _("the medicine {name}").format(name=subject),
    order=lambda: _("changed the order of {name}’s medicines"),
    fields=_fields,
    parts=_PARTS,
    choices={Route: doses.route_name},
)
