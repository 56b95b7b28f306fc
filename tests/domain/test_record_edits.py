from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from caregiver_app.domain.contacts import Contact, ContactRole
from caregiver_app.domain.errors import InvalidField, Rule
from caregiver_app.domain.household import Household
from caregiver_app.domain.medication import Medication
from caregiver_app.domain.people import CareRecipient
from caregiver_app.domain.preferences import Clock, Preferences
from caregiver_app.domain.pump import Pump
from caregiver_app.domain.record_changes import alone, taken_apart
from caregiver_app.domain.record_edits import find, only_for, put, removed
from caregiver_app.domain.record_kinds import KIND_OF, RECORD_KINDS, Record, lists_of, people_of
from tests.scale import examples
from tests.strategies import care_recipients, contacts, households, medications, pumps

BACLOFEN, KEPPRA = Medication("b", "baclofen"), Medication("k", "Keppra")
THEO = CareRecipient("theo", "Theo", medications=(BACLOFEN, KEPPRA), pumps=(Pump("p", "baclofen"),))
RUTH = CareRecipient("ruth", "Ruth", medications=(Medication("a", "apixaban"),))
ANNA = Contact("anna", "Anna", ContactRole.FAMILY, care_recipient_ids=("theo",))
BOTH = Contact("both", "Both", ContactRole.CARER, care_recipient_ids=("theo", "ruth"))
SHOP = Contact("shop", "Shop", ContactRole.PHARMACY)
HOUSEHOLD = Household(care_recipients=(THEO, RUTH), contacts=(SHOP, ANNA, BOTH))

NEW_RECORDS: dict[type[Any], st.SearchStrategy[Any]] = {
    CareRecipient: care_recipients(),
    Medication: medications(),
    Pump: pumps(),
    Contact: contacts(),
}
LISTED = [kind for kind in RECORD_KINDS if kind.listed_in]


def records_of(household: Household) -> list[Record]:
    return list(taken_apart(household)[0].values())


@pytest.mark.parametrize("kind", LISTED, ids=lambda kind: kind.key)
@given(data=st.data(), household=households())
@examples(10)
def test_what_is_put_and_removed_again_leaves_the_household_as_it_was(
    kind: Any, data: st.DataObject, household: Household
) -> None:
    new = replace(alone(data.draw(NEW_RECORDS[kind.cls])), id="new, as no other id is")
    owners = [owner_id for owner_id, _own in lists_of(kind, household)]
    assume(owners)
    owner_id = data.draw(st.sampled_from(owners))
    with_it = put(household, new, owner_id)
    assert find(with_it, kind.cls, new.id) == new
    assert dict(lists_of(kind, with_it))[owner_id][-1] == new
    assert removed(with_it, kind.cls, new.id) == household


@given(household=households(), data=st.data())
@examples(20)
def test_a_record_put_as_it_stands_changes_nothing(household: Household, data: st.DataObject) -> None:
    record = data.draw(st.sampled_from(records_of(household)))
    assert put(household, record) == household


@given(household=households(max_people=3), data=st.data())
@examples(20)
def test_removing_a_person_leaves_no_mention_of_them_and_makes_nothing_for_everyone(
    household: Household, data: st.DataObject
) -> None:
    assume(household.care_recipients)
    person_id = data.draw(st.sampled_from([each.id for each in household.care_recipients]))
    after = removed(household, CareRecipient, person_id)
    assert after.person(person_id) is None
    assert not any(person_id in people_of(each) for each in records_of(after))
    gone = {id(each) for each in only_for(household, person_id)}
    for kind in RECORD_KINDS:
        if kind.people_in:
            before = [each for _owner, own in lists_of(kind, household) for each in own]
            now = [each for _owner, own in lists_of(kind, after) for each in own]
            assert [each.id for each in now] == [each.id for each in before if id(each) not in gone]
            everyone = [each for each in before if not people_of(each)]
            assert [each for each in now if not people_of(each)] == everyone


def test_a_changed_record_keeps_its_place_and_the_others_stay_the_same_objects() -> None:
    changed = replace(BACLOFEN, notes="crushed")
    after = put(HOUSEHOLD, changed, "theo")
    assert after.care_recipients[0].medications == (changed, KEPPRA)
    assert after.care_recipients[0].medications[1] is KEPPRA
    assert after.care_recipients[1] is RUTH


def test_a_changed_person_keeps_what_was_written_down_for_them_meanwhile() -> None:
    older = replace(THEO, medications=(), pumps=(), notes="tires quickly")
    after = put(HOUSEHOLD, older)
    assert after.person("theo") == replace(THEO, notes="tires quickly")


def test_the_one_record_that_stands_alone_is_put_in_its_place() -> None:
    wanted = Preferences(clock=Clock.TWENTY_FOUR_HOUR)
    assert put(HOUSEHOLD, wanted) == replace(HOUSEHOLD, preferences=wanted)


@pytest.mark.parametrize("record", [Medication("new", "Onfi"), Pump("new", "morphine")])
def test_nothing_is_put_down_for_somebody_who_is_not_there(record: Record) -> None:
    with pytest.raises(InvalidField) as caught:
        put(HOUSEHOLD, record, "nobody")
    assert caught.value.rule is Rule.NO_SUCH_PERSON


@pytest.mark.parametrize("kind", LISTED, ids=lambda kind: kind.key)
def test_removing_what_is_not_there_changes_nothing(kind: Any) -> None:
    assert removed(HOUSEHOLD, kind.cls, "nothing") == HOUSEHOLD


def test_removing_a_person_takes_what_was_only_theirs() -> None:
    after = removed(HOUSEHOLD, CareRecipient, "theo")
    assert only_for(HOUSEHOLD, "theo") == (ANNA,)
    assert after == Household(
        care_recipients=(RUTH,), contacts=(SHOP, replace(BOTH, care_recipient_ids=("ruth",)))
    )


def test_a_record_is_found_whoever_owns_it() -> None:
    apixaban = find(HOUSEHOLD, Medication, "a")
    assert apixaban is RUTH.medications[0]
    assert find(HOUSEHOLD, Pump, "a") is None


def test_every_kind_that_is_listed_can_be_put_and_removed_here() -> None:
    assert NEW_RECORDS.keys() == {kind.cls for kind in KIND_OF.values() if kind.listed_in}
