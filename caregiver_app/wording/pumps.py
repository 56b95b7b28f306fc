"""A pump's record as labels with values."""

from __future__ import annotations

from datetime import date

from caregiver_app.domain.contacts import Phone, PhoneLabel
from caregiver_app.domain.preferences import Clock
from caregiver_app.domain.pump import Pump
from caregiver_app.i18n import _
from caregiver_app.wording.dates import clock_time, day, not_recorded
from caregiver_app.wording.doses import per_day, per_ml, quantity
from caregiver_app.wording.numbers import unbroken
from caregiver_app.wording.summary import LabelledValue


def phone_label(label: PhoneLabel) -> str:
    """When a number is answered."""
    return {
        PhoneLabel.DAY: _("day"),
        PhoneLabel.AFTER_HOURS: _("after hours"),
        PhoneLabel.ANY_TIME: _("any time"),
        PhoneLabel.MOBILE: _("mobile"),
        PhoneLabel.FAX: _("fax"),
        PhoneLabel.TTY: _("TTY, text phone"),
    }[label]


def phone(value: Phone) -> str:
    """``612-555-0142 after hours (pump alarm at night)``."""
    text = f"{unbroken(value.number)} {phone_label(value.label)}"
    return f"{text} ({value.when_to_call.strip()})" if value.when_to_call.strip() else text


def drug_and_concentration(pump: Pump) -> str:
    """``baclofen 2,000 micrograms per mL``."""
    strength = per_ml(pump.concentration) if pump.concentration else _("concentration not recorded")
    return f"{pump.drug.strip()} {strength}"


def daily_dose(pump: Pump) -> str:
    """``350 micrograms per day``."""
    return per_day(pump.daily_dose) if pump.daily_dose else _("dose not recorded")


def no_signs(drug: str) -> str:
    """What stands wherever a pump's warning signs would, while the program knows none of its drug."""
    return _(
        "“{drug}” is not a pump drug that this program understands. "
        "NO warning signs of the pump are shown: ask the pump clinic."
    ).format(drug=drug.strip())


def _due(value: date | None, today: date) -> str:
    if value is None:
        return not_recorded()
    if value < today:
        return _("{day} (this date has passed)").format(day=day(value))
    return day(value)


def _alarm(pump: Pump, today: date) -> str:
    text = _due(pump.low_reservoir_alarm_on, today)
    if pump.low_reservoir_alarm_volume is None:
        return text
    return _("{day} (at {volume})").format(day=text, volume=quantity(pump.low_reservoir_alarm_volume))


def _appointment(pump: Pump, clock: Clock) -> str:
    if pump.next_appointment_on is None:
        return not_recorded()
    if pump.next_appointment_at is None:
        return day(pump.next_appointment_on)
    return f"{day(pump.next_appointment_on)}, {clock_time(pump.next_appointment_at, clock)}"


def _make(pump: Pump) -> str:
    make = " ".join(part.strip() for part in (pump.maker, pump.model) if part.strip())
    return make or not_recorded()


def which(pump: Pump) -> tuple[LabelledValue, ...]:
    """What tells one pump from another of the same person."""
    return (LabelledValue(_("Drug"), drug_and_concentration(pump), _("Pump: drug")),)


def pump_values(pump: Pump, today: date, clock: Clock) -> tuple[LabelledValue, ...]:
    """Every field an emergency team asks for (Gillette and Medtronic discharge sheets), none left blank.

    Drug, dose and mode stand with the other medicines, the clinic's numbers with the other numbers to call.
    """
    size = quantity(pump.reservoir_size) if pump.reservoir_size else not_recorded()
    rows = (
        (_("Refill by"), _due(pump.refill_by, today), ""),
        (_("Low alarm"), _alarm(pump, today), ""),
        (_("Last refill"), day(pump.last_refill_on) if pump.last_refill_on else not_recorded(), ""),
        (_("Next visit"), _appointment(pump, clock), ""),
        (
            _("Pump"),
            f"{_make(pump)}, {_('serial')} {pump.serial_number.strip() or not_recorded()}",
            _("Pump: model"),
        ),
        (_("Reservoir"), size, ""),
        (_("Replace by"), _due(pump.replace_by, today), ""),
        (_("MRI"), pump.mri_note.strip() or not_recorded(), _("Pump: MRI note")),
        (
            _("Clinic's backup plan"),
            pump.oral_backup_plan.strip() or not_recorded(),
            _("Pump: oral backup plan"),
        ),
    )
    return tuple(LabelledValue(*row) for row in rows)
