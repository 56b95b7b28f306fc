"""Which parts of the sheet a family may leave out."""

from __future__ import annotations

from datetime import date

from caregiver_app.domain.contacts import Contact, ContactRole, Phone, PhoneLabel
from caregiver_app.domain.household import Household
from caregiver_app.domain.people import CareRecipient
from caregiver_app.domain.publishing import (
    TICKED_AT_FIRST,
    SheetPart,
    needs_name,
    parts_shown,
    recorded_parts,
)

THEO = CareRecipient(id="p", preferred_name="Theo")
ALONE = Household(care_recipients=(THEO,))
TWO = Household(care_recipients=(THEO, CareRecipient(id="q", preferred_name="Ruth")))


def test_at_first_only_what_helps_a_stranger_is_ticked() -> None:
    assert {part.value for part in frozenset(SheetPart) - TICKED_AT_FIRST} == {
        *("birth_date", "pump_serial", "conditions", "hospital", "directives", "purposes"),
        *("home", "seizure_plan", "emergency_items"),
    }


def test_no_part_that_opens_a_door_is_ticked_at_first() -> None:
    telling = ("code", "safe", "lock", "key", "address", "insur", "policy", "member")
    assert [part for part in TICKED_AT_FIRST if any(word in part.value for word in telling)] == []


def test_with_several_people_no_sheet_is_nameless() -> None:
    assert needs_name(TWO)
    assert parts_shown(TWO, frozenset()) == {SheetPart.NAME}


def test_a_person_alone_may_stay_nameless_and_then_the_full_name_goes_too() -> None:
    assert not needs_name(ALONE)
    assert parts_shown(ALONE, frozenset({SheetPart.FULL_NAME, SheetPart.WEIGHT})) == {SheetPart.WEIGHT}
    both = frozenset({SheetPart.NAME, SheetPart.FULL_NAME})
    assert parts_shown(ALONE, both) == both


def test_only_what_is_recorded_can_be_left_out() -> None:
    fax = Contact("c", "Dr. Osei", ContactRole.CLINIC, phones=(Phone("1", PhoneLabel.FAX),))
    household = Household(care_recipients=(THEO,), contacts=(fax,))
    assert recorded_parts(ALONE, THEO, date(2026, 11, 22)) == {SheetPart.NAME}
    assert recorded_parts(household, THEO, date(2026, 11, 22)) == {SheetPart.NAME, SheetPart.CONTACT_NAMES}
