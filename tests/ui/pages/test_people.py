from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest

from caregiver_app.domain.contacts import Contact, ContactRole
from caregiver_app.domain.household import Household
from caregiver_app.domain.people import (
    AllergiesNotRecorded,
    AllergiesRecorded,
    Allergy,
    CareRecipient,
    NoKnownAllergies,
    Severity,
    WeightUnit,
)
from caregiver_app.ui.pages.people import PeoplePage
from caregiver_app.ui.pages.people.card import facts
from caregiver_app.ui.pages.people.form import PersonForm
from caregiver_app.ui.records.record_editor import RecordEditor
from caregiver_app.ui.records.rows_in_form import RowsInForm
from caregiver_app.ui.widgets.form_row import FormRow
from caregiver_app.ui.widgets.rows_row import FieldsRow

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.ui.pages.conftest import Pages

TODAY = date(2026, 12, 4)
THEO = CareRecipient(
    id="theo",
    preferred_name="Theo",
    full_name="Theodore Marsh",
    birth_date=date(2012, 3, 4),
    languages=("a, b",),
)
RUTH = CareRecipient(id="ruth", preferred_name="Ruth", allergies=NoKnownAllergies(date(2026, 11, 3)))


def _contact(name: str, *ids: str) -> Contact:
    return Contact(id=name, name=name, role=ContactRole.FAMILY, care_recipient_ids=ids)


HOUSEHOLD = Household(
    care_recipients=(THEO, RUTH),
    contacts=(_contact("Anna", "theo"), _contact("Both", "theo", "ruth"), _contact("All")),
)


@pytest.fixture
def open_page(pages: Pages) -> Callable[[Household], PeoplePage]:
    return lambda household: pages.open(PeoplePage(pages.session(household, TODAY)))


@pytest.fixture
def page(open_page: Callable[[Household], PeoplePage]) -> PeoplePage:
    return open_page(HOUSEHOLD)


def _open(page: PeoplePage, key: str) -> RecordEditor:
    page.open_record(key)
    assert page.editor is not None
    return page.editor


def _type(editor: RecordEditor, **values: str) -> None:
    for key, value in values.items():
        editor.form.field(key).set_value(value)


def _theo(page: PeoplePage) -> CareRecipient:
    person = page.session.household.person("theo")
    assert person is not None
    return person


def _rows(*rows: dict[str, str]) -> str:
    return json.dumps(rows)


PENICILLIN = {"substance": "penicillin", "reaction": "rash", "severity": ""}


def test_an_empty_household_asks_who_you_care_for(open_page: Callable[[Household], PeoplePage]) -> None:
    page = open_page(Household())
    assert not page.list.empty.isHidden()
    assert page.list.add_button.isHidden()


def test_a_card_says_age_allergies_medicines_and_pump_in_words() -> None:
    assert dict(facts(RUTH, TODAY)) == {
        "Age": "not recorded",
        "Allergies": "No known allergies (confirmed Tue\u00a03\u00a0Nov\u00a02026)",
        "Medicines": "none written down yet",
        "Pump": "no pump written down",
    }
    assert dict(facts(THEO, TODAY))["Allergies"] == "Not recorded. Ask, then write it down."


def test_a_new_person_is_added_and_shown_on_the_other_pages(page: PeoplePage) -> None:
    page.list.add_button.click()
    editor = _open(page, "new")
    _type(editor, preferred_name=" Nadia ", birth_date="21 Jun 1984", languages="English, Polish,")
    editor.save()
    nadia = page.session.person
    assert nadia is not None
    assert (nadia.preferred_name, nadia.birth_date) == ("Nadia", date(1984, 6, 21))
    assert nadia.languages == ("English", "Polish")
    assert isinstance(nadia.allergies, AllergiesNotRecorded)
    assert page.session.opened.next_undo == "Added Nadia"
    assert page.editor is None
    page.session.undo()
    assert page.session.household == HOUSEHOLD


def test_a_person_without_a_name_is_told_at_the_name(page: PeoplePage) -> None:
    editor = _open(page, "new")
    _type(editor, full_name="Somebody")
    editor.save()
    assert "empty" in editor.form.error("preferred_name")
    assert editor.form.values()["full_name"] == "Somebody"
    assert page.session.household == HOUSEHOLD


def test_saving_without_an_edit_changes_nothing(page: PeoplePage) -> None:
    _open(page, "theo").save()
    assert page.editor is None
    assert page.session.household == HOUSEHOLD
    assert page.session.opened.next_undo == ""


def test_every_field_comes_back_as_it_was_typed(page: PeoplePage) -> None:
    editor = _open(page, "theo")
    _type(
        editor,
        weight="31.5",
        weight_unit="kg",
        measured_on="2 Nov 2026",
        communication="looks up\nfor yes",
        tell_first="Pump in his belly.",
        conditions=_rows({"condition": "epilepsy"}),
        allergy_state="recorded",
        allergies=_rows(PENICILLIN | {"severity": "severe"}),
        implanted_devices=_rows({"name": "shunt", "details": "right"}),
        procedures_to_avoid=_rows({"procedure": "lumbar puncture", "why": "catheter"}),
        notes="<b>&amp;",
    )
    typed = editor.form.values()
    editor.save()
    person = _theo(page)
    assert person.weight is not None
    assert person.weight.unit is WeightUnit.KG
    assert person.allergies == AllergiesRecorded((Allergy("penicillin", "rash", Severity.SEVERE),))
    assert person.conditions == ("epilepsy",)
    shown = _open(page, "theo").form.values()
    assert shown == typed | {"measured_on": "Mon 2 Nov 2026"}


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        ({"weight": "31"}, "weight_unit"),
        ({"weight": "31,5", "weight_unit": "kg"}, "weight"),
        ({"weight": "0", "weight_unit": "kg"}, "weight"),
        ({"measured_on": "2 Nov 2026"}, "weight"),
        ({"weight": "31", "weight_unit": "kg", "measured_on": "2 Nov 2027"}, "measured_on"),
        ({"birth_date": "4 Mar 2031"}, "birth_date"),
        ({"birth_date": "04/03/2012"}, "birth_date"),
        ({"tell_first": "word " * 41}, "tell_first"),
        ({"allergy_state": "none_known"}, "confirmed_on"),
        ({"allergy_state": "none_known", "confirmed_on": "5 Dec 2026"}, "confirmed_on"),
        ({"allergy_state": "recorded"}, "allergies"),
        ({"notes": "a\x07b"}, "notes"),
    ],
)
def test_a_fault_is_told_at_its_field_and_nothing_is_lost(
    page: PeoplePage, typed: dict[str, str], key: str
) -> None:
    editor = _open(page, "theo")
    _type(editor, **typed)
    before = editor.form.values()
    editor.save()
    assert editor.form.error(key)
    assert editor.form.values() == before
    assert page.session.household == HOUSEHOLD
    assert page.session.opened.draft("people/theo") == before


def test_an_allergy_row_without_a_substance_is_told_at_the_row(page: PeoplePage) -> None:
    editor = _open(page, "theo")
    _type(
        editor, allergy_state="recorded", allergies=_rows(PENICILLIN, {"substance": "", "reaction": "rash"})
    )
    editor.save()
    assert editor.form.error("").startswith("Allergy 2")
    assert _theo(page) == THEO


def test_a_row_left_empty_does_not_move_an_error_to_another_row(page: PeoplePage) -> None:
    editor = _open(page, "theo")
    rows = editor.form.field("allergies")
    assert isinstance(rows, RowsInForm)
    _type(editor, allergy_state="recorded")
    rows.set_rows([{"substance": ""}, {"substance": "", "reaction": "rash"}])
    editor.save()
    assert [bool(_errors(row)) for row in rows.findChildren(FieldsRow)] == [False, True]
    _type(editor, allergy_state="")
    editor.save()
    assert not any(_errors(row) for row in rows.findChildren(FieldsRow))


def _errors(row: FieldsRow) -> list[str]:
    return [each.error() for each in row.findChildren(FormRow) if each.error()]


@pytest.mark.parametrize("state", ["", "none_known"])
def test_an_allergy_typed_under_another_state_is_named_and_not_dropped(page: PeoplePage, state: str) -> None:
    editor = _open(page, "theo")
    _type(editor, allergy_state="recorded", allergies=_rows(PENICILLIN))
    _type(editor, allergy_state=state, confirmed_on="3 Nov 2026")
    editor.save()
    assert "penicillin" in editor.form.error("allergy_state")
    assert "penicillin" in editor.form.values()["allergies"]
    assert _theo(page) == THEO
    _type(editor, allergy_state="recorded")
    editor.save()
    assert _theo(page).allergies == AllergiesRecorded((Allergy("penicillin", "rash"),))


def test_the_states_of_allergies_are_kept_apart(page: PeoplePage) -> None:
    editor = _open(page, "ruth")
    assert editor.form.values()["allergy_state"] == "none_known"
    _type(editor, allergy_state="")
    editor.save()
    ruth = page.session.household.person("ruth")
    assert ruth is not None
    assert ruth.allergies == AllergiesNotRecorded()


def test_a_second_person_of_one_name_is_warned_about_and_allowed(page: PeoplePage) -> None:
    editor = _open(page, "new")
    form = editor.form
    assert isinstance(form, PersonForm)
    _type(editor, preferred_name="theo")
    assert form.twin_notice.text().startswith("There is already a theo")
    _type(editor, birth_date="1 Jan 1950")
    assert form.twin_notice.text() == ""
    _type(editor, birth_date="")
    editor.save()
    assert [each.preferred_name for each in page.session.household.care_recipients] == [
        "Theo",
        "Ruth",
        "theo",
    ]


def test_removing_a_person_takes_the_contacts_that_were_only_theirs_and_undo_brings_all_back(
    page: PeoplePage,
) -> None:
    editor = _open(page, "theo")
    assert isinstance(editor.form, PersonForm)
    editor.form.remove_button.click()
    household = page.session.household
    assert [each.id for each in household.care_recipients] == ["ruth"]
    assert [(each.name, each.care_recipient_ids) for each in household.contacts] == [
        ("Both", ("ruth",)),
        ("All", ()),
    ]
    assert page.session.opened.next_undo == "Removed Theo and 1 contact that was only theirs"
    assert page.editor is None
    page.session.undo()
    assert page.session.household == HOUSEHOLD


def test_a_reload_leaves_an_open_form_as_it_is(page: PeoplePage) -> None:
    editor = _open(page, "theo")
    _type(editor, notes="half a thought")
    page.session.change(
        "Changed Ruth", lambda each: each.with_person("ruth", lambda who: replace(who, notes="x"))
    )
    assert page.editor is editor
    assert page.has_unsaved_form()
    assert editor.form.values()["notes"] == "half a thought"


def test_a_form_of_somebody_removed_meanwhile_is_not_lost(page: PeoplePage) -> None:
    editor = _open(page, "new")
    _type(editor, preferred_name="Nadia")
    editor.save()
    nadia = page.session.person
    assert nadia is not None
    editor = _open(page, nadia.id)
    _type(editor, notes="tires quickly")
    page.session.undo()
    editor.save()
    assert page.editor is editor
    assert "no longer" in editor.form.error("")
    page.session.redo()
    editor.save()
    assert page.session.household.care_recipients[-1].notes == "tires quickly"


def test_an_unfinished_form_is_named_in_the_list_and_taken_up_again(page: PeoplePage) -> None:
    editor = _open(page, "new")
    _type(editor, preferred_name="Nad")
    editor.leave()
    assert page.list.drafts.notices[0].text().startswith("You began to add")
    page.list.drafts.notices[0].action.emit()
    assert page.editor is not None
    assert page.editor.form.values()["preferred_name"] == "Nad"
    page.open_record("theo")
    _type(page.editor, notes="later")
    page.open_record("ruth")
    page.editor.leave()
    assert page.list.cards["theo"].edit_button.text() == "Go on with your changes"
    assert _open(page, "theo").form.values()["notes"] == "later"


def test_choosing_a_card_shows_that_person_on_the_other_pages(page: PeoplePage) -> None:
    page.list.cards["ruth"].choose_button.click()
    assert page.session.person == RUTH


def test_a_link_to_a_person_who_is_gone_opens_nothing(page: PeoplePage) -> None:
    page.open_record("nobody")
    assert page.editor is None
