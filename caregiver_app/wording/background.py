"""Who somebody is and what a stranger should know; and what nobody recorded, gathered to be filled in by hand."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final

from caregiver_app.domain.people import CareRecipient, EmergencyItem
from caregiver_app.domain.preferences import Preferences
from caregiver_app.i18n import _
from caregiver_app.reference import Reference
from caregiver_app.reference.names import words_of
from caregiver_app.wording import people
from caregiver_app.wording.dates import not_recorded
from caregiver_app.wording.risks import Risk, fact_line
from caregiver_app.wording.summary import LabelledValue, Line

# Words by which a person's own records show that seizures are to be expected.
_SEIZURES: Final = ("seizure", "epilep", "convuls")
_STEROIDS: Final = frozenset(("prednisone", "hydrocortisone"))


def identity(person: CareRecipient, today: date) -> tuple[Line, ...]:
    """Birth, sex and weight; then what is recorded of how they are."""
    born = people.born(person, today)
    first = Line(born_sex_and_weight(born, person, people.weight(person.weight)))
    lines = [
        (_("Languages: {text}"), ", ".join(person.languages), _("Languages")),
        (_("How they communicate: {text}"), person.communication, _("How they communicate")),
        (_("Normal for them: {text}"), person.usual_state, _("What is normal for them")),
    ]
    recorded = (
        Line(text.format(text=said.strip()), field=field) for text, said, field in lines if said.strip()
    )
    return (first, *recorded)


def born_sex_and_weight(born: str, person: CareRecipient, weight: str) -> str:
    """The first line of who somebody is."""
    sex = people.sex(person.sex) if person.sex else ""
    return " ".join(f"{text}." for text in (born, sex[:1].upper() + sex[1:], weight) if text)


def vital(person: CareRecipient) -> tuple[LabelledValue, ...]:
    """What nobody may give or do, whether to resuscitate, what is inside, which comes last."""
    devices = [_("drug pump ({drug})").format(drug=pump.drug.strip()) for pump in person.pumps]
    devices += [people.with_detail(device.name, device.details) for device in person.implanted_devices]
    avoid = _avoid(person)
    values = (
        (_("ALLERGIES"), people.allergies(person.allergies), _("Allergies")),
        *([avoid] if avoid[1] else []),  # room to write it in stands elsewhere
        (_("DIRECTIVES"), person.advance_directives.strip(), _("Advance directives")),
        (_("IMPLANTED DEVICES"), "; ".join(devices), _("Implanted devices")),
    )
    return tuple(LabelledValue(label, text or not_recorded(), field) for label, text, field in values)


def background(
    person: CareRecipient, risks: Sequence[Risk], reference: Reference, preferences: Preferences
) -> tuple[LabelledValue, ...]:
    """What is recorded, and what must be said even where it is not: what to do now, then what to know."""
    values = []
    plan = person.seizure_plan.strip()
    if plan or has_seizures(person):
        call = fact_line(reference.fact("sheet.collapse"), preferences)
        missing = _("not recorded. {call}").format(call=call.text)
        values.append(LabelledValue(_("SEIZURE PLAN"), plan or missing, _("Seizure plan")))
    items = [*person.emergency_items, *_missing_items(person, risks, reference)]
    if items:
        places = "; ".join(people.kept_at(item) for item in items)
        values.append(LabelledValue(_("WHERE THINGS ARE"), places, _("Where emergency things are")))
    return (*values, *(LabelledValue(*value) for value in _recorded(person) if value[1]))


def write_in(person: CareRecipient) -> tuple[str, ...]:
    """What nobody recorded, by name: the paper leaves room for it."""
    identity_fields = (
        (_("languages"), "".join(person.languages)),
        (_("how they communicate"), person.communication),
        (_("what is normal for them"), person.usual_state),
        (_("what the family would tell first"), person.tell_first),
    )
    missing = [name for name, text in identity_fields if not text.strip()]
    missing += [label.lower() for label, text, _field in (_avoid(person), *_recorded(person)) if not text]
    return (_("last doses"), *([_("sex")] if person.sex is None else []), *missing)


def has_seizures(person: CareRecipient) -> bool:
    """Whether the family's own words say that seizures are to be expected."""
    words = [*person.conditions, *(each.purpose for each in person.medications)]
    return any(sign in text.casefold() for text in words for sign in _SEIZURES)


def _avoid(person: CareRecipient) -> tuple[str, str, str]:
    avoid = "; ".join(people.with_detail(each.procedure, each.why) for each in person.procedures_to_avoid)
    return (_("AVOID"), avoid, _("Procedures to avoid"))


def _recorded(person: CareRecipient) -> list[tuple[str, str, str]]:
    home = [
        (_("HOME"), person.home_address.strip(), _("Home address")),
        (_("HOW TO GET IN"), person.how_to_get_in.strip(), _("How to get in")),
    ]
    return [
        *([] if person.home_off_sheet else home),
        (_("CONDITIONS"), "; ".join(text.strip() for text in person.conditions), _("Conditions")),
        (_("HOSPITAL"), person.preferred_hospital.strip(), _("Preferred hospital")),
    ]


def holds_naloxone(item: EmergencyItem, reference: Reference) -> bool:
    """Whether the thing is naloxone, by any of the names the reference has for it."""
    return any(entry.id == "naloxone" for meant in reference.names.entries.find(item.name) for entry in meant)


def _missing_items(
    person: CareRecipient, risks: Sequence[Risk], reference: Reference
) -> Iterator[EmergencyItem]:
    """What the steps name, or the medicine is known to need beside it, and nobody wrote down where it is."""
    items = person.emergency_items
    opioid = any(risk.entry.opioid for risk in risks)
    if opioid and not any(holds_naloxone(item, reference) for item in items):
        yield EmergencyItem(_("naloxone"))
    if person.pumps and not any(_is_card(item, "pump") for item in items):
        yield EmergencyItem(_("pump ID card"))
    steroids = any(risk.entry.id in _STEROIDS for risk in risks)
    if steroids and not any(_is_card(item, "steroid") for item in items):
        yield EmergencyItem(_("steroid card"))


def _is_card(item: EmergencyItem, about: str) -> bool:
    words = words_of(item.name)
    return about in words and not {"card", "id", "identification", "bracelet"}.isdisjoint(words)
