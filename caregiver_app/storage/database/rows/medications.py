"""The table of what people take, and how.

Empty text and null mean "not recorded", never "none", unless a column says otherwise.
"""

from __future__ import annotations

from datetime import date

from sqlalchemy import Date, Text
from sqlalchemy.orm import Mapped, mapped_column

from caregiver_app.domain.medication import ReferenceLink, Stopped
from caregiver_app.domain.quantity import Quantity
from caregiver_app.domain.route import Route
from caregiver_app.storage.database.columns import TextList
from caregiver_app.storage.database.rows.base import Row, TimingKind, amount_and_unit, composed, key_to


class MedicationRow(Row):
    """One product for one person. It is stopped with a reason; only what was entered by mistake is removed."""

    __tablename__ = "medication"

    id: Mapped[str] = mapped_column(primary_key=True)
    """Given once; it stays when the medicine moves to another person's list."""
    care_recipient_id: Mapped[str] = key_to("care_recipient.id")
    """Who takes it."""
    position: Mapped[int]
    """Where it stands in the person's list; lower comes first, and there may be gaps."""
    product_name: Mapped[str]
    """As on the package; never empty."""
    ingredients: Mapped[tuple[str, ...]]
    """The active ones, each in the family's or the finder's words. A JSON list."""
    strength: Mapped[str]
    """As on the package, with its unit: ``10 mg``."""
    dose_form: Mapped[str]
    """``tablet``, ``oral solution``."""
    route: Mapped[Route | None]
    """How it is given, where it is one the program knows."""
    route_in_words: Mapped[str]
    """How it is given, in the family's words: ``by feeding tube, flushed``."""
    dose: Mapped[Quantity | None] = amount_and_unit("dose")
    """What is given at once; more than zero."""
    measured_as: Mapped[Quantity | None] = amount_and_unit("measured_as")
    """The same dose as it is measured at home: ``1 mL``, ``2 tablets``."""
    directions: Mapped[str]
    """As the label says."""
    timing_kind: Mapped[TimingKind | None]
    """Which of the columns below hold the rhythm; null where the family gave none, and none is assumed."""
    times_of_day: Mapped[tuple[str, ...]]
    """Local wall time, every day, ``08:00``, earliest first. A JSON list, empty in every other rhythm."""
    as_needed_reason: Mapped[str]
    """When to give it, for what is given as needed; empty in every other rhythm too."""
    minimum_gap_minutes: Mapped[int | None]
    """Whole minutes between two doses given as needed; null where the prescriber set no gap."""
    maximum_in_24_hours: Mapped[Quantity | None] = amount_and_unit("maximum_in_24_hours")
    """The most in 24 hours of what is given as needed; null where the prescriber set no limit."""
    schedule_in_words: Mapped[str]
    """Any other rhythm: ``every Monday at 08:00``; empty in the two above."""
    purpose: Mapped[str]
    """What it is for, in the family's words."""
    prescriber: Mapped[str]
    """Who prescribed it."""
    pharmacy: Mapped[str]
    """Where it comes from."""
    started_on: Mapped[date | None]
    """The first day it was given. ISO 8601."""
    stopped: Mapped[Stopped | None] = composed(stopped_on=Date(), stopped_reason=Text())
    """The last day it was given and why it was stopped; null while it is taken."""
    reference: Mapped[ReferenceLink | None] = composed(
        reference_medicine_ids=TextList(), reference_confirmed_on=Date()
    )
    """Which reference entries it is, and the day a person said so. An empty JSON list: "none of these"."""
    notes: Mapped[str]
    """Whatever the family wants to remember."""
