"""An implanted intrathecal drug pump. Every date is one the clinic gave; none is computed here."""

from __future__ import annotations

from datetime import date, time

from caregiver_app.domain.contacts import Phone
from caregiver_app.domain.errors import InvalidField, Rule
from caregiver_app.domain.frozen import dataclass
from caregiver_app.domain.medication import ReferenceLink
from caregiver_app.domain.quantity import Dimension, Quantity
from caregiver_app.domain.text import check_name, check_text


@dataclass(frozen=True, slots=True)
class Pump:
    """Volumes in mL, ``concentration`` as mass per mL, ``daily_dose`` as mass per day (mcg for baclofen).

    Raises ``InvalidField``, also where a volume or mass comes in another kind of unit.
    """

    id: str
    drug: str
    maker: str = ""
    model: str = ""
    serial_number: str = ""
    reservoir_size: Quantity | None = None
    concentration: Quantity | None = None
    daily_dose: Quantity | None = None
    mode: str = ""
    implanted_on: date | None = None
    low_reservoir_alarm_volume: Quantity | None = None
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
            _check_kind(name, getattr(self, name), Dimension.VOLUME)
        for name in ("concentration", "daily_dose"):
            _check_kind(name, getattr(self, name), Dimension.MASS)
        if self.last_refill_on and self.refill_by and self.refill_by < self.last_refill_on:
            raise InvalidField(("refill_by",), Rule.BEFORE_ANOTHER, self.refill_by, "last_refill_on")


def _check_kind(name: str, quantity: Quantity | None, kind: Dimension) -> None:
    if quantity is not None and quantity.unit.dimension is not kind:
        raise InvalidField((name,), Rule.WRONG_KIND_OF_UNIT, quantity.unit.value, kind.value)
