"""Spellings of doses that have killed people, and what to write instead.

Sources: ISMP List of Error-Prone Abbreviations (2024); The Joint Commission "Do Not Use" list.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Final

from caregiver_app.domain.quantity import two_readings

# Pharmacy labels are often in capitals.
_U: Final = r"(?i:mg|mcg|micrograms?|g|kg|mL|L|units?|mEq|mmol)"

_PIECES: Final = r"(?i:tablets?|tabs?|capsules?|caps?|pills?)"
# What each means, so that what is advised means the same. ``od`` is once a day to one reader, the right eye to another.
_LATIN: Final = {
    "bid": "twice a day", "bd": "twice a day", "tid": "three times a day", "tds": "three times a day",
    "qid": "four times a day", "qds": "four times a day", "qhs": "at bedtime", "hs": "at bedtime",
    "qam": "every morning", "qpm": "every evening", "ac": "before meals", "pc": "after meals", "prn": "as needed",
    "od": "in words: once a day, the right eye, or overdose", "tiw": "three times a week", "biw": "twice a week",
    "ud": "as the label says, in full", "stat": "now, one time", "nocte": "at night", "mane": "in the morning",
    "eod": "every other day", "qw": "every week", "qwk": "every week",
}  # fmt: skip
# Also words of every day: a computer, the air conditioning, a high school. Read as doses only behind one.
_AMBIGUOUS: Final = frozenset(("ac", "pc", "hs", "od", "ud"))
_LATIN_TIMES: Final = (
    r"b\.?i\.?d\.?|t\.?i\.?d\.?|q\.?i\.?d\.?|q\.?h\.?s\.?|(?<!q\.)h\.?s\.?|q\.?[ap]\.?m\.?|a\.?c\.?|p\.?c\.?"
    r"|p\.?r\.?n\.?|(?<!q\.)o\.?d\.?|t\.?i\.?w\.?|BIW|u\.?d\.?|qwk?|stat|nocte|mane"
)
# "10 MG IN THE MORNING", "AS DIRECTED" are words.
_SHORT_ROUTES: Final = (
    r"PO|po|PR|pr|SL|sl|SC|sc|SQ|sq|IM|im|IV|iv|GT|PEG|AD|AU|OD|OS|OU|(?:IN|IT|AS)(?!\s+[A-Za-z])"
)
_PARTS: Final = {
    "5": "half", "50": "half", "25": "a quarter", "75": "three quarters",
    "½": "half", "¼": "a quarter", "¾": "three quarters", "⅓": "a third", "⅔": "two thirds", "⅛": "an eighth",
    "⅜": "three eighths", "⅝": "five eighths", "⅞": "seven eighths",
    "1/2": "half", "1/4": "a quarter", "3/4": "three quarters", "1/3": "a third", "2/3": "two thirds",
    "1/8": "an eighth",
}  # fmt: skip
_SYMBOLS: Final = {"<": "less than", ">": "more than", "@": "at", "&": "and"}
_DRUGS: Final = {"mso4": "morphine sulfate", "mgso4": "magnesium sulfate"}

# Of a number. Longer ones are none, and without an end a text of digits would be gone through from each of them.
_REST: Final = r"[\d,.]{0,15}"

_LONGEST_NUMBER: Final = 15
_Match = re.Match[str]


def _tidy_number(match: _Match) -> str:
    readings = two_readings(match[0])
    return " or ".join(readings) if readings else match[0].rstrip("0").rstrip(".")


_GAP: Final = r"[^\w.;:]"
_DOSED: Final = re.compile(
    rf"(?:^|(?:{_U}|{_PIECES}|puffs?|drops?|doses?|take|give|mouth|\d){_GAP}*(?:\w+{_GAP}+){{0,2}}){_GAP}*$",
    re.IGNORECASE,
)


def _latin(match: _Match) -> str:
    word = match[0].replace(".", "").lower()
    if word in _AMBIGUOUS and "." not in match[0][:-1] and not _DOSED.search(match.string[: match.start()]):
        return ""
    return _LATIN[word]


def _every(match: _Match) -> str:
    until = f" to {match['until']}" if match["until"] else ""
    return f"every {match['from']}{until} hours"


def _daily(match: _Match) -> str:
    return "every other day" if "o" in match[0].lower() else "daily"


def _per(match: _Match) -> str:
    unit = match["per"]
    return {"d": "per day", "day": "per day", "dose": "per dose"}.get(unit, "per hour")


def _parted(match: _Match) -> str:
    """``10 mg`` for ``10mg``, ``Inderal 40 mg`` for ``Inderal40 mg``."""
    return re.sub(r"(?<=[A-Za-z])(?=\d)|(?<=\d)(?=[A-Za-zµ])", " ", match[0])


def _with_commas(match: _Match) -> str:
    return f"{int(match[0]):,}" if len(match[0]) <= _LONGEST_NUMBER else "2,000, with commas"


def _twelve(match: _Match) -> str:
    return "midnight" if "a" in match[0].lower() else "noon"


def _pieces(match: _Match) -> str:
    whole, _point, rest = match["number"].partition(".")
    part = _PARTS.get(rest)
    if part is None:
        return "the part of a tablet in words"
    if whole.strip("0"):
        return f"{whole.lstrip('0')} and {'a half' if part == 'half' else part} tablets"
    return f"{part} {'a' if part == 'half' else 'of a'} tablet"


def _fraction(match: _Match) -> str:
    return _PARTS.get(match["part"], "the part in words")


def _sign(match: _Match) -> str:
    return _SYMBOLS.get(match[0].strip(), "the word in full: degrees, or hours")


_GROUP_NAME: Final = re.compile(r"\(\?P<\w+>")
# name, pattern, case matters, what to write instead: words, or a function of what was found ("": it is none)
_RULES: Final[tuple[tuple[str, str, bool, str | Callable[[_Match], str]], ...]] = (
    ("trailing zero", rf"(?<![\d.,:])\d+\.0+(?![\d.])(?=\s*(?:{_U}|{_PIECES})\b)", True, _tidy_number),
    ("padded fraction", rf"(?<![\d.,])\d+\.\d*[1-9]0+(?=\s*{_U}\b)", True, _tidy_number),
    (
        "naked decimal",
        rf"(?<![\d\w])\.\d+(?=\s*(?:{_U}|{_PIECES}|puffs?)\b)",
        True,
        lambda match: f"0{match[0]}",
    ),
    ("U for units", rf"(?<![A-Za-z])\d{_REST}\s?[uU]\b(?!\.S)", True, "units"),
    ("IU", r"\b(?:IU|iu|I\.U\.)(?=\b|\s|$)", True, "units"),
    ("QD or QOD", r"\b[Qq]\.?\s?(?:[Oo]\.?)?[Dd]\b\.?", True, _daily),
    (
        "every so many hours",
        r"\b[Qq]\.?\s?(?P<from>\d+)(?:\s?(?:[-\u2013]|to)\s?(?P<until>\d{1,2}))?\s?[Hh](?:rs?|ours?)?(?![A-Za-z])",
        True,
        _every,
    ),
    (
        "every so many",
        r"\b[Qq]\d{1,2}(?![\dA-Za-z])(?!\s?(?:[Hh]|-|\u2013|to\b))",
        True,
        "every how many hours, in words",
    ),
    ("Latin frequency", rf"\b(?:{_LATIN_TIMES})(?![A-Za-z])", False, _latin),
    ("Latin frequency", r"\bBD(?=\s*(?:$|[,.;)]))", True, _latin),
    ("abbreviated drug", r"\bMS(?=\s+\d)", True, "morphine sulfate or magnesium sulfate, in full"),
    (
        "Latin frequency",
        r"\b(?:bd|b\.d\.|tds|t\.d\.s\.|qds|q\.d\.s\.|eod|e\.o\.d\.|TDS|QDS|EOD)(?![A-Za-z])",
        True,
        _latin,
    ),
    (
        "Latin route",
        r"\b(?:p\.o\.|per os|p\.r\.|s\.l\.|s\.c\.|s\.q\.|sub\s?q|i\.m\.|i\.v\.|NAS)(?=\W|$)",
        True,
        "by mouth, under the tongue, ... in words",
    ),
    (
        "short route",
        rf"(?:{_U}|{_PIECES}|drops?|puffs?|dose|give|take)\s+(?:{_SHORT_ROUTES})\b",
        True,
        "by mouth, in the right ear, ... in words",
    ),
    ("microgram sign", r"\d\s?(?:µ|μ|u)g\b", True, "micrograms"),
    ("cc", r"\d\s?cc\b", False, "mL"),
    ("ml", r"\d\s?(?:ml|ML|Ml)\b", True, "mL"),
    (
        "unit with full stop",
        r"\d\s?(?:mg|mL|mcg|g|kg)\.(?=\s+[a-z0-9])",
        True,
        "the unit without the full stop",
    ),
    (
        "number and unit joined",
        rf"(?<![\w.])\d{_REST}(?:mg|mcg|micrograms?|mL|units?|mEq|mmol|kg)\b",
        True,
        _parted,
    ),
    (
        "name and dose joined",
        r"(?<![A-Za-z])[A-Za-z]{3,}+\d++\s?(?:mg|mcg|mL|units)\b",
        True,
        _parted,
    ),
    ("missing comma", rf"(?<![\d.,:+\-/#A-Za-z])\d{{4,}}(?=\s*{_U}\b)", True, _with_commas),
    ("M or K for thousands", r"\d\s?(?:M|MM|K)\s*(?:units?)\b", True, "the number in full"),
    ("symbol", r"(?<=\s)[<>@&](?=\s|\d)|\d\s?[°](?!\s?[CF])", True, _sign),
    ("plus between doses", r"\bmg\s?\+\s?\d", True, "and"),
    ("fraction sign", r"(?P<part>[½¼¾⅓⅔⅛⅜⅝⅞])", True, _fraction),
    (
        "fraction",
        rf"(?<![\d/.])(?P<part>[1-9]/[1-9])(?=\s*(?:{_PIECES}|patch(?:es)?|of a\b))",
        True,
        _fraction,
    ),
    ("decimal tablets", rf"(?<![\d,])(?P<number>[\d,]*\.\d+)\s*{_PIECES}", True, _pieces),
    (
        "slash for per",
        r"(?:mg|mcg|micrograms|units)\s?/\s?(?P<per>day|dose|hour|hr|d|h)\b",
        True,
        _per,
    ),
    ("12 am or pm", r"\b12(?::00)?\s?(?:am|pm|AM|PM)\b", True, _twelve),
    (
        "household measure",
        r"(?<![A-Za-z])(?:tsp|tbsp|teaspoon|tablespoon|dropperful|capful)s?\b",
        False,
        "the amount in mL, as the pharmacy measures it",
    ),
    ("ratio strength", r"\b1\s?:\s?\d{1,3}(?:,?000)\b", True, "the strength in mg per mL, as on its label"),
    ("abbreviated drug", r"\bM(?:g)?SO4\b", False, lambda match: _DRUGS[match[0].lower()]),
)


# The rules that a text without any digit or sign can break.
_WITHOUT_NUMBERS: Final = frozenset(
    ("IU", "QD or QOD", "Latin frequency", "Latin route", "short route", "household measure")
)
# And the words that break one by themselves: most texts are the one word of a name.
_WORDS_ALONE: Final = frozenset(
    {*_LATIN, *_DRUGS, "iu", "qd", "qod", "nas", "subq"}
    | {
        f"{each}{s}"
        for each in ("tsp", "tbsp", "teaspoon", "tablespoon", "dropperful", "capful")
        for s in ("", "s")
    }
)
_NUMBER_OR_SIGN: Final = re.compile(r"[\d<>@&°½¼¾⅓⅔⅛⅜⅝⅞]")


@dataclass(frozen=True, slots=True)
class UnsafeSpelling:
    """``found`` is the piece of text; ``better`` says how to write it, and means the same."""

    rule: str
    found: str
    better: str


@cache
def _compiled() -> tuple[tuple[str, re.Pattern[str], str | Callable[[_Match], str]], ...]:
    return tuple(
        (name, re.compile(pattern, 0 if case_matters else re.IGNORECASE), better)
        for name, pattern, case_matters, better in _RULES
    )


@cache
def _any(*, with_numbers: bool) -> re.Pattern[str]:
    """All rules at once: most texts break none, and need not be looked through for each."""
    patterns = [
        (_GROUP_NAME.sub("(?:", pattern), case_matters)
        for name, pattern, case_matters, _better in _RULES
        if with_numbers or name in _WITHOUT_NUMBERS
    ]
    return re.compile("|".join([f"(?:{each})" if case else f"(?i:{each})" for each, case in patterns]))


def unsafe_spellings(text: str) -> tuple[UnsafeSpelling, ...]:
    """Each easily misread spelling in ``text``, in the order of the rules. Nothing is ever changed for the writer."""
    if text.isalpha() and text.casefold() not in _WORDS_ALONE:
        return ()
    if not text or _any(with_numbers=_NUMBER_OR_SIGN.search(text) is not None).search(text) is None:
        return ()
    found = (
        UnsafeSpelling(name, match[0].strip(), better if isinstance(better, str) else better(match))
        for name, pattern, better in _compiled()
        for match in pattern.finditer(text)
    )
    return tuple(each for each in found if each.better)
