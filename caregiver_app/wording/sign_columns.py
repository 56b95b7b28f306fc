"""The columns TOO LITTLE and TOO MUCH of the medicine whose misuse kills fastest, and whom to call for which signs."""

from __future__ import annotations

from typing import Final

from caregiver_app.domain.contacts import PhoneLabel
from caregiver_app.domain.people import CareRecipient
from caregiver_app.domain.preferences import Preferences
from caregiver_app.i18n import _
from caregiver_app.reference import Fact, FactKind, MedicineReference, Reference
from caregiver_app.wording import people
from caregiver_app.wording.background import holds_naloxone
from caregiver_app.wording.calls import speaks
from caregiver_app.wording.numbers import unbroken
from caregiver_app.wording.pumps import phone_label
from caregiver_app.wording.risks import SIGNS_IN_A_LINE, Risk, fact_line, not_verified
from caregiver_app.wording.summary import Line, SignColumns

# The beginnings of words by which signs, and what is usual for somebody, are told.
_OF_BODIES: Final = (
    *("loose", "flopp", "tight", "stiff", "spasm", "weak", "limp", "shak", "twitch", "seizure", "fits"),
    *("sleep", "wake", "confus", "dizz", "faint", "slow", "breath", "itch", "fever", "cold", "sweat"),
)


def most_urgent(risks: tuple[Risk, ...]) -> Risk | None:
    """The most urgent high-risk medicine with a verified sign, else without one, else any with a sign.

    A rescue medicine that is taken as needed has no stop that could kill; one opioid too much still can.
    """
    by_urgency = sorted(risks, key=lambda risk: risk.as_needed and not risk.entry.opioid)
    high = [risk for risk in by_urgency if risk.entry.is_high_risk]
    known = [risk for risk in by_urgency if risk.entry.too_little() or risk.entry.too_much()]
    return next(iter([risk for risk in high if risk in known] or high or known), None)


def sign_columns(
    risk: Risk, person: CareRecipient, reference: Reference, preferences: Preferences
) -> SignColumns:
    top = risk.entry
    little = top.too_little()[:SIGNS_IN_A_LINE] if risk.as_needed else top.too_little()
    too_little = tuple(fact_line(fact, preferences) for fact in little)
    too_much = tuple(fact_line(fact, preferences) for fact in top.too_much())
    return SignColumns(
        medicine=risk.name,
        too_little=too_little or (not_verified(too_much=False),),
        too_much=too_much or (not_verified(too_much=True),),
        action=(*_action(top, person, reference, preferences), *_compare(person, too_little + too_much)),
        too_much_notes=tuple(fact_line(fact, preferences) for fact in top.too_much_notes()),
        too_much_then=_naloxone(top, person, reference, preferences) if top.opioid else (),
        too_little_then=tuple(fact_line(fact, preferences) for fact in top.facts_of(FactKind.SAY_TOO_LITTLE)),
        too_little_means=top.too_little_means,
        too_much_means=top.too_much_means,
        too_much_first=risk.as_needed,
    )


def _naloxone(
    entry: MedicineReference, person: CareRecipient, reference: Reference, preferences: Preferences
) -> tuple[Line, ...]:
    """Where it is, the steps of its label, in its order; and what to do without it."""
    kept = [each.place.strip() for each in person.emergency_items if holds_naloxone(each, reference)]
    place = people.place("; ".join(filter(None, kept)))
    steps = [fact for fact in reference.topic("naloxone_steps").facts if "nalox_otc" in fact.sources]
    without = [fact for fact in entry.do_first() if fact.plain.startswith("No naloxone?")]
    return (
        Line(
            _("Naloxone nose spray ({place}), in its label’s steps:").format(place=place),
            field=_("Where emergency things are"),
        ),
        *(fact_line(fact, preferences) for fact in (*steps, *without)),
    )


def _action(
    top: MedicineReference, person: CareRecipient, reference: Reference, preferences: Preferences
) -> tuple[Line, ...]:
    """Under both columns the same calls, so that nobody has to decide which column it is."""
    if not top.too_little() and not top.too_much():
        return tuple(fact_line(fact, preferences) for fact in general_calls(reference))
    facts = [reference.fact(each) for each in top.calls]
    lines = tuple(fact_line(fact, preferences) for fact in facts)
    if not any("pump clinic" in fact.plain for fact in facts):
        return lines
    numbers = [
        _("{when} {number}").format(when=_when(phone.label), number=unbroken(phone.number))
        for pump in person.pumps
        for phone in pump.clinic_phones
        if speaks(phone.label)
    ]
    return (*lines, Line(_("{numbers}.").format(numbers=", ".join(numbers)))) if numbers else lines


def _compare(person: CareRecipient, signs: tuple[Line, ...]) -> tuple[Line, ...]:
    """Where what is normal for this person sounds like a sign, the reader must not take one for the other."""
    normal = person.usual_state.casefold()
    said = " ".join(line.text for line in signs).casefold()
    if not any(word in normal and word in said for word in _OF_BODIES):
        return ()
    return (Line(_("Compare with what is normal for them, above.")),)


def _when(label: PhoneLabel) -> str:
    """Large, before the number: which of two to dial now."""
    return _("NIGHT") if label is PhoneLabel.AFTER_HOURS else phone_label(label).upper()


def general_calls(reference: Reference) -> tuple[Fact, ...]:
    """When to call the emergency number, whatever was taken."""
    return tuple(fact for fact in reference.topic("poison_help").facts if "{emergency}" in fact.plain)
