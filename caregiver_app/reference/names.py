"""Finds names of medicines wherever they stand in what a family, a bottle or a clinic wrote.

``Apo-Baclofen``, ``IT baclofen``, ``Baclofen10mg`` and ``preservative-free baclofen`` all hold one name. It must stand
there as whole words: ``desvenlafaxine`` is not venlafaxine. What is only like a name (``bacl0fen``, ``baclofeno``) is
found apart, to be asked about.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING, Final, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

_T = TypeVar("_T")
Words = tuple[str, ...]

_WORD: Final = re.compile(r"[^\W\d_]+|\d+")
_NUMBER_SIGN: Final = re.compile(r"\b(?:no|nr|number)\b\.? ?(?=\d)")
"""``Tylenol No. 3`` is ``Tylenol #3`` is ``Tylenol 3``."""
_SAID_NO: Final = re.compile(r"\b(?:non|no|not|without|anti)[ -]{1,3}$")
_SAID_NO_AFTER: Final = re.compile(r"-free\b| immune fab\b")
"""``non-insulin``, ``baclofen-free``; ``digoxin immune fab`` is what digoxin is caught with."""


_WRITTEN: Final = re.compile(r"[^\W_]+")
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

    def find(self, text: str) -> Iterator[tuple[_T, ...]]:
        """What each name in ``text`` means, of two that overlap the longer; none that is said not to be there."""
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

    def alike(self, text: str, is_known: Callable[[str], bool]) -> Iterator[tuple[_T, ...]]:
        """What the names mean that a word of ``text`` holds or begins, or is but for a slip or two or its spelling.

        ``is_known`` tells words that mean something: ``pentobarbital`` is not phenobarbital.
        """
        words = [
            word for word in _WRITTEN.findall(_folded(text)) if len(word) >= _SHORT and not is_known(word)
        ]
        sounds = [_sound(word) for word in words]
        if sounds:
            for name, meant in self._sounds.items():
                if any(_is_like(sound, name) for sound in sounds):
                    yield meant

    @cached_property
    def _sounds(self) -> dict[str, tuple[_T, ...]]:
        names = {key[0]: meant for key, meant in self._meant.items() if len(key) == 1}
        return {_sound(name): meant for name, meant in names.items() if len(name) >= _SHORT}

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


def _is_like(word: str, name: str) -> bool:
    if word == name:
        return True
    if min(len(word), len(name)) < _LONG - 1 or len(name) < _LONG:
        return False
    if name in word or name.startswith(word):
        return True
    from rapidfuzz.distance import OSA  # only for words that nobody knows

    slips = 2 if len(name) >= _LONGER else 1
    return OSA.distance(word, name, score_cutoff=slips) <= slips


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
