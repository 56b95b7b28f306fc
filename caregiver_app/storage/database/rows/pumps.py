"""The tables of implanted pumps. Every date and amount is one the clinic gave; none is computed.

Empty text and null mean "not recorded", never "none".
"""

from __future__ import annotations

from datetime import date, time

from sqlalchemy import Date
from sqlalchemy.orm import Mapped, mapped_column

from caregiver_app.domain.amounts import Volume
from caregiver_app.domain.contacts import PhoneLabel
from caregiver_app.domain.medication import ReferenceLink
from caregiver_app.domain.rates import Concentration, DailyDose
from caregiver_app.storage.database.columns import TextList
from caregiver_app.storage.database.rows.base import (
    Row,
    amount_and_unit,
    composed,
    key_and_place_in,
    key_to,
)


class PumpRow(Row):
    """A drug pump under the skin."""

    __tablename__ = "pump"

    id: Mapped[str] = mapped_column(primary_key=True)
    """Given once."""
    care_recipient_id: Mapped[str] = key_to("care_recipient.id")
    """Who carries it."""
    position: Mapped[int]
    """Where it stands in the person's list; lower comes first, and there may be gaps."""
    drug: Mapped[str]
    """What is in it; never empty."""
    maker: Mapped[str]
    """Who built it."""
    model: Mapped[str]
    """As on the implant card."""
    serial_number: Mapped[str]
    """As on the implant card."""
    reservoir_size: Mapped[Volume | None] = amount_and_unit("reservoir_size")
    """What its tank holds, in mL."""
    concentration: Mapped[Concentration | None] = amount_and_unit("concentration")
    """Mass of drug in one mL; the unit is that of the mass."""
    daily_dose: Mapped[DailyDose | None] = amount_and_unit("daily_dose")
    """Mass of drug in one day; the unit is that of the mass."""
    mode: Mapped[str]
    """How it gives the dose over the day, in the clinic's words."""
    implanted_on: Mapped[date | None]
    """The day of the operation. ISO 8601, as all dates here."""
    low_reservoir_alarm_volume: Mapped[Volume | None] = amount_and_unit("low_reservoir_alarm_volume")
    """In mL: with so little left the pump sounds."""
    low_reservoir_alarm_on: Mapped[date | None]
    """The day the clinic expects that."""
    refill_by: Mapped[date | None]
    """The last day for the next refill."""
    last_refill_on: Mapped[date | None]
    """The day it was last filled."""
    next_appointment_on: Mapped[date | None]
    """The day of the next visit."""
    next_appointment_at: Mapped[time | None]
    """Its local wall time; null where only the day is known."""
    replace_by: Mapped[date | None]
    """The day by which the clinic wants the pump replaced."""
    mri_note: Mapped[str]
    """What the clinic said about MRI."""
    clinic_name: Mapped[str]
    """Who looks after it."""
    oral_backup_plan: Mapped[str]
    """What the clinic said to do when the pump fails."""
    reference: Mapped[ReferenceLink | None] = composed(
        reference_medicine_ids=TextList(), reference_confirmed_on=Date()
    )
    """Which reference entries its drug is, and the day a person said so. An empty JSON list: "none of these"."""
    notes: Mapped[str]
    """Whatever the family wants to remember."""


class PumpPhoneRow(Row):
    """A number of the clinic that looks after a pump."""

    __tablename__ = "pump_phone"

    pump_id: Mapped[str] = key_and_place_in("pump.id")
    """Which pump."""
    position: Mapped[int] = mapped_column(primary_key=True)
    """0, 1, 2 ... in its list."""
    number: Mapped[str]
    """As the family wrote or accepted it; it has a digit."""
    label: Mapped[PhoneLabel]
    """When it is answered, or that it is a fax."""
    when_to_call: Mapped[str]
    """What it is for: ``pump alarm at night``."""
