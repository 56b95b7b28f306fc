"""Suggests a passphrase, and judges one that a person made up. Nothing here is kept or logged.

**How long a thief needs.** The thief has the file and its key slots, and tries passphrases on own computers. Each
try costs one Argon2id of 64 MiB in 3 passes (``storage.key_slots``), which must write and read that memory at
least once per pass: 3 x 2 x 64 MiB, some 400 MB. A strong graphics card moves 1,000 GB in a second, so it makes
at most 2,500 tries a second. ``TRIES_PER_SECOND`` is forty such cards: 100,000. On a computer that could only
afford the least numbers (19 MiB, 2 passes) a try costs a fifth, and eight cards do the same.

**How many tries.** zxcvbn's count, or what its counts for the single words come to when multiplied, if that is
less: words with spaces between are the first thing to try. zxcvbn knows English words only and takes any
other for random letters. So letters that it does not know count as one word out of ten million for each 16
letters begun, which is more than the dictionaries of the large languages together. All of the tries are counted,
although on average half are enough; against that, the whole farm is assumed to work on this one file.

**What is refused:** below ``LEAST_TRIES``, one hundred million. That is what a single card finds overnight (11 hours),
and where zxcvbn's authors draw the line for a slow hash. Eight characters chosen by chance are just above
it, so nobody's password manager is refused. From there to ``STRONG_SECONDS`` a person is told the time and decides.
"""

from __future__ import annotations

import math
import re
import secrets
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any, Final

from caregiver_app.wording.passphrases import Part, not_strong, nothing_typed, strong, too_short, too_weak

LEAST_CHARACTERS: Final = 8
LEAST_TRIES: Final = 1e8
TRIES_PER_SECOND: Final = 100_000
STRONG_SECONDS: Final = 10 * 365 * 86_400.0

_WORDS: Final = 5
_SUGGESTED: Final = re.compile("[a-z]{4,8}")  # with ``_UNKIND`` 5,942 of the words: 5 of them are 63 bits
# Nobody wants to meet these at a sick bed.
_UNKIND: Final = re.compile(
    "ache|aid|ail|alive|amnio|amput|autops|bleed|blood|bone|breath|burn|cancer|coff|coma|corps|cripp|cruel|dead|death"
    "|decay|deni|despair|die|disea|doom|drown|drug|dying|evil|fatal|fetal|fever|funer|ghost|grave|grief|harm|hearse"
    "|heart|hell|hospi|hurt|ill|infe|injur|kill|lung|medic|morgue|mourn|murd|nause|needle|numb|nurs|orphan|pain|panic"
    "|paral|perish|pill|plague|poison|pulse|scar|seiz|sick|slay|spasm|stab|starv|stroke|suffer|suici|surg|tomb|toxi"
    "|traum|tumor|urn|venom|victim|viral|virus|womb|wound|wreck"
)
_JUDGED: Final = 72  # zxcvbn's time grows with the square of the length
_READ: Final = 1_000
_ANY_LANGUAGE: Final = 1e7  # words
_LONGEST_WORD: Final = 16
_LETTERS: Final = 3  # in a row, that zxcvbn does not know: may be part of a word
_RUN: Final = re.compile(r"[^\W\d_]+|\d+|[^\w\s]+|_+")  # letters, digits, signs
_BY_PATTERN: Final = {
    "spatial": Part.KEYS_IN_A_ROW,
    "sequence": Part.SEQUENCE,
    "regex": Part.YEAR,
    "date": Part.DATE,
    "bruteforce": Part.MIXED,
}
_BY_DICTIONARY: Final = {
    "user_inputs": Part.OWN_WORD,
    "surnames": Part.NAME,
    "male_names": Part.NAME,
    "female_names": Part.NAME,
}
Match = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Judgement:
    """Whether the program takes the passphrase, and what it says about it in any case."""

    is_enough: bool
    sentence: str
    is_too_short: bool = False


@dataclass(frozen=True, slots=True)
class _Estimate:
    tries: float
    parts: tuple[Part, ...]


def suggest_passphrase() -> str:
    """Five words by chance, with spaces: the one key that lies in the same place on every keyboard."""
    words = _words()
    return " ".join(secrets.choice(words) for _ in range(_WORDS))


@cache
def _words() -> tuple[str, ...]:
    listed = resources.files("xkcdpass") / "static" / "eff-long"
    return tuple(word for word in listed.read_text("utf-8").split() if _is_fit(word))


def _is_fit(word: str) -> bool:
    return bool(_SUGGESTED.fullmatch(word)) and not _UNKIND.search(word)


def judge_passphrase(text: str, own_words: Sequence[str]) -> Judgement:
    """``own_words`` are the names in the household, which a thief finds on the mailbox."""
    # As the key slots take it: spaces beside spaces add nothing.
    typed = " ".join(unicodedata.normalize("NFKC", text[:_READ]).split())
    if not typed:
        return Judgement(is_enough=False, sentence=nothing_typed())
    if len(typed) < LEAST_CHARACTERS:
        sentence = too_short(len(typed), LEAST_CHARACTERS)
        return Judgement(is_enough=False, sentence=sentence, is_too_short=True)
    estimate = _estimate(_without_accents(typed)[:_JUDGED], _own_words(own_words))
    seconds = estimate.tries / TRIES_PER_SECOND
    if estimate.tries < LEAST_TRIES:
        return Judgement(is_enough=False, sentence=too_weak(estimate.parts, seconds))
    if seconds < STRONG_SECONDS:
        return Judgement(is_enough=True, sentence=not_strong(estimate.parts, seconds))
    return Judgement(is_enough=True, sentence=strong(seconds))


def _without_accents(text: str) -> str:
    """A letter with an accent is tried right after the one without; zxcvbn takes it for a random sign."""
    apart = unicodedata.normalize("NFKD", text)
    return unicodedata.normalize("NFKC", "".join(c for c in apart if not unicodedata.combining(c)))


def _own_words(names: Sequence[str]) -> list[str]:
    """Each name as a whole, without its spaces, and its words."""
    whole = [_without_accents(name).casefold() for name in names]
    found = {word for name in whole for word in (name, "".join(name.split()), *name.split())}
    return sorted(word for word in found if len(word) > 1)


def _estimate(text: str, own_words: list[str]) -> _Estimate:
    found = _guessed(text, own_words)
    runs = _RUN.findall(text)
    whole = _Estimate(float(found["guesses"]), _parts(found["sequence"]))
    signs = dict.fromkeys(
        run for run in runs if not run[0].isalpha()
    )  # the same between all words: guessed once
    single = [_of_run(run, own_words) for run in (*filter(_is_letters, runs), *signs)]
    tries = math.prod(run.tries for run in single)
    parts = tuple(part if len(runs) == 1 else _in_company(part) for run in single for part in run.parts)
    if tries < whole.tries:
        return _Estimate(tries, parts if " " in text or Part.UNKNOWN_WORD in parts else whole.parts)
    return whole


def _of_run(run: str, own_words: list[str]) -> _Estimate:
    found = _guessed(run, own_words)
    tries = float(found["guesses"])
    if _is_letters(run) and any(map(_is_unknown, found["sequence"])):
        limit = _ANY_LANGUAGE ** math.ceil(len(run) / _LONGEST_WORD)
        return _Estimate(min(tries, limit), (Part.UNKNOWN_WORD,))
    return _Estimate(tries, _parts(found["sequence"]))


def _guessed(text: str, own_words: list[str]) -> dict[str, Any]:
    """What zxcvbn finds. It keeps the words it was given in a global table; they are taken out again."""
    from zxcvbn import matching, zxcvbn

    try:
        found: dict[str, Any] = zxcvbn(text, user_inputs=own_words)
    finally:
        matching.RANKED_DICTIONARIES.pop("user_inputs", None)
    return found


def _is_letters(run: str) -> bool:
    return run[0].isalpha()


def _is_unknown(match: Match) -> bool:
    return match["pattern"] == "bruteforce" and len(match["token"]) >= _LETTERS


def _in_company(part: Part) -> Part:
    return Part.WORD if part is Part.KNOWN_PASSWORD else part


def _parts(sequence: Sequence[Match]) -> tuple[Part, ...]:
    parts = tuple(_part(match) for match in sequence)
    return parts if len(parts) == 1 else tuple(map(_in_company, parts))


def _part(match: Match) -> Part:
    pattern = match["pattern"]
    if pattern == "repeat":
        return Part.SAME_CHARACTER if len(match["base_token"]) == 1 else Part.SAME_PART
    if match["token"].isdigit() and pattern in {"dictionary", "bruteforce"}:
        return Part.NUMBER
    if pattern == "dictionary" and match["dictionary_name"] == "passwords":
        return Part.KNOWN_PASSWORD
    if pattern == "dictionary":
        return _BY_DICTIONARY.get(match["dictionary_name"], Part.WORD)
    return _BY_PATTERN[pattern]
