"""How a medicine's name is folded for searching, shown, and stripped of its salt."""

from __future__ import annotations

import re

_SALT_WORDS = """
acetate acetonide anhydrous aspartate benzoate besylate bisulfate bitartrate bromide butyrate calcium
carbonate chloride cilexetil citrate cypionate decanoate dihydrate dihydrochloride dimesylate dipropionate
disodium disoproxil enanthate esylate ethylsuccinate etexilate fumarate furoate gluconate glycolate
hemifumarate hemihydrate heptahydrate hyclate hydrobromide hydrochloride isethionate lactate lysine
magnesium malate maleate medoxomil meglumine mesylate mofetil monohydrate mononitrate nitrate olamine
oxalate palmitate pamoate phosphate polacrilex polistirex potassium propionate saccharate sodium stearate
strontium succinate sulfate tartrate tosylate trihydrate tromethamine trisodium valerate xinafoate zinc
"""
_SALTS = frozenset(_SALT_WORDS.split())
"""Words after an ingredient that name its salt, ester or water. Left out on purpose: ``acid``, ``oxide``,
``hydroxide`` (they make another substance), ``dinitrate`` and ``alafenamide`` (they part look-alikes)."""

_WHOLE_WORDS = """
aluminum ammonium barium bismuth calcium cupric ferric ferrous gold isosorbide magnesium manganese
manganous mineral potassium selenious silver sodium strontium trisodium zinc
"""
_WHOLE = frozenset(_WHOLE_WORDS.split())
"""An ingredient that starts with one of these is its salt (``sodium chloride``): it is never shortened."""

_GREEK = re.compile(r"\.(alpha|beta|gamma|delta|omega)\.", re.IGNORECASE)
_UNSPECIFIED = re.compile(r",? unspecified(?: form)?$")
_NOT_A_WORD = re.compile(r"[^\w\n]+")
_SHORT_WORD = 3


def folded(text: str) -> str:
    """``text`` in small letters with spaces for punctuation; line ends stay, so a list folds at once."""
    return _NOT_A_WORD.sub(" ", text.casefold().replace("'", "")).strip(" ")


def tidy_ingredient(text: str) -> str:
    """An FDA substance name in plain lower case: ``.alpha.-tocopherol`` becomes ``alpha-tocopherol``."""
    return _UNSPECIFIED.sub("", _GREEK.sub(r"\1", text.strip().lower()))


def base_name(substance: str) -> str:
    """The ingredient without its salt: ``metoprolol tartrate`` becomes ``metoprolol``.

    Minerals keep theirs, because the salt is the medicine (``potassium chloride``); lithium is the exception.
    """
    words = substance.split()
    if not words or words[0] in _WHOLE:
        return substance
    while len(words) > 1 and words[-1] in _SALTS:
        words.pop()
    return " ".join(words).rstrip(",")


def is_salt_word(text: str) -> bool:
    """Whether ``text`` is one word that only names a salt or a metal, as it stands in other substances' names."""
    return text in _SALTS or text in _WHOLE


def calm_capitals(name: str) -> str:
    """``ZIAGEN`` becomes ``Ziagen``; a brand with a small letter, or of up to three letters, stays."""
    letters = [letter for letter in name if letter.isalpha()]
    if len(letters) <= _SHORT_WORD or any(letter.islower() for letter in letters):
        return name
    return " ".join(_calm_word(word) for word in name.split(" "))


def _calm_word(word: str) -> str:
    """``XL`` and ``HCT`` are letters to be read one by one; longer words are only loud."""
    if len(word) <= _SHORT_WORD:
        return word
    return re.sub(r"[^\W\d_]+", lambda match: match.group().capitalize(), word)
