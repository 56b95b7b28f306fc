"""Which reference entries stand behind a medicine or a pump, as the family answered or as far as is sure without it."""

from __future__ import annotations

from typing import NamedTuple

from caregiver_app.domain.medication import Medication, ReferenceLink
from caregiver_app.domain.pump import Pump
from caregiver_app.domain.route import Route
from caregiver_app.reference.matching import candidates, misspelled
from caregiver_app.reference.model import MedicineReference
from caregiver_app.reference.names import said_of_itself
from caregiver_app.reference.reference import Reference


class Match(NamedTuple):
    """Reference entries for one product. ``confirmed`` once the family said so (or said "none of these").

    ``entries`` have its very ingredient and route, or were confirmed: their signs are shown. ``possible`` have the
    ingredient, but the route differs or is not recorded, or a name only like theirs, or mention it in passing: only the
    family can say.
    ``set_aside`` could be meant as well, and the family did not say yes to them.
    """

    entries: tuple[MedicineReference, ...]
    confirmed: bool
    possible: tuple[MedicineReference, ...] = ()
    set_aside: tuple[MedicineReference, ...] = ()

    @property
    def unanswered(self) -> tuple[MedicineReference, ...]:
        """The entries that the family has still to say yes or no to."""
        return () if self.confirmed else (*self.entries, *self.possible)

    @property
    def is_silent(self) -> bool:
        """Whether no entry's signs are shown for it."""
        return not self.entries

    @property
    def high_risk(self) -> bool:
        """Whether any of its entries is, or may be."""
        return any(entry.is_high_risk for entry in (*self.entries, *self.possible, *self.set_aside))


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
    """The entries for the pump's drug. Where it is not understood, all that are made for pumps are asked about.

    A pump without signs on its sheet can kill, and must not happen by a slip of the pen. A drug that is known to be
    another one is not asked about: that its signs are not shown is said aloud.
    """
    found = _match(pump.reference, (pump.drug,), "", Route.INTRATHECAL_PUMP, reference)
    if found.confirmed or found.entries or found.possible or is_understood(pump.drug, reference):
        return found
    asked = _for_pumps(reference)
    return _confirmed(pump.reference, asked, reference) or found._replace(possible=asked)


def pump_entries(drug: str, reference: Reference) -> tuple[MedicineReference, ...]:
    """What is to be asked about a pump's drug: what it may be; where nothing is understood, all that are for pumps."""
    found = possible_entries((drug,), "", Route.INTRATHECAL_PUMP, reference)
    if found or not drug.strip() or is_understood(drug, reference):
        return found
    return _for_pumps(reference)


def is_understood(drug: str, reference: Reference) -> bool:
    """Whether some substance is read in it, be it one that the reference has no entry for."""
    return any(reference.names.substances.find(drug))


def possible_entries(
    ingredients: tuple[str, ...], name: str, route: Route, reference: Reference
) -> tuple[MedicineReference, ...]:
    """What is to be asked about a medicine: what it holds, and what may only be misspelled in it."""
    found = candidates(ingredients, name, route, reference)
    return (*found, *_misspelled(ingredients, name, route, reference, found))


def _for_pumps(reference: Reference) -> tuple[MedicineReference, ...]:
    return tuple(entry for entry in reference.medicines if Route.INTRATHECAL_PUMP in entry.routes)


def _match(
    link: ReferenceLink | None,
    ingredients: tuple[str, ...],
    name: str,
    route: Route | None,
    reference: Reference,
) -> Match:
    found = candidates(ingredients, name, route or Route.OTHER, reference)
    found = (*found, *(each for each in _patches(ingredients, name, route, reference) if each not in found))
    itself = found
    if said_of_itself(name) != name:
        itself = candidates(ingredients, said_of_itself(name), route or Route.OTHER, reference)
    sure = tuple(entry for entry in found if entry in itself and _is_given_by(entry, route))
    found = (*found, *_misspelled(ingredients, name, route or Route.OTHER, reference, found))
    confirmed = _confirmed(link, found, reference)
    return confirmed or Match(
        sure, confirmed=False, possible=tuple(each for each in found if each not in sure)
    )


def _confirmed(
    link: ReferenceLink | None,
    asked: tuple[MedicineReference, ...],
    reference: Reference,
) -> Match | None:
    """The family's answer, as far as it is one to what is asked: a yes to insulin says nothing of warfarin."""
    if link is None:
        return None
    entries = tuple(entry for entry in reference.medicines if entry.id in link.medicine_ids)
    if len(entries) < len(set(link.medicine_ids)) or not set(asked).issuperset(entries):
        return None
    is_in_it = {entry.ingredients[0] for entry in entries}
    return Match(entries, True, set_aside=tuple(e for e in asked if e.ingredients[0] not in is_in_it))


def _misspelled(
    ingredients: tuple[str, ...],
    name: str,
    route: Route,
    reference: Reference,
    found: tuple[MedicineReference, ...],
) -> tuple[MedicineReference, ...]:
    """One name that is known must not hide another that is misspelled beside it."""
    known = {entry.ingredients[0] for entry in found}
    alike = misspelled(ingredients, name, route, reference)
    return tuple(entry for entry in alike if entry.ingredients[0] not in known)


def _patches(
    ingredients: tuple[str, ...], name: str, route: Route | None, reference: Reference
) -> tuple[MedicineReference, ...]:
    """A patch is easily entered as "on the skin"."""
    if route is not Route.TOPICAL:
        return ()
    found = candidates(ingredients, name, Route.TRANSDERMAL, reference)
    return tuple(entry for entry in found if Route.TRANSDERMAL in entry.routes)


def _is_given_by(entry: MedicineReference, route: Route | None) -> bool:
    """What is taken by mouth can be given by feeding tube; it is the same medicine."""
    return route in entry.routes or (route is Route.FEEDING_TUBE and Route.ORAL in entry.routes)
