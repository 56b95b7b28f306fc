"""The form in which a family decides what lies outside the lock."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from caregiver_app.domain.household import Household
from caregiver_app.domain.people import CareRecipient
from caregiver_app.domain.preferences import Preferences
from caregiver_app.domain.publishing import TICKED_AT_FIRST, SheetPart
from caregiver_app.reference import Reference
from caregiver_app.services.open_household import OpenHousehold
from caregiver_app.services.publishing.published_files import published, published_folder
from caregiver_app.settings import Settings
from caregiver_app.ui.frame.session import Environment, Session
from caregiver_app.ui.published.part_ticks import part_labels
from caregiver_app.ui.published.publish_form import PublishForm
from tests.clock import at_noon

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

TODAY = date(2026, 11, 22)
SAM = CareRecipient(
    id="p1",
    preferred_name="Sam & Co",
    full_name="Samuel Vale",
    conditions=("epilepsy",),
    birth_date=date(2014, 1, 2),
)
ANN = CareRecipient(id="p2", preferred_name="Ann")
ALONE = Household(preferences=Preferences("US", "911", "1-800-222-1222"), care_recipients=(SAM,))
TWO = replace(ALONE, care_recipients=(SAM, ANN))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "household.caregiver"


def form_of(qtbot: QtBot, household: Household, reference: Reference, path: Path) -> PublishForm:
    opened = OpenHousehold(household, at_noon)
    session = Session(opened, reference, Environment(lambda: TODAY, Settings(), lambda _s: None))
    form = PublishForm(session, path)
    qtbot.addWidget(form)
    form.resize(1100, 800)
    form.show()
    qtbot.waitUntil(lambda: bool(form.preview.pages))
    return form


def click(part: SheetPart, form: PublishForm) -> None:
    box = form.ticks.boxes[part]
    box.setFocus()
    QTest.keyClick(box, Qt.Key.Key_Space)


def state(form: PublishForm) -> tuple[str, str]:
    (found,) = [(kind, banner.text()) for kind, banner in form.state.items() if banner.text()]
    return found


def test_it_warns_before_anything_is_published_and_publishes_nothing_by_itself(
    qtbot: QtBot, reference: Reference, path: Path
) -> None:
    form = form_of(qtbot, ALONE, reference, path)
    assert "without the passphrase" in form.warning.text()
    assert form.warning.isVisibleTo(form)
    assert form.ticks.ticked() == TICKED_AT_FIRST
    click(SheetPart.CONDITIONS, form)
    assert state(form) == ("info", "Not published. The lock screen shows nothing of this person.")
    assert not form.withdraw_button.isVisibleTo(form)
    assert not published_folder(path).exists()


def test_each_tick_shows_at_once_in_the_preview(qtbot: QtBot, reference: Reference, path: Path) -> None:
    form = form_of(qtbot, ALONE, reference, path)
    assert "epilepsy" not in form.preview.text()
    click(SheetPart.CONDITIONS, form)
    qtbot.waitUntil(lambda: "epilepsy" in form.preview.text())
    assert "Samuel Vale" in form.preview.text()
    click(SheetPart.FULL_NAME, form)
    qtbot.waitUntil(lambda: "Samuel Vale" not in form.preview.text())


def test_one_click_publishes_one_publishes_again_and_one_withdraws(
    qtbot: QtBot, reference: Reference, path: Path
) -> None:
    form = form_of(qtbot, ALONE, reference, path)
    assert form.publish_button.text() == "Publish this sheet"
    form.publish_button.click()
    assert "Published" in form.success.text()
    assert state(form) == ("success", "Published Sun\xa022\xa0Nov\xa02026 (from today). It is up to date.")
    assert form.publish_button.text() == "Publish again"
    click(SheetPart.WEIGHT, form)
    qtbot.waitUntil(lambda: "with other ticks" in state(form)[1])
    (first,) = published(path)
    form.publish_button.click()
    (second,) = published(path)
    assert second.id != first.id
    assert state(form)[0] == "success"
    form.withdraw_button.click()
    assert "Withdrawn" in form.success.text()
    assert not published_folder(path).exists()
    assert not form.withdraw_button.isVisibleTo(form)
    assert SheetPart.WEIGHT not in form.ticks.ticked()


def test_a_change_in_the_household_makes_it_say_out_of_date(
    qtbot: QtBot, reference: Reference, path: Path
) -> None:
    form = form_of(qtbot, ALONE, reference, path)
    form.publish_button.click()
    changed = replace(SAM, tell_first="Cannot speak")
    form._session.change_person("Changed", lambda _person: changed)
    qtbot.waitUntil(lambda: state(form)[0] == "warning")
    assert "out of date" in state(form)[1]
    assert published(path)[0].outdated


def test_with_several_people_the_name_is_not_up_for_choice(
    qtbot: QtBot, reference: Reference, path: Path
) -> None:
    form = form_of(qtbot, TWO, reference, path)
    assert not form.ticks.boxes[SheetPart.NAME].isVisibleTo(form)
    assert form.ticks.needed_name.isVisibleTo(form)
    assert "several people" in form.ticks.hints[SheetPart.NAME].text()
    assert SheetPart.NAME in form.ticks.ticked()


def test_without_the_name_the_full_name_goes_too(qtbot: QtBot, reference: Reference, path: Path) -> None:
    form = form_of(qtbot, ALONE, reference, path)
    click(SheetPart.NAME, form)
    assert form.ticks.ticked() & {SheetPart.NAME, SheetPart.FULL_NAME} == frozenset()
    assert not form.ticks.boxes[SheetPart.FULL_NAME].isEnabled()


def test_another_person_brings_their_own_ticks(qtbot: QtBot, reference: Reference, path: Path) -> None:
    form = form_of(qtbot, TWO, reference, path)
    click(SheetPart.WEIGHT, form)
    form.publish_button.click()
    form._session.choose_person(ANN.id)
    assert form.whose.text() == "For Ann"
    assert form.ticks.ticked() == TICKED_AT_FIRST
    qtbot.waitUntil(lambda: state(form)[0] == "info")
    form._session.choose_person(SAM.id)
    assert SheetPart.WEIGHT not in form.ticks.ticked()


def test_a_part_with_nothing_recorded_says_so(qtbot: QtBot, reference: Reference, path: Path) -> None:
    form = form_of(qtbot, ALONE, reference, path)
    assert form.ticks.hints[SheetPart.DIRECTIVES].text() == "Nothing is recorded, and the sheet says so."
    assert not form.ticks.hints[SheetPart.CONDITIONS].isVisibleTo(form)


def test_a_sheet_that_is_too_full_is_refused_in_words(qtbot: QtBot, reference: Reference, path: Path) -> None:
    form = form_of(qtbot, ALONE, reference, path)
    long = replace(SAM, tell_first="W" * 9000)
    form._session.change_person("Changed", lambda _person: long)
    qtbot.waitUntil(lambda: not form.publish_button.isEnabled())
    assert "does not fit on one page" in form.refusal.text()
    form._session.change_person("Shortened", lambda _person: SAM)
    qtbot.waitUntil(form.publish_button.isEnabled)


def test_what_goes_wrong_is_told(qtbot: QtBot, reference: Reference, path: Path) -> None:
    published_folder(path).write_bytes(b"in the way")
    form = form_of(qtbot, ALONE, reference, path)
    form.publish_button.click()
    assert "is something else" in form.trouble.text()
    assert form.success.text() == ""


def test_an_empty_household_has_nothing_to_publish(qtbot: QtBot, reference: Reference, path: Path) -> None:
    opened = OpenHousehold(Household(), at_noon)
    session = Session(opened, reference, Environment(lambda: TODAY, Settings(), lambda _s: None))
    form = PublishForm(session, path)
    qtbot.addWidget(form)
    assert not form.publish_button.isEnabled()
    assert form.back_button.isEnabled()
    with qtbot.waitSignal(form.left):
        form.back_button.click()


def test_a_copy_of_somebody_who_is_gone_can_be_withdrawn(
    qtbot: QtBot, reference: Reference, path: Path
) -> None:
    form = form_of(qtbot, TWO, reference, path)
    form.publish_button.click()
    assert not form.strays.isVisibleTo(form)
    form._session.change("Removed", lambda household: replace(household, care_recipients=()))
    (banner,) = form.strays.banners
    assert "Emergency sheet of Sam & Co" in banner.text()
    assert form.strays.isVisibleTo(form)
    banner.action.emit()
    assert "Withdrawn" in form.success.text()
    assert not published_folder(path).exists()
    assert not form.strays.isVisibleTo(form)
    assert form._session.opened.history[-1].what == "Withdrew a published emergency sheet of nobody here"


def test_every_part_can_be_ticked() -> None:
    assert set(part_labels()) == set(SheetPart)
