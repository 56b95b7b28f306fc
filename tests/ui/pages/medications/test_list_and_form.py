from __future__ import annotations

from dataclasses import replace
from datetime import time
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt

from caregiver_app.domain.errors import InvalidField
from caregiver_app.domain.household import Household
from caregiver_app.domain.medication import (
    AsNeeded,
    FreeTextSchedule,
    Medication,
    TimesOfDay,
)
from caregiver_app.domain.quantity import parse_quantity
from caregiver_app.ui.pages.medications import MedicationsPage
from caregiver_app.ui.pages.medications.timing import parse_gap
from caregiver_app.ui.pages.medications.values import medication_values, read_medication
from tests.ui.pages.medications.taken import (
    BACLOFEN,
    THEO,
    TODAY,
    VITAMIN,
    fill,
    form_of,
    medicines,
    names_shown,
    save,
)
from tests.vaults import new_file, old_file

if TYPE_CHECKING:
    from pathlib import Path

    from caregiver_app.reference import Reference
    from caregiver_app.ui.frame.session import Session
    from tests.ui.pages.conftest import Pages


def test_a_high_risk_medicine_stands_first_and_says_so_in_words(page: MedicationsPage) -> None:
    model = page.list.models["current"]
    assert names_shown(page) == ["Lioresal", "vitamin D3"]
    assert [model.index(row, 0).data() for row in range(2)] == ["High risk", ""]
    assert model.index(0, 0).data(Qt.ItemDataRole.DecorationRole) is not None
    assert model.index(1, 0).data(Qt.ItemDataRole.DecorationRole) is None


def test_the_filter_keeps_what_holds_its_words(page: MedicationsPage) -> None:
    page.list.filter.set_value("spasm lior")
    assert names_shown(page) == ["Lioresal"]
    page.list.filter.set_value("zzz")
    assert "Nothing in this list" in page.list.nothing.text()


def test_a_stopped_medicine_stands_under_stopped_with_its_reason(page: MedicationsPage) -> None:
    page.list.switch.buttons["stopped"].click()
    model = page.list.models["stopped"]
    assert [model.index(0, column).data().replace("\xa0", " ") for column in (1, 2, 3)] == [
        "tizanidine",
        "Tue 2 Apr 2019",
        "pump implanted",
    ]


def test_a_medicine_is_added_and_taken_back(page: MedicationsPage, session: Session) -> None:
    page.open_record("new")
    fill(
        page,
        product_name="Keppra",
        ingredients="levetiracetam",
        strength="100 mg per mL",
        route="feeding_tube",
        dose="500 mg",
        measured_as="5 mL",
        timing="times",
        times="08:00, 20:00",
        started_on="6 May 2019",
    )
    save(page)
    keppra = medicines(session)["Keppra"]
    assert keppra.dose == parse_quantity("500 mg")
    assert keppra.timing == TimesOfDay((time(8), time(20)))
    assert keppra.reference is None
    assert page.editor is None
    assert session.opened.next_undo == "Added Keppra"
    session.undo()
    assert "Keppra" not in medicines(session)


def test_an_empty_form_chooses_nothing_for_the_person(page: MedicationsPage, session: Session) -> None:
    page.open_record("new")
    assert not any(form_of(page).values().values())
    fill(page, product_name="something")
    save(page)
    assert replace(medicines(session)["something"], id="x") == Medication("x", "something")


def test_saving_an_unchanged_form_changes_nothing(page: MedicationsPage, session: Session) -> None:
    before = session.household
    page.open_record("m1")
    save(page)
    assert session.household == before
    assert not session.opened.next_undo


@pytest.mark.parametrize(
    "timing",
    [
        None,
        TimesOfDay((time(8), time(20, 30))),
        AsNeeded("pain", 90, parse_quantity("4 tablets")),
        AsNeeded("pain", 360),
        FreeTextSchedule("every Monday at 8:00"),
    ],
)
def test_what_the_form_shows_reads_back_as_the_same_medicine(
    reference: Reference, timing: TimesOfDay | AsNeeded | FreeTextSchedule | None
) -> None:
    medication = replace(BACLOFEN, timing=timing, measured_as=parse_quantity("0.5 tablet"), started_on=TODAY)
    values = medication_values(medication, reference)
    assert read_medication(values, "m1", medication, reference, TODAY) == medication


@pytest.mark.parametrize(
    ("key", "text", "words"),
    [
        ("dose", "10", "no unit"),
        ("dose", "10 U", "easily misread"),
        ("strength", "10", "no unit"),
        ("started_on", "04/12/2026", "not a date"),
        ("product_name", " ", "empty"),
    ],
)
def test_a_fault_stands_at_its_field_and_nothing_typed_is_lost(
    page: MedicationsPage, session: Session, key: str, text: str, words: str
) -> None:
    page.open_record("m2")
    fill(page, notes="kept", **{key: text})
    save(page)
    assert words in form_of(page).error(key)
    assert form_of(page).values()[key] == text
    assert session.opened.draft("medication/m2/p1")["notes"] == "kept"
    assert medicines(session)["vitamin D3"] == VITAMIN


def test_a_half_filled_form_waits_in_the_list(page: MedicationsPage) -> None:
    page.open_record("new")
    fill(page, product_name="Onfi", dose="10")
    assert page.has_unsaved_form()
    assert page.editor is not None
    page.editor.leave()
    (notice,) = page.list.drafts.notices
    assert notice.text() == "Unfinished form: Onfi"
    notice.action.emit()
    assert form_of(page).values()["dose"] == "10"


def test_a_half_filled_form_survives_in_the_file(pages: Pages, tmp_path: Path) -> None:
    household = Household(care_recipients=(THEO,))
    path = tmp_path / "home.household"
    file = new_file(path)
    file.write(household)
    page = pages.show(MedicationsPage(pages.session(household, file=file)))
    page.open_record("new")
    fill(page, product_name="Onfi")
    page.keep_typed()
    file.close()
    again = old_file(path)
    page = pages.show(MedicationsPage(pages.session(again.read(), file=again)))
    assert page.list.drafts.notices[0].text() == "Unfinished form: Onfi"
    again.close()


def test_another_person_never_gets_the_open_form(page: MedicationsPage, session: Session) -> None:
    page.open_record("new")
    fill(page, product_name="Onfi")
    session.choose_person("p2")
    assert page.editor is None
    assert not medicines(session)
    session.choose_person("p1")
    assert page.list.drafts.notices[0].text() == "Unfinished form: Onfi"


def test_a_reload_leaves_an_open_form_alone(page: MedicationsPage, session: Session) -> None:
    page.open_record("new")
    fill(page, product_name="Onfi")
    session.change_person("Changed Theo", lambda person: replace(person, notes="x"))
    assert form_of(page).values()["product_name"] == "Onfi"


def test_text_of_another_rhythm_is_named_rather_than_dropped(page: MedicationsPage, session: Session) -> None:
    page.open_record("m1")
    fill(page, timing="as_needed", reason="spasms")
    save(page)
    assert "At these times every day" in form_of(page).error("timing")
    assert not form_of(page)._rows["times"].isHidden()
    assert medicines(session)["Lioresal"] == BACLOFEN
    fill(page, times="")
    save(page)
    assert medicines(session)["Lioresal"].timing == AsNeeded("spasms")


def test_only_the_fields_of_the_chosen_rhythm_are_in_sight(page: MedicationsPage) -> None:
    page.open_record("new")
    rows = form_of(page)._rows
    keys = ("times", "reason", "minimum_gap_minutes", "maximum_in_24_hours", "words")
    assert [key for key in keys if not rows[key].isHidden()] == []
    fill(page, timing="as_needed")
    assert [key for key in keys if not rows[key].isHidden()] == list(keys[1:4])


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("6 hours", 360),
        ("1 hour", 60),
        ("90 minutes", 90),
        ("1 hour 30 minutes", 90),
        ("4h", 240),
        ("45 min", 45),
    ],
)
def test_a_gap_is_read_in_hours_and_minutes(text: str, minutes: int) -> None:
    assert parse_gap(text) == minutes


@pytest.mark.parametrize(
    "text", ["6", "", "1.5 hours", "6 days", "hours", "6 hours or so", "6-8 hours", "½ hour"]
)
def test_a_gap_is_never_guessed(text: str) -> None:
    with pytest.raises(InvalidField):
        parse_gap(text)


def test_a_gap_that_cannot_be_read_stands_at_its_field(page: MedicationsPage) -> None:
    page.open_record("m2")
    fill(page, timing="as_needed", minimum_gap_minutes="6")
    save(page)
    assert "hours, minutes" in form_of(page).error("minimum_gap_minutes")
