from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from caregiver_app.domain.household import Household
from caregiver_app.domain.medication import (
    Stopped,
)
from caregiver_app.domain.preferences import Clock
from caregiver_app.ui.pages.medications import MedicationsPage
from tests.ui.pages.medications.taken import BACLOFEN, OLD, THEO, TODAY, fill, medicines, names_shown, save

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from caregiver_app.ui.frame.session import Session
    from caregiver_app.ui.pages.medications.stop_form import StopForm
    from tests.ui.pages.conftest import Pages


def test_stopping_asks_for_the_date_and_keeps_the_medicine(page: MedicationsPage, session: Session) -> None:
    page.list.choose("m1")
    page.list.card.stop_button.click()
    form = page.list.card.stop_form
    assert form is not None
    assert form.form.values() == {"on": "", "reason": ""}
    form.save()
    assert "empty" in form.form.error("on")
    form.form.field("on").set_value("23 Nov 2226")
    form.save()
    assert "in the future" in form.form.error("on")
    form.today_button.click()
    form.form.field("reason").set_value("too sleepy")
    form.save()
    assert medicines(session)["Lioresal"].stopped == Stopped(TODAY, "too sleepy")
    assert page.list.card.stop_form is None
    assert names_shown(page) == ["vitamin D3"]
    session.undo()
    assert medicines(session)["Lioresal"] == BACLOFEN


def test_one_that_stops_later_stays_among_the_current_ones_with_its_last_day(
    page: MedicationsPage, session: Session
) -> None:
    form = open_stop_form(page, "m1")
    form.form.field("on").set_value("15 Dec 2026")
    form.save()
    assert "Lioresal" in names_shown(page)
    page.list.choose("m1")
    card = page.list.card
    assert "last day Tue 15 Dec 2026" in card.details.text().replace("\xa0", " ")
    assert "Stopped" not in card.details.text()
    assert not card.stop_button.isHidden()
    card.again_button.click()
    assert medicines(session)["Lioresal"] == BACLOFEN


def open_stop_form(page: MedicationsPage, medication_id: str) -> StopForm:
    page.list.choose(medication_id)
    page.list.card.open_stop_form()
    assert page.list.card.stop_form is not None
    return page.list.card.stop_form


def test_a_half_filled_stop_form_is_not_lost(page: MedicationsPage) -> None:
    open_stop_form(page, "m1").form.field("reason").set_value("too sleepy")
    page.list.choose("m2")
    assert page.list.card.stop_form is None
    assert open_stop_form(page, "m1").form.values()["reason"] == "too sleepy"


def test_a_stopped_medicine_can_be_taken_again(page: MedicationsPage, session: Session) -> None:
    page.list.switch.buttons["stopped"].click()
    page.list.choose("m3")
    page.list.card.again_button.click()
    assert medicines(session)["tizanidine"].is_current(session.today)
    session.undo()
    assert medicines(session)["tizanidine"] == OLD


def test_what_was_entered_by_mistake_is_removed_and_brought_back(
    qtbot: QtBot, page: MedicationsPage, session: Session
) -> None:
    with qtbot.waitActive(page):
        page.activateWindow()
    page.list.choose("m2")
    page.list.card.remove_button.setFocus()
    page.list.card.remove_button.click()
    assert "vitamin D3" not in medicines(session)
    assert page.list.card.isHidden()
    assert page.list.table.hasFocus()
    session.undo()
    assert [each.id for each in THEO.medications] == [each.id for each in medicines(session).values()]


def test_editing_a_stopped_medicine_keeps_it_stopped(page: MedicationsPage, session: Session) -> None:
    page.open_record("m3")
    fill(page, notes="kept")
    save(page)
    assert medicines(session)["tizanidine"] == replace(OLD, notes="kept")


def test_markup_in_a_name_is_shown_as_it_is(page: MedicationsPage, session: Session) -> None:
    page.open_record("new")
    fill(page, product_name="<b>Bold</b> & <img src=x>")
    save(page)
    page.list.choose(medicines(session)["<b>Bold</b> & <img src=x>"].id)
    assert page.list.card.name.textFormat() is Qt.TextFormat.PlainText
    assert page.list.card.name.text() == "<b>Bold</b> & <img src=x>"


def test_the_list_follows_the_clock_of_the_household(page: MedicationsPage, session: Session) -> None:
    session.change(
        "Changed the clock",
        lambda home: replace(home, preferences=replace(home.preferences, clock=Clock.TWENTY_FOUR_HOUR)),
    )
    assert page.list.models["current"].index(0, 4).data() == "08:00, 20:00"


def test_without_medicines_the_page_says_what_belongs_here(page: MedicationsPage, session: Session) -> None:
    session.choose_person("p2")
    assert page.stack.currentWidget() is page.nothing_yet
    page.nothing_yet.button.click()
    assert page.editor is not None


def test_without_anybody_the_page_leads_to_people(qtbot: QtBot, pages: Pages) -> None:
    session = pages.session(Household())
    page = pages.show(MedicationsPage(session))
    with qtbot.waitSignal(session.asked) as asked:
        page.nobody.button.click()
    assert asked.args == ["people", "new"]
