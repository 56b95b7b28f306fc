"""Which reference entries stand behind a person's medicines, and what the sheet says of each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from caregiver_app.domain.household import Preferences
from caregiver_app.domain.medication import Medication, ReferenceLink
from caregiver_app.domain.people import CareRecipient
from caregiver_app.domain.pump import Pump
from caregiver_app.domain.route import Route
from caregiver_app.i18n import _
from caregiver_app.reference import Fact, MedicineReference, Reference, candidates
from caregiver_app.wording.numbers import fill_numbers
from caregiver_app.wording.summary import Line, RiskLines

_SIGNS_IN_A_RISK_LINE: Final = 3


@dataclass(frozen=True, slots=True)
class Match:
    """Reference entries for one product. ``confirmed`` once the family said so (or said "none of these")."""

    entries: tuple[MedicineReference, ...]
    confirmed: bool

    @property
    def high_risk(self) -> bool:
        """Whether any of its entries is."""
        return any(entry.is_high_risk for entry in self.entries)


def match_medication(medication: Medication, reference: Reference) -> Match:
    """The entries the family confirmed; until then those with the very ingredient and route."""
    return _match(
        medication.reference,
        medication.ingredients,
        medication.product_name,
        medication.route,
        reference,
    )


def match_pump(pump: Pump, reference: Reference) -> Match:
    """The entries for the pump's drug."""
    return _match(pump.reference, (pump.drug,), pump.drug, Route.INTRATHECAL_PUMP, reference)


def _match(
    link: ReferenceLink | None,
    ingredients: tuple[str, ...],
    name: str,
    route: Route | None,
    reference: Reference,
) -> Match:
    if link is not None:
        known = {entry.id: entry for entry in reference.medicines}
        entries = tuple(known[key] for key in link.medicine_ids if key in known)
        if len(entries) == len(link.medicine_ids):
            return Match(entries, confirmed=True)
    found = candidates(ingredients, name, route, reference) if route else ()
    return Match(tuple(entry for entry in found if route in entry.routes), confirmed=False)


def matched_entries(person: CareRecipient, reference: Reference) -> tuple[MedicineReference, ...]:
    """Every entry behind the current medicines and pumps, each once, most urgent first."""
    matches = [match_pump(pump, reference) for pump in person.pumps]
    matches += [match_medication(each, reference) for each in person.current_medications()]
    entries = {entry.id: entry for match in matches for entry in match.entries}
    return tuple(sorted(entries.values(), key=lambda entry: entry.rank))


def fact_line(fact: Fact, preferences: Preferences) -> Line:
    """One fact as it stands in the reference, with the household's numbers."""
    return Line(fill_numbers(fact.plain, preferences), (fact.id,))


def is_naloxone(fact: Fact) -> bool:
    """Whether a line speaks of naloxone, which belongs beside the signs of too much and nowhere else."""
    return "naloxone" in fact.plain.lower()


def not_verified(too_much: bool) -> Line:
    """What stands where no verified line exists. Silence would read as "harmless"."""
    if too_much:
        return Line(_("Signs of too much: ask the pharmacist; not verified here."))
    return Line(_("Signs of too little or a sudden stop: ask the pharmacist; not verified here."))


def risk_lines(entry: MedicineReference, preferences: Preferences) -> RiskLines:
    """Two lines for a further high-risk medicine."""
    return RiskLines(
        entry.name,
        (
            _joined(_("Too little or sudden stop"), entry.too_little(), preferences) or not_verified(too_much=False),
            _too_much(entry, preferences),
        ),
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
