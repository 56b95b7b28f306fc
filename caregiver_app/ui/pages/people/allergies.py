"""The three states of an allergy list, from fields to a value and back. They are never mixed."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final

from caregiver_app.domain.errors import InvalidField, Rule
from caregiver_app.domain.people import (
    AllergiesNotRecorded,
    AllergiesRecorded,
    Allergy,
    AllergyStatus,
    NoKnownAllergies,
    Severity,
)
from caregiver_app.i18n import _
from caregiver_app.ui.records.reading import day_as_typed, read_day
from caregiver_app.ui.records.rows_in_form import read_rows
from caregiver_app.wording.people import severity
from caregiver_app.wording.problems import shown

if TYPE_CHECKING:
    from collections.abc import Mapping

NOT_RECORDED: Final = ""
NONE_KNOWN: Final = "none_known"
RECORDED: Final = "recorded"


def state_choices() -> list[tuple[str, str]]:
    """What the family can say about allergies."""
    return [
        (NOT_RECORDED, _("Not recorded")),
        (NONE_KNOWN, _("None known, confirmed on a day")),
        (RECORDED, _("Recorded below")),
    ]


def severity_choices() -> list[tuple[str, str]]:
    """How bad a reaction was."""
    words = [(each.value, severity(each)) for each in Severity]
    return [("", _("Not recorded")), *((value, word[:1].upper() + word[1:]) for value, word in words)]


def allergy_values(status: AllergyStatus) -> dict[str, str]:
    """The fields for a status."""
    values = {"allergy_state": NOT_RECORDED, "confirmed_on": "", "allergies": ""}
    if isinstance(status, NoKnownAllergies):
        return values | {"allergy_state": NONE_KNOWN, "confirmed_on": day_as_typed(status.confirmed_on)}
    if isinstance(status, AllergiesRecorded):
        rows = [
            {"substance": each.substance, "reaction": each.reaction, "severity": each.severity or ""}
            for each in status.allergies
        ]
        return values | {"allergy_state": RECORDED, "allergies": json.dumps(rows, ensure_ascii=False)}
    return values


def contradiction(values: Mapping[str, str]) -> str:
    """A sentence if allergies are typed that the chosen state would drop; else empty."""
    rows = read_rows(values["allergies"])
    if values["allergy_state"] == RECORDED or not rows:
        return ""
    typed = ", ".join(shown(row["substance"] or row["reaction"] or _("a severity")) for row in rows)
    return _("You typed an allergy below: {typed}. Choose “Recorded below”, or remove its row.").format(
        typed=typed
    )


def read_allergies(values: Mapping[str, str]) -> AllergyStatus:
    """The status in the fields. Raises ``InvalidField``: none known without a day, recorded with no row."""
    state = values["allergy_state"]
    if state == NONE_KNOWN:
        confirmed_on = read_day(values, "confirmed_on")
        if confirmed_on is None:
            raise InvalidField(("confirmed_on",), Rule.MISSING)
        return NoKnownAllergies(confirmed_on)
    if state == RECORDED:
        rows = read_rows(values["allergies"])
        return AllergiesRecorded(tuple(_allergy(place, row) for place, row in enumerate(rows)))
    return AllergiesNotRecorded()


def _allergy(place: int, row: Mapping[str, str]) -> Allergy:
    try:
        severity_value = Severity(row["severity"]) if row["severity"] else None
        return Allergy(row["substance"].strip(), row["reaction"].strip(), severity_value)
    except InvalidField as error:
        raise error.under("allergies", place) from None
