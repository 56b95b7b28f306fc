"""Which of many names a person means by the letters typed so far. It only offers; it never picks one."""

from __future__ import annotations

import re
from enum import IntEnum
from functools import cached_property
from typing import TYPE_CHECKING

from caregiver_app.reference.product_names import folded

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence


class Likeness(IntEnum):
    """How a name was found, best first. ``SIMILAR`` is not what was typed: show it as a question."""

    EXACT = 0
    PREFIX = 1
    WORD = 2
    INGREDIENT = 3
    INSIDE = 4
    SIMILAR = 5


_LONGEST_QUERY = 80
_SHORTEST_WORD_TO_FORGIVE = 4
_LEAST_LIKENESS = 0.72
"""OSA likeness: one wrong letter in four-letter words, two in eight."""
_SIMILAR_WORDS = 12
_HALF_TYPED = 0.03
"""A whole word alike comes before one that only begins alike."""
_SHORT = 2
_FROM_NUMBER_ON = re.compile(r" \d.*")
_NUMBERED = re.compile(r"(?:#|\bno\.?|\bnumber) ?\d{1,2}\b.*", re.IGNORECASE)
"""``#3``, ``No. 3``: a number that belongs to the name."""
Found = tuple[int, Likeness]


class NameSearch:
    """Looks through ``names`` and their ``ingredients`` (same order and length, best known first).

    Building it costs nothing; the first search prepares the lists.
    """

    def __init__(self, names: Sequence[str], ingredients: Sequence[str]) -> None:
        self._raw_names = names
        self._raw_ingredients = ingredients

    def find(self, text: str, limit: int) -> list[Found]:
        """Up to ``limit`` places in ``names``, best first, each once."""
        text = text[:_LONGEST_QUERY].replace("\n", " ")
        query = folded(_NUMBERED.sub("", text))
        if not query or limit < 1:
            return []
        found = self._spelled(query, limit) or self._without_its_end(query, limit)
        if _NUMBERED.search(text):  # "Tylenol #3" is another product than Tylenol
            found = dict.fromkeys(found, Likeness.SIMILAR)
        query = _FROM_NUMBER_ON.sub("", query)
        if len(query) >= _SHORTEST_WORD_TO_FORGIVE and all(
            like >= Likeness.INSIDE for like in found.values()
        ):
            for place in self._similar(query):
                found.setdefault(place, Likeness.SIMILAR)
        return list(found.items())[:limit]

    def prepare(self) -> None:
        """Makes the lists and loads the fuzzy matcher now instead of at the first misspelling."""
        _nearest("prepare", self._words, 0.0)

    def _without_its_end(self, query: str, limit: int) -> dict[int, Likeness]:
        """Found without a strength at the end; as ``SIMILAR``, without the last words, or else the first ones.

        What only begins like the rest is no more than similar either: the number may belong to the name (Humulin
        70/30 is no Humulin R).
        """
        shorter = _FROM_NUMBER_ON.sub("", query)
        if shorter != query and len(shorter) > _SHORT and (found := self._spelled(shorter, limit)):
            return {
                place: like if like in {Likeness.EXACT, Likeness.INGREDIENT} else Likeness.SIMILAR
                for place, like in found.items()
            }
        words = shorter.split()
        ends = (words[:count] for count in range(len(words) - 1, 0, -1))
        starts = (words[count:] for count in range(1, len(words)))
        for some in (*ends, *starts):
            rest = " ".join(some)
            if len(rest) >= _SHORTEST_WORD_TO_FORGIVE and (found := self._spelled(rest, limit)):
                return dict.fromkeys(found, Likeness.SIMILAR)
        return {}

    @cached_property
    def _names(self) -> list[str]:
        return _folded_lines(self._raw_names)

    @cached_property
    def _ingredients(self) -> list[str]:
        return _folded_lines(self._raw_ingredients)

    def _spelled(self, query: str, limit: int) -> dict[int, Likeness]:
        """Places whose name or ingredient holds ``query`` as typed, in the order of ``Likeness``."""
        found: dict[int, Likeness] = {}
        for likeness, places in self._passes(query):
            for place in places:
                found.setdefault(place, likeness)
                if len(found) >= limit:
                    return found
        return found

    def _passes(self, query: str) -> Iterator[tuple[Likeness, Iterable[int]]]:
        names, word = self._names, f" {query}"
        inside = [place for place, name in enumerate(names) if query in name]
        yield Likeness.EXACT, [place for place in inside if names[place] == query]
        if " " in query:  # "carbidopa levodopa" before the one with entacapone too
            yield Likeness.PREFIX, [place for place, text in enumerate(self._ingredients) if text == query]
        yield Likeness.PREFIX, [place for place in inside if names[place].startswith(query)]
        yield Likeness.WORD, [place for place in inside if word in names[place]]
        yield Likeness.INGREDIENT, self._by_ingredient(query, word)
        yield Likeness.INSIDE, inside
        if " " in query:
            yield Likeness.INSIDE, self._by_all_words(query.split())

    def _by_ingredient(self, query: str, word: str) -> list[int]:
        texts = enumerate(self._ingredients)
        return [place for place, text in texts if query in text and (text.startswith(query) or word in text)]

    def _by_all_words(self, words: list[str]) -> list[int]:
        """Each word begins one of the name or its ingredients; up to two letters, or a number, are one by themselves.

        Otherwise "metformin er" would be found in ertugliflozin and metformin.
        """
        texts = enumerate(zip(self._names, self._ingredients, strict=True))
        starts = [f" {word} " if len(word) <= _SHORT or word.isdigit() else f" {word}" for word in words]
        return [
            place
            for place, (name, ingredient) in texts
            if words[0] in name + ingredient and all(start in f" {name} {ingredient} " for start in starts)
        ]

    @cached_property
    def _vocabulary(self) -> dict[str, list[int]]:
        """Each whole name, and each longer word of a name or ingredient, with its places."""
        places: dict[str, list[int]] = {}
        for place, (name, ingredient) in enumerate(zip(self._names, self._ingredients, strict=True)):
            words = {name, *name.split(), *ingredient.split()}
            for word in words:
                if len(word) >= _SHORTEST_WORD_TO_FORGIVE:
                    places.setdefault(word, []).append(place)
        return places

    @cached_property
    def _words(self) -> list[str]:
        return list(self._vocabulary)

    def _similar(self, query: str) -> list[int]:
        """Places of names spelled like ``query``, or that begin like it, as it may be half typed."""
        hits = _nearest(query, self._words, 0.0)
        hits += _nearest(query, [word[: len(query)] for word in self._words], _HALF_TYPED)
        hits.sort(key=lambda hit: (-hit[0], *self._tie(query, hit[1])))
        return list({place: None for _, at in hits for place in self._best_of(self._words[at])})

    def _tie(self, query: str, at: int) -> tuple[bool, bool, int]:
        """Of words equally like ``query``: same first letter, then it starts a name, then the best known."""
        word = self._words[at]
        starts = any(self._names[place].startswith(word) for place in self._vocabulary[word])
        return word[0] != query[0], not starts, at

    def _best_of(self, word: str) -> list[int]:
        """The places of one word: what has this very name, then what begins with it, then what only holds it."""
        names = self._names

        def worse(place: int) -> tuple[bool, bool, int]:
            return names[place] != word, not names[place].startswith(word), place

        return sorted(self._vocabulary[word], key=worse)


def _folded_lines(texts: Sequence[str]) -> list[str]:
    """All of ``texts`` folded in one go: three times as fast as one by one."""
    lines = folded("\n".join(texts)).split("\n")
    return [line.strip() for line in lines]


def _nearest(query: str, words: list[str], less: float) -> list[tuple[float, int]]:
    """Likeness (0 to 1, lowered by ``less``) and place of the few ``words`` most like ``query``."""
    from rapidfuzz import process
    from rapidfuzz.distance import OSA

    best = process.extract(
        query, words, scorer=OSA.normalized_similarity, score_cutoff=_LEAST_LIKENESS, limit=_SIMILAR_WORDS
    )
    return [(likeness - less, place) for _, likeness, place in best]
