"""Which reference entries stand behind a medicine or a pump, as the family answered or as far as is sure without it."""

from __future__ import annotations

from typing import NamedTuple

from caregiver_app.domain.medication import Medication, ReferenceLink
from caregiver_app.domain.pump import Pump
from caregiver_app.domain.route import Route
from caregiver_app.reference.matching import candidates, misspelled
from caregiver_app.reference.model import MedicineReference
from caregiver_app.reference.reference import Reference


class Match(NamedTuple):
    """Reference entries for one product. ``confirmed`` once the family said so (or said "none of these").

    ``entries`` have its very ingredient and route, or were confirmed: their signs are shown. ``possible`` have the
    ingredient, but the route differs or is not recorded, or a name only like theirs: only the family can say.
    ``set_aside`` fit, and the family said "none of these".
    """

    entries: tuple[MedicineReference, ...]
    confirmed: bool
    possible: tuple[MedicineReference, ...] = ()
    set_aside: tuple[MedicineReference, ...] = ()

    @property
    def unanswered(self) -> tuple[MedicineReference, ...]:
        """The entries that the family has still to say yes or no to."""
        return () if self.confirmed else (self.entries or self.possible)

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

    A pump without signs on its sheet can kill, and must not happen by a slip of the pen.
    """
    found = _match(pump.reference, (pump.drug,), "", Route.INTRATHECAL_PUMP, reference)
    if found.confirmed or found.entries or found.possible:
        return found
    return found._replace(possible=_for_pumps(reference))


def pump_entries(drug: str, reference: Reference) -> tuple[MedicineReference, ...]:
    """What is to be asked about a pump's drug: what it may be; where nothing is understood, all that are for pumps."""
    if not drug.strip():
        return ()
    return possible_entries((drug,), "", Route.INTRATHECAL_PUMP, reference) or _for_pumps(reference)


def possible_entries(
    ingredients: tuple[str, ...], name: str, route: Route, reference: Reference
) -> tuple[MedicineReference, ...]:
    """What is to be asked about a medicine: what it holds, else what may only be misspelled in it."""
    found = candidates(ingredients, name, route, reference)
    return found or misspelled(ingredients, name, route, reference)


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
    sure = tuple(entry for entry in found if _is_given_by(entry, route))
    if link is not None:
        known = {entry.id: entry for entry in reference.medicines}
        entries = tuple(known[key] for key in link.medicine_ids if key in known)
        if len(entries) == len(link.medicine_ids):
            left = tuple(entry for entry in sure if entry not in entries)
            return Match(entries, True, set_aside=left)
    possible = [
        entry for entry in (*found, *_patches(ingredients, name, route, reference)) if entry not in sure
    ]
    if not (sure or possible):
        possible += misspelled(ingredients, name, route or Route.OTHER, reference)
    return Match(sure, confirmed=False, possible=tuple(possible))


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
