from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QLabel

from caregiver_app.domain.household import Household
from caregiver_app.domain.preferences import Preferences
from caregiver_app.services.open_household import OpenHousehold
from caregiver_app.settings import Settings
from caregiver_app.ui.frame.session import Environment, Session
from caregiver_app.ui.records.match_field import MatchField
from caregiver_app.ui.records.match_question import MatchQuestion
from tests.clock import at_noon
from tests.shipped import shipped_reference

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


@pytest.fixture
def session() -> Session:
    around = Environment(lambda: date(2026, 11, 22), Settings(), lambda _settings: None)
    household = Household(Preferences(emergency_number="112"))
    return Session(OpenHousehold(household, at_noon), shipped_reference(), around)


def shown_texts(question: MatchQuestion) -> list[str]:
    return [label.text() for label in question.findChildren(QLabel) if not label.isHidden()]


def test_nothing_is_answered_beforehand(qtbot: QtBot, session: Session) -> None:
    field = MatchField(session)
    qtbot.addWidget(field)
    field.show_entries([session.reference.medicine("baclofen_oral")], "")
    assert field.value() == ""
    assert field.questions[0].not_yet.isChecked()
    assert field.words.isHidden()


def test_without_entries_the_field_says_why(qtbot: QtBot, session: Session) -> None:
    field = MatchField(session)
    qtbot.addWidget(field)
    field.show_entries([], "Nothing to ask.")
    assert field.words.text() == "Nothing to ask."


def test_each_fact_shown_is_the_references_own_with_its_source(qtbot: QtBot, session: Session) -> None:
    entry = session.reference.medicine("baclofen_intrathecal")
    field = MatchField(session)
    qtbot.addWidget(field)
    field.show_entries([entry], "")
    field.questions[0].yes.click()
    texts = "\n".join(shown_texts(field.questions[0]))
    for fact in (entry.too_little()[0], entry.too_much()[0], entry.do_first()[0]):
        assert fact.plain.replace("{emergency}", "112") in texts
        assert all(source.title in texts for source in session.reference.sources_of(fact))


def test_what_is_not_verified_is_said_so(qtbot: QtBot, session: Session) -> None:
    entries = session.reference.medicines
    entry = next(each for each in entries if not each.too_little())
    question = MatchQuestion(session, entry)
    qtbot.addWidget(question)
    question.show_answer(is_it=True)
    assert any("not verified here" in text for text in shown_texts(question))


def test_the_facts_go_when_the_answer_is_taken_back(qtbot: QtBot, session: Session) -> None:
    field = MatchField(session)
    qtbot.addWidget(field)
    field.show_entries([session.reference.medicine("baclofen_oral")], "")
    question = field.questions[0]
    question.yes.click()
    question.not_yet.click()
    assert question._facts is not None
    assert question._facts.isHidden()
    assert field.value() == ""


def test_other_entries_leave_the_value_and_ask_anew(qtbot: QtBot, session: Session) -> None:
    field = MatchField(session)
    qtbot.addWidget(field)
    field.show_entries([session.reference.medicine("baclofen_oral")], "")
    field.questions[0].yes.click()
    before = field.value()
    field.show_entries([session.reference.medicine("baclofen_intrathecal")], "")
    assert field.value() == before
    assert field.questions[0].not_yet.isChecked()
    assert "answer again" in field.again.text()
