"""Finds a medicine by the letters typed and says in what forms it was sold in the United States in 2019.

Source and limits: ``resources/products/README.md``. The list never refuses a name and knows nothing of doses.
"""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from caregiver_app.domain.errors import KnownError
from caregiver_app.reference.names import NameIndex
from caregiver_app.reference.product_names import base_name, folded, tidy_ingredient
from caregiver_app.reference.product_options import Presentation, ProductOptions, options_from
from caregiver_app.reference.product_search import Likeness, NameSearch

if TYPE_CHECKING:
    from pathlib import Path

__all__ = [
    "Likeness",
    "Presentation",
    "ProductCatalogue",
    "ProductMatch",
    "ProductOptions",
    "ProductsUnreadable",
    "load_products",
]

_FILE = "products.tsv.gz"
_HEADER = ("products", "1")
_GENERIC, _BRAND = _KINDS = ("g", "b")
ExtraBrand = tuple[str, Iterable[str]]
_LONGEST_NAME = 200
_Key = tuple[str, frozenset[str]]


class ProductsUnreadable(KnownError):
    """The shipped list of medicines is missing or damaged; ``path`` is where it should be."""

    def __init__(self, path: Path) -> None:
        super().__init__(path)
        self.path = path


@dataclass(frozen=True, slots=True)
class ProductMatch:
    """One name to offer. ``ingredients`` are without salts, ``substances`` with; strengths keep this order.

    ``dea_schedule`` is ``CII`` to ``CV``, or empty when the directory names none.
    """

    name: str
    ingredients: tuple[str, ...]
    substances: tuple[str, ...]
    is_brand: bool
    dea_schedule: str
    likeness: Likeness

    @property
    def label(self) -> str:
        """A brand with its ingredients, ``Lioresal — baclofen``; a generic name alone."""
        return f"{self.name} — {', '.join(self.ingredients)}" if self.is_brand else self.name


class _Row(NamedTuple):
    name: str
    kind: str
    schedule: str
    substances: str
    presentations: str

    @property
    def ingredients(self) -> tuple[str, ...]:
        return tuple(base_name(substance) for substance in self.substances.split("; "))

    @property
    def key(self) -> _Key:
        return folded(self.name), frozenset(self.ingredients)

    def match(self, likeness: Likeness) -> ProductMatch:
        substances = tuple(self.substances.split("; "))
        return ProductMatch(
            self.name, self.ingredients, substances, self.kind == _BRAND, self.schedule, likeness
        )


class ProductCatalogue:
    """All names, to be searched with each keystroke. Made by ``load_products``."""

    def __init__(
        self,
        path: Path,
        rows: list[_Row],
        extra: Iterable[ExtraBrand] = (),
        others: Iterable[ExtraBrand] = (),
    ) -> None:
        self._path = path
        self._others = NameIndex((name, frozenset(ingredients)) for name, ingredients in others)
        self._listed = rows
        self._extra = [row for brand, ingredients in extra if (row := _extra_row(brand, ingredients))]

    def find(self, text: str, limit: int = 8) -> tuple[ProductMatch, ...]:
        """Names for ``text``: begins so, has a word that does, has such an ingredient, holds it, is like it.

        Within each, single ingredients and generic names come first. No label comes twice. What another country or
        an abbreviation calls by that name (adrenaline) comes before all, as ``SIMILAR``.
        """
        found = dict(self._meant_by_other_names(text[:_LONGEST_NAME]))
        for place, likeness in self._search.find(text, limit):
            found.setdefault(place, likeness)
        return tuple(self._rows[place].match(likeness) for place, likeness in list(found.items())[:limit])

    def _meant_by_other_names(self, text: str) -> Iterator[tuple[int, Likeness]]:
        """Products with just the ingredients that a name stands for, the two best known ones of each."""
        for meant in self._others.find(text):
            same = (place for place, row in enumerate(self._rows) if frozenset(row.ingredients) in meant)
            for place in islice(same, 2):
                yield place, Likeness.SIMILAR

    def prepare(self) -> None:
        """Does the one-time work of searching (about 80 ms, loads rapidfuzz): call it when idle."""
        self._search.prepare()

    def options(self, match: ProductMatch) -> ProductOptions:
        """Forms, routes and strengths of ``match``.

        Two kinds of name are also offered, after their own, what all salts of their ingredient come in:
        a brand given as ``extra``, as the list may know one form of it (Lioresal: only intrathecal), and a
        generic name without its salt (clonidine). Raises ``ProductsUnreadable`` when the file is damaged.
        """
        key = folded(match.name), frozenset(match.ingredients)
        own = [row for row in self._by_name.get(match.name, []) if row.key == key]
        broad = not own or key in self._extra_keys or key[0] == folded(" ".join(match.ingredients))
        general = self._generics(match) if broad else []
        return self._merged(self._read(own, match), self._read(general, match))

    def _generics(self, match: ProductMatch) -> list[_Row]:
        wanted = frozenset(match.ingredients)
        first = match.ingredients[0] if match.ingredients else ""
        likely = (row for row in self._listed if row.kind == _GENERIC and first in row.substances)
        return [row for row in likely if frozenset(row.ingredients) == wanted]

    def _read(self, rows: list[_Row], match: ProductMatch) -> ProductOptions:
        """Only rows whose ingredients stand in the order of ``match``: other strengths would mislead."""
        fields = [
            row.presentations for row in rows if row.presentations and row.ingredients == match.ingredients
        ]
        try:
            return options_from(fields)
        except ValueError as error:
            raise ProductsUnreadable(self._path) from error

    @staticmethod
    def _merged(first: ProductOptions, then: ProductOptions) -> ProductOptions:
        return ProductOptions(tuple(dict.fromkeys((*first.presentations, *then.presentations))))

    @cached_property
    def _by_name(self) -> dict[str, list[_Row]]:
        rows: dict[str, list[_Row]] = {}
        for row in self._rows:
            rows.setdefault(row.name, []).append(row)
        return rows

    @cached_property
    def _extra_keys(self) -> frozenset[_Key]:
        return frozenset(row.key for row in self._extra)

    @cached_property
    def _rows(self) -> list[_Row]:
        """The extra names that the list lacks, each once, then the list."""
        wanted = {row.key: row for row in self._extra}
        names = {name for name, _ in wanted}
        known = {row.key for row in self._listed if folded(row.name) in names} if names else set()
        return [*(self._with_schedule(row) for key, row in wanted.items() if key not in known), *self._listed]

    def _with_schedule(self, row: _Row) -> _Row:
        same = self._generics(row.match(Likeness.EXACT))
        return row._replace(schedule=same[0].schedule) if same else row

    @cached_property
    def _search(self) -> NameSearch:
        return NameSearch([row.name for row in self._rows], [row.substances for row in self._rows])


def load_products(
    folder: Path, extra: Iterable[ExtraBrand] = (), others: Iterable[ExtraBrand] = ()
) -> ProductCatalogue:
    """The catalogue from ``folder`` with ``extra`` brands (name, ingredients) the list of 2019 may lack.

    ``others`` are names that no US product has, with what they mean.

    Raises ``ProductsUnreadable`` when the file is missing or damaged.
    """
    path = folder / _FILE
    try:
        text = gzip.decompress(path.read_bytes()).decode()
    except (OSError, EOFError, zlib.error, UnicodeDecodeError) as error:
        raise ProductsUnreadable(path) from error
    header, *lines = text.rstrip("\n").split("\n")
    if header.split("\t") != [*_HEADER, str(len(lines))]:
        raise ProductsUnreadable(path)
    try:
        rows = [_Row._make(line.split("\t")) for line in lines]
    except TypeError as error:
        raise ProductsUnreadable(path) from error
    if any(row.kind not in _KINDS or not row.name for row in rows):
        raise ProductsUnreadable(path)
    return ProductCatalogue(path, rows, extra, others)


def _extra_row(brand: str, ingredients: Iterable[str]) -> _Row | None:
    substances = [tidy_ingredient(each) for each in ingredients if each.strip()]
    name = " ".join(brand.split())
    if not folded(name) or not substances:
        return None
    kind = _GENERIC if folded(name) == folded(" ".join(substances)) else _BRAND
    return _Row(name, kind, "", "; ".join(substances), "")
