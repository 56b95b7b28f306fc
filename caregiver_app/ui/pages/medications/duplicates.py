"""Whether a person takes the same ingredient twice. Our own question, no medical claim; it never blocks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from caregiver_app.i18n import _
from caregiver_app.reference.product_names import base_name, folded, tidy_ingredient
from caregiver_app.wording.doses import name_and_strength

if TYPE_CHECKING:
    from collections.abc import Iterable

    from caregiver_app.domain.people import CareRecipient


def duplicate_question(
    person: CareRecipient, medication_id: str, product_name: str, ingredients: tuple[str, ...]
) -> str:
    """``Theo already has baclofen: Lioresal 10 mg. Is this the same medicine twice?``; else empty."""
    wanted = _names(product_name, ingredients)
    questions = []
    for other in person.current_medications():
        same = wanted & _names(other.product_name, other.ingredients)
        if same and other.id != medication_id:
            questions.append(
                _("{name} already has {ingredient}: {medicine}. Is this the same medicine twice?").format(
                    name=person.preferred_name,
                    ingredient=", ".join(sorted(same)),
                    medicine=name_and_strength(other),
                )
            )
    return "\n".join(questions)


def _names(product_name: str, ingredients: Iterable[str]) -> set[str]:
    """Ingredients without their salts; the product's own name only where none is known."""
    names = {base_name(tidy_ingredient(each)) for each in ingredients}
    return {name for name in names if name} or ({folded(product_name)} - {""})
