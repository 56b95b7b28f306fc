"""The forms, routes and strengths a medicine came in. Nothing is chosen here and there is no dose in it."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from caregiver_app.domain.route import Route
from caregiver_app.reference.product_forms import CLINIC_ROUTES, plain_form, routes_of
from caregiver_app.reference.product_strengths import strength_text, without_bottles

if TYPE_CHECKING:
    from collections.abc import Iterable


@dataclass(frozen=True, slots=True)
class Presentation:
    """One way a medicine is sold. ``strength`` is empty when none of this form could be read safely."""

    dose_form: str
    route: Route
    strength: str


@dataclass(frozen=True, slots=True)
class ProductOptions:
    """What to offer, the most widely sold first; routes that are used in clinics come last."""

    presentations: tuple[Presentation, ...] = ()

    @property
    def forms(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(each.dose_form for each in self.presentations))

    @property
    def routes(self) -> tuple[Route, ...]:
        return tuple(dict.fromkeys(each.route for each in self.presentations))

    def strengths_for(self, form: str, route: Route) -> tuple[str, ...]:
        """The strengths of one form by one route; empty when there is none that could be read safely."""
        wanted = (form, route)
        same = (each for each in self.presentations if (each.dose_form, each.route) == wanted)
        return tuple(each.strength for each in same if each.strength)


def options_from(coded: Iterable[str]) -> ProductOptions:
    """Options from the last fields of the product file: ``form@routes:strength*count,...`` parted by ``|``.

    Raises ``ValueError`` when a field is not of that shape.
    """
    counts: Counter[Presentation] = Counter()
    for group in (group for field in coded for group in field.split("|")):
        place, strengths = group.split(":", 1)
        form, route = place.split("@")
        items = (item.rsplit("*", 1) for item in strengths.split(","))
        for raw, count in without_bottles({raw: int(count) for raw, count in items}).items():
            text = strength_text(raw, form, route)
            counts.update({Presentation(plain_form(form), each, text): count for each in routes_of(route)})
    return ProductOptions(_ordered(counts))


def _ordered(counts: Counter[Presentation]) -> tuple[Presentation, ...]:
    by_route: Counter[Route] = Counter()
    by_form: Counter[tuple[Route, str]] = Counter()
    readable = {(each.dose_form, each.route) for each in counts if each.strength}
    for each, count in counts.items():
        by_route[each.route] += count
        by_form[each.route, each.dose_form] += count

    def key(each: Presentation) -> tuple[object, ...]:
        where = (each.route in CLINIC_ROUTES, -by_route[each.route], each.route)
        form = (-by_form[each.route, each.dose_form], each.dose_form)
        return (*where, *form, -counts[each], _first_number(each.strength), each.strength)

    kept = (each for each in counts if each.strength or (each.dose_form, each.route) not in readable)
    return tuple(sorted(kept, key=key))


def _first_number(text: str) -> float:
    match = re.match(r"[\d,.]+", text)
    return float(match.group().replace(",", "")) if match else 0.0
