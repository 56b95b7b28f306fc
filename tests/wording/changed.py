from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

from caregiver_app.domain.contacts import Contact, ContactRole
from caregiver_app.domain.history import EntryKind, HistoryEntry
from caregiver_app.domain.household import Household
from caregiver_app.domain.medication import (
    Medication,
)
from caregiver_app.domain.people import (
    AllergiesNotRecorded,
    AllergiesRecorded,
    Allergy,
    CareRecipient,
    NoKnownAllergies,
)
from caregiver_app.domain.preferences import Clock
from caregiver_app.domain.pump import Pump
from caregiver_app.domain.quantity import parse_quantity
from caregiver_app.domain.record_changes import differences
from caregiver_app.wording.history import EntryText, entry_text
from caregiver_app.wording.history_sentences import field_sentences
from caregiver_app.wording.records import record_name
from caregiver_app.wording.shape import Context
from tests.shipped import shipped_reference

if TYPE_CHECKING:
    from caregiver_app.domain.record_kinds import Record

DAY = date(2026, 12, 4)
AT = datetime(2026, 12, 4, 14, 5, tzinfo=UTC)
MG10, MG15 = parse_quantity("10 mg"), parse_quantity("15 mg")
BACLOFEN = Medication(id="b", product_name="baclofen", dose=MG10)
PUMP = Pump(id="pump", drug="baclofen")
THEO = CareRecipient(id="theo", preferred_name="Theo", medications=(BACLOFEN,), pumps=(PUMP,))
RUTH = CareRecipient(id="ruth", preferred_name="Ruth")
ANNA = Contact(id="anna", name="Anna", role=ContactRole.FAMILY)
HOUSEHOLD = Household(care_recipients=(THEO, RUTH), contacts=(ANNA,))
CONTEXT = Context(Clock.TWENTY_FOUR_HOUR, None, {"theo": "Theo", "ruth": "Ruth"})


def plain(text: str) -> str:
    return text.replace("\u00a0", " ")


def told(
    before: Household, after: Household, kind: EntryKind = EntryKind.CHANGE, who: str = "Anna"
) -> EntryText:
    entry = HistoryEntry(1, AT, who, kind, "Changed something", "")
    text = entry_text(entry, differences(before, after), Clock.TWENTY_FOUR_HOUR, shipped_reference())
    return EntryText(plain(text.heading), tuple(map(plain, text.details)), text.about)


def sentences(before: Record, after: Record) -> list[str]:
    return [plain(each) for each in field_sentences(before, after, record_name(before), CONTEXT)]


NOT_RECORDED, NONE = AllergiesNotRecorded(), NoKnownAllergies(DAY)
RASH = Allergy("penicillin", "rash")
RECORDED = AllergiesRecorded((RASH,))
