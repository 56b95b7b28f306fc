from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QApplication, QLabel

from caregiver_app.domain.household import Household
from caregiver_app.domain.preferences import Preferences
from caregiver_app.reference import FactKind, Reference
from caregiver_app.services.open_household import OpenHousehold
from caregiver_app.settings import Settings
from caregiver_app.ui.frame.session import Environment, Session
from caregiver_app.ui.pages.reference_page import ReferencePage
from caregiver_app.ui.pages.reference_page.subjects import subjects
from caregiver_app.ui.pages.reference_page.words import kind_heading, source_name
from caregiver_app.wording.numbers import fill_numbers
from tests.clock import at_noon

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

PREFERENCES = Preferences("US", "911", "1-800-222-1222")


@pytest.fixture
def page(qtbot: QtBot, reference: Reference) -> ReferencePage:
    opened = OpenHousehold(Household(PREFERENCES), at_noon)
    session = Session(opened, reference, Environment(lambda: date(2026, 11, 22), Settings(), lambda _s: None))
    page = ReferencePage(session)
    qtbot.addWidget(page)
    page.show()
    page.reload()
    return page


def said(page: ReferencePage) -> str:
    QApplication.processEvents()
    labels = page.details.findChildren(QLabel)
    return "\n".join(label.text() for label in labels if label.isVisibleTo(page)).replace("\u200b", "")


def test_every_fact_is_shown_with_its_clinical_term_and_every_source(
    page: ReferencePage, reference: Reference
) -> None:
    for subject in subjects(reference):
        page.open_record(subject.id)
        text = said(page)
        for fact in subject.of.facts:
            assert fill_numbers(fact.plain, PREFERENCES) in text
            assert not fact.clinical or f"Clinical term: {fact.clinical}" in text
            for source in reference.sources_of(fact):
                assert source_name(source) in text


def test_a_line_read_only_in_a_copy_says_so(page: ReferencePage) -> None:
    page.open_record("acetaminophen")
    assert "Read so far only in a copy" in said(page)
    page.open_record("baclofen_intrathecal")
    assert "nly its opening was read" in said(page)


def test_what_is_not_verified_is_said_plainly(page: ReferencePage) -> None:
    page.open_record("valproate")
    assert "Signs of too much: ask the pharmacist; not verified here." in said(page)
    page.open_record("insulin")
    assert "How dangerous a sudden stop is: ask the pharmacist; not verified here." in said(page)
    assert "can be life-threatening" not in said(page)
    page.open_record("baclofen_intrathecal")
    assert "not verified here" not in said(page)


def test_nobody_claims_a_clinicians_review(page: ReferencePage) -> None:
    assert "Reviewed by a clinician: not yet." in said(page)
    assert "Edition 2026-11-28" in said(page)


def test_a_brand_finds_its_medicine_before_a_mere_mention(page: ReferencePage) -> None:
    page.search.set_value("keppra")
    assert page.list.item(0).text() == "levetiracetam"
    assert page.list.currentRow() == 0
    page.search.set_value("pruritus")
    assert any("baclofen" in page.list.item(row).text() for row in range(page.list.count()))


def test_a_search_without_a_find_does_not_say_harmless(page: ReferencePage) -> None:
    page.search.set_value("zzzz")
    assert page.list.count() == 0
    assert "ask the pharmacist" in page.found.text()
    page.search.set_value("")
    assert page.list.count() > 40


def test_alarms_say_what_they_mean(page: ReferencePage, reference: Reference) -> None:
    page.open_record("pump_alarms")
    for alarm in reference.topic("pump_alarms").alarms:
        assert alarm.sound in said(page)


@pytest.mark.parametrize("kind", list(FactKind))
def test_each_kind_of_fact_has_a_heading(kind: FactKind) -> None:
    assert kind_heading(kind)
