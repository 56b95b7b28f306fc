"""What a pump's card says, before anybody draws it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from caregiver_app.i18n import _
from caregiver_app.wording.dates import clock_time, day, not_recorded
from caregiver_app.wording.doses import per_day, per_ml, quantity
from caregiver_app.wording.pumps import phone

if TYPE_CHECKING:
    from caregiver_app.domain.preferences import Clock
    from caregiver_app.domain.pump import Pump


@dataclass(frozen=True, slots=True)
class PumpFact:
    """``warning`` is for a date that has passed; ``is_missing`` for what nobody wrote down."""

    label: str
    value: str
    detail: str = ""
    warning: str = ""
    is_missing: bool = False


def large_facts(pump: Pump, today: date) -> list[PumpFact]:
    """What a stranger needs in ten seconds."""
    dose, strength, volume = pump.daily_dose, pump.concentration, pump.low_reservoir_alarm_volume
    at_volume = _("Sounds at {volume}").format(volume=quantity(volume)) if volume else ""
    return [
        _amount(_("Dose per day"), per_day(dose) if dose else "", pump.mode.strip()),
        _amount(_("Concentration"), per_ml(strength) if strength else "", pump.drug.strip()),
        _due(_("Refill by"), pump.refill_by, today),
        _due(_("Low-reservoir alarm"), pump.low_reservoir_alarm_on, today, at_volume),
    ]


def call_lines(pump: Pump) -> list[str]:
    """The clinic, then each number with when it is answered and what for."""
    numbers = [phone(each) for each in pump.clinic_phones]
    return [pump.clinic_name.strip() or _("Clinic: not recorded"), *(numbers or [_("No number recorded")])]


def small_facts(pump: Pump, today: date, clock: Clock) -> list[PumpFact]:
    """Everything else, none left blank."""
    size = pump.reservoir_size
    return [
        _day(_("Last refill"), pump.last_refill_on),
        PumpFact(_("Next appointment"), _appointment(pump, clock)),
        _text(_("Backup plan by mouth"), pump.oral_backup_plan),
        _text(_("MRI"), pump.mri_note),
        _text(_("Maker"), pump.maker),
        _text(_("Model"), pump.model),
        _text(_("Serial number"), pump.serial_number),
        PumpFact(_("Reservoir size"), quantity(size) if size else not_recorded()),
        _day(_("Implant date"), pump.implanted_on),
        _due(_("Replace by"), pump.replace_by, today),
        *([_text(_("Notes"), pump.notes)] if pump.notes.strip() else []),
    ]


def _amount(label: str, words: str, detail: str) -> PumpFact:
    return PumpFact(label, words or not_recorded(), detail, is_missing=not words)


def _due(label: str, value: date | None, today: date, detail: str = "") -> PumpFact:
    if value is None:
        return PumpFact(label, not_recorded(), detail, is_missing=True)
    passed = _("This date has passed. Call the pump clinic.") if value < today else ""
    return PumpFact(label, day(value), detail, passed)


def _day(label: str, value: date | None) -> PumpFact:
    return PumpFact(label, day(value) if value else not_recorded())


def _text(label: str, value: str) -> PumpFact:
    return PumpFact(label, value.strip() or not_recorded())


def _appointment(pump: Pump, clock: Clock) -> str:
    if pump.next_appointment_on is None:
        return not_recorded()
    at = pump.next_appointment_at
    return (
        f"{day(pump.next_appointment_on)}, {clock_time(at, clock)}" if at else day(pump.next_appointment_on)
    )
