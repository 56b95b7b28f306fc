"""Finds names of medicines wherever they stand in what a family, a bottle or a clinic wrote.

``Apo-Baclofen``, ``IT baclofen``, ``Baclofen10mg`` and ``preservative-free baclofen`` all hold one name. It must stand
there as whole words: ``desvenlafaxine`` is not venlafaxine. What is only like a name (``bacl0fen``, ``baclofeno``) is
found apart, to be asked about.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from functools import cached_property, lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, Final, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

_T = TypeVar("_T")
Words = tuple[str, ...]

_WORD: Final = re.compile(r"[^\W\d_]+|\d+")
_NUMBER_SIGN: Final = re.compile(r"\b(?:no|nr|number)\b\.? ?(?=\d)")
"""``Tylenol No. 3`` is ``Tylenol #3`` is ``Tylenol 3``."""
_SAID_NO: Final = re.compile(r"\b(?:non|no|not|without|anti)[ -]{1,3}$")
_SAID_NO_AFTER: Final = re.compile(r"-free\b| immune fab\b")
"""``non-insulin``, ``baclofen-free``; ``digoxin immune fab`` is what digoxin is caught with."""


_IN_PASSING: Final = re.compile(
    r"\b(?:was|were|formerly|previously|instead of|in place of|replac\w+|(?:switched|changed) from|antidote (?:to|for)"
    r"|revers\w+|(?:do )?not (?:take|use|give)n? with|not with|never with|avoid|interact\w*|similar to)\b.*",
    re.IGNORECASE | re.DOTALL,
)
"""Behind such words stands another medicine: ``vitamin K (antidote to Coumadin)``."""
_WRITTEN: Final = re.compile(r"[^\W_]+")
_TEXTS_KEPT: Final = 1_000
_SHORT: Final = 5
_LONG: Final = 7
_LONGER: Final = 10
"""A name of five letters must sound the same; from seven on one slip, from ten on two make no other name of it."""
_SOUNDS: Final = (("ph", "f"), ("th", "t"), ("rh", "r"), ("ck", "c"), ("k", "c"), ("y", "i"), ("z", "s"))
_DOUBLED: Final = re.compile(r"(.)\1+")


class NameIndex(Generic[_T]):
    """Names with what they mean, to be found in longer texts. One name may mean several things."""

    def __init__(self, named: Iterable[tuple[str, _T]]) -> None:
        self._meant: dict[Words, tuple[_T, ...]] = {}
        for name, meaning in named:
            words = words_of(name)
            # "Toprol-XL" is also written "ToprolXL"
            for key in {words, ("".join(words),)} if "-" in name else {words}:
                held = self._meant.get(key, ())
                if key and meaning not in held:
                    self._meant[key] = (*held, meaning)
        self._longest = max(map(len, self._meant), default=0)
        # The same few texts are read for each question about a medicine.
        self._found = lru_cache(maxsize=_TEXTS_KEPT)(lambda text: tuple(self._read(text)))

    def find(self, text: str) -> tuple[tuple[_T, ...], ...]:
        """What each name in ``text`` means, of two that overlap the longer; none that is said not to be there."""
        return self._found(text)

    def _read(self, text: str) -> Iterator[tuple[_T, ...]]:
        folded = _folded(text)
        tokens = list(_WORD.finditer(folded))
        at = 0
        while at < len(tokens):
            count, meant = self._at(tokens, at, folded)
            if meant:
                start, end = tokens[at].start(), tokens[at + count - 1].end()
                if not _SAID_NO.search(folded, max(0, start - 12), start) and not _SAID_NO_AFTER.match(
                    folded, end
                ):
                    yield meant
            at += count

    def alike(self, text: str, known: frozenset[str]) -> Iterator[tuple[_T, ...]]:
        """What the names mean that a word of ``text`` holds or begins, or is but for a slip or two or its spelling.

        ``known`` are words that mean something else: ``pentobarbital`` is not phenobarbital.
        """
        for word in _WRITTEN.findall(_folded(text)):
            if len(word) >= _SHORT and word not in known and word not in self.words:
                yield from self._like(_sound(word))

    @cached_property
    def words(self) -> frozenset[str]:
        """Every word of every name."""
        return frozenset(word for key in self._meant for word in key)

    def _like(self, word: str) -> Iterator[tuple[_T, ...]]:
        names = self._sounds
        if word in names:
            yield names[word]
        elif len(word) >= _LONG - 1:
            found = [name for name in self._long_sounds if name in word or name.startswith(word)]
            letters = set(word)
            for length in range(len(word) - 2, len(word) + 3):
                # each slip adds or takes at most one letter on either side: nearly all names part here
                for name, own, slips in self._by_length.get(length, ()):
                    if len(own ^ letters) <= 2 * slips and _is_slip(word, name, slips):
                        found.append(name)
            yield from (names[name] for name in dict.fromkeys(found))

    @cached_property
    def _sounds(self) -> dict[str, tuple[_T, ...]]:
        names = {key[0]: meant for key, meant in self._meant.items() if len(key) == 1}
        return {_sound(name): meant for name, meant in names.items() if len(name) >= _SHORT}

    @cached_property
    def _long_sounds(self) -> tuple[str, ...]:
        return tuple(name for name in self._sounds if len(name) >= _LONG)

    @cached_property
    def _by_length(self) -> dict[int, list[tuple[str, frozenset[str], int]]]:
        found: dict[int, list[tuple[str, frozenset[str], int]]] = {}
        for name in self._long_sounds:
            slips = 2 if len(name) >= _LONGER else 1
            found.setdefault(len(name), []).append((name, frozenset(name), slips))
        return found

    def _at(self, tokens: Sequence[re.Match[str]], at: int, folded: str) -> tuple[int, tuple[_T, ...]]:
        """How many tokens the longest name from here takes, and what it means; else one and nothing."""
        for count in range(min(self._longest, len(tokens) - at), 0, -1):
            some = tokens[at : at + count]
            words = tuple(token[0] for token in some)
            if meant := self._meant.get(words):
                return count, meant
            # "levo-thyroxine": a hyphen that the name itself does not have
            gaps = {folded[one.end() : two.start()] for one, two in pairwise(some)}
            if gaps == {"-"} and (meant := self._meant.get(("".join(words),))):
                return count, meant
        return 1, ()


def _sound(word: str) -> str:
    """A word as it is heard, whatever the language it is spelled in: baclophen, baklofen and bacloffen are one."""
    for written, heard in _SOUNDS:
        word = word.replace(written, heard)
    return _DOUBLED.sub(r"\1", word)


def _is_slip(word: str, name: str, slips: int) -> bool:
    more, fewer = Counter(word) - Counter(name), Counter(name) - Counter(word)
    if max(more.total(), fewer.total()) > slips:
        return False
    from rapidfuzz.distance import OSA  # only for words that are nearly there

    return OSA.distance(word, name, score_cutoff=slips) <= slips


def said_of_itself(text: str) -> str:
    """What a name says of the medicine itself, before another one is only mentioned."""
    return _IN_PASSING.sub("", text)


def words_of(text: str) -> Words:
    """The words and numbers of ``text``, without accents, in small letters."""
    return tuple(_WORD.findall(_folded(text)))


def _folded(text: str) -> str:
    plain = text.casefold()
    if not plain.isascii():
        plain = "".join(
            each for each in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(each)
        )
    return _NUMBER_SIGN.sub("", plain)
