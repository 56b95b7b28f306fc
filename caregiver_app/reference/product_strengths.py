"""An FDA strength ("50 ug/mL") in safe writing ("50 micrograms per mL"), or nothing if that is not safe.

Numbers are never converted or rounded; milligrams stay milligrams and micrograms stay micrograms.
Writing rules: ISMP list of error-prone abbreviations (2024): no trailing zero, a zero before the point,
commas from 1,000, "per" for "/".
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType

_PART = re.compile(r"(\d++(?:\.\d++)?|\.\d++) ([^/\d]+)/(\d*+\.?\d*+)([A-Za-z]*)")
_UNITS = MappingProxyType(
    {
        "mg": ("mg", "mg"),
        "g": ("g", "g"),
        "ug": ("microgram", "micrograms"),
        "meq": ("mEq", "mEq"),
        "[iU]": ("unit", "units"),
        "[USP'U]": ("unit", "units"),
        "U": ("unit", "units"),
    }
)
_TIMES = MappingProxyType({"h": ("hour", "hours"), "d": ("day", "days")})
_VOLUMES = frozenset({"mL", "L", "g"})
_MOST_DECIMALS = 4
"""Longer fractions in the directory are computed, not printed on a box."""
_MOST_INGREDIENTS = 4
_HOURS_IN_A_DAY = 24
_MEASURED_OUT = """
solution suspension liquid syrup elixir drops concentrate emulsion cream gel ointment lotion oil paste
shampoo gas rinse foam irrigant jelly enema
"""
_PER_ONE_IS_UNCLEAR = frozenset(_MEASURED_OUT.split())
"""Forms that are measured out: "10 mg" of them says nothing without a volume."""
_MOST_GRAMS_IN_A_PIECE = 2
"""A tablet or capsule "of 325 g" is a slip of the directory."""
_FAR_MORE_VOLUME = 20
_FAR_MORE_OFTEN = 5
_MIXED_BEFORE_USE = ("for solution", "for suspension", "powder")


def strength_text(raw: str, form: str, route: str) -> str:
    """``raw`` (ingredients parted by ``; ``) in safe writing; ``""`` if any part of it cannot be read safely.

    ``form`` and ``route`` are FDA's own words: they tell whether "per 1" is a tablet or means nothing.
    """
    parts = raw.split("; ")
    if len(parts) > _MOST_INGREDIENTS:
        return ""
    texts = [_one(part, form, route) for part in parts]
    return " and ".join(texts) if all(texts) else ""


def without_bottles(counts: Mapping[str, int]) -> dict[str, int]:
    """Without strengths of a liquid that name the bottle's volume where the dose's belongs: a slip of the directory.

    "160 mg/100mL" beside a hundred "160 mg/5mL": the same amount, in twenty times the volume, hardly ever.
    """
    read = {raw: match for raw in counts if (match := _PART.fullmatch(raw)) and match[4] in _VOLUMES}
    return {
        raw: count
        for raw, count in counts.items()
        if raw not in read
        or not any(
            other.group(1, 2, 4) == read[raw].group(1, 2, 4)
            and float(read[raw][3] or 1) >= _FAR_MORE_VOLUME * float(other[3] or 1)
            and counts[each] >= _FAR_MORE_OFTEN * count
            for each, other in read.items()
        )
    }


def _one(raw: str, form: str, route: str) -> str:
    match = _PART.fullmatch(raw)
    if match is None:
        return ""
    amount, unit, per_amount, per_unit = match.groups()
    number = _number(amount)
    if not number or unit not in _UNITS:
        return ""
    if unit == "g" and form.startswith(("tablet", "capsule")) and float(amount) > _MOST_GRAMS_IN_A_PIECE:
        return ""
    start = f"{number} {_counted(_UNITS[unit], number)}"
    if not per_unit:
        return start if per_amount == "1" and _one_is_a_piece(form, route) else ""
    if unit == per_unit and float(amount) >= float(per_amount or 1):
        return ""
    per = _per(per_amount, per_unit)
    return f"{start} per {per}" if per else ""


def _per(amount: str, unit: str) -> str:
    number = _number(amount or "1")
    if unit in _VOLUMES and number:
        return unit if number == "1" else f"{number} {unit}"
    return _per_time(number, unit)


def _per_time(number: str, unit: str) -> str:
    """More than 24 hours is left out: the directory has fentanyl "per 72 hours" that is labelled per hour."""
    if unit not in _TIMES or not number.isdigit() or (unit == "h" and int(number) > _HOURS_IN_A_DAY):
        return ""
    words = _counted(_TIMES[unit], number)
    return words if number == "1" else f"{number} {words}"


def _counted(words: tuple[str, str], number: str) -> str:
    return words[0] if number == "1" else words[1]


def _number(text: str) -> str:
    """Digits with commas, a leading zero and no trailing one; ``""`` for zero or too many decimals."""
    whole, _, fraction = text.partition(".")
    whole, fraction = whole.lstrip("0"), fraction.rstrip("0")
    if len(fraction) > _MOST_DECIMALS or not (whole or fraction):
        return ""
    grouped = f"{int(whole or '0'):,}"
    return f"{grouped}.{fraction}" if fraction else grouped


def _one_is_a_piece(form: str, route: str) -> bool:
    """True for a tablet, vial of powder or puff. A skin patch "per 1" may be content or rate: not offered."""
    if "transdermal" in route and not form.startswith(("tablet", "capsule")):
        return False
    if any(word in form for word in _MIXED_BEFORE_USE):
        return True
    if form.startswith("injection"):
        return False
    return not _PER_ONE_IS_UNCLEAR & set(re.findall(r"[a-z]+", form.replace("film", "")))
