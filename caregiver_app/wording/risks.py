"""What the sheet says of each reference entry that stands behind a person's medicines."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from caregiver_app.domain.people import CareRecipient
from caregiver_app.domain.preferences import Preferences
from caregiver_app.i18n import _
from caregiver_app.reference import Fact, FactKind, MedicineReference, Reference
from caregiver_app.reference.matches import Match, match_medication, match_pump
from caregiver_app.wording.numbers import fill_numbers
from caregiver_app.wording.summary import Line, RiskLines

_SIGNS_IN_A_RISK_LINE: Final = 3


@dataclass(frozen=True, slots=True)
class Risk:
    """One reference entry and what this person takes of it: "apixaban" of an entry for four of its kind."""

    entry: MedicineReference
    name: str


def risks_of(person: CareRecipient, reference: Reference, today: date) -> tuple[Risk, ...]:
    """Every entry behind the pumps and the medicines that are taken on ``today``, each once, most urgent first."""
    matches: list[tuple[Match, tuple[str, ...]]] = [
        (match_pump(pump, reference), (pump.drug,)) for pump in person.pumps
    ]
    matches += [
        (match_medication(each, reference), each.ingredients)
        for each in person.current_medications(today)
        if each.is_begun(today)
    ]
    entries = {entry.id: entry for match, _taken in matches for entry in match.entries}
    risks = [
        Risk(entry, _name(entry, [taken for match, taken in matches if entry in match.entries]))
        for entry in entries.values()
    ]
    return tuple(sorted(risks, key=lambda risk: risk.entry.rank))


def _name(entry: MedicineReference, taken: list[tuple[str, ...]]) -> str:
    """An entry for several substances goes by the one the person takes."""
    if len(entry.ingredients) == 1 or any(len(ingredients) != 1 for ingredients in taken):
        return entry.name
    return _(" and ").join(dict.fromkeys(ingredients[0].strip() for ingredients in taken))


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
    risks: Sequence[Risk], reference: Reference, preferences: Preferences
) -> tuple[RiskLines, ...]:
    """Two lines for each further high-risk medicine and one for its own emergency; then one call for all.

    Medicines with the very same signs share their lines.
    """
    grouped: dict[tuple[str, ...], RiskLines] = {}
    for risk in risks:
        own = tuple(fact_line(fact, preferences) for fact in risk.entry.facts_of(FactKind.ACT_NOW))
        lines = (_too_little(risk.entry, preferences), _too_much(risk.entry, preferences), *own)
        words = tuple(line.text for line in lines)
        same = grouped.get(words)
        grouped[words] = RiskLines(risk.name, lines) if same is None else _together(same, risk.name, lines)
    if not grouped:
        return ()
    call = RiskLines(_("All of these"), (fact_line(reference.fact("sheet.any_sign"), preferences),))
    return (*grouped.values(), call)


def _together(first: RiskLines, name: str, lines: tuple[Line, ...]) -> RiskLines:
    both = tuple(
        replace(old, facts=(*old.facts, *new.facts)) for old, new in zip(first.lines, lines, strict=True)
    )
    return RiskLines(f"{first.medicine}, {name}", both)


def _too_little(entry: MedicineReference, preferences: Preferences) -> Line:
    return _joined(_("Too little or sudden stop"), entry.too_little(), preferences) or not_verified(
        too_much=False
    )


def _too_much(entry: MedicineReference, preferences: Preferences) -> Line:
    line = _joined(_("Too much"), entry.too_much(), preferences) or not_verified(too_much=True)
    beside = (*entry.too_much_notes(), *(fact for fact in entry.do_first() if is_naloxone(fact)))
    text = " ".join([line.text, *(fill_numbers(fact.plain, preferences) for fact in beside)])
    return Line(text, (*line.facts, *(fact.id for fact in beside)))


def _joined(label: str, facts: tuple[Fact, ...], preferences: Preferences) -> Line | None:
    chosen = facts[:_SIGNS_IN_A_RISK_LINE]
    if not chosen:
        return None
    signs = "; ".join(fill_numbers(fact.plain, preferences) for fact in chosen)
    return Line(f"{label}: {signs}.", tuple(fact.id for fact in chosen))
