"""Product names, usual forms, routes and strengths to offer while one types. Nothing is chosen here."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from caregiver_app.domain.route import Route
from caregiver_app.i18n import _
from caregiver_app.reference.products import (
    Likeness,
    ProductMatch,
    ProductOptions,
    ProductsUnreadable,
    load_products,
)
from caregiver_app.ui.widgets.suggest_field import Suggestion
from caregiver_app.wording.doses import route_name

if TYPE_CHECKING:
    from pathlib import Path

    from caregiver_app.reference import Reference
    from caregiver_app.reference.products import ProductCatalogue

# The reference names these brands under one ingredient that its lines are about; they hold another besides.
_NOT_ALONE: Final = frozenset(
    {"Suboxone", "Zubsolv", "Donnatal", "Seglentis", "Vicodin", "Percocet", "Ultracet"}
)
_NOTHING: Final = ProductOptions()


class ProductFinder:
    """Loads the list in ``folder`` when first asked, or by ``prepare``, which raises ``ProductsUnreadable``.

    Once the list turned out to be unreadable it offers nothing; any name can be typed.
    """

    def __init__(self, reference: Reference, folder: Path) -> None:
        self._folder = folder
        self._reference = reference
        self._catalogue: ProductCatalogue | None = None
        self._unreadable = False

    def prepare(self) -> None:
        """Loads the list (about 200 ms), so that the first letter typed need not wait."""
        if self._catalogue is not None or self._unreadable:
            return
        try:
            others = ((each.name, each.ingredients) for each in self._reference.names.others)
            self._catalogue = load_products(self._folder, _brands(self._reference), others)
        except ProductsUnreadable:
            self._unreadable = True
            raise
        self._catalogue.prepare()

    def names(self, text: str) -> list[Suggestion]:
        """Names for the letters typed; one that is only like them is put as a question."""
        catalogue = self._ready()
        if catalogue is None or not text.strip():
            return []
        return [Suggestion(match.name, _subtitle(match), match) for match in catalogue.find(text)]

    def options(self, product_name: str, ingredients: tuple[str, ...]) -> ProductOptions:
        """What a product of that very name comes in; nothing for a name the list lacks."""
        catalogue = self._ready()
        if catalogue is None:
            return _NOTHING
        wanted = {name.casefold() for name in ingredients}
        for match in catalogue.find(product_name):
            if match.likeness is Likeness.EXACT and (not wanted or wanted == set(match.ingredients)):
                return self._on_its_labels(match.name, catalogue.options(match))
        return _NOTHING

    def _on_its_labels(self, brand: str, options: ProductOptions) -> ProductOptions:
        """Without routes that the reference's entries for this brand lack: no tablets of a pump's drug."""
        routes = {
            route
            for entry in self._reference.medicines
            for route in entry.routes
            if brand.casefold() in (each.casefold() for each in entry.brands)
        }
        kept = tuple(each for each in options.presentations if each.route in routes)
        return ProductOptions(kept) if kept else options

    def _ready(self) -> ProductCatalogue | None:
        try:
            self.prepare()
        except ProductsUnreadable:
            return None
        return self._catalogue


def forms_to_offer(options: ProductOptions, text: str) -> list[Suggestion]:
    """The usual dose forms that hold the letters typed."""
    return [
        Suggestion(form, _("sold as this")) for form in options.forms if text.casefold() in form.casefold()
    ]


def strengths_to_offer(options: ProductOptions, form: str, route: str, text: str) -> list[Suggestion]:
    """The usual strengths, of the form and route already given if those are usual ones."""
    shown: dict[str, str] = {}
    form_known, route_known = form in options.forms, route in {each.value for each in options.routes}
    for each in options.presentations:
        fits = (not form_known or each.dose_form == form) and (not route_known or each.route.value == route)
        if each.strength and fits and text.casefold() in each.strength.casefold():
            shown.setdefault(each.strength, f"{each.dose_form}, {route_name(each.route)}")
    return [Suggestion(strength, subtitle) for strength, subtitle in shown.items()]


def route_choices(options: ProductOptions) -> list[tuple[str, str]]:
    """All routes, the usual ones of this product first; the first choice is none."""
    ordered = dict.fromkeys((*options.routes, *Route))
    usual = set(options.routes)
    return [
        ("", _("Not recorded")),
        *(
            (
                each.value,
                _("{route} (sold this way)").format(route=route_name(each))
                if each in usual
                else route_name(each),
            )
            for each in ordered
        ),
    ]


def _subtitle(match: ProductMatch) -> str:
    what = ", ".join(match.ingredients) if match.is_brand else _("the medicine’s own name")
    if match.likeness is not Likeness.SIMILAR:
        return what
    return _("Did you mean {name}? ({what})").format(name=match.name, what=what)


def _brands(reference: Reference) -> list[tuple[str, tuple[str, ...]]]:
    """Brands of entries about one ingredient: where there are several, which is in the brand is unknown."""
    return [
        (brand, entry.ingredients)
        for entry in reference.medicines
        if len(entry.ingredients) == 1
        for brand in entry.brands
        if brand not in _NOT_ALONE
    ]
