from __future__ import annotations

import json
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from caregiver_app.domain.people import (
    AllergiesNotRecorded,
    AllergiesRecorded,
    Allergy,
    CareRecipient,
    Severity,
    WeightUnit,
)
from caregiver_app.ui.pages.people.form import PersonForm
from caregiver_app.ui.records.rows_in_form import RowsInForm
from caregiver_app.ui.widgets.form_row import FormRow
from caregiver_app.ui.widgets.rows_row import FieldsRow
from tests.ui.pages.people.family import HOUSEHOLD, THEO, _open, _type

if TYPE_CHECKING:
    from caregiver_app.ui.pages.people import PeoplePage


def _theo(page: PeoplePage) -> CareRecipient:
    person = page.session.household.person("theo")
    assert person is not None
    return person


def _rows(*rows: dict[str, str]) -> str:
    return json.dumps(rows)


PENICILLIN = {"substance": "penicillin", "reaction": "rash", "severity": ""}


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


def test_the_week_of_birth_is_asked_of_babies_only(page: PeoplePage) -> None:
    editor = _open(page, "new")
    week = editor.form._rows["gestation_weeks"]
    assert week.isHidden()
    _type(editor, birth_date="1 Oct 2026")
    assert not week.isHidden()
    _type(editor, preferred_name="Bo", gestation_weeks="29", weight="3 lb 2 oz", birth_date="1 Oct 2006")
    assert not week.isHidden()  # nothing typed is ever out of sight
    assert isinstance(editor.form, PersonForm)
    assert "Is the number right" in editor.form.twin_notice.text()
    _type(editor, birth_date="1 Oct 2026")
    editor.save()
    [bo] = [each for each in page.session.household.care_recipients if each.preferred_name == "Bo"]
    assert bo.gestation_weeks == 29
    assert bo.weight is not None
    assert (bo.weight.amount, bo.weight.ounces) == (Decimal(3), Decimal(2))


def test_what_those_who_come_need_is_kept_and_may_be_left_off_the_sheet(page: PeoplePage) -> None:
    editor = _open(page, "theo")
    _type(
        editor,
        sex="male",
        home_address="214 Birch Lane",
        how_to_get_in="Ring twice.",
        home_off_sheet="off",
        seizure_plan="After 5 minutes call.",
        emergency_items=_rows({"name": "naloxone", "place": "drawer"}),
    )
    editor.save()
    person = _theo(page)
    assert (person.home_address, person.how_to_get_in) == ("214 Birch Lane", "Ring twice.")
    assert person.home_off_sheet
    assert person.emergency_items[0].place == "drawer"
