"""The people cared for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Final

from caregiver_app.domain.errors import InvalidField, Rule
from caregiver_app.domain.medication import Medication
from caregiver_app.domain.pump import Pump
from caregiver_app.domain.text import MAX_TELL_FIRST_WORDS, check_name, check_text, check_words

MAX_AGE_YEARS: Final = 130
_OUNCES_A_POUND: Final = 16
_LEAST_GESTATION, _MOST_GESTATION = 20, 45  # weeks
_KG_A_POUND: Final = Decimal("0.45359237")  # by law, in the US and in Britain
_KG_AN_OUNCE: Final = _KG_A_POUND / _OUNCES_A_POUND


class Sex(StrEnum):
    """As FHIR's administrative gender has it."""

    FEMALE = "female"
    MALE = "male"
    OTHER = "other"


class WeightUnit(StrEnum):
    """Body weight, as it was measured."""

    KG = "kg"
    G = "g"
    LB = "lb"


_MOST_WEIGHT: Final = {WeightUnit.KG: 2000, WeightUnit.G: 30_000, WeightUnit.LB: 2000}
_PLACES: Final = {WeightUnit.KG: 3, WeightUnit.G: 1, WeightUnit.LB: 2}


@dataclass(frozen=True, slots=True)
class Weight:
    """Body weight with the day it was measured. ``ounces`` are those beside whole pounds, as babies are weighed."""

    amount: Decimal
    unit: WeightUnit
    measured_on: date | None = None
    ounces: Decimal | None = None

    def __post_init__(self) -> None:
        if not self.amount.is_finite() or not 0 <= self.amount <= _MOST_WEIGHT[self.unit]:
            raise InvalidField(("amount",), Rule.NOT_POSITIVE, str(self.amount))
        _check_places("amount", self.amount, _PLACES[self.unit])
        if self.ounces is not None:
            if self.unit is not WeightUnit.LB or self.amount != self.amount.to_integral_value():
                raise InvalidField(("ounces",), Rule.NOT_BESIDE_POUNDS, str(self.ounces))
            if not self.ounces.is_finite() or not 0 <= self.ounces < _OUNCES_A_POUND:
                raise InvalidField(("ounces",), Rule.NOT_BESIDE_POUNDS, str(self.ounces))
            _check_places("ounces", self.ounces, 1)
        if not self.amount and not self.ounces:
            raise InvalidField(("amount",), Rule.NOT_POSITIVE, str(self.amount))
        for name in ("amount", "ounces"):
            value = getattr(self, name)
            object.__setattr__(self, name, None if value is None else _shortest(value))

    def in_kg(self) -> Decimal:
        """Exact, whatever it was measured in."""
        if self.unit is WeightUnit.G:
            return self.amount / 1000
        if self.unit is WeightUnit.LB:
            return self.amount * _KG_A_POUND + (self.ounces or 0) * _KG_AN_OUNCE
        return self.amount


def _check_places(name: str, value: Decimal, places: int) -> None:
    if value != value.quantize(Decimal(1).scaleb(-places)):
        raise InvalidField((name,), Rule.TOO_PRECISE, str(value), str(places))


def _shortest(value: Decimal) -> Decimal:
    whole = value.to_integral_value()
    return Decimal(int(whole)) if whole == value else value.normalize()


class Severity(StrEnum):
    """How bad a reaction was, as FHIR has it; life-threatening apart, for a paramedic."""

    MILD = "mild"
    MODERATE = "moderate"
    SEVERE = "severe"
    LIFE_THREATENING = "life_threatening"


@dataclass(frozen=True, slots=True)
class Allergy:
    """What must not be given and what it did. ``severity`` is ``None`` where nobody wrote it down."""

    substance: str
    reaction: str = ""
    severity: Severity | None = None

    def __post_init__(self) -> None:
        check_name("substance", self.substance)
        check_text("reaction", self.reaction)


@dataclass(frozen=True, slots=True)
class AllergiesNotRecorded:
    """Nobody has asked or written it down. Never the same as none."""


@dataclass(frozen=True, slots=True)
class NoKnownAllergies:
    """Somebody confirmed on that day that there are none known."""

    confirmed_on: date


@dataclass(frozen=True, slots=True)
class AllergiesRecorded:
    """At least one."""

    allergies: tuple[Allergy, ...]

    def __post_init__(self) -> None:
        if not self.allergies:
            raise InvalidField(("allergies",), Rule.MISSING)


AllergyStatus = AllergiesNotRecorded | NoKnownAllergies | AllergiesRecorded


@dataclass(frozen=True, slots=True)
class ImplantedDevice:
    """A shunt, pacemaker, stimulator, feeding tube. The drug pump has a record of its own."""

    name: str
    details: str = ""

    def __post_init__(self) -> None:
        check_name("name", self.name)
        check_text("details", self.details)


@dataclass(frozen=True, slots=True)
class ProcedureToAvoid:
    """What must not be done, and why (AAP/ACEP Emergency Information Form)."""

    procedure: str
    why: str = ""

    def __post_init__(self) -> None:
        check_name("procedure", self.procedure)
        check_text("why", self.why)


@dataclass(frozen=True, slots=True)
class EmergencyItem:
    """Where a thing is that is needed in an emergency: naloxone, glucagon, the pump's ID card."""

    name: str
    place: str = ""

    def __post_init__(self) -> None:
        check_name("name", self.name)
        check_text("place", self.place)


@dataclass(frozen=True, slots=True)
class ClinicReview:
    """Who at the family's own clinic looked at this person's sheet, when, and at exactly what.

    ``fingerprint`` is the SHA-256 of the safety lines and high-risk medicines they saw, in hex.
    """

    reviewed_by: str
    reviewed_on: date
    fingerprint: str

    def __post_init__(self) -> None:
        check_name("reviewed_by", self.reviewed_by)


_TEXTS: Final = (
    *("communication", "usual_state", "preferred_hospital", "advance_directives", "notes"),
    *("home_address", "how_to_get_in", "seizure_plan"),
)


@dataclass(frozen=True, slots=True)
class CareRecipient:
    """A person cared for. Empty text and ``None`` mean "not recorded", never "none".

    ``gestation_weeks`` are the whole weeks of pregnancy at birth. ``home_off_sheet`` leaves home address and how to
    get in off the printed sheet; a published copy has them only if they are chosen.
    """

    id: str
    preferred_name: str
    full_name: str = ""
    birth_date: date | None = None
    gestation_weeks: int | None = None
    sex: Sex | None = None
    weight: Weight | None = None
    languages: tuple[str, ...] = ()
    communication: str = ""
    usual_state: str = ""
    tell_first: str = ""
    conditions: tuple[str, ...] = ()
    allergies: AllergyStatus = AllergiesNotRecorded()
    implanted_devices: tuple[ImplantedDevice, ...] = ()
    procedures_to_avoid: tuple[ProcedureToAvoid, ...] = ()
    preferred_hospital: str = ""
    advance_directives: str = ""
    home_address: str = ""
    how_to_get_in: str = ""
    home_off_sheet: bool = False
    seizure_plan: str = ""
    emergency_items: tuple[EmergencyItem, ...] = ()
    medications: tuple[Medication, ...] = ()
    pumps: tuple[Pump, ...] = ()
    clinic_review: ClinicReview | None = None
    notes: str = ""

    def __post_init__(self) -> None:
        check_name("preferred_name", self.preferred_name)
        check_text("full_name", self.full_name, 500)
        for name in _TEXTS:
            check_text(name, getattr(self, name))
        weeks = self.gestation_weeks
        if weeks is not None and not _LEAST_GESTATION <= weeks <= _MOST_GESTATION:
            limits = f"{_LEAST_GESTATION} to {_MOST_GESTATION}"
            raise InvalidField(("gestation_weeks",), Rule.OUT_OF_RANGE, str(weeks), limits)
        for name in ("languages", "conditions"):
            for index, text in enumerate(getattr(self, name)):
                try:
                    check_text(name, text)
                except InvalidField as error:
                    raise InvalidField((name, index), error.rule, error.value, error.detail) from None
        check_words("tell_first", self.tell_first, MAX_TELL_FIRST_WORDS)

    def current_medications(self, today: date) -> tuple[Medication, ...]:
        """Those not stopped by ``today``, in the order the family keeps them. Some may start later."""
        return tuple(medication for medication in self.medications if medication.is_current(today))


def check_dates(person: CareRecipient, today: date) -> None:
    """Raises ``InvalidField`` for a birth, weighing, confirmation or refill that has not happened yet."""
    birth = person.birth_date
    if birth is not None and today.year - birth.year > MAX_AGE_YEARS:
        raise InvalidField(("birth_date",), Rule.TOO_LONG_AGO, birth, str(MAX_AGE_YEARS))
    for path, day in _days_past(person):
        if day is not None and day > today:
            raise InvalidField(path, Rule.IN_THE_FUTURE, day)


def check_pump_dates(pump: Pump, today: date) -> None:
    """Raises ``InvalidField`` for an implantation or a refill that has not happened yet."""
    for name, day in _pump_days_past(pump):
        if day is not None and day > today:
            raise InvalidField((name,), Rule.IN_THE_FUTURE, day)


def is_mistakable(person: CareRecipient, other: CareRecipient) -> bool:
    """Whether two people have one name and nothing that tells them apart: full names or birth dates that differ."""
    if _folded(person.preferred_name) != _folded(other.preferred_name):
        return False
    full_names = {_folded(person.full_name), _folded(other.full_name)} - {""}
    born = {person.birth_date, other.birth_date} - {None}
    return len(full_names) < 2 and len(born) < 2  # noqa: PLR2004 - two that differ


def _folded(text: str) -> str:
    return " ".join(text.split()).casefold()


def _days_past(person: CareRecipient) -> Iterator[tuple[tuple[str | int, ...], date | None]]:
    """Each date of something done, with the path that leads to it."""
    yield ("birth_date",), person.birth_date
    if person.weight:
        yield ("weight", "measured_on"), person.weight.measured_on
    if isinstance(person.allergies, NoKnownAllergies):
        yield ("allergies", "confirmed_on"), person.allergies.confirmed_on
    if person.clinic_review:
        yield ("clinic_review", "reviewed_on"), person.clinic_review.reviewed_on
    for index, pump in enumerate(person.pumps):
        for name, day in _pump_days_past(pump):
            yield ("pumps", index, name), day


def _pump_days_past(pump: Pump) -> Iterator[tuple[str, date | None]]:
    yield "implanted_on", pump.implanted_on
    yield "last_refill_on", pump.last_refill_on


def age_in_years(birth_date: date, today: date) -> int:
    """Completed years."""
    had_birthday = (today.month, today.day) >= (birth_date.month, birth_date.day)
    return today.year - birth_date.year - (0 if had_birthday else 1)
