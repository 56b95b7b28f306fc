"""What a reference fact is: a plain phrase, its clinical term, and the official documents behind it."""

from __future__ import annotations

from enum import StrEnum
from typing import Final, NamedTuple

from caregiver_app.domain.route import Route


class FactKind(StrEnum):
    """What a fact speaks of. From ``ALARM`` on they belong to topics, not to medicines.

    ``SAY_TOO_LITTLE`` is what to tell those who come about the signs of too little. ``ACT_NOW`` is what to do in this
    one medicine's own emergency; ``DO_FIRST`` holds for many.
    """

    TOO_LITTLE_EARLY = "too_little_early"
    TOO_LITTLE_LATE = "too_little_late"
    TOO_MUCH = "too_much"
    TOO_MUCH_NOTE = "too_much_note"
    SAY_TOO_LITTLE = "say_too_little"
    MISTAKEN_FOR = "mistaken_for"
    ONSET = "onset"
    DO_FIRST = "do_first"
    ACT_NOW = "act_now"
    MISSED_REFILL = "missed_refill"
    NALOXONE_STEP = "naloxone_step"
    STORAGE = "storage"
    DISPOSAL = "disposal"
    WARNING = "warning"
    ALARM = "alarm"
    DAILY = "daily"
    MRI = "mri"
    PUMP_FACT = "pump_fact"
    EMERGENCY_NUMBER = "emergency_number"
    POISON_HELP = "poison_help"
    RECALL = "recall"
    MISUSE = "misuse"


TOO_LITTLE: Final = (FactKind.TOO_LITTLE_EARLY, FactKind.TOO_LITTLE_LATE)
TOO_MUCH: Final = (FactKind.TOO_MUCH,)
TOO_MUCH_NOTES: Final = (FactKind.TOO_MUCH_NOTE,)
FIRST_STEPS: Final = (FactKind.DO_FIRST, FactKind.ACT_NOW, FactKind.NALOXONE_STEP)
SIGNS: Final = frozenset((*TOO_LITTLE, *TOO_MUCH))


class Danger(StrEnum):
    """How dangerous a sudden stop is: no harm, ask first, serious harm, can kill."""

    NONE = "none"
    CAUTION = "caution"
    DANGEROUS = "dangerous"
    LIFE_THREATENING = "life_threatening"


class Basis(StrEnum):
    """What a fact stands on: an official text, a copy of one, or our own words without a medical claim."""

    OFFICIAL = "official"
    OFFICIAL_COPY = "official_copy"
    HOUSE_RULE = "house_rule"


class ReadIn(StrEnum):
    """What was read: the document itself, a copy of it, or only the opening of the official record."""

    ORIGINAL = "original"
    COPY = "copy"
    OPENING = "opening"


class SourceKind(StrEnum):
    LABEL = "label"
    REGULATOR = "regulator"
    MAKER = "maker"
    GOVERNMENT = "government"
    HEALTH_SERVICE = "health_service"
    PROFESSIONAL_BODY = "professional_body"
    HOUSE_RULE = "house_rule"


class HighRiskReason(StrEnum):
    """Why a medicine is high-risk: stopping suddenly, or a little too much."""

    SUDDEN_STOP = "sudden_stop"
    TOO_MUCH = "too_much"


class Source(NamedTuple):
    """An official document. ``date`` is ISO (year, month or day) or empty, ``country`` ISO 3166 or empty."""

    id: str
    title: str
    publisher: str
    section: str
    date: str
    country: str
    kind: SourceKind
    read_in: ReadIn
    note: str


class Fact(NamedTuple):
    """One line. ``on_sheet`` is its place (from 1) in its column of the emergency sheet, or None."""

    id: str
    kind: FactKind
    plain: str
    clinical: str
    sources: tuple[str, ...]
    basis: Basis
    on_sheet: int | None


class ImpossibleRoute(NamedTuple):
    """A route the medicine does not exist for, and the id of the fact that says so."""

    route: Route
    fact: str


class SuddenStop(NamedTuple):
    """An unverified danger only groups medicines; it is never printed as a statement."""

    danger: Danger
    sources: tuple[str, ...]
    verified: bool


class MedicineReference(NamedTuple):
    """What is known of one medicine or class. ``rank`` 1 is the most urgent.

    ``ingredients`` are lower-case names without salts. With ``strict_routes`` the entry never stands in for
    another route.
    ``calls`` are the lines under both columns: whom to call for which signs, never which column it is.
    ``too_little_means`` and ``too_much_means`` say what the columns are about ("low sugar"), where it has a name.
    ``first_fact`` the one of its own lines to know first, for a sheet on which the family wrote nothing there;
    ``once_a_week_fact`` the one that speaks against taking it every day.
    """

    id: str
    name: str
    ingredients: tuple[str, ...]
    brands: tuple[str, ...]
    routes: tuple[Route, ...]
    strict_routes: bool
    impossible_routes: tuple[ImpossibleRoute, ...]
    dea_schedule: str | None
    opioid: bool
    sudden_stop: SuddenStop
    high_risk_because: HighRiskReason | None
    calls: tuple[str, ...]
    too_little_means: str
    too_much_means: str
    first_fact: str | None
    once_a_week_fact: str | None
    rank: int
    facts: tuple[Fact, ...]

    @property
    def is_high_risk(self) -> bool:
        return self.high_risk_because is not None

    def facts_of(self, *kinds: FactKind) -> tuple[Fact, ...]:
        """All facts of these kinds, on the sheet or not."""
        return tuple(fact for fact in self.facts if fact.kind in kinds)

    def too_little(self) -> tuple[Fact, ...]:
        """The sheet's TOO LITTLE column, most telling sign first; empty where nothing is verified."""
        return on_sheet(self.facts, TOO_LITTLE)

    def too_much(self) -> tuple[Fact, ...]:
        """The sheet's TOO MUCH column, most telling sign first; empty where nothing is verified."""
        return on_sheet(self.facts, TOO_MUCH)

    def too_much_notes(self) -> tuple[Fact, ...]:
        """What must stand beside the TOO MUCH column, such as what its signs are signs of."""
        return on_sheet(self.facts, TOO_MUCH_NOTES)

    def do_first(self) -> tuple[Fact, ...]:
        """What to do and say, in order; for naloxone itself, the steps of its label."""
        return on_sheet(self.facts, FIRST_STEPS)


def on_sheet(facts: tuple[Fact, ...], kinds: tuple[FactKind, ...]) -> tuple[Fact, ...]:
    """The facts of ``kinds`` that have a place on the sheet, in its order."""
    placed = [(fact.on_sheet, fact) for fact in facts if fact.on_sheet is not None and fact.kind in kinds]
    return tuple(fact for _, fact in sorted(placed, key=lambda pair: pair[0]))


class PumpAlarm(NamedTuple):
    """``means`` and ``do`` are ids of the topic's facts; the sources of ``means`` describe the sound."""

    id: str
    sound: str
    critical: bool
    means: str
    do: str


class Topic(NamedTuple):
    id: str
    title: str
    facts: tuple[Fact, ...]
    alarms: tuple[PumpAlarm, ...]


class EmergencyNumbers(NamedTuple):
    """A country's numbers. ``poison`` is None where no verified source gives one."""

    country: str
    emergency: str
    poison: str | None
    sources: tuple[str, ...]


class Edition(NamedTuple):
    """The foot of a printed sheet says ``name``; ``reviewed_by_clinician`` speaks for the whole edition."""

    name: str
    title: str
    reviewed_by_clinician: bool
    note: str
