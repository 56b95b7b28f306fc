"""Brings a family's medicine together with the reference: by ingredient and route.

A name counts wherever it stands in what was written, as whole words: a medicine that is missed is missing on the sheet.
Where nothing else is found, a name that was only misspelled is asked about. The family confirms every match.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from caregiver_app.domain.route import Route
from caregiver_app.reference.model import Fact, MedicineReference
from caregiver_app.reference.names import words_of
from caregiver_app.reference.reference import Reference

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_LOCAL: Final = frozenset({Route.TOPICAL, Route.OPHTHALMIC, Route.OTIC, Route.VAGINAL})
"""Here a medicine acts where it is put: what is known of tablets says nothing of a cream or of eye drops."""

_Owners = tuple[MedicineReference, ...]


def candidates(
    ingredients: Sequence[str], product_name: str, route: Route, reference: Reference
) -> tuple[MedicineReference, ...]:
    """Entries that may speak of this medicine, most urgent first.

    An entry for another route is offered only if its ingredient has none for this one, and never for a route
    that does not exist; for a route that is not known (``Route.OTHER``) rather than nothing at all. The product's name
    counts beside the ingredients: where the two disagree, neither may be lost.
    """
    groups = _owners(ingredients, product_name, reference)
    found = [entry for owners in groups for entry in _for_route(owners, route)]
    if not found and route is Route.OTHER:
        found = [entry for owners in groups for entry in owners]
    return _most_urgent_first(found)


def misspelled(
    ingredients: Sequence[str], product_name: str, route: Route, reference: Reference
) -> tuple[MedicineReference, ...]:
    """Entries that an unknown word of the medicine may be meant for, most urgent first; only ever to be asked about."""
    alike = (meant for text in (*ingredients, product_name) for meant in reference.names.alike(text))
    return _most_urgent_first(
        [entry for owners in _by_ingredient(alike) for entry in _for_route(owners, route)]
    )


def impossible_route(
    ingredients: Sequence[str], product_name: str, route: Route, reference: Reference
) -> Fact | None:
    """The fact that says this route does not exist for one of the ingredients; None where nothing says so."""
    for owners in _owners(ingredients, product_name, reference):
        for entry in owners:
            for impossible in entry.impossible_routes:
                if impossible.route is route:
                    return reference.fact(impossible.fact)
    return None


def _most_urgent_first(entries: Iterable[MedicineReference]) -> tuple[MedicineReference, ...]:
    return tuple(sorted({entry.id: entry for entry in entries}.values(), key=lambda entry: entry.rank))


def _for_route(owners: _Owners, route: Route) -> _Owners:
    by_mouth = route is Route.FEEDING_TUBE  # the same medicine
    fitting = tuple(e for e in owners if route in e.routes or (by_mouth and Route.ORAL in e.routes))
    if fitting or route in _LOCAL:
        return fitting
    return tuple(entry for entry in owners if not entry.strict_routes and not _excludes(entry, route))


def _excludes(entry: MedicineReference, route: Route) -> bool:
    return any(impossible.route is route for impossible in entry.impossible_routes)


def unknown_substances(
    ingredients: Sequence[str], product_name: str, reference: Reference
) -> tuple[str, ...]:
    """What is in the medicine, as far as it can be read, and the reference has no entry for.

    An ingredient as it was typed, where nothing of it is known; else the substances read in it. Those in the product's
    name only where the ingredients do not say them (``APAP/codeine`` with acetaminophen alone).
    """
    unknown: dict[str, None] = {}
    for ingredient in filter(str.strip, ingredients):
        owned = _is_owned(ingredient, reference)
        read = [each for each in _substances(ingredient, reference) if not _is_owned(each, reference)]
        unknown.update(dict.fromkeys(read if owned or len(read) > 1 else (ingredient.strip(),)))
    in_name = substances_only_in_name(ingredients, product_name, reference)
    unknown.update(dict.fromkeys(each for each in in_name if not _is_owned(each, reference)))
    # "carbidopa and levodopa": what an entry is called by, it speaks of
    entries = [entry for owners in _owners(ingredients, product_name, reference) for entry in owners]
    spoken_of = {word for entry in entries for word in words_of(entry.name)}
    return tuple(each for each in unknown if not spoken_of.issuperset(words_of(each)))


def substances_only_in_name(
    ingredients: Sequence[str], product_name: str, reference: Reference
) -> tuple[str, ...]:
    """Substances that the product's name says and the ingredients do not, whether the reference has them or not."""
    listed = {word for ingredient in ingredients for word in words_of(ingredient)}
    meant = {each for ingredient in ingredients for each in _substances(ingredient, reference)}
    said = _substances(product_name, reference)
    return tuple(each for each in said if each not in meant and not listed.issuperset(words_of(each)))


def _substances(text: str, reference: Reference) -> list[str]:
    found = reference.names.substances.find(text)
    return list(dict.fromkeys(meant for each in found for meant in each))


def _is_owned(text: str, reference: Reference) -> bool:
    return any(reference.names.entries.find(text))


def _owners(ingredients: Sequence[str], product_name: str, reference: Reference) -> list[_Owners]:
    """For each ingredient that has entries, those entries."""
    texts = (*ingredients, product_name)
    return _by_ingredient(meant for text in texts for meant in reference.names.entries.find(text))


def _by_ingredient(found: Iterable[_Owners]) -> list[_Owners]:
    groups: dict[str, dict[str, MedicineReference]] = {}
    for meant in found:
        for entry in meant:
            groups.setdefault(entry.ingredients[0], {})[entry.id] = entry
    return [tuple(group.values()) for group in groups.values()]
