"""What the pages of records have in common, asked of each of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from caregiver_app.domain.contacts import Contact, ContactRole
from caregiver_app.domain.household import Household
from caregiver_app.domain.medication import Medication
from caregiver_app.domain.people import CareRecipient
from caregiver_app.domain.pump import Pump
from caregiver_app.domain.record_kinds import RECORD_KINDS
from caregiver_app.paths import resources
from caregiver_app.reference import Reference, load_reference
from caregiver_app.services.open_household import OpenHousehold
from caregiver_app.settings import Settings
from caregiver_app.ui.frame.session import Environment, Session
from caregiver_app.ui.pages.contacts import ContactsPage
from caregiver_app.ui.pages.contacts.for_whom import value_for
from caregiver_app.ui.pages.contacts.values import NOT_CALLED
from caregiver_app.ui.pages.medications import MedicationsPage
from caregiver_app.ui.pages.people import PeoplePage
from caregiver_app.ui.pages.pump import PumpPage
from caregiver_app.ui.records.record_form import RecordForm
from caregiver_app.ui.records.record_page import RecordPage
from caregiver_app.ui.widgets.field import control_of
from tests.clock import at_noon

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from caregiver_app.ui.records.record_editor import RecordEditor
    from caregiver_app.ui.records.record_list import RecordList

THEO = CareRecipient(
    "theo",
    "Theo",
    medications=(Medication("a", "baclofen"), Medication("b", "Keppra")),
    pumps=(Pump("a", "baclofen"), Pump("b", "morphine")),
)
HOUSEHOLD = Household(
    care_recipients=(THEO, CareRecipient("ruth", "Ruth")),
    contacts=(Contact("a", "Anna", ContactRole.FAMILY), Contact("b", "Grace", ContactRole.FAMILY)),
)


@dataclass(frozen=True)
class Case:
    """``first`` and ``second`` are ids of records; ``field`` is the first of the form; ``draft`` waits there."""

    make: Callable[[Session], RecordPage]
    cls: type
    first: str
    second: str
    field: str
    draft: str


CASES = (
    Case(PeoplePage, CareRecipient, "theo", "ruth", "preferred_name", "people/{key}"),
    Case(ContactsPage, Contact, "a", "b", "name", "contacts/{key}"),
    Case(MedicationsPage, Medication, "a", "b", "product_name", "medication/{key}/theo"),
    Case(PumpPage, Pump, "a", "b", "drug", "pump/{key}/theo"),
)


@pytest.fixture(scope="module")
def reference() -> Reference:
    return load_reference(resources() / "reference")


@pytest.fixture(params=CASES, ids=lambda case: case.cls.__name__)
def case(request: pytest.FixtureRequest) -> Case:
    found = request.param
    assert isinstance(found, Case)
    return found


@pytest.fixture
def page(qtbot: QtBot, reference: Reference, case: Case) -> RecordPage:
    around = Environment(lambda: date(2026, 11, 22), Settings(), lambda _settings: None)
    page = case.make(Session(OpenHousehold(HOUSEHOLD, at_noon), reference, around))
    page.session.changed.connect(lambda _what: page.reload())
    qtbot.addWidget(page)
    page.reload()
    page.show()
    return page


def editor_of(page: RecordPage) -> RecordEditor:
    assert page.editor is not None
    return page.editor


def form_of(page: RecordPage) -> RecordForm:
    form = editor_of(page).form
    assert isinstance(form, RecordForm)
    return form


def list_of(page: RecordPage) -> RecordList:
    return page._records


def typed(page: RecordPage, case: Case) -> str:
    return editor_of(page).form.values()[case.field]


def begin(page: RecordPage, case: Case, text: str) -> None:
    page.open_record("new")
    editor_of(page).form.field(case.field).set_value(text)
    editor_of(page).leave()


def test_every_kind_in_a_list_has_a_page() -> None:
    assert {case.cls for case in CASES} == {kind.cls for kind in RECORD_KINDS if kind.listed_in}


def test_a_form_opens_at_its_first_field(page: RecordPage, case: Case) -> None:
    page.open_record("new")
    field = form_of(page)._rows[case.field].field
    assert form_of(page).focusWidget() is control_of(field)


def test_a_half_filled_form_waits_where_earlier_versions_kept_it(page: RecordPage, case: Case) -> None:
    begin(page, case, "Zed")
    assert page.session.opened.draft(case.draft.format(key="new"))[case.field] == "Zed"
    page.open_record(case.first)
    editor_of(page).form.field("notes").set_value("half a thought")
    page.keep_typed()
    assert page.session.opened.draft(case.draft.format(key=case.first))["notes"] == "half a thought"


def test_a_new_form_that_was_begun_is_named_and_gone_on_with(page: RecordPage, case: Case) -> None:
    begin(page, case, "Zed")
    (notice,) = list_of(page).drafts.notices
    assert notice.text()
    notice.action.emit()
    assert typed(page, case) == "Zed"
    editor_of(page).discard()
    editor_of(page).leave()
    assert list_of(page).drafts.notices == []


def test_a_form_that_is_open_already_stays(page: RecordPage, case: Case) -> None:
    page.open_record(case.first)
    before = editor_of(page)
    page.open_record(case.first)
    assert page.editor is before


def test_another_form_puts_the_first_aside_with_what_was_typed(page: RecordPage, case: Case) -> None:
    page.open_record(case.first)
    editor_of(page).form.field("notes").set_value("half a thought")
    page.open_record(case.second)
    assert form_of(page).record_id == case.second
    page.open_record(case.first)
    assert editor_of(page).form.values()["notes"] == "half a thought"


def test_a_link_to_a_record_that_is_gone_opens_and_removes_nothing(page: RecordPage) -> None:
    page.open_record("nobody")
    page.remove("nobody")
    assert page.editor is None
    assert page.session.household == HOUSEHOLD


def test_an_edit_is_saved_and_taken_back(page: RecordPage, case: Case) -> None:
    page.open_record(case.second)
    editor_of(page).form.field("notes").set_value("x")
    editor_of(page).save()
    assert page.editor is None
    assert list_of(page).record(case.second).notes == "x"
    page.session.undo()
    assert page.session.household == HOUSEHOLD


def test_a_record_is_removed_and_brought_back(page: RecordPage, case: Case) -> None:
    page.open_record(case.second)
    form_of(page).remove_asked.emit()
    assert page.editor is None
    assert list_of(page).record(case.second) is None
    page.session.undo()
    assert page.session.household == HOUSEHOLD


def test_a_record_removed_from_the_list_leaves_the_list_on_view(page: RecordPage, case: Case) -> None:
    list_of(page).remove_asked.emit(case.second)
    assert list_of(page).record(case.second) is None
    assert page.stack.currentWidget() is list_of(page)


def test_a_reload_leaves_an_open_form_alone(page: RecordPage, case: Case) -> None:
    page.open_record("new")
    editor_of(page).form.field(case.field).set_value("Zed")
    page.session.opened.change("Emptied", lambda _household: Household(care_recipients=(THEO,)))
    assert typed(page, case) == "Zed"
    assert page.has_unsaved_form()


def test_what_was_thrown_away_can_be_brought_back(page: RecordPage, case: Case) -> None:
    page.open_record(case.first)
    before = typed(page, case)
    editor_of(page).form.field(case.field).set_value("Zed")
    editor_of(page).discard()
    assert typed(page, case) == before
    page.session.bring_back()
    assert typed(page, case) == "Zed"
    assert editor_of(page).notice.text() == "Here is what you had typed and not saved yet."
    page.session.bring_back()
    assert typed(page, case) == "Zed"


def test_it_comes_back_into_a_form_that_was_left_and_never_over_what_is_typed_since(
    page: RecordPage, case: Case
) -> None:
    page.open_record("new")
    form = editor_of(page).form
    form.field(case.field).set_value("Zed")
    form.field("notes").set_value("the green one")
    editor_of(page).discard()
    editor_of(page).leave()
    page.session.bring_back()
    page.open_record("new")
    assert typed(page, case) == "Zed"
    editor_of(page).discard()
    editor_of(page).form.field(case.field).set_value("Yan")
    page.session.bring_back()
    assert typed(page, case) == "Yan"
    assert editor_of(page).form.values()["notes"] == "the green one"


@pytest.mark.parametrize("keys", ["Ctrl+S", "Ctrl+Return"])
def test_keys_save_from_any_field(qtbot: QtBot, page: RecordPage, case: Case, keys: str) -> None:
    page.open_record(case.first)
    notes = editor_of(page).form.field("notes")
    notes.set_value("seen by key")
    assert isinstance(notes, QWidget)
    with qtbot.waitActive(page):
        page.activateWindow()
    control_of(notes).setFocus()
    key = Qt.Key.Key_S if keys == "Ctrl+S" else Qt.Key.Key_Return
    QTest.keyClick(control_of(notes), key, Qt.KeyboardModifier.ControlModifier)
    assert page.editor is None
    assert list_of(page).record(case.first).notes == "seen by key"


def test_a_bag_of_bottles_is_entered_one_after_the_other(page: RecordPage, case: Case) -> None:
    page.open_record(case.first)
    assert editor_of(page).another_button.isHidden()
    page.open_record("new")
    if case.cls not in (Medication, Contact):
        assert editor_of(page).another_button.isHidden()
        return
    count = len(list_of(page).records())
    for name in ("Zed", "Yan"):
        editor_of(page).form.field(case.field).set_value(name)
        if case.cls is Contact:
            editor_of(page).form.field("role").set_value("family")
            editor_of(page).form.field("call_order").set_value(NOT_CALLED)
            editor_of(page).form.field("care_recipient_ids").set_value(value_for(("theo",)))
        editor_of(page).another_button.click()
        assert not typed(page, case)
    assert len(list_of(page).records()) == count + 2
