"""A care recipient with all that belongs to them, to records and back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from caregiver_app.domain.contacts import Phone
from caregiver_app.domain.medication import Medication
from caregiver_app.domain.people import (
    AllergiesNotRecorded,
    AllergiesRecorded,
    Allergy,
    AllergyStatus,
    CareRecipient,
    ImplantedDevice,
    NoKnownAllergies,
    ProcedureToAvoid,
)
from caregiver_app.domain.pump import Pump
from caregiver_app.storage.database.rows import (
    AllergyRow,
    AllergyState,
    CareRecipientRow,
    ImplantedDeviceRow,
    MedicationRow,
    ProcedureToAvoidRow,
    PumpPhoneRow,
    PumpRow,
    Row,
)
from caregiver_app.storage.household.row_mapping import Loaded, Record, Records, record_of, value_of
from caregiver_app.storage.household.schedule_mapping import timing_columns, timing_from

if TYPE_CHECKING:
    from collections.abc import Iterable


def person_records(records: Records, person: CareRecipient, position: int) -> None:
    """Adds what each table holds for this person."""
    state, confirmed_on, allergies = _allergy_columns(person.allergies)
    own = {"position": position, "allergy_state": state, "no_allergies_confirmed_on": confirmed_on}
    records[CareRecipientRow].append(record_of(CareRecipientRow, person, **own))
    records[AllergyRow] += _listed(AllergyRow, allergies, care_recipient_id=person.id)
    devices, procedures = person.implanted_devices, person.procedures_to_avoid
    records[ImplantedDeviceRow] += _listed(ImplantedDeviceRow, devices, care_recipient_id=person.id)
    records[ProcedureToAvoidRow] += _listed(ProcedureToAvoidRow, procedures, care_recipient_id=person.id)
    for place, medication in enumerate(person.medications):
        more = {"care_recipient_id": person.id, "position": place, **timing_columns(medication.timing)}
        records[MedicationRow].append(record_of(MedicationRow, medication, **more))
    records[PumpRow] += _listed(PumpRow, person.pumps, care_recipient_id=person.id)
    for pump in person.pumps:
        records[PumpPhoneRow] += _listed(PumpPhoneRow, pump.clinic_phones, pump_id=pump.id)


def person_from(loaded: Loaded, row: CareRecipientRow) -> CareRecipient:
    """The person a row and its children keep."""

    def owned(row_class: type[Row]) -> list[Any]:
        return loaded.owned(row_class, "care_recipient_id", row.id)

    return value_of(
        CareRecipient,
        row,
        allergies=_allergies_from(row, owned(AllergyRow)),
        implanted_devices=tuple(value_of(ImplantedDevice, device) for device in owned(ImplantedDeviceRow)),
        procedures_to_avoid=tuple(value_of(ProcedureToAvoid, each) for each in owned(ProcedureToAvoidRow)),
        medications=tuple(
            value_of(Medication, each, timing=timing_from(each)) for each in owned(MedicationRow)
        ),
        pumps=tuple(_pump_from(loaded, pump) for pump in owned(PumpRow)),
    )


def _listed(row_class: type[Row], values: Iterable[Any], **owner: str) -> list[Record]:
    return [record_of(row_class, value, position=place, **owner) for place, value in enumerate(values)]


def _pump_from(loaded: Loaded, row: PumpRow) -> Pump:
    phones = loaded.owned(PumpPhoneRow, "pump_id", row.id)
    return value_of(Pump, row, clinic_phones=tuple(value_of(Phone, phone) for phone in phones))


def _allergy_columns(status: AllergyStatus) -> tuple[AllergyState, Any, tuple[Allergy, ...]]:
    if isinstance(status, NoKnownAllergies):
        return AllergyState.NONE_KNOWN, status.confirmed_on, ()
    if isinstance(status, AllergiesRecorded):
        return AllergyState.RECORDED, None, status.allergies
    return AllergyState.NOT_RECORDED, None, ()


def _allergies_from(row: CareRecipientRow, allergies: list[AllergyRow]) -> AllergyStatus:
    if row.allergy_state is AllergyState.RECORDED:
        return AllergiesRecorded(tuple(value_of(Allergy, allergy) for allergy in allergies))
    if allergies:
        raise ValueError("allergies beside a state that has none")
    if row.allergy_state is AllergyState.NOT_RECORDED:
        return AllergiesNotRecorded()
    if row.no_allergies_confirmed_on is None:
        raise ValueError("none known, but on no day")
    return NoKnownAllergies(row.no_allergies_confirmed_on)
