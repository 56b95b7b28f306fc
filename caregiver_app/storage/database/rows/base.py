"""What all rows share: how Python types become columns, how constraints are named, and where a row belongs."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING, Any, ClassVar, Final, cast

from sqlalchemy import Column, ForeignKey, MetaData, Table, Text
from sqlalchemy.orm import Composite, DeclarativeBase, Mapped, composite, mapped_column

from caregiver_app.domain.contacts import ContactRole, PhoneLabel
from caregiver_app.domain.history import EntryKind
from caregiver_app.domain.people import Severity, Sex, WeightUnit
from caregiver_app.domain.preferences import Clock, Paper
from caregiver_app.domain.quantity import Unit
from caregiver_app.domain.route import Route
from caregiver_app.storage.database.columns import Choice, DecimalText, Moment, TextList

if TYPE_CHECKING:
    from sqlalchemy.types import TypeEngine

# Every index and constraint has a name, so that a later step can change it by that name.
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
    Sex,
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


def key_to(column: str) -> Mapped[str]:
    """The id of the record this row belongs to."""
    # Deferred: a medicine may move to another person and its old owner may go, in any order.
    return mapped_column(ForeignKey(column, deferrable=True, initially="DEFERRED"), index=True)


def key_and_place_in(column: str) -> Mapped[str]:
    """The same for a row without an id of its own: its owner and its place are its key."""
    return mapped_column(ForeignKey(column, deferrable=True, initially="DEFERRED"), primary_key=True)


def composed(**types: TypeEngine[Any]) -> Composite[Any]:
    """Columns for the fields of a dataclass, in their order; all null where there is none."""
    return composite(*(Column(name, column_type, nullable=True) for name, column_type in types.items()))


def amount_and_unit(name: str) -> Composite[Any]:
    """A number as its digits, and its unit; never one without the other."""
    types: dict[str, TypeEngine[Any]] = {f"{name}_amount": DecimalText(), f"{name}_unit": Choice(Unit)}
    return composed(**types)


def table_of(row: type[Row]) -> Table:
    """The table alone, for what is written often: a statement over row classes costs twice as much to make."""
    return cast("Table", row.__table__)
