"""The tables of a household's file, one row class per entity: the data dictionary.

``Row.metadata`` is the whole schema, with named constraints. A domain dataclass that is kept whole (a quantity) is a
composite of columns, so that a row has the same attributes as the value it keeps. ``position`` is the place in its
owner's list. Lists of short texts that are only ever read whole with their owner are JSON.
"""

from caregiver_app.storage.database.rows.base import NAMES, AllergyState, Row, TimingKind, table_of
from caregiver_app.storage.database.rows.bookkeeping import DraftRow, HistoryRow, MetaRow, NoteRow, SealRow
from caregiver_app.storage.database.rows.contacts import ContactPhoneRow, ContactRow
from caregiver_app.storage.database.rows.events import EventMonthRow, EventOnceRow, EventRow
from caregiver_app.storage.database.rows.medications import MedicationRow
from caregiver_app.storage.database.rows.people import (
    AllergyRow,
    CareRecipientRow,
    EmergencyItemRow,
    ImplantedDeviceRow,
    PreferencesRow,
    ProcedureToAvoidRow,
)
from caregiver_app.storage.database.rows.pumps import PumpPhoneRow, PumpRow

__all__ = [
    "NAMES",
    "AllergyRow",
    "AllergyState",
    "CareRecipientRow",
    "ContactPhoneRow",
    "ContactRow",
    "DraftRow",
    "EmergencyItemRow",
    "EventMonthRow",
    "EventOnceRow",
    "EventRow",
    "HistoryRow",
    "ImplantedDeviceRow",
    "MedicationRow",
    "MetaRow",
    "NoteRow",
    "PreferencesRow",
    "ProcedureToAvoidRow",
    "PumpPhoneRow",
    "PumpRow",
    "Row",
    "SealRow",
    "TimingKind",
    "table_of",
]
