"""A person's record as the texts of a form, and back. The three states of an allergy list are never mixed."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final, TypeVar

from caregiver_app.domain.errors import InvalidField, Rule
from caregiver_app.domain.people import (
    AllergiesNotRecorded,
    AllergiesRecorded,
    Allergy,
    AllergyStatus,
    CareRecipient,
    EmergencyItem,
    ImplantedDevice,
    NoKnownAllergies,
    ProcedureToAvoid,
    Severity,
    Sex,
    Weight,
    age_in_years,
)
from caregiver_app.i18n import _
from caregiver_app.ui.records.reading import day_as_typed, read_day
from caregiver_app.ui.records.rows_in_form import read_rows
from caregiver_app.wording.parsing import parse_day, parse_weight
from caregiver_app.wording.people import INFANT_YEARS, severity, sex, weight_as_measured
from caregiver_app.wording.problems import shown

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date


PLAIN_TEXTS = (
    *("preferred_name", "full_name", "communication", "usual_state", "tell_first"),
    *("preferred_hospital", "advance_directives", "notes"),
    *("home_address", "how_to_get_in", "seizure_plan"),
)
NOT_RECORDED: Final = ""
NONE_KNOWN: Final = "none_known"
RECORDED: Final = "recorded"
ON_SHEET: Final = "on"
OFF_SHEET: Final = "off"
_BETWEEN = ", "
_T = TypeVar("_T")


def person_values(person: CareRecipient) -> dict[str, str]:
    """What the form shows of a record."""
    devices = [{"name": each.name, "details": each.details} for each in person.implanted_devices]
    avoid = [{"procedure": each.procedure, "why": each.why} for each in person.procedures_to_avoid]
    items = [{"name": each.name, "place": each.place} for each in person.emergency_items]
    return (
        {name: getattr(person, name) for name in PLAIN_TEXTS}
        | _weight_values(person.weight)
        | allergy_values(person.allergies)
        | {
            "birth_date": day_as_typed(person.birth_date),
            "languages": _BETWEEN.join(person.languages),
            "conditions": _as_text([{"condition": each} for each in person.conditions]),
            "implanted_devices": _as_text(devices),
            "procedures_to_avoid": _as_text(avoid),
            "emergency_items": _as_text(items),
            "sex": person.sex.value if person.sex else "",
            "gestation_weeks": "" if person.gestation_weeks is None else str(person.gestation_weeks),
            "home_off_sheet": OFF_SHEET if person.home_off_sheet else ON_SHEET,
        }
    )


def read_person(values: Mapping[str, str], before: CareRecipient) -> CareRecipient:
    """``before`` with what was typed. Raises ``InvalidField`` whose path begins with the form's key."""
    texts: dict[str, Any] = {name: values[name].strip() for name in PLAIN_TEXTS}
    return replace(
        before,
        **texts,
        birth_date=read_day(values, "birth_date"),
        weight=_weight(values),
        languages=_languages(values["languages"], before.languages),
        conditions=tuple(row["condition"].strip() for row in read_rows(values["conditions"])),
        allergies=read_allergies(values),
        implanted_devices=_rows(values, "implanted_devices", _device),
        procedures_to_avoid=_rows(values, "procedures_to_avoid", _procedure),
        emergency_items=_rows(values, "emergency_items", _item),
        sex=Sex(values["sex"]) if values["sex"] else None,
        gestation_weeks=_weeks(values["gestation_weeks"]),
        home_off_sheet=values["home_off_sheet"] == OFF_SHEET,
    )


def _weight_values(weight: Weight | None) -> dict[str, str]:
    if weight is None:
        return {"weight": "", "weight_unit": "", "measured_on": ""}
    return {
        "weight": f"{weight.amount:f}" if weight.ounces is None else weight_as_measured(weight),
        "weight_unit": weight.unit.value,
        "measured_on": day_as_typed(weight.measured_on),
    }


def _weight(values: Mapping[str, str]) -> Weight | None:
    """The unit is never guessed; a day without a weight is a weight forgotten."""
    text = values["weight"].strip()
    measured_on = read_day(values, "measured_on")
    if not text:
        if measured_on is not None:
            raise InvalidField(("weight",), Rule.MISSING)
        return None
    try:
        return parse_weight(text, values["weight_unit"], measured_on)
    except InvalidField as error:
        where = "weight_unit" if error.path == ("unit",) else "weight"
        raise InvalidField((where,), error.rule, error.value, error.detail) from None


def _weeks(text: str) -> int | None:
    if not text.strip():
        return None
    if not text.strip().isascii() or not text.strip().isdigit():
        raise InvalidField(("gestation_weeks",), Rule.NOT_A_NUMBER, text.strip())
    return int(text.strip()[:4])


def _languages(text: str, before: tuple[str, ...]) -> tuple[str, ...]:
    """A record that came with a comma inside a name of a language keeps it while nobody edits the field."""
    if text == _BETWEEN.join(before):
        return before
    return tuple(part.strip() for part in text.split(",") if part.strip())


def _rows(values: Mapping[str, str], key: str, make: Callable[[Mapping[str, str]], _T]) -> tuple[_T, ...]:
    return tuple(_row(key, place, row, make) for place, row in enumerate(read_rows(values[key])))


def _row(key: str, place: int, row: Mapping[str, str], make: Callable[[Mapping[str, str]], _T]) -> _T:
    try:
        return make(row)
    except InvalidField as error:
        raise error.under(key, place) from None


def _device(row: Mapping[str, str]) -> ImplantedDevice:
    return ImplantedDevice(row["name"].strip(), row["details"].strip())


def _procedure(row: Mapping[str, str]) -> ProcedureToAvoid:
    return ProcedureToAvoid(row["procedure"].strip(), row["why"].strip())


def _item(row: Mapping[str, str]) -> EmergencyItem:
    return EmergencyItem(row["name"].strip(), row["place"].strip())


def _as_text(rows: list[dict[str, str]]) -> str:
    return json.dumps(rows, ensure_ascii=False) if rows else ""


def is_infant(birth_date: str, today: date) -> bool:
    """Whether the typed day says so; a form does not ask a grandfather for the week he was born at."""
    try:
        born = parse_day(birth_date)
    except InvalidField:
        return False
    return born <= today and age_in_years(born, today) < INFANT_YEARS


def sex_choices() -> list[tuple[str, str]]:
    """Not recorded is one of them: nothing is guessed."""
    words = [(each.value, sex(each)) for each in Sex]
    return [("", _("Not recorded")), *((value, word[:1].upper() + word[1:]) for value, word in words)]


def home_choices() -> list[tuple[str, str]]:
    """Whether a stranger at the fridge may read where the key is."""
    return [
        (ON_SHEET, _("Yes, home address and how to get in")),
        (OFF_SHEET, _("No, leave them off the sheet")),
    ]


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
