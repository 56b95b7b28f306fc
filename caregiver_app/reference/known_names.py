"""Every name by which the reference knows a medicine, or something that is in one."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from caregiver_app.reference.names import NameIndex
from caregiver_app.reference.product_names import is_salt_word

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from caregiver_app.reference.model import MedicineReference


class OtherName(NamedTuple):
    """A name of other countries, an abbreviation or a numbered product, and the ingredients it stands for."""

    name: str
    ingredients: tuple[str, ...]
    sources: tuple[str, ...]


class KnownNames:
    """All names a medicine goes by. Made at no cost: an index is built when something is first looked up in it.

    ``substances`` has one to a line: all that stands in US products. ``brands`` has a brand to a line that the entries
    themselves do not name, and behind a tab the ingredients for which it stands, parted by "; ".
    """

    def __init__(
        self,
        medicines: Iterable[MedicineReference],
        others: Iterable[OtherName],
        substances: str,
        brands: str,
    ) -> None:
        self._medicines = tuple(medicines)
        self._substances = substances
        self._brands = brands
        self.others = tuple(others)

    @cached_property
    def entries(self) -> NameIndex[MedicineReference]:
        """To find the reference's entries by ingredient, brand or other name."""
        return NameIndex(self._entry_names())

    @cached_property
    def substances(self) -> NameIndex[str]:
        """To find what is in a product, known to the reference or not. Salts and metals alone are none."""
        listed = self._substances.splitlines()
        named = [(name, name) for name in listed if not is_salt_word(name)]
        # "paracetamol": an entry's second name that no US product has
        for entry in self._medicines:
            named += [(name, entry.ingredients[0]) for name in {*entry.ingredients}.difference(listed)]
        named += [(other.name, ingredient) for other in self.others for ingredient in other.ingredients]
        return NameIndex(named)

    def alike(self, text: str) -> Iterator[tuple[MedicineReference, ...]]:
        """The reference's entries that an unknown word of ``text`` may be meant for."""
        return self.entries.alike(text, self.substances.words)

    def _entry_names(self) -> Iterator[tuple[str, MedicineReference]]:
        lines = [line.split("\t") for line in self._brands.splitlines()]
        brands = [(brand, frozenset(ingredients.split("; "))) for brand, ingredients in lines]
        for entry in self._medicines:
            yield from ((brand, entry) for brand, held in brands if not held.isdisjoint(entry.ingredients))
            for name in (*entry.ingredients, *entry.brands):
                yield name, entry
            for other in self.others:
                if not set(other.ingredients).isdisjoint(entry.ingredients):
                    yield other.name, entry
