"""Composes the emergency summary: what the family entered, beside what official labels say.

The order and the rule that nothing is cut are the AAP/ACEP Emergency Information Form's and this project's own
(see ``summary.EmergencySummary``). The sheet never asks a carer to choose between too little and too much: both
columns end in the same call.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from datetime import date, timedelta
from typing import Final

from caregiver_app.domain.household import Household
from caregiver_app.domain.people import CareRecipient, ClinicReview
from caregiver_app.domain.preferences import Preferences
from caregiver_app.i18n import _
from caregiver_app.reference import Fact, FactKind, MedicineReference, Reference
from caregiver_app.reference.matches import match_pump
from caregiver_app.wording import people, pumps
from caregiver_app.wording.background import background, identity, vital, write_in
from caregiver_app.wording.calls import call_lines, speaks
from caregiver_app.wording.contact_card import contact_card
from caregiver_app.wording.dates import day
from caregiver_app.wording.medicine_rows import medicine_rows
from caregiver_app.wording.prints import serial_number
from caregiver_app.wording.risks import (
    Risk,
    Said,
    all_risk_lines,
    fact_line,
    is_naloxone,
    risks_of,
)
from caregiver_app.wording.sign_columns import general_calls, most_urgent, sign_columns
from caregiver_app.wording.summary import (
    EmergencySummary,
    Line,
    RiskLines,
)

REVIEW_AFTER: Final = timedelta(days=90)


def emergency_summary(
    household: Household, person: CareRecipient, reference: Reference, today: date, serial: int
) -> EmergencySummary:
    """The whole sheet for one person as of ``today``. ``serial`` is the number of the print."""
    preferences = household.preferences
    risks = risks_of(person, reference, today)
    top = most_urgent(risks)
    others = tuple(risk for risk in risks if risk is not top and _is_worth_a_line(risk.entry))
    rows = medicine_rows(household, person, reference, today)
    first = _first(person, top, reference, preferences)
    signs = sign_columns(top, person, reference, preferences) if top else None
    above = (
        Said(top.name, frozenset(fact for line in signs.action for fact in line.facts))
        if top and signs
        else None
    )
    said = {line.text for line in signs.action} if signs else set()
    draft = EmergencySummary(
        title=_("EMERGENCY MEDICAL SUMMARY"),
        person=people.full_name(person),
        printed=_("Printed {day}").format(day=day(today)),
        review_by=_("Review by {day}").format(day=day(review_by(person, today))),
        serial=serial_number(serial),
        identity=identity(person, today),
        first=first,
        vital=vital(person),
        signs=signs,
        other_risks=(
            *_silent_pumps(person, reference),
            *(all_risk_lines(others, reference, preferences, above) or _nothing_verified(top)),
        ),
        pump_title=_("IMPLANTED DRUG PUMP"),
        pump=tuple(
            value
            for pump in person.pumps
            for value in (
                *(pumps.which(pump) if len(person.pumps) > 1 else ()),
                *pumps.pump_values(pump, today, preferences.clock),
            )
        ),
        do_and_say=tuple(
            line
            for line in _do_and_say(top or next(iter(risks), None), person, reference, preferences, today)
            if line.text not in said and not set(line.facts) & set(first.facts)
        ),
        background=background(person, risks, reference, preferences),
        write_in=write_in(person),
        medicines=rows,
        calls=call_lines(household, person),
        qr_payload=_qr_payload(household, person, top, today),
        qr_note=_("Scan for contacts. Works without internet. Anyone holding this page can read it."),
        foot=(),
        do_title=_("DO AND SAY: {name}").format(name=top.name) if top else _("DO AND SAY"),
    )
    review = _clinic_line(person.clinic_review, safety_fingerprint(draft))
    return replace(draft, foot=_foot(reference, review))


def review_by(person: CareRecipient, today: date) -> date:
    """90 days on, or sooner: the next day on which a pump's record changes, or a medicine starts or stops."""
    dates = [each for pump in person.pumps for each in (pump.refill_by, pump.next_appointment_on)]
    for medication in person.current_medications(today):
        dates += [None if medication.is_begun(today) else medication.started_on]
        dates += [medication.stopped.on if medication.stopped else None]
    latest = today + REVIEW_AFTER if today <= date.max - REVIEW_AFTER else date.max
    return min([latest, *(each for each in dates if each and each >= today)])


def safety_fingerprint(summary: EmergencySummary) -> str:
    """SHA-256 of the safety lines and high-risk medicines: what a clinic's look at the sheet vouches for."""
    lines = [[line.text, *line.facts] for line in summary.every_line() if line.facts]
    rows = [[row.name, row.give, row.how, row.when] for row in summary.medicines if row.high_risk]
    return hashlib.sha256(json.dumps([lines, rows]).encode()).hexdigest()


def _is_worth_a_line(entry: MedicineReference) -> bool:
    """High-risk ones, and those whose signs come together with another medicine's (serotonin syndrome)."""
    return entry.is_high_risk or bool(entry.too_much_notes())


def _silent_pumps(person: CareRecipient, reference: Reference) -> tuple[RiskLines, ...]:
    """A pump whose drug nobody understood must not look like a pump without danger."""
    return tuple(
        RiskLines(_("PUMP DRUG"), (Line(pumps.no_signs(pump.drug), field=_("Pump: drug")),))
        for pump in person.pumps
        if match_pump(pump, reference).is_silent
    )


def _first(person: CareRecipient, top: Risk | None, reference: Reference, preferences: Preferences) -> Line:
    """The family's words; without them what the label of the most urgent medicine says; else nothing at all.

    "Not recorded" must not be the loudest thing on the sheet.
    """
    field = _("Tell them first")
    if person.tell_first.strip() or top is None or top.entry.first_fact is None:
        return Line(person.tell_first.strip(), field=field)
    line = fact_line(reference.fact(top.entry.first_fact), preferences)
    names_it = any(name in line.text for name in top.entry.ingredients)
    return replace(
        line,
        text=line.text if names_it else f"{top.name[:1].upper()}{top.name[1:]}: {line.text}",
        field=field,
    )


def _nothing_verified(top: Risk | None) -> tuple[RiskLines, ...]:
    if top is not None:
        return ()
    text = _("No medicine on this sheet has warning signs verified here: ask the pharmacist.")
    return (RiskLines(_("Warning signs"), (Line(text),)),)


def _do_and_say(
    top: Risk | None, person: CareRecipient, reference: Reference, preferences: Preferences, today: date
) -> tuple[Line, ...]:
    if top is None:
        return tuple(fact_line(fact, preferences) for fact in general_calls(reference))
    entry = top.entry
    steps = [
        fact for fact in entry.do_first() if not is_naloxone(fact) and _fits_pump(fact, person, preferences)
    ]
    missed = [fact for fact in entry.facts_of(FactKind.MISSED_REFILL) if _refill_is_late(person, today)]
    return tuple(
        fact_line(fact, preferences) for fact in (*steps, *missed, *entry.facts_of(FactKind.MISTAKEN_FOR))
    )


def _refill_is_late(person: CareRecipient, today: date) -> bool:
    return any(pump.refill_by is not None and pump.refill_by < today for pump in person.pumps)


def _fits_pump(fact: Fact, person: CareRecipient, preferences: Preferences) -> bool:
    """The maker's US line is for its own pumps in the US."""
    if "Medtronic" not in fact.plain:
        return True
    makers = [pump.maker.strip().casefold() for pump in person.pumps]
    return preferences.country == "US" and all(not maker or "medtronic" in maker for maker in makers)


def _qr_payload(household: Household, person: CareRecipient, top: Risk | None, today: date) -> str:
    numbers = [each.number for pump in person.pumps for each in pump.clinic_phones if speaks(each.label)]
    for contact in household.contacts_for(person.id):
        numbers += [each.number for each in contact.phones if speaks(each.label)][:1]
    notes: list[str | tuple[str, ...]] = []
    if top and top.entry.is_high_risk:
        notes.append(_("High-risk medicine: {name}").format(name=top.name))
    notes.append(
        tuple(
            _("Allergies: {text}").format(text=text) for text in people.allergies_in_short(person.allergies)
        )
    )
    notes += [f"{pump.drug.strip()} {pumps.daily_dose(pump)}" for pump in person.pumps]
    notes.append(day(today))
    return contact_card(person.preferred_name.strip(), numbers, notes)


def _clinic_line(review: ClinicReview | None, fingerprint: str) -> str:
    if review is None:
        return _("Not yet looked at by the family's own clinic.")
    words = {"by": review.reviewed_by.strip(), "day": day(review.reviewed_on)}
    if review.fingerprint == fingerprint:
        return _("{by} looked at these safety lines and high-risk medicines on {day}.").format(**words)
    return _(
        "{by} saw an earlier sheet on {day}; safety lines or high-risk medicines have changed since."
    ).format(**words)


def _reviewed(reference: Reference) -> str:
    return _("clinician-reviewed") if reference.edition.reviewed_by_clinician else _("not clinician-reviewed")


def _foot(reference: Reference, review: str) -> tuple[Line, ...]:
    return (
        Line(_("Made from family records; not a prescription. Check against the pharmacy label.")),
        Line(
            _(
                "Safety lines quote official labels in plain words (edition {edition}; {reviewed}). "
                "No signs shown does not mean harmless: ask the pharmacist."
            ).format(edition=reference.edition.name, reviewed=_reviewed(reference))
        ),
        Line(_("{review} Destroy older copies.").format(review=review)),
    )
