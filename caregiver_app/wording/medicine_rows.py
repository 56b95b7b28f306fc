"""The sheet's rows of medicines, with what must be said of each match."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from caregiver_app.domain.household import Household
from caregiver_app.domain.medication import Medication
from caregiver_app.domain.people import CareRecipient
from caregiver_app.domain.preferences import Preferences
from caregiver_app.domain.pump import Pump
from caregiver_app.i18n import _
from caregiver_app.reference import Reference
from caregiver_app.reference.matches import Match, match_medication, match_pump
from caregiver_app.reference.matching import unknown_substances
from caregiver_app.wording import doses, pumps
from caregiver_app.wording.summary import Line, MedicineRow


def medicine_rows(
    household: Household, person: CareRecipient, reference: Reference, today: date
) -> tuple[MedicineRow, ...]:
    """Current medicines, the high-risk ones first, otherwise in the family's own order. What starts later is last."""
    rows = [_pump_row(pump, reference) for pump in person.pumps]
    current = person.current_medications(today)
    rows += [
        _medication_row(each, reference, household.preferences, today)
        for each in current
        if each.is_begun(today)
    ]
    later = [
        _medication_row(each, reference, household.preferences, today)
        for each in current
        if not each.is_begun(today)
    ]
    return (*sorted(rows, key=lambda row: not row.high_risk), *later)


def _pump_row(pump: Pump, reference: Reference) -> MedicineRow:
    unknown = unknown_substances((pump.drug,), "", reference)
    return MedicineRow(
        name=_("{drug} in the pump").format(drug=pumps.drug_and_concentration(pump)),
        give=pumps.daily_dose(pump),
        how="",
        when=pump.mode.strip(),
        purpose="",
        high_risk=True,
        field=_("Pump: drug"),
        note=_match_note(
            match_pump(pump, reference), () if unknown == (pump.drug.strip(),) else unknown, reference
        ),
    )


def _medication_row(
    medication: Medication, reference: Reference, preferences: Preferences, today: date
) -> MedicineRow:
    match = match_medication(medication, reference)
    unknown = unknown_substances(medication.ingredients, medication.product_name, reference)
    when = doses.timing_in_time(medication, preferences.clock, today)
    directions = doses.bound(medication.directions.strip())
    return MedicineRow(
        name=doses.name_and_strength(medication),
        give=doses.dose(medication),
        how=doses.route(medication) or _("route not recorded"),
        when=f"{when} ({directions})" if directions else when,
        purpose=doses.purpose(medication),
        high_risk=match.high_risk,
        field=_("Medicine: {name}").format(name=medication.product_name.strip()),
        note=_match_note(match, unknown, reference),
    )


def others_not_verified(names: Sequence[str]) -> str:
    """``codeine: not verified here, ask the pharmacist.`` for what is in a medicine beside what the reference knows."""
    return _("{names}: not verified here, ask the pharmacist.").format(names=", ".join(names))


def must_be_named(unknown: tuple[str, ...], match: Match, reference: Reference) -> bool:
    """Whether the sheet must say that signs of these are not verified: beside others' signs; of an opioid, ever."""
    if match.entries or match.possible:
        return bool(unknown)
    return not reference.names.controlled.isdisjoint(reference.names.meant_by(unknown))


def _match_note(match: Match, unknown: tuple[str, ...], reference: Reference) -> Line | None:
    """What the reader must know of a row's warning signs: unconfirmed, missing, set aside; and what else is in it."""
    notes = (
        (_("Match with “{name}” not yet confirmed by the family."), () if match.confirmed else match.entries),
        (_("Which is it: “{name}”? Not answered, so no warning signs are shown."), match.possible),
        (_("The family set the label warnings for “{name}” aside."), match.set_aside),
    )
    texts = [
        text.format(
            name=(_(" or ") if entries is match.possible else _(" and ")).join(each.name for each in entries)
        )
        for text, entries in notes
        if entries
    ]
    if must_be_named(unknown, match, reference):
        texts.append(others_not_verified(unknown))
    return Line(" ".join(texts)) if texts else None
