"""Brings a family's medicine together with the reference: by ingredient and route, never by likeness.

A wrong match is worse than none, so names must be equal once salts and joining words are set aside. The
family confirms every match.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import TYPE_CHECKING, Final

from caregiver_app.domain.route import Route
from caregiver_app.reference.model import Fact, MedicineReference, Reference

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

_LOCAL: Final = frozenset({Route.TOPICAL, Route.OPHTHALMIC, Route.OTIC, Route.VAGINAL})
"""Here a medicine acts where it is put: what is known of tablets says nothing of a cream or of eye drops."""

_SALTS: Final = frozenset(
    (
        *("acetate", "anhydrous", "besylate", "bitartrate", "butyrate", "carbonate", "chloride", "citrate"),
        *(
            "dihydrate",
            "disodium",
            "fumarate",
            "hcl",
            "hemihydrate",
            "hydrobromide",
            "hydrochloride",
            "lysine",
        ),
        *("maleate", "mesilate", "mesylate", "monohydrate", "phosphate", "potassium", "probutate", "sodium"),
        *("succinate", "sulfate", "sulphate", "tartrate", "tosilate", "tosylate", "valerate"),
    )
)
"""Last words that name a salt, an ester or water. Without them the name must equal the reference's."""

_JOINED: Final = re.compile(r"[;,/+&]|\band\b|\bwith\b")
_BRACKETS: Final = re.compile(r"\([^)]*\)")
_BIOSIMILAR: Final = re.compile(r"-[a-z]{4}$")
"""The four letters FDA adds to the name of a biological medicine (insulin glargine-yfgn)."""
_WORDS: Final = re.compile(r"[^\W_]+")

_Owners = tuple[MedicineReference, ...]


def candidates(
    ingredients: Sequence[str], product_name: str, route: Route, reference: Reference
) -> tuple[MedicineReference, ...]:
    """Entries that may speak of this medicine, most urgent first.

    An entry for another route is offered only if its ingredient has none for this one, and never for a route
    that does not exist. The product's name counts only where no ingredient is known.
    """
    found = {
        entry.id: entry
        for owners in _owners(ingredients, product_name, reference)
        for entry in _for_route(owners, route)
    }
    return tuple(sorted(found.values(), key=lambda entry: entry.rank))


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


def _for_route(owners: _Owners, route: Route) -> _Owners:
    fitting = tuple(entry for entry in owners if route in entry.routes)
    if fitting or route in _LOCAL:
        return fitting
    return tuple(entry for entry in owners if not entry.strict_routes and not _excludes(entry, route))


def _excludes(entry: MedicineReference, route: Route) -> bool:
    return any(impossible.route is route for impossible in entry.impossible_routes)


def _owners(ingredients: Sequence[str], product_name: str, reference: Reference) -> list[_Owners]:
    """For each ingredient that has entries, those entries."""
    by_ingredient = _found(ingredients, lambda name: _by_ingredient(name, reference))
    return by_ingredient or _found((product_name,), lambda name: _by_product(name, reference))


def _found(names: Iterable[str], look_up: Callable[[str], list[_Owners]]) -> list[_Owners]:
    """What ``look_up`` knows of each name and of the names joined in it."""
    found: list[_Owners] = []
    for name in names:
        text = _BRACKETS.sub(" ", unicodedata.normalize("NFKC", name).casefold())
        for part in _JOINED.split(text):
            found += look_up(part)
            pieces = [look_up(piece) for piece in part.split("-")]
            # "oxycodone-acetaminophen" are two names; "non-insulin" is not, nor is "co-careldopa"
            if len(pieces) > 1 and pieces[0]:
                found += [owners for piece in pieces for owners in piece]
    return found


def _by_ingredient(name: str, reference: Reference) -> list[_Owners]:
    base = _without_salts(name)
    names = {base, _BIOSIMILAR.sub("", base)}
    owners = tuple(entry for entry in reference.medicines if not names.isdisjoint(entry.ingredients))
    return [owners] if owners else []


def _without_salts(name: str) -> str:
    words = name.split()
    while len(words) > 1 and words[-1] in _SALTS:
        words.pop()
    return " ".join(words)


def _by_product(name: str, reference: Reference) -> list[_Owners]:
    """Entries whose brand or ingredient are the first words of the product's name, apart by ingredient."""
    words = tuple(_WORDS.findall(name))
    beginnings = {words[:count] for count in range(1, len(words) + 1)}
    groups: dict[str, list[MedicineReference]] = {}
    for entry in reference.medicines:
        if not beginnings.isdisjoint(_in_words((*entry.brands, *entry.ingredients))):
            groups.setdefault(entry.ingredients[0], []).append(entry)
    return [tuple(group) for group in groups.values()]


@cache
def _in_words(names: tuple[str, ...]) -> frozenset[tuple[str, ...]]:
    """Each name as its words. Kept, since all names of the reference are asked for with each medicine."""
    return frozenset(tuple(_WORDS.findall(name.casefold())) for name in names)
