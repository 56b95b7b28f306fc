from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLabel

from caregiver_app.domain.medication import ReferenceLink
from caregiver_app.domain.preferences import Clock
from caregiver_app.domain.pump import Pump
from caregiver_app.domain.rates import parse_concentration, parse_daily_dose
from caregiver_app.ui.pages.pump import PumpPage
from caregiver_app.ui.pages.pump.card_values import large_facts, small_facts
from caregiver_app.ui.pages.pump.values import pump_values, read_pump
from tests.ui.pages.pump.implanted import PUMP, THEO, fill, form_of, pumps, save, session_for

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget
    from pytestqt.qtbot import QtBot

    from caregiver_app.ui.frame.session import Session
    from tests.ui.pages.conftest import Pages


TODAY = date(2026, 11, 22)


def text_of(widget: QWidget) -> str:
    return "\n".join(label.text() for label in widget.findChildren(QLabel)).replace("\xa0", " ")


def test_the_card_shows_dose_concentration_dates_and_numbers(page: PumpPage) -> None:
    (card,) = page.list.cards.values()
    text = text_of(card)
    for words in (
        "350 micrograms per day",
        "2,000 micrograms per mL",
        "Fri 29 Jan 2027",
        "Fri 5 Feb 2027",
        "(612) 555-0142 day (refill)",
        "(612) 555-0143 after hours (pump alarm at night)",
        "Fri 22 Jan 2027, 9:30 AM",
        "NGV000123H",
        "The letter in the blue folder.",
        "left side",
        "Dates are what the clinic gave you.",
    ):
        assert words in text


def test_a_date_that_has_passed_is_told_in_words() -> None:
    on_the_day = large_facts(PUMP, date(2027, 1, 29))
    day_after = large_facts(PUMP, date(2027, 1, 30))
    assert [fact.label for fact in on_the_day if fact.warning] == []
    assert [fact.label for fact in day_after if fact.warning] == ["Refill by"]
    assert "This date has passed" in day_after[2].warning


def test_nothing_is_left_blank_on_a_bare_card(pages: Pages) -> None:
    bare = Pump("u2", "baclofen")
    for fact in (*large_facts(bare, TODAY), *small_facts(bare, TODAY, Clock.TWELVE_HOUR)):
        assert fact.value == "not recorded"
    page = pages.show(PumpPage(session_for(pages, replace(THEO, pumps=(bare,)))))
    assert "No number recorded" in text_of(next(iter(page.list.cards.values())))


def test_what_the_form_shows_reads_back_as_the_same_pump(session: Session) -> None:
    values = pump_values(PUMP, session.reference, Clock.TWELVE_HOUR)
    assert read_pump(values, "u1", PUMP, PUMP.clinic_phones, session) == PUMP


def test_saving_an_unchanged_form_changes_nothing(page: PumpPage, session: Session) -> None:
    page.list.edit_button.click()
    save(page)
    assert pumps(session) == (PUMP,)
    assert not session.opened.next_undo


def test_a_pump_is_added_with_the_persons_own_word_on_its_drug(page: PumpPage, session: Session) -> None:
    session.choose_person("p2")
    assert not page.list.empty.isHidden()
    page.list.empty.button.click()
    assert set(form_of(page).values().values()) == {"", "[]"}
    fill(
        page, drug="Lioresal", concentration="500 mcg/mL", daily_dose="120.5 mcg/day", refill_by="4 Dec 2026"
    )
    (question,) = form_of(page).match.questions
    assert question.entry.id == "baclofen_intrathecal"
    assert question.not_yet.isChecked()
    question.yes.click()
    save(page)
    (pump,) = pumps(session)
    assert pump.concentration == parse_concentration("500 mcg")
    assert pump.daily_dose == parse_daily_dose("120.5 mcg")
    assert pump.reference == ReferenceLink(("baclofen_intrathecal",), TODAY)
    session.undo()
    assert pumps(session) == ()


def test_an_unanswered_match_is_asked_about_on_the_card(page: PumpPage, session: Session) -> None:
    session.change_person("Changed", lambda person: replace(person, pumps=(replace(PUMP, reference=None),)))
    (card,) = page.list.cards.values()
    assert "Nobody has said yet" in card.unconfirmed.text()
    card.unconfirmed.action.emit()
    assert page.editor is not None


def test_a_drug_that_is_not_understood_is_asked_about_loudly(page: PumpPage, session: Session) -> None:
    page.open_record("u1")
    form = form_of(page)
    assert form.match.questions[0].yes.isChecked()
    fill(page, drug="Baclophen")
    assert form.match.questions[0].not_yet.isChecked()
    assert "“Baclophen” is not a pump drug that this program understands." in form.unknown_drug.text()
    (question,) = form.match.questions
    assert question.entry.id == "baclofen_intrathecal"
    save(page)
    (card,) = page.list.cards.values()
    assert "NO warning signs of the pump are shown" in card.no_signs.text()
    card.no_signs.action.emit()
    assert page.editor is not None
    form_of(page).match.questions[0].yes.click()
    save(page)
    assert pumps(session)[0].reference == ReferenceLink(("baclofen_intrathecal",), TODAY)
    (card,) = page.list.cards.values()
    assert not card.no_signs.text()
    page.open_record("u1")
    assert form_of(page).match.questions[0].yes.isChecked()
    fill(page, drug="baclofen")
    assert not form_of(page).unknown_drug.text()
    assert form_of(page).match.questions[0].not_yet.isChecked()


def test_another_drug_asks_the_match_anew(page: PumpPage, session: Session) -> None:
    page.open_record("u1")
    fill(page, drug="morphine")
    save(page)
    reference = pumps(session)[0].reference
    assert reference is None


def test_the_pump_is_removed_and_brought_back(page: PumpPage, session: Session) -> None:
    next(iter(page.list.cards.values())).remove_button.click()
    assert pumps(session) == ()
    assert not page.list.empty.isHidden()
    session.undo()
    assert pumps(session) == (PUMP,)


def test_several_pumps_each_have_their_card_and_edit(page: PumpPage, session: Session) -> None:
    session.change_person(
        "Added", lambda person: replace(person, pumps=(PUMP, replace(PUMP, id="u2", drug="morphine")))
    )
    assert len(page.list.cards) == 2
    assert page.list.edit_button.isHidden()
    list(page.list.cards.values())[1].edit_button.click()
    assert form_of(page).values()["drug"] == "morphine"


def test_a_half_filled_form_waits_on_the_page_of_its_person(page: PumpPage, session: Session) -> None:
    page.open_record("u1")
    fill(page, mri_note="half a sen")
    assert page.has_unsaved_form()
    session.choose_person("p2")
    assert page.editor is None
    assert page.list.drafts.notices == []
    session.choose_person("p1")
    (notice,) = page.list.drafts.notices
    notice.action.emit()
    assert form_of(page).values()["mri_note"] == "half a sen"


def test_a_reload_leaves_an_open_form_alone(page: PumpPage, session: Session) -> None:
    page.open_record("u1")
    fill(page, notes="typed")
    session.change_person("Changed Theo", lambda person: replace(person, notes="x"))
    assert form_of(page).values()["notes"] == "typed"


def test_the_alarms_are_told_in_the_references_words_with_their_sources(
    page: PumpPage, session: Session
) -> None:
    text = "\n".join(text_of(card) for card in page.list._topics)
    for alarm in session.reference.topic("pump_alarms").alarms:
        for fact_id in (alarm.means, alarm.do):
            fact = session.reference.fact(fact_id)
            assert fact.plain.replace("{emergency}", "911") in text
            assert all(source.title in text for source in session.reference.sources_of(fact))


def test_the_alarms_name_the_households_own_number(page: PumpPage, session: Session) -> None:
    session.change(
        "Changed the number",
        lambda home: replace(home, preferences=replace(home.preferences, emergency_number="999")),
    )
    text = "\n".join(text_of(card) for card in page.list._topics)
    assert "Call 999" in text
    assert "911" not in text


def test_without_anybody_the_page_leads_to_people(qtbot: QtBot, pages: Pages) -> None:
    session = session_for(pages)
    page = pages.show(PumpPage(session))
    with qtbot.waitSignal(session.asked) as asked:
        page.nobody.button.click()
    assert asked.args == ["people", "new"]
