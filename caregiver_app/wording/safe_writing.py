"""Spellings of doses that have killed people, and what to write instead.

Sources: ISMP List of Error-Prone Abbreviations (2024); The Joint Commission "Do Not Use" list.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Final

_U: Final = r"(?:mg|mcg|micrograms?|g|kg|mL|L|units?|mEq|mmol)"

_LATIN_TIMES: Final = (
    r"b\.?i\.?d\.?|t\.?i\.?d\.?|q\.?i\.?d\.?|q\.?h\.?s\.?|h\.?s\.?|q\d+\s?h|q[ap]m|a\.?c\.?|p\.?c\.?"
    r"|p\.?r\.?n\.?|o\.?d\.?|t\.?i\.?w\.?|BIW|u\.?d\.?|stat|nocte|mane"
)
_SHORT_ROUTES: Final = "PO|po|PR|pr|SL|sl|SC|sc|SQ|sq|IM|im|IV|iv|IN|IT|GT|PEG|AD|AS|AU|OD|OS|OU"

# Of a number. Longer ones are none, and without an end a text of digits would be gone through from each of them.
_REST: Final = r"[\d,.]{0,15}"

# name, pattern, case matters, what to write instead
_RULES: Final = (
    ("trailing zero", rf"(?<![\d.,:])\d+\.0+(?![\d.])(?=\s*{_U}\b)", True, "1 mg, not 1.0 mg"),
    ("padded fraction", rf"(?<![\d.,])\d+\.\d*[1-9]0+(?=\s*{_U}\b)", True, "0.5 mg, not 0.50 mg"),
    (
        "naked decimal",
        rf"(?<![\d\w])\.\d+(?=\s*(?:{_U}|tablets?|capsules?|puffs?)\b)",
        True,
        "0.5 mg, not .5 mg",
    ),
    ("U for units", rf"(?<![A-Za-z])\d{_REST}\s?[uU]\b(?!\.S)", True, "units"),
    ("IU", r"\b(?:IU|iu|I\.U\.)(?=\b|\s|$)", True, "units"),
    ("QD or QOD", r"\b[Qq]\.?\s?(?:[Oo]\.?)?[Dd]\b\.?", True, "daily, or every other day"),
    (
        "Latin frequency",
        rf"\b(?:{_LATIN_TIMES})(?![A-Za-z])",
        False,
        "the time in words, such as: in the morning and at bedtime",
    ),
    (
        "Latin route",
        r"\b(?:p\.o\.|per os|p\.r\.|s\.l\.|s\.c\.|s\.q\.|sub\s?q|i\.m\.|i\.v\.|NAS)(?=\W|$)",
        True,
        "by mouth, under the tongue, ... in words",
    ),
    (
        "short route",
        rf"(?:{_U}|tablets?|drops?|puffs?|dose|give|take)\s+(?:{_SHORT_ROUTES})\b",
        True,
        "by mouth, in the right ear, ... in words",
    ),
    ("microgram sign", r"\d\s?(?:µ|μ|u)g\b", True, "micrograms"),
    ("cc", r"\d\s?cc\b", False, "mL"),
    ("ml", r"\d\s?(?:ml|ML|Ml)\b", True, "mL"),
    ("unit with full stop", r"\d\s?(?:mg|mL|mcg|g|kg)\.(?=\s+[a-z0-9]|$)", True, "mg, without the full stop"),
    (
        "number and unit joined",
        rf"(?<![\w.])\d{_REST}(?:mg|mcg|micrograms?|mL|units?|mEq|mmol|kg)\b",
        True,
        "10 mg, with a space",
    ),
    (
        "name and dose joined",
        r"(?<![A-Za-z])[A-Za-z]{3,}+\d++\s?(?:mg|mcg|mL|units)\b",
        True,
        "Inderal 40 mg, with a space",
    ),
    ("missing comma", rf"(?<![\d.,:+\-/#A-Za-z])\d{{4,}}(?=\s*{_U}\b)", True, "2,000, with a comma"),
    ("M or K for thousands", r"\d\s?(?:M|MM|K)\s*(?:units?)\b", True, "the number in full"),
    ("symbol", r"(?<=\s)[<>@&](?=\s|\d)|\d\s?[°](?!\s?[CF])", True, "less than, at, and"),
    ("plus between doses", r"\bmg\s?\+\s?\d", True, "and"),
    ("fraction sign", r"[½¼¾⅓⅔⅛]", True, "half a tablet"),
    ("decimal tablets", r"\b\d*\.\d+\s*(?:tablets?|capsules?|pills?)", True, "half a tablet"),
    (
        "slash for per",
        r"(?:mg|mcg|micrograms|units)\s?/\s?(?:day|dose|hour|hr|d|h)\b",
        True,
        "per day, per dose",
    ),
    ("12 am or pm", r"\b12(?::00)?\s?(?:am|pm|AM|PM)\b", True, "noon or midnight"),
    (
        "household measure",
        r"\b(?:tsp|tbsp|teaspoon|tablespoon|dropperful|capful)s?\b",
        False,
        "mL, with an oral syringe",
    ),
    ("ratio strength", r"\b1\s?:\s?\d{1,3}(?:,?000)\b", True, "1 mg per mL"),
)


@dataclass(frozen=True, slots=True)
class UnsafeSpelling:
    """``found`` is the piece of text; ``better`` says how to write it."""

    rule: str
    found: str
    better: str


@cache
def _compiled() -> tuple[tuple[str, re.Pattern[str], str], ...]:
    return tuple(
        (name, re.compile(pattern, 0 if case_matters else re.IGNORECASE), better)
        for name, pattern, case_matters, better in _RULES
    )


def unsafe_spellings(text: str) -> tuple[UnsafeSpelling, ...]:
    """Each easily misread spelling in ``text``, in the order of the rules. Nothing is ever changed for the writer."""
    return tuple(
        UnsafeSpelling(name, match[0].strip(), better)
        for name, pattern, better in _compiled()
        for match in pattern.finditer(text)
    )
