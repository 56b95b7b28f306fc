from __future__ import annotations

from dataclasses import replace
from datetime import date, time
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given

from caregiver_app.domain.amounts import Volume, parse_volume
from caregiver_app.domain.contacts import Contact, ContactRole, Phone
from caregiver_app.domain.history import EntryKind, HistoryEntry
from caregiver_app.domain.json_values.hints import fields_of
from caregiver_app.domain.medication import (
    FreeTextSchedule,
    ReferenceLink,
    Schedule,
    Stopped,
    TimesOfDay,
)
from caregiver_app.domain.people import (
    AllergyStatus,
    CareRecipient,
    ClinicReview,
    EmergencyItem,
    ImplantedDevice,
    ProcedureToAvoid,
    Sex,
    Weight,
    WeightUnit,
)
from caregiver_app.domain.preferences import Clock, Paper, Preferences
from caregiver_app.domain.quantity import Quantity, parse_quantity
from caregiver_app.domain.rates import Concentration, DailyDose, parse_concentration, parse_daily_dose
from caregiver_app.domain.record_changes import HouseholdChanges, RecordChange, differences
from caregiver_app.domain.route import Route
from caregiver_app.wording.history import entry_text
from caregiver_app.wording.history_sentences import ELSEWHERE
from tests.scale import examples
from tests.strategies import households
from tests.wording.changed import (
    ANNA,
    AT,
    BACLOFEN,
    DAY,
    HOUSEHOLD,
    NOT_RECORDED,
    PUMP,
    RECORDED,
    RUTH,
    THEO,
    plain,
    sentences,
    told,
)

if TYPE_CHECKING:
    from caregiver_app.domain.household import Household
    from caregiver_app.domain.record_kinds import Record

# Two values of each type that a record's field can have, with words that must be read of each.
_VALUES: dict[Any, tuple[tuple[Any, str], tuple[Any, str]]] = {
    str: (("1 <b>old</b> mg", "1 <b>old</b> mg"), ("2 “new” mg\nline", "2 “new” mg\nline")),
    tuple[str, ...]: ((("theo",), "theo"), (("ruth", "x"), "ruth")),
    int | None: ((3, "3"), (4, "4")),
    date | None: ((DAY, "Fri 4 Dec 2026"), (date(2027, 1, 1), "Fri 1 Jan 2027")),
    time | None: ((time(8), "08:00"), (time(12), "12:00")),
    Volume | None: ((parse_volume("2 mL"), "2 mL"), (parse_volume("20 mL"), "20 mL")),
    Concentration | None: (
        (parse_concentration("500 mcg/mL"), "500 micrograms"),
        (parse_concentration("2 mg/mL"), "2 mg"),
    ),
    DailyDose | None: (
        (parse_daily_dose("350 mcg/day"), "350 micrograms"),
        (parse_daily_dose("1500 mcg/day"), "1,500 micrograms"),
    ),
    Quantity | None: ((parse_quantity("10 mg"), "10 mg"), (parse_quantity("1500 mcg"), "1,500 micrograms")),
    Route | None: ((Route.ORAL, "by mouth"), (Route.NASAL, "in the nose")),
    Schedule | None: ((TimesOfDay((time(8),)), "08:00"), (FreeTextSchedule("on Monday"), "on Monday")),
    Stopped | None: ((Stopped(DAY, "one"), "one"), (Stopped(DAY, "two"), "two")),
    ReferenceLink | None: ((ReferenceLink(("a",), DAY), "a"), (ReferenceLink((), DAY), "none of these")),
    Weight | None: (
        (Weight(Decimal(31), WeightUnit.KG, DAY), "31 kg (Fri 4 Dec 2026)"),
        (Weight(Decimal(70), WeightUnit.LB), "70 lb (date not recorded)"),
    ),
    Sex | None: ((Sex.FEMALE, "female"), (Sex.MALE, "male")),
    bool: ((True, "yes"), (False, "no")),
    tuple[EmergencyItem, ...]: (
        ((EmergencyItem("naloxone", "drawer"),), "naloxone: drawer"),
        ((EmergencyItem("card"),), "card: where: not recorded"),
    ),
    AllergyStatus: ((NOT_RECORDED, "not recorded"), (RECORDED, "penicillin: rash")),
    tuple[ImplantedDevice, ...]: (((ImplantedDevice("a", "b"),), "a (b)"), ((ImplantedDevice("c"),), "c")),
    tuple[ProcedureToAvoid, ...]: (((ProcedureToAvoid("a", "b"),), "a (b)"), ((ProcedureToAvoid("c"),), "c")),
    ClinicReview | None: ((ClinicReview("Lee", DAY, ""), "Lee"), (ClinicReview("Ray", DAY, ""), "Ray")),
    ContactRole: ((ContactRole.FAMILY, "family"), (ContactRole.PHARMACY, "pharmacy")),
    tuple[Phone, ...]: (((Phone("555 01"),), "555 01"), ((Phone("555 02"),), "555 02")),
    Clock: ((Clock.TWELVE_HOUR, "12 hours"), (Clock.TWENTY_FOUR_HOUR, "24 hours")),
    Paper: ((Paper.LETTER, "Letter"), (Paper.A4, "A4")),
}
_OWN_VALUES: dict[tuple[type, str], tuple[tuple[Any, str], tuple[Any, str]]] = {
    (Preferences, "country"): (("US", "US"), ("DE", "DE")),
    (Contact, "care_recipient_ids"): ((("theo",), "Theo"), (("ruth",), "Ruth")),
    (Contact, "relationships"): ((("aunt",), "aunt"), (("nurse",), "nurse")),
    (CareRecipient, "gestation_weeks"): ((29, "29"), (40, "40")),
}


def _class_of(record: Record) -> type:
    return type(record)


def _fit_for(record: Record, name: str) -> Record:
    """What a contact is to each person needs somebody that it is for."""
    if isinstance(record, Contact) and name == "relationships":
        return replace(record, care_recipient_ids=("theo",))
    return record


_RECORDS: tuple[Record, ...] = (Preferences(), THEO, BACLOFEN, PUMP, ANNA)
_EVERY_FIELD = [
    (_fit_for(record, each.name), each.name, _OWN_VALUES.get((type(record), each.name)) or _VALUES[each.type])
    for record in _RECORDS
    for each in fields_of(_class_of(record))
    if each.name not in ELSEWHERE
]


@pytest.mark.parametrize(
    ("record", "name", "values"),
    _EVERY_FIELD,
    ids=[f"{type(record).__name__}.{name}" for record, name, _values in _EVERY_FIELD],
)
def test_every_field_is_told_with_its_old_and_new_value(
    record: Record, name: str, values: tuple[tuple[Any, str], tuple[Any, str]]
) -> None:
    (old, old_words), (new, new_words) = values
    before, after = replace(record, **{name: old}), replace(record, **{name: new})
    text = " | ".join(sentences(before, after))
    assert old_words in text
    assert new_words in text
    added = HouseholdChanges((RecordChange(None, after),))
    whole = entry_text(HistoryEntry(1, AT, "", EntryKind.KEPT, ""), added, Clock.TWENTY_FOUR_HOUR)
    if name != "care_recipient_ids":
        assert new_words in plain(" | ".join(whole.details))


@examples(15)
@given(households(), households())
def test_any_change_can_be_told(before: Household, after: Household) -> None:
    changes = differences(before, after)
    text = told(before, after)
    assert text.heading
    assert bool(text.details) >= bool(len(changes.records) > 1)


def test_the_programs_sentence_is_not_said_twice() -> None:
    after = replace(HOUSEHOLD, care_recipients=(RUTH,))
    entry = HistoryEntry(1, AT, "Anna", EntryKind.CHANGE, "Removed Theo")
    text = entry_text(entry, differences(HOUSEHOLD, after), Clock.TWELVE_HOUR)
    assert text.heading == "Anna removed Theo"
    assert text.details[0] == "• Allergies: not recorded"
