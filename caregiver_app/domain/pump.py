"""An implanted intrathecal drug pump. Every date is one the clinic gave; none is computed here."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time

from caregiver_app.domain.amounts import Volume
from caregiver_app.domain.contacts import Phone
from caregiver_app.domain.errors import InvalidField, Rule
from caregiver_app.domain.medication import ReferenceLink
from caregiver_app.domain.rates import Concentration, DailyDose
from caregiver_app.domain.text import check_name, check_text


@dataclass(frozen=True, slots=True)
class Pump:
    """Raises ``InvalidField``: no drug, an empty reservoir or alarm volume, a refill due before the last one."""

    id: str
    drug: str
    maker: str = ""
    model: str = ""
    serial_number: str = ""
    reservoir_size: Volume | None = None
    concentration: Concentration | None = None
    daily_dose: DailyDose | None = None
    mode: str = ""
    implanted_on: date | None = None
    low_reservoir_alarm_volume: Volume | None = None
    low_reservoir_alarm_on: date | None = None
    refill_by: date | None = None
    last_refill_on: date | None = None
    next_appointment_on: date | None = None
    next_appointment_at: time | None = None
    replace_by: date | None = None
    mri_note: str = ""
    clinic_name: str = ""
    clinic_phones: tuple[Phone, ...] = ()
    oral_backup_plan: str = ""
    reference: ReferenceLink | None = None
    notes: str = ""

    def __post_init__(self) -> None:
        check_name("drug", self.drug)
        for name in ("maker", "model", "serial_number", "mode", "clinic_name"):
            check_text(name, getattr(self, name), 500)
        for name in ("mri_note", "oral_backup_plan", "notes"):
            check_text(name, getattr(self, name))
        for name in ("reservoir_size", "low_reservoir_alarm_volume"):
            _check_holds_something(name, getattr(self, name))
        if self.last_refill_on and self.refill_by and self.refill_by < self.last_refill_on:
            raise InvalidField(("refill_by",), Rule.BEFORE_ANOTHER, self.refill_by, "last_refill_on")


def _check_holds_something(name: str, volume: Volume | None) -> None:
    if volume is not None and not volume.amount:
        raise InvalidField((name,), Rule.NOT_POSITIVE, str(volume.amount))
