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
    risks: Sequence[Risk], reference: Reference, preferences: Preferences, above: frozenset[str]
) -> tuple[RiskLines, ...]:
    """Signs and own steps of each further high-risk medicine; then what is not verified, and whom to call, once.

    Medicines with the very same lines share them. ``above`` are the facts of the calls that stand above already.
    """
    grouped: dict[tuple[str, ...], RiskLines] = {}
    for risk in risks:
        lines = _own_lines(risk.entry, reference, preferences)
        words = tuple(line.text for line in lines)
        same = grouped.get(words)
        if lines:
            grouped[words] = (
                RiskLines(risk.name, lines) if same is None else _together(same, risk.name, lines)
            )
    return (*grouped.values(), *_not_verified(risks), *_calls(risks, reference, preferences, above))


def _own_lines(entry: MedicineReference, reference: Reference, preferences: Preferences) -> tuple[Line, ...]:
    signs = [line for line in (_too_little(entry, preferences), _too_much(entry, preferences)) if line]
    own = [fact_line(fact, preferences) for fact in entry.facts_of(FactKind.ACT_NOW)]
    call = [fact_line(reference.fact(each), preferences) for each in entry.calls if _says_all(entry)]
    return (*signs, *own, *(call if signs else ()))


def _says_all(entry: MedicineReference) -> bool:
    """Whether one short call holds for every sign of it, so that it stands with them."""
    return len(entry.calls) == 1


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


def _calls(
    risks: Sequence[Risk], reference: Reference, preferences: Preferences, above: frozenset[str]
) -> tuple[RiskLines, ...]:
    """Whom to call for which signs, once for all medicines of which the same is said.

    Those for which it is said above already come last and together.
    """
    named: dict[tuple[str, ...], list[str]] = {}
    for risk in risks:
        own = {fact.id for fact in risk.entry.facts}
        calls = tuple(each for each in risk.entry.calls if each not in own)
        if calls and not _says_all(risk.entry) and (risk.entry.too_little() or risk.entry.too_much()):
            named.setdefault(() if above.issuperset(calls) else calls, []).append(risk.name)
    rows = sorted(named.items(), key=lambda row: not row[0])
    return tuple(
        RiskLines(
            _all_or(names, all_said=len(named) == 1, others=not calls),
            tuple(fact_line(reference.fact(each), preferences) for each in calls)
            or (Line(_("Call as it says above.")),),
        )
        for calls, names in rows
    )


def _all_or(names: list[str], *, all_said: bool, others: bool) -> str:
    if all_said:
        return _("All of these")
    return _("All others") if others else ", ".join(dict.fromkeys(names))


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
