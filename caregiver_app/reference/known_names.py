"""Every name by which the reference knows a medicine, or something that is in one."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Final, NamedTuple

from caregiver_app.reference.names import NameIndex
from caregiver_app.reference.product_names import is_salt_word

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from caregiver_app.reference.model import MedicineReference

_ONE_SUBSTANCE: Final = 3  # with its other names; an entry with more speaks of a class


class OtherName(NamedTuple):
    """A name of other countries, an abbreviation or a numbered product, and the ingredients it stands for."""

    name: str
    ingredients: tuple[str, ...]
    sources: tuple[str, ...]


class KnownNames:
    """All names a medicine goes by. Made at no cost: an index is built when something is first looked up in it.

    ``substances`` has one to a line: all that stands in US products, and behind a tab the schedule of a controlled one.
    ``brands`` has a brand to a line that the entries themselves do not name, and behind a tab the ingredients for
    which it stands, parted by "; ".
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
        listed = [line.partition("\t")[0] for line in self._substances.splitlines()]
        named = [(name, name) for name in listed if not is_salt_word(name)]
        # "paracetamol": an entry's second name that no US product has
        for entry in self._medicines:
            named += [(name, entry.ingredients[0]) for name in {*entry.ingredients}.difference(listed)]
        named += [(other.name, ingredient) for other in self.others for ingredient in other.ingredients]
        # "Nucynta": a controlled substance without an entry is named by its brand, too
        owned = {name for entry in self._medicines for name in entry.ingredients}
        named += [(brand, each) for brand, held in self._brand_list for each in held if each not in owned]
        return NameIndex(named)

    @cached_property
    def _brand_list(self) -> list[tuple[str, frozenset[str]]]:
        lines = [line.split("\t") for line in self._brands.splitlines()]
        return [(brand, frozenset(ingredients.split("; "))) for brand, ingredients in lines]

    @cached_property
    def controlled(self) -> frozenset[str]:
        """Substances of schedules II to IV: who gets one by itself must not read that nothing is known against it."""
        lines = (line.partition("\t") for line in self._substances.splitlines())
        return frozenset(name for name, _tab, schedule in lines if schedule)

    def meant_by(self, texts: Iterable[str]) -> frozenset[str]:
        """Every substance that is read in some texts, or stands behind a brand in them."""
        found: set[str] = set()
        for text in texts:
            found.update(each for meant in self.substances.find(text) for each in meant)
            entries = (entry for meant in self.entries.find(text) for entry in meant)
            found.update(
                entry.ingredients[0] for entry in entries if len(entry.ingredients) <= _ONE_SUBSTANCE
            )
        return frozenset(found)

    def alike(self, text: str) -> Iterator[tuple[MedicineReference, ...]]:
        """The reference's entries that an unknown word of ``text`` may be meant for."""
        return self.entries.alike(text, self.substances.words)

    def _entry_names(self) -> Iterator[tuple[str, MedicineReference]]:
        for entry in self._medicines:
            own = entry.ingredients
            yield from ((brand, entry) for brand, held in self._brand_list if not held.isdisjoint(own))
            for name in (*entry.ingredients, *entry.brands):
                yield name, entry
            for other in self.others:
                if not set(other.ingredients).isdisjoint(entry.ingredients):
                    yield other.name, entry
