"""Reads ``resources/reference/`` and refuses it whole if one line breaks a rule.

A line someone may be treated by is complete, sourced and in its place, or the program does not work with it.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from caregiver_app.domain.route import Route
from caregiver_app.reference import shape
from caregiver_app.reference.known_names import KnownNames, OtherName
from caregiver_app.reference.model import (
    Basis,
    Danger,
    Edition,
    EmergencyNumbers,
    Fact,
    FactKind,
    HighRiskReason,
    ImpossibleRoute,
    MedicineReference,
    PumpAlarm,
    ReadIn,
    Source,
    SourceKind,
    SuddenStop,
    Topic,
)
from caregiver_app.reference.reference import Reference
from caregiver_app.reference.rules import check_columns, check_words
from caregiver_app.reference.shape import BrokenReference, Flaw, Raw, choice, filled, shaped, texts

if TYPE_CHECKING:
    from collections.abc import Iterable


def load_reference(folder: Path) -> Reference:
    """The reference in ``folder``.

    Raises ``BrokenReference`` naming the file and the line, for anything unreadable or against the rules.
    """
    return _Loader(folder).load()


class _Loader:
    """One run over the folder: knows the sources, which of them were used, and the facts seen so far."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._sources: dict[str, Source] = {}
        self._used: set[str] = set()
        self._facts: dict[str, Fact] = {}

    def load(self) -> Reference:
        self._sources = self._read_sources("sources.json")
        medicines = tuple(self._medicine(file) for file in self._files("medicines"))
        topics = {topic.id: topic for topic in map(self._topic, self._files("topics"))}
        numbers = self._numbers("emergency_numbers.json")
        others = self._other_names("other_names.json")
        self._check_whole(medicines, topics.values())
        ranked = tuple(sorted(medicines, key=lambda entry: entry.rank))
        facts = {fact.id: fact for entry in ranked for fact in entry.facts}
        facts.update((fact.id, fact) for topic in topics.values() for fact in topic.facts)
        names = KnownNames(ranked, others, self._text("substances.txt"), self._text("brand_names.txt"))
        return Reference(self._edition("edition.json"), self._sources, ranked, topics, numbers, facts, names)

    # --- files

    def _files(self, folder: str) -> list[str]:
        found = sorted(f"{folder}/{path.name}" for path in (self._folder / folder).glob("*.json"))
        if not found:
            raise BrokenReference(folder, "", Flaw.UNREADABLE)
        return found

    def _text(self, file: str) -> str:
        try:
            return (self._folder / file).read_text(encoding="utf-8")
        except (OSError, ValueError) as error:
            raise BrokenReference(file, "", Flaw.UNREADABLE, str(error)) from error

    def _json(self, file: str, kind: type) -> Any:
        try:
            raw = json.loads(self._text(file))
        except (ValueError, RecursionError) as error:
            raise BrokenReference(file, "", Flaw.UNREADABLE, str(error)) from error
        if type(raw) is not kind:
            raise BrokenReference(file, "", Flaw.WRONG_TYPE)
        return raw

    def _read_sources(self, file: str) -> dict[str, Source]:
        sources: dict[str, Source] = {}
        for each in self._json(file, list):
            raw = shaped(each, shape.SOURCE, file, "")
            where = raw["id"]
            if where in sources:
                raise BrokenReference(file, where, Flaw.DUPLICATE_ID)
            filled(raw, ("id", "title", "publisher"), file, where)
            shape.iso_date(raw["date"], file, where)
            kind = choice(SourceKind, raw["kind"], file, where)
            read_in = choice(ReadIn, raw["read_in"], file, where)
            sources[where] = Source(**{**raw, "kind": kind, "read_in": read_in})
        return sources

    def _edition(self, file: str) -> Edition:
        raw = shaped(self._json(file, dict), shape.EDITION, file, "edition")
        filled(raw, ("edition", "title"), file, "edition")
        return Edition(raw["edition"], raw["title"], raw["reviewed_by_clinician"], raw["note"])

    def _numbers(self, file: str) -> dict[str, EmergencyNumbers]:
        numbers: dict[str, EmergencyNumbers] = {}
        for country, each in self._json(file, dict).items():
            raw = shaped(each, shape.NUMBERS, file, country)
            filled(raw, ("emergency",), file, country)
            sources = self._cited(raw["sources"], file, country)
            numbers[country] = EmergencyNumbers(country, raw["emergency"], raw["poison"], sources)
        return numbers

    def _other_names(self, file: str) -> list[OtherName]:
        names: dict[str, OtherName] = {}
        for each in self._json(file, list):
            raw = shaped(each, shape.OTHER_NAME, file, "")
            where: str = raw["name"]
            filled(raw, ("name", "ingredients"), file, where)
            if where in names:
                raise BrokenReference(file, where, Flaw.DUPLICATE_ID)
            sources = self._cited(raw["sources"], file, where)
            names[where] = OtherName(where, texts(raw["ingredients"], file, where), sources)
        return list(names.values())

    # --- a medicine, a topic, a fact

    def _named_as_file(self, file: str, fields: shape.Fields) -> Raw:
        raw = shaped(self._json(file, dict), fields, file, "")
        if raw["id"] != Path(file).stem:
            raise BrokenReference(file, raw["id"], Flaw.ID_OF_ANOTHER)
        return raw

    def _medicine(self, file: str) -> MedicineReference:
        raw = self._named_as_file(file, shape.MEDICINE)
        owner: str = raw["id"]
        filled(raw, ("name", "ingredients", "routes", "calls"), file, owner)
        means = shaped(raw["means"], shape.MEANS, file, owner)
        routes = tuple(choice(Route, each, file, owner) for each in raw["routes"])
        facts = tuple(self._fact(each, file, owner) for each in raw["facts"])
        check_columns(facts, file, owner)
        return MedicineReference(
            id=owner,
            name=raw["name"],
            ingredients=texts(raw["ingredients"], file, owner),
            brands=texts(raw["brands"], file, owner),
            routes=routes,
            strict_routes=raw["strict_routes"],
            impossible_routes=_impossible_routes(raw["impossible_routes"], routes, file, owner),
            dea_schedule=raw["dea_schedule"],
            opioid=raw["opioid"],
            sudden_stop=self._sudden_stop(raw["sudden_stop"], file, owner),
            high_risk_because=_high_risk(raw["high_risk"], file, owner),
            calls=texts(raw["calls"], file, owner),
            too_little_means=means["too_little"],
            too_much_means=means["too_much"],
            first_fact=raw["first_fact"],
            once_a_week_fact=raw["once_a_week_fact"],
            rank=raw["rank"],
            facts=facts,
        )

    def _sudden_stop(self, each: Any, file: str, owner: str) -> SuddenStop:
        raw = shaped(each, shape.STOP, file, owner)
        danger = choice(Danger, raw["danger"], file, owner)
        sources = self._cited(raw["sources"], file, owner) if raw["sources"] else ()
        if raw["verified"] is not bool(sources):
            raise BrokenReference(file, owner, Flaw.CONTRADICTION, "sudden_stop")
        return SuddenStop(danger, sources, raw["verified"])

    def _topic(self, file: str) -> Topic:
        raw = self._named_as_file(file, shape.TOPIC)
        owner: str = raw["id"]
        facts = tuple(self._fact(each, file, owner) for each in raw["facts"])
        for fact in facts:
            if fact.on_sheet is not None:
                raise BrokenReference(file, fact.id, Flaw.SHEET_ORDER)
        return Topic(owner, raw["title"], facts, tuple(_alarm(each, file, owner) for each in raw["alarms"]))

    def _fact(self, each: Any, file: str, owner: str) -> Fact:
        raw = shaped(each, shape.FACT, file, owner)
        where: str = raw["id"]
        if where in self._facts:
            raise BrokenReference(file, where, Flaw.DUPLICATE_ID)
        if not where.startswith(f"{owner}."):
            raise BrokenReference(file, where, Flaw.ID_OF_ANOTHER)
        kind = choice(FactKind, raw["kind"], file, where)
        basis = choice(Basis, raw["basis"], file, where)
        sources = self._cited(raw["sources"], file, where)
        fact = Fact(where, kind, raw["plain"], raw["clinical"], sources, basis, raw["on_sheet"])
        check_words(fact, file)
        self._check_basis(fact, file)
        self._facts[where] = fact
        return fact

    # --- rules about sources, and what only shows once every file is read

    def _cited(self, raw: list[Any], file: str, where: str) -> tuple[str, ...]:
        cited = texts(raw, file, where)
        if not cited:
            raise BrokenReference(file, where, Flaw.NO_SOURCE)
        for source in cited:
            if source not in self._sources:
                raise BrokenReference(file, where, Flaw.UNKNOWN_SOURCE, source)
        if len(set(cited)) != len(cited):
            raise BrokenReference(file, where, Flaw.SAME_SOURCE_TWICE)
        self._used.update(cited)
        return cited

    def _check_basis(self, fact: Fact, file: str) -> None:
        """A line is official only if more than a copy was read; a house rule never borrows a document."""
        sources = [self._sources[source] for source in fact.sources]
        ours = [source.kind is SourceKind.HOUSE_RULE for source in sources]
        fits = all(ours) if fact.basis is Basis.HOUSE_RULE else not any(ours)
        if fact.basis is Basis.OFFICIAL:
            fits = fits and any(source.read_in is not ReadIn.COPY for source in sources)
        if not fits:
            raise BrokenReference(file, fact.id, Flaw.BASIS_WITHOUT_SUPPORT, fact.basis)

    def _check_whole(self, medicines: tuple[MedicineReference, ...], topics: Iterable[Topic]) -> None:
        for source in self._sources:
            if source not in self._used:
                raise BrokenReference("sources.json", source, Flaw.UNUSED_SOURCE)
        ranks: dict[int, str] = {}
        for entry in medicines:
            file = f"medicines/{entry.id}.json"
            if ranks.setdefault(entry.rank, entry.id) != entry.id:
                raise BrokenReference(file, entry.id, Flaw.DUPLICATE_RANK, ranks[entry.rank])
            named = [each.fact for each in entry.impossible_routes]
            self._check_named([*named, *entry.calls], file, entry.id)
            own = {fact.id for fact in entry.facts}
            for name in (entry.first_fact, entry.once_a_week_fact):
                if name is not None and name not in own:
                    raise BrokenReference(file, entry.id, Flaw.UNKNOWN_FACT, name)
        for topic in topics:
            named = [fact for alarm in topic.alarms for fact in (alarm.means, alarm.do)]
            self._check_named(named, f"topics/{topic.id}.json", topic.id)

    def _check_named(self, names: list[str], file: str, where: str) -> None:
        for name in names:
            if name not in self._facts:
                raise BrokenReference(file, where, Flaw.UNKNOWN_FACT, name)


def _impossible_routes(
    every: list[Any], routes: tuple[Route, ...], file: str, owner: str
) -> tuple[ImpossibleRoute, ...]:
    raws = [shaped(each, shape.IMPOSSIBLE, file, owner) for each in every]
    found = tuple(ImpossibleRoute(choice(Route, raw["route"], file, owner), raw["fact"]) for raw in raws)
    for each in found:
        if each.route in routes:
            raise BrokenReference(file, owner, Flaw.CONTRADICTION, each.route)
    return found


def _high_risk(each: Any, file: str, owner: str) -> HighRiskReason | None:
    raw = shaped(each, shape.HIGH_RISK, file, owner)
    if raw["value"] is not bool(raw["because"]):
        raise BrokenReference(file, owner, Flaw.CONTRADICTION, "high_risk")
    return choice(HighRiskReason, raw["because"], file, owner) if raw["value"] else None


def _alarm(each: Any, file: str, owner: str) -> PumpAlarm:
    raw = shaped(each, shape.ALARM, file, owner)
    if raw["level"] not in {"critical", "non_critical"}:
        raise BrokenReference(file, raw["id"], Flaw.UNKNOWN_CHOICE, raw["level"])
    return PumpAlarm(raw["id"], raw["sound"], raw["level"] == "critical", raw["means"], raw["do"])
