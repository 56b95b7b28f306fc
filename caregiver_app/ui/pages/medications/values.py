"""A medicine as the form's text, and back."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from caregiver_app.domain.medication import Medication
from caregiver_app.domain.route import Route
from caregiver_app.reference import MedicineReference, Reference
from caregiver_app.reference.matches import possible_entries
from caregiver_app.ui.pages.medications.timing import read_timing, timing_values
from caregiver_app.ui.records.match_answers import answers_as_text, answers_of, decided_link
from caregiver_app.ui.records.reading import day_as_typed, read_day, read_quantity
from caregiver_app.wording.doses import quantity_as_typed

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

_PLAIN = (
    *("product_name", "strength", "dose_form", "route_in_words", "directions", "purpose"),
    *("prescriber", "pharmacy", "notes"),
)


def medication_values(medication: Medication, reference: Reference) -> dict[str, str]:
    """What the form shows of a stored medicine, so that saving it unchanged gives the same medicine."""
    dose, measured = medication.dose, medication.measured_as
    return {
        **{name: getattr(medication, name) for name in _PLAIN},
        "ingredients": ", ".join(medication.ingredients),
        "route": medication.route.value if medication.route else "",
        "dose": quantity_as_typed(dose) if dose else "",
        "measured_as": quantity_as_typed(measured) if measured else "",
        **timing_values(medication.timing),
        "started_on": day_as_typed(medication.started_on),
        "reference": answers_as_text(answers_of(medication.reference, entries_for(medication, reference))),
    }


def read_medication(
    values: Mapping[str, str],
    medication_id: str,
    before: Medication | None,
    reference: Reference,
    today: date,
) -> Medication:
    """The medicine in the form. ``before`` is the stored one, for what the form does not show.

    Raises ``InvalidField`` that names the field.
    """
    medication = Medication(
        id=medication_id,
        ingredients=typed_ingredients(values["ingredients"]),
        route=typed_route(values["route"]),
        dose=read_quantity(values, "dose"),
        measured_as=read_quantity(values, "measured_as"),
        timing=read_timing(values),
        started_on=read_day(values, "started_on"),
        stopped=before.stopped if before else None,
        **_plain(values),
    )
    return _with_link(medication, values["reference"], before, reference, today)


def typed_ingredients(text: str) -> tuple[str, ...]:
    """Names parted by commas."""
    return tuple(name.strip() for name in text.split(",") if name.strip())


def typed_route(text: str) -> Route | None:
    """The chosen route."""
    return Route(text) if text else None


def entries_for(medication: Medication, reference: Reference) -> tuple[MedicineReference, ...]:
    """The reference entries to choose from; none while nobody has said how it is given."""
    if medication.route is None:
        return ()
    return possible_entries(medication.ingredients, medication.product_name, medication.route, reference)


def _plain(values: Mapping[str, str]) -> dict[str, Any]:
    return {name: values[name].strip() for name in _PLAIN}


def _with_link(
    medication: Medication, answers: str, before: Medication | None, reference: Reference, today: date
) -> Medication:
    earlier = entries_for(before, reference) if before else ()
    entries = entries_for(medication, reference)
    link = decided_link(answers, entries, (before.reference if before else None, earlier), today)
    return replace(medication, reference=link)
