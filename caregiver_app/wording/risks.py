"""What the sheet says of each reference entry that stands behind a person's medicines."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from caregiver_app.domain.medication import AsNeeded
from caregiver_app.domain.people import CareRecipient
from caregiver_app.domain.preferences import Preferences
from caregiver_app.i18n import _
from caregiver_app.reference import Fact, FactKind, MedicineReference, Reference
from caregiver_app.reference.matches import match_medication, match_pump
from caregiver_app.wording.doses import known_as
from caregiver_app.wording.numbers import fill_numbers
from caregiver_app.wording.summary import Line, RiskLines

SIGNS_IN_A_LINE: Final = 3


@dataclass(frozen=True, slots=True)
class Risk:
    """One reference entry, and what of it this person takes, by the names that the sheet uses everywhere.

    ``as_needed`` where it is never taken otherwise.
    """

    entry: MedicineReference
    name: str
    as_needed: bool = False


@dataclass(frozen=True, slots=True)
class Said:
    """The medicine that has the columns of signs, and the facts of the calls that stand under them."""

    name: str
    facts: frozenset[str]


def risks_of(person: CareRecipient, reference: Reference, today: date) -> tuple[Risk, ...]:
    """Every entry behind the pumps and the medicines that are taken on ``today``, each once, most urgent first."""
    names: dict[str, list[str]] = {}
    regular: set[str] = set()
    entries: dict[str, MedicineReference] = {}
    for pump in person.pumps:
        for entry in match_pump(pump, reference).entries:
            entries[entry.id] = entry
            names.setdefault(entry.id, []).append(entry.name)
            regular.add(entry.id)
    for medication in person.current_medications(today):
        if not medication.is_begun(today):
            continue
        for entry in match_medication(medication, reference).entries:
            entries[entry.id] = entry
            names.setdefault(entry.id, []).append(known_as(medication))
            if not isinstance(medication.timing, AsNeeded):
                regular.add(entry.id)
    risks = (
        Risk(entry, _(" and ").join(dict.fromkeys(names[entry.id])), entry.id not in regular)
        for entry in entries.values()
    )
    return tuple(sorted(risks, key=lambda risk: risk.entry.rank))


def fact_line(fact: Fact, preferences: Preferences) -> Line:
    """One fact as it stands in the reference, with the household's numbers."""
    return Line(fill_numbers(fact.plain, preferences), (fact.id,))


def is_naloxone(fact: Fact) -> bool:
    """Whether a line speaks of naloxone, which belongs beside the signs of too much and nowhere else."""
    return "naloxone" in fact.plain.lower()


def not_verified(*, too_much: bool) -> Line:
    """What stands where no verified line exists. Silence would read as "harmless"."""
    if too_much:
        return Line(_("Signs of too much: ask the pharmacist; not verified here."))
    return Line(_("Signs of too little or a sudden stop: ask the pharmacist; not verified here."))


def all_risk_lines(
    risks: Sequence[Risk], reference: Reference, preferences: Preferences, above: Said | None
) -> tuple[RiskLines, ...]:
    """Signs, calls and own steps of each further high-risk medicine; then what is not verified.

    Medicines with the very same lines share them, and those with the same calls have these in one row at the end.
    ``above`` is the medicine whose calls stand above already.
    """
    shared = _shared_calls(risks)
    grouped: dict[tuple[str, ...], RiskLines] = {}
    for risk in risks:
        calls = (
            () if risk.entry.calls in shared else _call_lines(risk.entry.calls, reference, preferences, above)
        )
        lines = _own_lines(risk.entry, calls, preferences)
        words = tuple(line.text for line in lines)
        same = grouped.get(words)
        if lines:
            grouped[words] = (
                RiskLines(risk.name, lines) if same is None else _together(same, risk.name, lines)
            )
    rows = (
        RiskLines(
            _("All of these") if len(names) == len(risks) else ", ".join(names),
            _call_lines(calls, reference, preferences, above),
        )
        for calls, names in shared.items()
    )
    return (*grouped.values(), *_not_verified(risks), *rows)


def _shared_calls(risks: Sequence[Risk]) -> dict[tuple[str, ...], list[str]]:
    """Calls of several lines that hold for more than one medicine, and for which: said once, they are short."""
    named: dict[tuple[str, ...], list[str]] = {}
    for risk in risks:
        own = {fact.id for fact in risk.entry.facts}
        if len(risk.entry.calls) > 1 and _has_signs(risk.entry) and own.isdisjoint(risk.entry.calls):
            named.setdefault(risk.entry.calls, []).append(risk.name)
    return {calls: list(dict.fromkeys(names)) for calls, names in named.items() if len(set(names)) > 1}


def _call_lines(
    calls: tuple[str, ...], reference: Reference, preferences: Preferences, above: Said | None
) -> tuple[Line, ...]:
    if above and len(calls) > 1 and above.facts == frozenset(calls):
        return (Line(_("Call as for {name}, above.").format(name=above.name)),)
    return tuple(fact_line(reference.fact(each), preferences) for each in calls)


def _own_lines(
    entry: MedicineReference, calls: tuple[Line, ...], preferences: Preferences
) -> tuple[Line, ...]:
    signs = [line for line in (_too_little(entry, preferences), _too_much(entry, preferences)) if line]
    called = calls if signs else ()
    said = {fact for line in called for fact in line.facts}
    own = [fact_line(fact, preferences) for fact in entry.facts_of(FactKind.ACT_NOW) if fact.id not in said]
    return (*signs, *called, *own)


def _has_signs(entry: MedicineReference) -> bool:
    return bool(entry.too_little() or entry.too_much())


def _not_verified(risks: Sequence[Risk]) -> tuple[RiskLines, ...]:
    """Silence would read as "harmless"."""
    kinds = (
        (_("Signs of too little or a sudden stop"), [risk for risk in risks if not risk.entry.too_little()]),
        (_("Signs of too much"), [risk for risk in risks if not risk.entry.too_much()]),
    )
    parts = [
        _("{signs}: {names}.").format(signs=signs, names=", ".join(risk.name for risk in those))
        for signs, those in kinds
        if those
    ]
    ask = Line(" ".join((*parts, _("Ask the pharmacist."))))
    return (RiskLines(_("Not verified here"), (ask,)),) if parts else ()


def _together(first: RiskLines, name: str, lines: tuple[Line, ...]) -> RiskLines:
    both = tuple(
        replace(old, facts=(*old.facts, *new.facts)) for old, new in zip(first.lines, lines, strict=True)
    )
    return RiskLines(f"{first.medicine}, {name}", both)


def _too_little(entry: MedicineReference, preferences: Preferences) -> Line | None:
    means = f" ({entry.too_little_means})" if entry.too_little_means else ""
    return _joined(_("Too little or sudden stop") + means, entry.too_little(), preferences)


def _too_much(entry: MedicineReference, preferences: Preferences) -> Line | None:
    means = f" ({entry.too_much_means})" if entry.too_much_means else ""
    line = _joined(_("Too much") + means, entry.too_much(), preferences)
    beside = (*entry.too_much_notes(), *(fact for fact in entry.do_first() if is_naloxone(fact)))
    texts = [fill_numbers(fact.plain, preferences) for fact in beside]
    if line is None:
        return Line(" ".join(texts), tuple(fact.id for fact in beside)) if texts else None
    return Line(" ".join([line.text, *texts]), (*line.facts, *(fact.id for fact in beside)))


def _joined(label: str, facts: tuple[Fact, ...], preferences: Preferences) -> Line | None:
    chosen = facts[:SIGNS_IN_A_LINE]
    if not chosen:
        return None
    signs = "; ".join(fill_numbers(fact.plain, preferences) for fact in chosen)
    return Line(f"{label}: {signs}.", tuple(fact.id for fact in chosen))
