from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from caregiver_app.domain.household import Household
from caregiver_app.domain.people import (
    AllergiesNotRecorded,
)
from caregiver_app.ui.pages.people.card import facts
from caregiver_app.ui.pages.people.form import PersonForm
from tests.ui.pages.people.family import HOUSEHOLD, RUTH, THEO, TODAY, _open, _type

if TYPE_CHECKING:
    from collections.abc import Callable

    from caregiver_app.ui.pages.people import PeoplePage


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
