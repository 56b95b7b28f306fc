"""Our own questions about what was written down twice. No medical claim, and never a reason to refuse.

The forms ask them while one types, and the command ``check`` of a whole document.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import Final

from caregiver_app.domain.household import Household
from caregiver_app.domain.medication import Medication
from caregiver_app.domain.people import AllergiesRecorded, CareRecipient, is_mistakable
from caregiver_app.i18n import _
from caregiver_app.reference import Reference
from caregiver_app.reference.matches import Match, match_medication, match_pump
from caregiver_app.reference.matching import substances_only_in_name, unknown_substances
from caregiver_app.reference.product_names import base_name, folded, tidy_ingredient
from caregiver_app.services.contradictions import household_contradictions
from caregiver_app.wording.dates import day
from caregiver_app.wording.doses import name_and_strength
from caregiver_app.wording.medicine_rows import must_be_named, others_not_verified
from caregiver_app.wording.problems import shown

_LATIN: Final = re.compile(r"[a-z]", re.IGNORECASE)
_STOPPED: Final = re.compile(
    r"\b(?:stopped|discontinued|d/c'?d|no longer (?:taken|given)|on hold)\b", re.IGNORECASE
)


def twin_question(person: CareRecipient, others: Sequence[CareRecipient]) -> str:
    """A sentence where somebody among ``others`` has the person's name and nothing that tells them apart."""
    if not any(is_mistakable(person, other) for other in others):
        return ""
    return _(
        "There is already a {name} here. Add a full name or a birth date to both, "
        "so that the sheets can be told apart."
    ).format(name=shown(person.preferred_name))


def same_medicine_questions(
    person: CareRecipient, medication: Medication, reference: Reference, today: date
) -> tuple[str, ...]:
    """``Theo already has baclofen: Lioresal 10 mg. Is this the same medicine twice?`` for each that he takes."""
    others = [(other, _names(other, reference)) for other in person.current_medications(today)]
    return _same(person.preferred_name, medication, _names(medication, reference), others)


def _same(
    name: str, medication: Medication, wanted: set[str], others: Sequence[tuple[Medication, set[str]]]
) -> tuple[str, ...]:
    return tuple(
        _("{name} already has {ingredient}: {medicine}. Is this the same medicine twice?").format(
            name=name, ingredient=", ".join(sorted(wanted & names)), medicine=name_and_strength(other)
        )
        for other, names in others
        if other.id != medication.id and not wanted.isdisjoint(names)
    )


def medicine_questions(
    person: CareRecipient, medication: Medication, reference: Reference
) -> tuple[str, ...]:
    """What is asked of one medicine by itself, in a form and of a whole document alike."""
    questions = (
        other_name_question(medication, reference),
        not_verified_words(medication, reference),
        other_letters_question(medication),
        allergy_question(person, medication, reference),
        stopped_question(medication),
    )
    return tuple(filter(None, questions))


def other_name_question(medication: Medication, reference: Reference) -> str:
    """A sentence where the product's name says an ingredient that its ingredients do not: both cannot be whole."""
    if not medication.ingredients:
        return ""
    missing = substances_only_in_name(medication.ingredients, medication.product_name, reference)
    if not missing:
        return ""
    return _("The name says {names}, the ingredients do not. Is what stands under Ingredients right?").format(
        names=_(" and ").join(missing)
    )


def not_verified_words(medication: Medication, reference: Reference) -> str:
    """What is in it besides what its warning signs speak of, as the sheet says it: ``codeine: not verified here``."""
    names = unknown_substances(medication.ingredients, medication.product_name, reference)
    if not names or not must_be_named(names, match_medication(medication, reference), reference):
        return ""
    return others_not_verified(names)


def allergy_question(person: CareRecipient, medication: Medication, reference: Reference) -> str:
    """A sentence where what is in it stands among the person's allergies too."""
    if not isinstance(person.allergies, AllergiesRecorded):
        return ""
    taken = reference.names.meant_by((medication.product_name, *medication.ingredients))
    for allergy in person.allergies.allergies:
        if not taken.isdisjoint(reference.names.meant_by((allergy.substance,))):
            return _("“{substance}” stands among the allergies. Are both right?").format(
                substance=shown(allergy.substance)
            )
    return ""


def other_letters_question(medication: Medication) -> str:
    """A sentence where the name is written in other letters than Latin: no warning could ever be found for it."""
    texts = " ".join((medication.product_name, *medication.ingredients))
    if not any(map(str.isalpha, texts)) or _LATIN.search(texts):
        return ""
    return _("Write the name in Latin letters too, as on the box: warnings are found by those only.")


def set_aside_question(match: Match) -> str:
    """A sentence where it holds, or may hold, what nobody said yes to: an answer may be older than the question."""
    names = [entry.name for entry in match.set_aside if entry.is_high_risk]
    if not names:
        return ""
    return _(
        "It was not answered that it is “{names}”, so no warning signs of that are shown. Is that right?"
    ).format(names="”, “".join(names))


def stopped_question(medication: Medication) -> str:
    """A sentence where a word says that it is given no longer, and the list says that it is."""
    for text in (medication.product_name, medication.directions):
        if found := _STOPPED.search(text):
            return _(
                "It says “{word}”, and stands among what is given now. If it is stopped, say so with “Stop”."
            ).format(word=found[0])
    return ""


def later_question(medication: Medication, today: date) -> str:
    """A sentence on what starts on a day to come, which may be a slip of the pen."""
    if medication.started_on is None or medication.is_begun(today):
        return ""
    return _("It starts on {day}. No warning signs of it are shown until then. Is the day right?").format(
        day=day(medication.started_on)
    )


def household_questions(household: Household, reference: Reference, today: date) -> tuple[str, ...]:
    """Each of them about the whole household, asked once of each pair."""
    people = household.care_recipients
    found = []
    for place, person in enumerate(people):
        found.append(twin_question(person, people[:place]))
        for pump in person.pumps:
            question = set_aside_question(match_pump(pump, reference))
            found.append(f"{pump.drug.strip()}: {question}" if question else "")
        earlier: list[tuple[Medication, set[str]]] = []
        for medication in person.current_medications(today):
            names = _names(medication, reference)
            questions = _same(person.preferred_name, medication, names, earlier)
            earlier.append((medication, names))
            questions += (
                *medicine_questions(person, medication, reference),
                set_aside_question(match_medication(medication, reference)),
                later_question(medication, today),
            )
            found += [f"{medication.product_name}: {question}" for question in questions if question]
    return (*household_contradictions(household, reference, today), *filter(None, found))


def _names(medication: Medication, reference: Reference) -> set[str]:
    """Ingredients without their salts; else what the product's name stands for; else that name."""
    names = {base_name(tidy_ingredient(each)) for each in medication.ingredients} - {""}
    meant = names or set(reference.names.meant_by((medication.product_name,)))
    return meant or {folded(medication.product_name)} - {""}
