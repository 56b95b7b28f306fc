"""The tables of a household's file, one row class per entity. ``Row.metadata`` is the whole schema.

A domain dataclass that is kept whole (a quantity) is a composite of columns, so that a row has the same
attributes as the value it keeps. ``position`` is the place in its owner's list.
"""

from __future__ import annotations

from datetime import date, datetime, time
from decimal import Decimal
from enum import StrEnum
from typing import Any, ClassVar, Final

from sqlalchemy import JSON, BigInteger, ForeignKey, Integer, MetaData, Text
from sqlalchemy.orm import Composite, DeclarativeBase, Mapped, composite, mapped_column

from caregiver_app.domain.amounts import Volume
from caregiver_app.domain.contacts import ContactRole, PhoneLabel
from caregiver_app.domain.history import EntryKind
from caregiver_app.domain.household import Clock, Paper
from caregiver_app.domain.medication import ReferenceLink, Stopped
from caregiver_app.domain.people import ClinicReview, Severity, Weight, WeightUnit
from caregiver_app.domain.quantity import Quantity, Unit
from caregiver_app.domain.rates import Concentration, DailyDose
from caregiver_app.domain.route import Route
from caregiver_app.storage.database.columns import Choice, DecimalText, Moment, TextList

NAMES: Final = {
    "ix": "ix_%(column_0_label)s",
    "uq": "uq_%(table_name)s_%(column_0_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


class AllergyState(StrEnum):
    """Which of the three a person's allergies are."""

    NOT_RECORDED = "not_recorded"
    NONE_KNOWN = "none_known"
    RECORDED = "recorded"


class TimingKind(StrEnum):
    """Which columns hold a medication's rhythm."""

    TIMES_OF_DAY = "times_of_day"
    AS_NEEDED = "as_needed"
    OTHER = "other"


CHOICES: Final = (
    AllergyState,
    Clock,
    ContactRole,
    EntryKind,
    Paper,
    PhoneLabel,
    Route,
    Severity,
    TimingKind,
    Unit,
    WeightUnit,
)


class Row(DeclarativeBase):
    """What all rows share: named constraints, and how Python types become columns."""

    metadata = MetaData(naming_convention=NAMES)
    type_annotation_map: ClassVar[dict[Any, Any]] = {
        str: Text,
        Decimal: DecimalText,
        datetime: Moment,
        tuple[str, ...]: TextList,
        **{choices: Choice(choices) for choices in CHOICES},
    }


def _key_to(column: str) -> Mapped[str]:
    # Deferred: a medicine may move to another person and its old owner may go, in any order.
    return mapped_column(ForeignKey(column, deferrable=True, initially="DEFERRED"), index=True)


def _key_and_place_in(column: str) -> Mapped[str]:
    return mapped_column(ForeignKey(column, deferrable=True, initially="DEFERRED"), primary_key=True)


def _composite(*names: str) -> Composite[Any]:
    """Columns for the fields of a dataclass, in their order; all null where there is none."""
    return composite(*(mapped_column(name, nullable=True) for name in names))


def _quantity(name: str) -> Composite[Any]:
    return _composite(f"{name}_amount", f"{name}_unit")


class MetaRow(Row):
    """One row. ``revision`` grows by one with each write, so that two writers notice each other."""

    __tablename__ = "meta"

    id: Mapped[int] = mapped_column(primary_key=True)
    revision: Mapped[int]


class SealRow(Row):
    """One row: seals (hex) of the household, its history and the months of its events; empty before the first.

    ``event_count`` is how many events there are. A page of the file that fell back to what it held before is whole in
    itself. It is found by these.
    """

    __tablename__ = "seal"

    id: Mapped[int] = mapped_column(primary_key=True)
    household: Mapped[str]
    history: Mapped[str]
    events: Mapped[str]
    event_count: Mapped[int]


class PreferencesRow(Row):
    """One row."""

    __tablename__ = "preferences"

    id: Mapped[int] = mapped_column(primary_key=True)
    country: Mapped[str]
    emergency_number: Mapped[str]
    poison_number: Mapped[str]
    clock: Mapped[Clock]
    paper: Mapped[Paper]


class CareRecipientRow(Row):
    __tablename__ = "care_recipient"

    id: Mapped[str] = mapped_column(primary_key=True)
    position: Mapped[int]
    preferred_name: Mapped[str]
    full_name: Mapped[str]
    birth_date: Mapped[date | None]
    weight: Mapped[Weight | None] = _composite("weight_amount", "weight_unit", "weight_measured_on")
    languages: Mapped[tuple[str, ...]]
    communication: Mapped[str]
    usual_state: Mapped[str]
    tell_first: Mapped[str]
    conditions: Mapped[tuple[str, ...]]
    allergy_state: Mapped[AllergyState]
    no_allergies_confirmed_on: Mapped[date | None]
    preferred_hospital: Mapped[str]
    advance_directives: Mapped[str]
    clinic_review: Mapped[ClinicReview | None] = _composite(
        "clinic_reviewed_by", "clinic_reviewed_on", "clinic_review_fingerprint"
    )
    notes: Mapped[str]


class AllergyRow(Row):
    __tablename__ = "allergy"

    care_recipient_id: Mapped[str] = _key_and_place_in("care_recipient.id")
    position: Mapped[int] = mapped_column(primary_key=True)
    substance: Mapped[str]
    reaction: Mapped[str]
    severity: Mapped[Severity | None]


class ImplantedDeviceRow(Row):
    __tablename__ = "implanted_device"

    care_recipient_id: Mapped[str] = _key_and_place_in("care_recipient.id")
    position: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    details: Mapped[str]


class ProcedureToAvoidRow(Row):
    __tablename__ = "procedure_to_avoid"

    care_recipient_id: Mapped[str] = _key_and_place_in("care_recipient.id")
    position: Mapped[int] = mapped_column(primary_key=True)
    procedure: Mapped[str]
    why: Mapped[str]


class MedicationRow(Row):
    """``timing_kind`` null means that the family gave no rhythm. Times are texts such as "08:00"."""

    __tablename__ = "medication"

    id: Mapped[str] = mapped_column(primary_key=True)
    care_recipient_id: Mapped[str] = _key_to("care_recipient.id")
    position: Mapped[int]
    product_name: Mapped[str]
    ingredients: Mapped[tuple[str, ...]]
    strength: Mapped[str]
    dose_form: Mapped[str]
    route: Mapped[Route | None]
    route_in_words: Mapped[str]
    dose: Mapped[Quantity | None] = _quantity("dose")
    measured_as: Mapped[Quantity | None] = _quantity("measured_as")
    directions: Mapped[str]
    timing_kind: Mapped[TimingKind | None]
    times_of_day: Mapped[tuple[str, ...]]
    as_needed_reason: Mapped[str]
    minimum_gap_minutes: Mapped[int | None]
    maximum_in_24_hours: Mapped[Quantity | None] = _quantity("maximum_in_24_hours")
    schedule_in_words: Mapped[str]
    purpose: Mapped[str]
    prescriber: Mapped[str]
    pharmacy: Mapped[str]
    started_on: Mapped[date | None]
    stopped: Mapped[Stopped | None] = _composite("stopped_on", "stopped_reason")
    reference: Mapped[ReferenceLink | None] = _composite("reference_medicine_ids", "reference_confirmed_on")
    notes: Mapped[str]


class PumpRow(Row):
    __tablename__ = "pump"

    id: Mapped[str] = mapped_column(primary_key=True)
    care_recipient_id: Mapped[str] = _key_to("care_recipient.id")
    position: Mapped[int]
    drug: Mapped[str]
    maker: Mapped[str]
    model: Mapped[str]
    serial_number: Mapped[str]
    reservoir_size: Mapped[Volume | None] = _quantity("reservoir_size")
    concentration: Mapped[Concentration | None] = _quantity("concentration")
    daily_dose: Mapped[DailyDose | None] = _quantity("daily_dose")
    mode: Mapped[str]
    implanted_on: Mapped[date | None]
    low_reservoir_alarm_volume: Mapped[Volume | None] = _quantity("low_reservoir_alarm_volume")
    low_reservoir_alarm_on: Mapped[date | None]
    refill_by: Mapped[date | None]
    last_refill_on: Mapped[date | None]
    next_appointment_on: Mapped[date | None]
    next_appointment_at: Mapped[time | None]
    replace_by: Mapped[date | None]
    mri_note: Mapped[str]
    clinic_name: Mapped[str]
    oral_backup_plan: Mapped[str]
    reference: Mapped[ReferenceLink | None] = _composite("reference_medicine_ids", "reference_confirmed_on")
    notes: Mapped[str]


class PumpPhoneRow(Row):
    __tablename__ = "pump_phone"

    pump_id: Mapped[str] = _key_and_place_in("pump.id")
    position: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[str]
    label: Mapped[PhoneLabel]
    when_to_call: Mapped[str]


class ContactRow(Row):
    __tablename__ = "contact"

    id: Mapped[str] = mapped_column(primary_key=True)
    position: Mapped[int]
    name: Mapped[str]
    role: Mapped[ContactRole]
    relationship: Mapped[str]
    care_recipient_ids: Mapped[tuple[str, ...]]
    call_order: Mapped[int | None]
    address: Mapped[str]
    notes: Mapped[str]


class ContactPhoneRow(Row):
    __tablename__ = "contact_phone"

    contact_id: Mapped[str] = _key_and_place_in("contact.id")
    position: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[str]
    label: Mapped[PhoneLabel]
    when_to_call: Mapped[str]


class DraftRow(Row):
    """What stands in an unsaved form: field name to text, as JSON."""

    __tablename__ = "draft"

    key: Mapped[str] = mapped_column(primary_key=True)
    fields: Mapped[dict[str, str]] = mapped_column(JSON)


class HistoryRow(Row):
    """What was done, by whom and when. Rows are added and never changed: triggers hold it so."""

    __tablename__ = "history"

    number: Mapped[int] = mapped_column(BigInteger().with_variant(Integer, "sqlite"), primary_key=True)
    at: Mapped[datetime]
    who: Mapped[str]
    kind: Mapped[EntryKind]
    what: Mapped[str]
    changes: Mapped[str]


class NoteRow(Row):
    """Small texts the program keeps for itself, such as where the second backup goes."""

    __tablename__ = "note"

    key: Mapped[str] = mapped_column(primary_key=True)
    text: Mapped[str]
