"""The household to records of each table, and rows to the household."""

from __future__ import annotations

from typing import Final

from caregiver_app.domain.contacts import Contact, Phone
from caregiver_app.domain.household import Household, Preferences, PrintRecord
from caregiver_app.storage.database.rows import (
    AllergyRow,
    CareRecipientRow,
    ContactPhoneRow,
    ContactRow,
    ImplantedDeviceRow,
    MedicationRow,
    PreferencesRow,
    PrintRow,
    ProcedureToAvoidRow,
    PumpPhoneRow,
    PumpRow,
    Row,
)
from caregiver_app.storage.household.people_mapping import person_from, person_records
from caregiver_app.storage.household.row_mapping import Loaded, Records, record_of, value_of

# Owners before what they own.
HOUSEHOLD_ROWS: Final[tuple[type[Row], ...]] = (
    PreferencesRow,
    CareRecipientRow,
    AllergyRow,
    ImplantedDeviceRow,
    ProcedureToAvoidRow,
    MedicationRow,
    PumpRow,
    PumpPhoneRow,
    ContactRow,
    ContactPhoneRow,
    PrintRow,
)
ONLY_ID: Final = 1


def household_records(household: Household) -> Records:
    """What each table holds for this household."""
    records: Records = {row_class: [] for row_class in HOUSEHOLD_ROWS}
    records[PreferencesRow].append(record_of(PreferencesRow, household.preferences, id=ONLY_ID))
    for position, person in enumerate(household.care_recipients):
        person_records(records, person, position)
    for position, contact in enumerate(household.contacts):
        records[ContactRow].append(record_of(ContactRow, contact, position=position))
        records[ContactPhoneRow] += [
            record_of(ContactPhoneRow, phone, contact_id=contact.id, position=place)
            for place, phone in enumerate(contact.phones)
        ]
    records[PrintRow] = [record_of(PrintRow, p, position=place) for place, p in enumerate(household.prints)]
    return records


def household_from(loaded: Loaded) -> Household:
    """The household the rows keep. Damaged rows raise ``InvalidField``, ``ValueError``, ``TypeError``."""
    [preferences] = loaded.all(PreferencesRow)
    return Household(
        preferences=value_of(Preferences, preferences),
        care_recipients=tuple(person_from(loaded, row) for row in loaded.all(CareRecipientRow)),
        contacts=tuple(_contact_from(loaded, row) for row in loaded.all(ContactRow)),
        prints=tuple(value_of(PrintRecord, row) for row in loaded.all(PrintRow)),
    )


def _contact_from(loaded: Loaded, row: ContactRow) -> Contact:
    phones = loaded.owned(ContactPhoneRow, "contact_id", row.id)
    return value_of(Contact, row, phones=tuple(value_of(Phone, phone) for phone in phones))
