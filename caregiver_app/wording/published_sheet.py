"""The emergency summary as it is published outside the lock, with parts left out.

What is left out is taken from the records before the sheet is composed of them, so that it cannot turn up anywhere
in it (nor in the code for phones), and the words "left out of this copy" stand in its place. Where nothing is
recorded it still says "not recorded": "directives left out" would send a hospital looking for some.
"""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Set as AbstractSet
from dataclasses import replace
from datetime import date

from caregiver_app.domain.contacts import Contact
from caregiver_app.domain.household import Household
from caregiver_app.domain.medication import AsNeeded, Medication
from caregiver_app.domain.people import CareRecipient
from caregiver_app.domain.publishing import STALE_AFTER, SheetPart, recorded_parts
from caregiver_app.domain.pump import Pump
from caregiver_app.domain.record_kinds import narrowed_to
from caregiver_app.i18n import _
from caregiver_app.reference import Reference
from caregiver_app.wording import people
from caregiver_app.wording.background import born_sex_and_weight
from caregiver_app.wording.calls import call_lines
from caregiver_app.wording.dates import day
from caregiver_app.wording.emergency import emergency_summary, review_by
from caregiver_app.wording.summary import CallLine, EmergencySummary, Line


def part_name(part: SheetPart) -> str:
    """What a part is called, in the form and at the foot of the sheet."""
    return {
        SheetPart.NAME: _("name they go by"),
        SheetPart.FULL_NAME: _("full name"),
        SheetPart.BIRTH_DATE: _("date of birth"),
        SheetPart.WEIGHT: _("weight"),
        SheetPart.LANGUAGES: _("languages"),
        SheetPart.COMMUNICATION: _("how they communicate"),
        SheetPart.USUAL_STATE: _("what is normal for them"),
        SheetPart.PUMP_SERIAL: _("pump’s serial number"),
        SheetPart.CONDITIONS: _("conditions"),
        SheetPart.HOSPITAL: _("hospital"),
        SheetPart.DIRECTIVES: _("directives"),
        SheetPart.HOME: _("home address and how to get in"),
        SheetPart.SEIZURE_PLAN: _("seizure plan"),
        SheetPart.EMERGENCY_ITEMS: _("where emergency things are"),
        SheetPart.PURPOSES: _("what medicines are for"),
        SheetPart.CLINIC: _("your clinic"),
        SheetPart.CONTACT_NAMES: _("names of contacts"),
        SheetPart.CONTACT_NUMBERS: _("numbers of contacts"),
    }[part]


def left_out() -> str:
    """What stands where a recorded thing is not shown."""
    return _("left out of this copy")


def last_day(published_on: date, reviewed_by: date) -> date:
    """The last day of a copy: a month on, or sooner the day on which its own records are to be reviewed."""
    latest = published_on + STALE_AFTER if published_on <= date.max - STALE_AFTER else date.max
    return min(latest, reviewed_by)


def published_summary(
    household: Household,
    person: CareRecipient,
    reference: Reference,
    today: date,
    shown: AbstractSet[SheetPart],
) -> EmergencySummary:
    """The sheet for the lock screen, as of ``today``. Its parts that are not ``shown`` are left out."""
    hidden = frozenset(SheetPart) - shown
    bare, of = _without(household, person, hidden)
    draft = emergency_summary(bare, of, reference, today, 0)
    reachable = not hidden >= {SheetPart.CLINIC, SheetPart.CONTACT_NUMBERS}
    return replace(
        draft,
        printed=_("Published {day}").format(day=day(today)),
        review_by=_("Review by {day}").format(day=day(last_day(today, review_by(person, today)))),
        serial=_("Published copy"),
        identity=(_born_and_weight(person, today, hidden), *draft.identity[1:]),
        calls=_calls(call_lines(household, person), draft.calls, len(person.pumps), hidden),
        qr_payload=draft.qr_payload if reachable else "",
        foot=(*draft.foot, *_foot(hidden & recorded_parts(household, person, today))),
    )


def _without(
    household: Household, person: CareRecipient, hidden: AbstractSet[SheetPart]
) -> tuple[Household, CareRecipient]:
    """The same records without what is hidden: texts give way to words that say so, numbers and dates go."""
    bare = _person_without(person, hidden)
    contacts = household.contacts_for(person.id)
    if SheetPart.CONTACT_NAMES in hidden:
        contacts = tuple(_nameless(contact, number) for number, contact in enumerate(contacts, 1))
    if SheetPart.CONTACT_NUMBERS in hidden:
        contacts = tuple(replace(contact, phones=()) for contact in contacts)
    return Household(
        household.preferences, (bare,), tuple(narrowed_to(each, bare.id) for each in contacts)
    ), bare


def _person_without(person: CareRecipient, hidden: AbstractSet[SheetPart]) -> CareRecipient:
    def text(part: SheetPart, value: str, instead: str = "") -> str:
        return (instead or left_out()) if part in hidden and value.strip() else value

    def texts(part: SheetPart, values: tuple[str, ...]) -> tuple[str, ...]:
        return (left_out(),) if part in hidden and any(value.strip() for value in values) else values

    review = person.clinic_review
    if review is not None:
        somebody = _("the family’s clinic (name left out of this copy)")
        review = replace(review, reviewed_by=text(SheetPart.CLINIC, review.reviewed_by, somebody))
    return replace(
        person,
        preferred_name=text(SheetPart.NAME, person.preferred_name, _("Name left out of this copy")),
        full_name=_full_name(person, hidden),
        birth_date=None if SheetPart.BIRTH_DATE in hidden else person.birth_date,
        weight=None if SheetPart.WEIGHT in hidden else person.weight,
        languages=texts(SheetPart.LANGUAGES, person.languages),
        communication=text(SheetPart.COMMUNICATION, person.communication),
        usual_state=text(SheetPart.USUAL_STATE, person.usual_state),
        conditions=texts(SheetPart.CONDITIONS, person.conditions),
        preferred_hospital=text(SheetPart.HOSPITAL, person.preferred_hospital),
        advance_directives=text(SheetPart.DIRECTIVES, person.advance_directives),
        home_address=text(SheetPart.HOME, person.home_address),
        how_to_get_in="" if SheetPart.HOME in hidden else person.how_to_get_in,
        home_off_sheet=person.home_off_sheet and SheetPart.HOME in hidden,
        seizure_plan=text(SheetPart.SEIZURE_PLAN, person.seizure_plan),
        emergency_items=tuple(
            replace(each, place=text(SheetPart.EMERGENCY_ITEMS, each.place))
            for each in person.emergency_items
        ),
        medications=tuple(_medication_without(each, text) for each in person.medications),
        pumps=tuple(_pump_without(pump, text, hidden) for pump in person.pumps),
        clinic_review=review,
    )


def _full_name(person: CareRecipient, hidden: AbstractSet[SheetPart]) -> str:
    full = person.full_name.strip()
    if not full or SheetPart.NAME in hidden or full == person.preferred_name.strip():
        return ""
    return _("full name left out") if SheetPart.FULL_NAME in hidden else full


def _medication_without(medication: Medication, text: Callable[[SheetPart, str, str], str]) -> Medication:
    # What an as-needed medicine is for stays, since it says when to give it; the rest is short, once in each row.
    timing = medication.timing
    reason = timing.reason if isinstance(timing, AsNeeded) else ""
    if medication.purpose.strip().casefold() in reason.casefold():
        return medication
    return replace(medication, purpose=text(SheetPart.PURPOSES, medication.purpose, _("left out")))


def _pump_without(
    pump: Pump, text: Callable[[SheetPart, str, str], str], hidden: AbstractSet[SheetPart]
) -> Pump:
    return replace(
        pump,
        serial_number=text(SheetPart.PUMP_SERIAL, pump.serial_number, ""),
        clinic_name=text(SheetPart.CLINIC, pump.clinic_name, _("Pump clinic")),
        clinic_phones=() if SheetPart.CLINIC in hidden else pump.clinic_phones,
    )


def _nameless(contact: Contact, number: int) -> Contact:
    name = _("Contact {n} (name left out of this copy)").format(n=number)
    return replace(contact, name=name, relationship="", relationships=())


def _born_and_weight(person: CareRecipient, today: date, hidden: AbstractSet[SheetPart]) -> Line:
    born, weight = people.born(person, today), people.weight(person.weight)
    if SheetPart.BIRTH_DATE in hidden and person.birth_date:
        age = people.age(person.birth_date, today)
        born = _("{age} (date of birth left out)").format(age=age)
    if SheetPart.WEIGHT in hidden and person.weight:
        weight = _("Weight left out of this copy")
    return Line(born_sex_and_weight(born, person, weight))


def _calls(
    full: tuple[CallLine, ...], bare: tuple[CallLine, ...], pumps: int, hidden: AbstractSet[SheetPart]
) -> tuple[CallLine, ...]:
    """The lines without what is hidden; where numbers are gone, the words for it. All hidden, they are one line."""
    calls = tuple(
        line if line.numbers == whole.numbers else replace(line, numbers=(left_out(),))
        for whole, line in zip(full, bare, strict=True)
    )
    if not hidden >= {SheetPart.CONTACT_NAMES, SheetPart.CONTACT_NUMBERS}:
        return calls
    first, rest = calls[: 1 + pumps], calls[1 + pumps :]
    contacts = [line for line in rest if line.field or not line.numbers]
    one = [CallLine(_("Family and clinics"), (left_out(),))] if contacts else []
    return (*first, *one, *(line for line in rest if line not in contacts))


def _foot(gone: AbstractSet[SheetPart]) -> tuple[Line, ...]:
    if not gone:
        return ()
    names = ", ".join(part_name(part) for part in SheetPart if part in gone)
    return (Line(_("Left out of this copy: {parts}. The family has the full sheet.").format(parts=names)),)
