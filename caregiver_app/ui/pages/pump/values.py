"""A pump's record as the form's text, and back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from caregiver_app.domain.errors import InvalidField, Rule
from caregiver_app.domain.pump import Pump
from caregiver_app.reference.matches import pump_entries
from caregiver_app.ui.pages.pump.amounts import AMOUNTS, read_amount
from caregiver_app.ui.records.match_answers import answers_as_text, answers_of, decided_link
from caregiver_app.ui.records.phone_rows import ReadPhones, phone_rows, read_phones
from caregiver_app.ui.records.reading import day_as_typed, read_day
from caregiver_app.wording.dates import NBSP, clock_time
from caregiver_app.wording.doses import quantity_as_typed
from caregiver_app.wording.parsing import parse_time

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, time

    from caregiver_app.domain.contacts import Phone
    from caregiver_app.domain.medication import ReferenceLink
    from caregiver_app.domain.preferences import Clock
    from caregiver_app.reference import Reference
    from caregiver_app.ui.frame.session import Session

_PLAIN: Final = (
    *(
        "drug",
        "maker",
        "model",
        "serial_number",
        "mode",
        "mri_note",
        "clinic_name",
        "oral_backup_plan",
        "notes",
    ),
)
_DAYS: Final = (
    *("implanted_on", "low_reservoir_alarm_on", "refill_by", "last_refill_on", "next_appointment_on"),
    "replace_by",
)
_PAST: Final = ("implanted_on", "last_refill_on")


def pump_values(pump: Pump, reference: Reference, clock: Clock) -> dict[str, str]:
    """What the form shows of a stored pump, so that saving it unchanged gives the same pump."""
    at = pump.next_appointment_at
    values = {name: getattr(pump, name) for name in _PLAIN}
    for name in AMOUNTS:
        amount = getattr(pump, name)
        values[name] = quantity_as_typed(amount) if amount else ""
    values |= {name: day_as_typed(getattr(pump, name)) for name in _DAYS}
    values["next_appointment_at"] = clock_time(at, clock).replace(NBSP, " ") if at else ""
    values["clinic_phones"] = phone_rows(pump.clinic_phones)
    values["reference"] = answers_as_text(answers_of(pump.reference, pump_entries(pump.drug, reference)))
    return values


def read_clinic_phones(values: Mapping[str, str], before: Pump | None, country: str) -> ReadPhones:
    """The clinic's numbers in the form. Raises ``InvalidField`` that names the row."""
    saved = before.clinic_phones if before else ()
    return read_phones("clinic_phones", values["clinic_phones"], country, saved)


def read_pump(
    values: Mapping[str, str], pump_id: str, before: Pump | None, phones: tuple[Phone, ...], session: Session
) -> Pump:
    """The pump in the form. Raises ``InvalidField`` that names the field."""
    parts = _read_parts(values)
    for name in _PAST:
        if parts[name] is not None and parts[name] > session.today:
            raise InvalidField((name,), Rule.IN_THE_FUTURE, parts[name])
    pump = Pump(
        id=pump_id,
        next_appointment_at=_read_time(values["next_appointment_at"]),
        clinic_phones=phones,
        reference=_link(values, before, session.reference, session.today),
        **parts,
    )
    if pump.next_appointment_at is not None and pump.next_appointment_on is None:
        raise InvalidField(("next_appointment_on",), Rule.MISSING)
    return pump


def _read_parts(values: Mapping[str, str]) -> dict[str, Any]:
    parts: dict[str, Any] = {name: values[name].strip() for name in _PLAIN}
    parts |= {name: read_amount(name, values[name]) for name in AMOUNTS}
    return parts | {name: read_day(values, name) for name in _DAYS}


def _link(
    values: Mapping[str, str], before: Pump | None, reference: Reference, today: date
) -> ReferenceLink | None:
    stored = (before.reference, pump_entries(before.drug, reference)) if before else (None, ())
    return decided_link(values["reference"], pump_entries(values["drug"], reference), stored, today)


def _read_time(text: str) -> time | None:
    if not text.strip():
        return None
    try:
        return parse_time(text)
    except InvalidField as error:
        raise error.under("next_appointment_at") from None
