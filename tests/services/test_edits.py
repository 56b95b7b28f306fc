from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import cache
from typing import Any

import pytest

from caregiver_app.domain.contacts import Contact, ContactRole
from caregiver_app.domain.errors import InvalidField, Rule
from caregiver_app.domain.household import Household
from caregiver_app.domain.medication import Medication, Stopped
from caregiver_app.domain.people import CareRecipient, NoKnownAllergies
from caregiver_app.domain.preferences import Preferences
from caregiver_app.domain.pump import Pump
from caregiver_app.domain.record_kinds import KIND_OF, Record
from caregiver_app.domain.route import Route
from caregiver_app.paths import resources
from caregiver_app.reference import Reference, load_reference
from caregiver_app.services.edits import (
    Edit,
    move_contact,
    put_contact,
    put_record,
    remove_record,
    resume_medication,
    stop_medication,
)
from caregiver_app.services.explain import explain
from caregiver_app.services.open_household import OpenHousehold
from tests.clock import at_noon

TODAY = date(2026, 12, 4)
TOMORROW = date(2026, 12, 5)
BACLOFEN = Medication("b", "Lioresal", ("baclofen",), route=Route.ORAL)
PATCH = replace(BACLOFEN, id="patch", route=Route.TRANSDERMAL)
PUMP = Pump("u", "baclofen")
THEO = CareRecipient("theo", "Theo", medications=(BACLOFEN, PATCH), pumps=(PUMP,))
RUTH = CareRecipient("ruth", "Ruth")
ANNA = Contact("anna", "Anna", ContactRole.FAMILY, care_recipient_ids=("theo",), call_order=1)
SHOP = Contact("shop", "Shop", ContactRole.PHARMACY, call_order=2)
HOUSEHOLD = Household(care_recipients=(THEO, RUTH), contacts=(ANNA, SHOP))


@cache
def reference() -> Reference:
    return load_reference(resources() / "reference")


def putting(record: Record, owner_id: str = "") -> Edit:
    return put_record(HOUSEHOLD, record, owner_id, reference(), TODAY)


def removal(cls: type[Any], record_id: str) -> Edit:
    edit = remove_record(HOUSEHOLD, KIND_OF[cls], record_id)
    assert edit is not None
    return edit


@pytest.mark.parametrize(
    ("record", "owner_id", "words"),
    [
        (Medication("new", "Keppra"), "theo", "Added Keppra"),
        (replace(BACLOFEN, notes="x"), "theo", "Changed Lioresal"),
        (Pump("new", "morphine"), "ruth", "Added Ruth’s pump"),
        (replace(PUMP, notes="x"), "theo", "Changed Theo’s pump"),
        (CareRecipient("new", "Nadia"), "", "Added Nadia"),
        (replace(RUTH, notes="x"), "", "Changed Ruth"),
        (replace(ANNA, notes="x"), "", "Changed Anna"),
        (Preferences("DE"), "", "Changed the household’s choices"),
    ],
)
def test_an_edit_names_what_is_done_and_can_be_taken_back(record: Record, owner_id: str, words: str) -> None:
    opened = OpenHousehold(HOUSEHOLD, at_noon)
    edit = putting(record, owner_id)
    opened.change(*edit)
    assert edit.what == words
    assert opened.household != HOUSEHOLD
    assert opened.undo() == words
    assert opened.household == HOUSEHOLD


@pytest.mark.parametrize("route", [Route.TRANSDERMAL, Route.INTRAVENOUS, Route.INTRAMUSCULAR])
def test_a_route_that_does_not_exist_is_refused_whichever_door_it_comes_through(route: Route) -> None:
    for medication in (replace(BACLOFEN, route=route), replace(BACLOFEN, id="new", route=route)):
        with pytest.raises(InvalidField) as caught:
            putting(medication, "theo")
        assert (caught.value.path, caught.value.rule) == (("route",), Rule.NO_SUCH_ROUTE)
        assert "There is no baclofen patch" in explain(caught.value)
        assert "label" in explain(caught.value).lower()


def test_a_medicine_that_is_given_a_way_that_does_not_exist_can_still_be_stopped() -> None:
    edit = stop_medication(PATCH, "theo", TODAY, " not a thing ", TODAY)
    assert edit.what == "Stopped Lioresal"
    stopped = edit.change(HOUSEHOLD).care_recipients[0].medications[1]
    assert stopped.stopped == Stopped(TODAY, "not a thing")
    again = resume_medication(stopped, "theo")
    assert again.what == "Put Lioresal back among the current medicines"
    assert again.change(edit.change(HOUSEHOLD)) == HOUSEHOLD


def test_a_medicine_that_stops_on_a_day_to_come_is_current_until_then() -> None:
    edit = stop_medication(BACLOFEN, "theo", TOMORROW, "end of the taper", TODAY)
    stopping = edit.change(HOUSEHOLD).care_recipients[0].medications[0]
    assert stopping.stopped == Stopped(TOMORROW, "end of the taper")
    assert stopping.is_current(TODAY)
    assert not stopping.is_current(TOMORROW)


@pytest.mark.parametrize(
    ("record", "path"),
    [
        (replace(RUTH, birth_date=TOMORROW), ("birth_date",)),
        (replace(RUTH, allergies=NoKnownAllergies(TOMORROW)), ("allergies", "confirmed_on")),
        (replace(PUMP, implanted_on=TOMORROW), ("implanted_on",)),
        (replace(PUMP, last_refill_on=TOMORROW), ("last_refill_on",)),
    ],
)
def test_what_is_done_is_never_kept_for_a_day_to_come(record: Record, path: tuple[str, ...]) -> None:
    with pytest.raises(InvalidField) as caught:
        putting(record, "theo")
    assert (caught.value.path, caught.value.rule) == (path, Rule.IN_THE_FUTURE)


def test_a_fault_in_a_pump_does_not_hold_up_the_form_of_its_person() -> None:
    theo = replace(THEO, pumps=(replace(PUMP, last_refill_on=TOMORROW),), notes="x")
    assert putting(theo).change(HOUSEHOLD).person("theo") == replace(THEO, notes="x")


@pytest.mark.parametrize(
    ("cls", "record_id", "words"),
    [
        (Medication, "b", "Removed Lioresal"),
        (Pump, "u", "Removed Theo’s pump"),
        (Contact, "shop", "Removed Shop"),
        (CareRecipient, "ruth", "Removed Ruth"),
        (CareRecipient, "theo", "Removed Theo and 1 contact that was only theirs"),
    ],
)
def test_a_removal_says_what_goes_with_it(cls: type[Any], record_id: str, words: str) -> None:
    opened = OpenHousehold(HOUSEHOLD, at_noon)
    opened.change(*removal(cls, record_id))
    assert opened.next_undo == words
    opened.undo()
    assert opened.household == HOUSEHOLD


def test_several_contacts_that_go_are_counted() -> None:
    second = replace(ANNA, id="second")
    household = replace(HOUSEHOLD, contacts=(ANNA, second))
    edit = remove_record(household, KIND_OF[CareRecipient], "theo")
    assert edit is not None
    assert edit.what == "Removed Theo and 2 contacts that were only theirs"
    assert edit.change(household).contacts == ()


def test_what_is_gone_already_is_not_removed_again() -> None:
    assert remove_record(HOUSEHOLD, KIND_OF[Medication], "nothing") is None


def test_a_contact_is_put_into_the_call_order_and_moved_in_it() -> None:
    new = Contact("new", "Clinic", ContactRole.CLINIC)
    edit = put_contact(HOUSEHOLD, new, 1)
    assert edit.what == "Added Clinic"
    orders = {each.id: each.call_order for each in edit.change(HOUSEHOLD).contacts}
    assert orders == {"new": 1, "anna": 2, "shop": 3}
    down, up = move_contact(ANNA, 1), move_contact(ANNA, -1)
    assert down.what == "Moved Anna down in the call order"
    assert up.what == "Moved Anna up in the call order"
    assert up.change(down.change(HOUSEHOLD)) == HOUSEHOLD
