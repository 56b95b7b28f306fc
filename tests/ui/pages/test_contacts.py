from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest

from caregiver_app.domain.contacts import Contact, ContactRole, Phone, PhoneLabel
from caregiver_app.domain.household import Household
from caregiver_app.domain.people import CareRecipient
from caregiver_app.domain.preferences import Preferences
from caregiver_app.ui.pages.contacts import ContactsPage
from caregiver_app.ui.pages.contacts.form import ContactForm
from caregiver_app.ui.records.record_editor import RecordEditor

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytestqt.qtbot import QtBot

    from tests.ui.pages.conftest import Pages

THEO = CareRecipient(id="theo", preferred_name="Theo")
RUTH = CareRecipient(id="ruth", preferred_name="Ruth")


def _contact(name: str, order: int | None, *ids: str) -> Contact:
    return Contact(
        id=name.lower(), name=name, role=ContactRole.FAMILY, call_order=order, care_recipient_ids=ids
    )


ANNA = replace(_contact("Anna", 1, "theo"), phones=(Phone("(612) 555-0110", PhoneLabel.MOBILE),))
GRACE, JONAS = _contact("Grace", 1, "ruth"), _contact("Jonas", 2, "theo")
SHOP = _contact("Shop", None)
HOUSEHOLD = Household(
    preferences=Preferences("US", "911", "1-800-222-1222"),
    care_recipients=(THEO, RUTH),
    contacts=(SHOP, JONAS, ANNA, GRACE),
)


@pytest.fixture
def open_page(pages: Pages) -> Callable[[Household], ContactsPage]:
    return lambda household: pages.open(ContactsPage(pages.session(household, date(2026, 12, 4))))


@pytest.fixture
def page(open_page: Callable[[Household], ContactsPage]) -> ContactsPage:
    return open_page(HOUSEHOLD)


def _open(page: ContactsPage, key: str) -> RecordEditor:
    page.open_record(key)
    assert page.editor is not None
    return page.editor


def _form(page: ContactsPage) -> ContactForm:
    assert page.editor is not None
    assert isinstance(page.editor.form, ContactForm)
    return page.editor.form


def _type(editor: RecordEditor, **values: str) -> None:
    for key, value in values.items():
        editor.form.field(key).set_value(value)


def _phones(*rows: tuple[str, str, str]) -> str:
    return json.dumps(
        [{"number": number, "label": label, "when_to_call": when} for number, label, when in rows]
    )


def _saved(page: ContactsPage, name: str) -> Contact:
    return next(each for each in page.session.household.contacts if each.name == name)


def _orders(page: ContactsPage) -> list[tuple[str, int | None]]:
    return [(each.name, each.call_order) for each in page.session.household.contacts]


CLINIC = {"name": "Clinic", "role": "pump_clinic", "care_recipient_ids": '["theo"]', "call_order": "no"}


def test_the_list_is_in_call_order_and_the_others_follow(page: ContactsPage) -> None:
    assert list(page.list.cards) == ["anna", "grace", "jonas", "shop"]


def test_the_households_numbers_stand_at_the_top_and_lead_to_settings(
    page: ContactsPage, qtbot: QtBot
) -> None:
    assert "911" in page.list.numbers.words.accessibleName()
    with qtbot.waitSignal(page.session.asked) as asked:
        page.list.numbers.settings_button.click()
    assert asked.args == ["settings", ""]


def test_numbers_that_nobody_wrote_down_are_called_so(open_page: Callable[[Household], ContactsPage]) -> None:
    page = open_page(Household())
    assert page.list.numbers.words.text() == "Emergency: not recorded\nPoison help: not recorded"
    assert not page.list.empty.isHidden()


def test_a_new_contact_is_saved_with_its_numbers_written_as_the_country_does(page: ContactsPage) -> None:
    editor = _open(page, "new")
    _type(
        editor,
        **CLINIC,
        phones=_phones(
            ("6125550142", "day", "refill"), ("612.555.0143", "after_hours", "pump alarm at night")
        ),
    )
    editor.save()
    clinic = _saved(page, "Clinic")
    assert clinic.phones == (
        Phone("(612) 555-0142", PhoneLabel.DAY, "refill"),
        Phone("(612) 555-0143", PhoneLabel.AFTER_HOURS, "pump alarm at night"),
    )
    assert clinic.care_recipient_ids == ("theo",)
    assert clinic.call_order is None
    page.session.undo()
    assert page.session.household == HOUSEHOLD


@pytest.mark.parametrize("key", ["name", "role", "care_recipient_ids", "call_order"])
def test_what_must_be_chosen_is_never_guessed(page: ContactsPage, key: str) -> None:
    editor = _open(page, "new")
    assert set(editor.form.values().values()) <= {"", "[]"}
    _type(editor, **(CLINIC | {key: ""}))
    editor.save()
    assert editor.form.error(key)
    assert page.session.household == HOUSEHOLD


@pytest.mark.parametrize(
    "row",
    [
        ("612", "", ""),
        ("12", "day", ""),
        ("call me", "day", ""),
        ("", "day", "at night"),
        ("6125550142", "", ""),
    ],
)
def test_a_fault_in_a_number_is_told_at_its_row_and_nothing_is_lost(
    page: ContactsPage, row: tuple[str, str, str]
) -> None:
    editor = _open(page, "anna")
    _type(editor, phones=_phones(("(612) 555-0110", "mobile", ""), row))
    before = editor.form.values()
    editor.save()
    assert editor.form.error("").startswith("Phone 2")
    assert editor.form.values() == before
    assert page.session.household == HOUSEHOLD


def test_a_doubtful_number_is_told_and_can_be_kept_as_typed(page: ContactsPage) -> None:
    editor = _open(page, "anna")
    form = _form(page)
    _type(editor, phones=_phones(("(012) 555-0142", "day", "")))
    editor.save()
    assert "(012) 555-0142" in form.number_notice.text()
    assert _saved(page, "Anna") == ANNA
    form.number_notice.action.emit()
    assert _saved(page, "Anna").phones == (Phone("(012) 555-0142", PhoneLabel.DAY),)
    editor = _open(page, "anna")
    _type(editor, notes="again")
    editor.save()
    assert page.editor is None


def test_another_doubtful_number_is_told_again(page: ContactsPage) -> None:
    editor = _open(page, "anna")
    for number in ("(012) 555-0142", "(012) 555-0143"):
        _type(editor, phones=_phones((number, "day", "")))
        editor.save()
        assert number in _form(page).number_notice.text()


def test_moving_down_changes_the_order_and_numbers_it_without_gaps(page: ContactsPage) -> None:
    page.list.cards["anna"].down_button.click()
    assert list(page.list.cards) == ["grace", "anna", "jonas", "shop"]
    assert _orders(page) == [("Shop", None), ("Jonas", 3), ("Anna", 2), ("Grace", 1)]
    assert page.session.opened.next_undo == "Moved Anna down in the call order"
    page.session.undo()
    assert page.session.household == HOUSEHOLD


def test_the_first_cannot_move_up_nor_the_last_down(page: ContactsPage) -> None:
    assert not page.list.cards["anna"].up_button.isEnabled()
    assert not page.list.cards["jonas"].down_button.isEnabled()
    page.move_contact("anna", -1)
    assert page.session.household == HOUSEHOLD


def test_a_contact_can_be_put_into_the_call_order_and_out_of_it(page: ContactsPage) -> None:
    editor = _open(page, "shop")
    _type(editor, call_order="2")
    editor.save()
    assert list(page.list.cards) == ["anna", "shop", "grace", "jonas"]
    editor = _open(page, "shop")
    assert editor.form.values()["call_order"] == "2"
    _type(editor, call_order="no")
    editor.save()
    assert list(page.list.cards) == ["anna", "grace", "jonas", "shop"]


def test_saving_without_an_edit_changes_nothing(page: ContactsPage) -> None:
    for key in ("anna", "grace", "jonas", "shop"):
        _open(page, key).save()
    assert page.session.household == HOUSEHOLD
    assert page.session.opened.next_undo == ""


def test_with_one_person_a_contact_is_for_everyone_unasked(
    open_page: Callable[[Household], ContactsPage],
) -> None:
    page = open_page(Household(care_recipients=(THEO,)))
    editor = _open(page, "new")
    _type(editor, name="Anna", role="family", call_order="1")
    editor.save()
    assert _saved(page, "Anna").care_recipient_ids == ()


def test_a_draft_for_somebody_removed_since_does_not_become_one_for_everyone(page: ContactsPage) -> None:
    page.session.opened.keep_draft("contacts/new", CLINIC | {"care_recipient_ids": '["gone"]'})
    editor = _open(page, "new")
    editor.save()
    assert editor.form.error("care_recipient_ids")


def test_for_whom_keeps_the_ticks_while_everyone_is_ticked(page: ContactsPage) -> None:
    editor = _open(page, "anna")
    field = _form(page).for_whom
    field.everyone.setChecked(True)
    assert field.value() == "*"
    field.everyone.setChecked(False)
    field.boxes["ruth"].setChecked(True)
    editor.save()
    assert _saved(page, "Anna").care_recipient_ids == ("theo", "ruth")


def test_a_removed_contact_comes_back_with_undo(page: ContactsPage) -> None:
    _open(page, "anna")
    _form(page).remove_button.click()
    assert page.editor is None
    assert list(page.list.cards) == ["grace", "jonas", "shop"]
    page.session.undo()
    assert page.session.household == HOUSEHOLD


def test_an_unfinished_form_is_named_in_the_list_and_survives_a_reload(page: ContactsPage) -> None:
    editor = _open(page, "new")
    _type(editor, name="Dr. Os")
    page.reload()
    assert page.editor is editor
    assert page.has_unsaved_form()
    page.keep_typed()
    editor.leave()
    assert page.list.drafts.notices[0].text().startswith("You began to add")
    page.list.drafts.notices[0].action.emit()
    assert page.editor is not None
    assert page.editor.form.values()["name"] == "Dr. Os"


def test_names_are_shown_as_typed_and_never_as_markup(open_page: Callable[[Household], ContactsPage]) -> None:
    name = "<img src=x> & <b>Bob</b>"
    page = open_page(replace(HOUSEHOLD, contacts=(replace(ANNA, id="x", name=name),)))
    card = page.list.cards["x"]
    assert card.accessibleName() == f"1. {name}"
    assert "<" not in card.up_button.toolTip() + card.down_button.toolTip() + card.edit_button.toolTip()


def test_a_link_to_a_contact_that_is_gone_opens_nothing(page: ContactsPage) -> None:
    page.open_record("nobody")
    page.remove("nobody")
    page.move_contact("nobody", 1)
    assert page.editor is None
    assert page.session.household == HOUSEHOLD


def test_a_contact_can_be_something_else_to_each_person(page: ContactsPage) -> None:
    editor = _open(page, "new")
    both = {"care_recipient_ids": '["theo", "ruth"]', "call_order": "1"}
    own = {"relationship:theo": "mother", "relationship:ruth": "aunt"}
    _type(editor, name="Joan", role="family", **both, **own)
    editor.save()
    saved = _saved(page, "Joan")
    assert (saved.relationship_to("theo"), saved.relationship_to("ruth")) == ("mother", "aunt")
    editor = _open(page, saved.id)
    _type(editor, care_recipient_ids='["theo"]')
    editor.save()
    assert editor.form.error("relationship:ruth")  # nothing that was typed is dropped
