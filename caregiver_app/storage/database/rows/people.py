"""The tables of the household's choices and of the people cared for.

Empty text, an empty list and null mean "not recorded", never "none", unless a column says otherwise.
"""

from __future__ import annotations

from datetime import date

from sqlalchemy import Date, Text
from sqlalchemy.orm import Mapped, mapped_column

from caregiver_app.domain.people import ClinicReview, Severity, Sex, Weight, WeightUnit
from caregiver_app.domain.preferences import Clock, Paper
from caregiver_app.storage.database.columns import Choice, DecimalText
from caregiver_app.storage.database.rows.base import AllergyState, Row, composed, key_and_place_in


class PreferencesRow(Row):
    """What the household chose, which changes what is printed. One row."""

    __tablename__ = "preferences"

    id: Mapped[int] = mapped_column(primary_key=True)
    """Always 1."""
    country: Mapped[str]
    """ISO 3166 alpha-2, in capitals: ``US``."""
    emergency_number: Mapped[str]
    """What the sheet tells people to call, as the family wants it printed."""
    poison_number: Mapped[str]
    """The poison center's number, as the family wants it printed."""
    clock: Mapped[Clock]
    """How times of day are written: ``12h`` or ``24h``."""
    paper: Mapped[Paper]
    """What sheets are laid out for: ``letter`` or ``a4``."""


class CareRecipientRow(Row):
    """A person cared for."""

    __tablename__ = "care_recipient"

    id: Mapped[str] = mapped_column(primary_key=True)
    """Given once; events go on naming it when the person is gone."""
    position: Mapped[int]
    """Where the person stands among the others; lower comes first, and there may be gaps."""
    preferred_name: Mapped[str]
    """What the person is called at home; never empty."""
    full_name: Mapped[str]
    """As on the insurance card."""
    birth_date: Mapped[date | None]
    """ISO 8601."""
    gestation_weeks: Mapped[int | None]
    """Whole weeks of pregnancy at birth."""
    sex: Mapped[Sex | None]
    """``female``, ``male`` or ``other``."""
    weight: Mapped[Weight | None] = composed(
        weight_amount=DecimalText(),
        weight_unit=Choice(WeightUnit),
        weight_measured_on=Date(),
        weight_ounces=DecimalText(),
    )
    """As measured, in ``kg``, ``g`` or ``lb``; ounces only beside whole pounds. The day may be null by itself."""
    languages: Mapped[tuple[str, ...]]
    """Spoken by the person, each in the family's words. A JSON list."""
    communication: Mapped[str]
    """How the person says yes, no and pain."""
    usual_state: Mapped[str]
    """What is normal for this person, so that a stranger sees what is not."""
    tell_first: Mapped[str]
    """What a paramedic must hear first; 40 words at most."""
    conditions: Mapped[tuple[str, ...]]
    """Diagnoses in the family's words. A JSON list; an empty one says nothing about health."""
    allergy_state: Mapped[AllergyState]
    """Whether allergies are recorded (rows of ``allergy``), none are known, or nobody has recorded anything."""
    no_allergies_confirmed_on: Mapped[date | None]
    """The day on which somebody confirmed that none are known; null in the two other states."""
    preferred_hospital: Mapped[str]
    """Where the family wants the person taken."""
    advance_directives: Mapped[str]
    """What was decided for the end of life, and where the paper is. Empty never means that there are none."""
    home_address: Mapped[str]
    """Where the person lives, for those who come."""
    how_to_get_in: Mapped[str]
    """Which door, whose key, which floor."""
    home_off_sheet: Mapped[bool]
    """Whether the family leaves these two off the printed sheet."""
    seizure_plan: Mapped[str]
    """After how many minutes, what to give, when to call: as the prescriber gave it."""
    clinic_review: Mapped[ClinicReview | None] = composed(
        clinic_reviewed_by=Text(), clinic_reviewed_on=Date(), clinic_review_fingerprint=Text()
    )
    """Who at the clinic looked at the sheet, when, and the SHA-256 (hex) of what they saw. Null: nobody has."""
    notes: Mapped[str]
    """Whatever the family wants to remember."""


class AllergyRow(Row):
    """One thing a person is allergic to. Only beside the state ``recorded``."""

    __tablename__ = "allergy"

    care_recipient_id: Mapped[str] = key_and_place_in("care_recipient.id")
    """Whose it is."""
    position: Mapped[int] = mapped_column(primary_key=True)
    """0, 1, 2 ... in the person's list."""
    substance: Mapped[str]
    """In the family's words; never empty."""
    reaction: Mapped[str]
    """What happened."""
    severity: Mapped[Severity | None]
    """How bad the reaction was; null where nobody said, which is not "mild"."""


class ImplantedDeviceRow(Row):
    """A shunt, pacemaker, stimulator or feeding tube. The drug pump has a table of its own."""

    __tablename__ = "implanted_device"

    care_recipient_id: Mapped[str] = key_and_place_in("care_recipient.id")
    """Whose it is."""
    position: Mapped[int] = mapped_column(primary_key=True)
    """0, 1, 2 ... in the person's list."""
    name: Mapped[str]
    """What it is; never empty."""
    details: Mapped[str]
    """Model, side, settings, in the family's words."""


class EmergencyItemRow(Row):
    """Where a thing is that is needed in an emergency."""

    __tablename__ = "emergency_item"

    care_recipient_id: Mapped[str] = key_and_place_in("care_recipient.id")
    """Whose emergency it is for."""
    position: Mapped[int] = mapped_column(primary_key=True)
    """0, 1, 2 ... in the person's list."""
    name: Mapped[str]
    """What it is: ``naloxone``, ``pump ID card``; never empty."""
    place: Mapped[str]
    """Where it is kept."""


class ProcedureToAvoidRow(Row):
    """What must not be done to a person."""

    __tablename__ = "procedure_to_avoid"

    care_recipient_id: Mapped[str] = key_and_place_in("care_recipient.id")
    """Whose it is."""
    position: Mapped[int] = mapped_column(primary_key=True)
    """0, 1, 2 ... in the person's list."""
    procedure: Mapped[str]
    """What must not be done; never empty."""
    why: Mapped[str]
    """The reason, in the family's words."""
