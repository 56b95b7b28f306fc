"""What must hold for the words of a fact and for the columns of a medicine."""

from __future__ import annotations

from typing import Final

from caregiver_app.reference.model import (
    FIRST_STEPS,
    SIGNS,
    TOO_LITTLE,
    TOO_MUCH,
    TOO_MUCH_NOTES,
    Fact,
    FactKind,
)
from caregiver_app.reference.shape import BrokenReference, Flaw

LONGEST_SIGN: Final = 60
LONGEST_LINE: Final = 120
LONGEST_COLUMN: Final = 5
PLACEHOLDERS: Final = ("{emergency}", "{poison}")
_COLUMNS: Final = (TOO_LITTLE, TOO_MUCH, TOO_MUCH_NOTES, FIRST_STEPS)


def check_words(fact: Fact, file: str) -> None:
    """A sign fits the sheet's column and has its clinical term; no stray braces or line breaks anywhere."""
    sign = fact.kind in SIGNS
    if not fact.plain.strip():
        raise BrokenReference(file, fact.id, Flaw.EMPTY, "plain")
    if not fact.plain.isprintable():
        raise BrokenReference(file, fact.id, Flaw.NOT_PLAIN_TEXT)
    if len(fact.plain) > (LONGEST_SIGN if sign else LONGEST_LINE) or len(fact.clinical) > LONGEST_LINE:
        raise BrokenReference(file, fact.id, Flaw.TOO_LONG, fact.plain)
    if sign and not fact.clinical.strip():
        raise BrokenReference(file, fact.id, Flaw.NO_CLINICAL_TERM)
    if "{" in fact.plain or "}" in fact.plain:
        _check_placeholders(fact, file)


def _check_placeholders(fact: Fact, file: str) -> None:
    rest = fact.plain
    for placeholder in PLACEHOLDERS:
        rest = rest.replace(placeholder, "")
    if "{" in rest or "}" in rest:
        raise BrokenReference(file, fact.id, Flaw.UNKNOWN_PLACEHOLDER, fact.plain)


def check_columns(facts: tuple[Fact, ...], file: str, owner: str) -> None:
    """Each column counts 1, 2, 3 without holes; the two columns of signs hold five lines at most."""
    for kinds in _COLUMNS:
        places = sorted(fact.on_sheet for fact in facts if fact.kind in kinds and fact.on_sheet is not None)
        if places != list(range(1, len(places) + 1)):
            raise BrokenReference(file, owner, Flaw.SHEET_ORDER, kinds[0])
        if kinds is not FIRST_STEPS and len(places) > LONGEST_COLUMN:
            raise BrokenReference(file, owner, Flaw.SHEET_ORDER, kinds[0])
    for fact in facts:
        if fact.on_sheet is not None and not _has_column(fact.kind):
            raise BrokenReference(file, fact.id, Flaw.SHEET_ORDER, fact.kind)


def _has_column(kind: FactKind) -> bool:
    return any(kind in kinds for kinds in _COLUMNS)
