"""An export of many events: the window lives on, and leaving or cancelling takes back what is half written."""

from __future__ import annotations

import os
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from caregiver_app.domain.events import Event
from caregiver_app.domain.household import Household
from caregiver_app.domain.observations import Observed, ObservedThing
from caregiver_app.interop.household_document import read_document
from caregiver_app.services.opening import create_file
from caregiver_app.ui.frame.session import Session
from caregiver_app.ui.pages.settings_page import SettingsPage
from caregiver_app.ui.widgets import step_work
from tests.clock import NOON, at_noon
from tests.open_files import has_open_file_in
from tests.vaults import access

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from tests.ui.pages.conftest import Pages

MANY = 1_000


@pytest.fixture
def session(tmp_path: Path, pages: Pages) -> Iterator[Session]:
    words = Observed(ObservedThing.OTHER, words="Ate well")
    events = (Event(f"e{number}", NOON - timedelta(hours=number), words) for number in range(MANY))
    (tmp_path / "vault").mkdir()
    opened = create_file(tmp_path / "vault/home", Household(), access(), at_noon, "Began", events)
    session = pages.session(Household(), file=opened.file)
    yield session
    opened.close()


@pytest.fixture
def page(tmp_path: Path, session: Session, pages: Pages, monkeypatch: pytest.MonkeyPatch) -> SettingsPage:
    """It takes a step at each turn of the event loop."""
    monkeypatch.setattr(step_work, "_AT_ONCE", 0.0)
    monkeypatch.setattr(step_work, "_SLICE", 0.0)
    (tmp_path / "out").mkdir()
    return pages.show(SettingsPage(session, lambda _parent, _name: tmp_path / "out" / "home.json"))


def test_a_long_export_goes_on_beside_the_window_and_says_when_it_is_done(
    qtbot: QtBot, page: SettingsPage, tmp_path: Path
) -> None:
    page.export_button.click()
    assert not page.export_button.isEnabled()
    assert not (tmp_path / "out/home.json").exists()
    qtbot.waitUntil(lambda: "home.json" in page.exported.text())
    assert page.export_button.isEnabled()
    assert not page.export.progress.isVisible()
    assert len(read_document((tmp_path / "out/home.json").read_bytes()).events) == MANY
    assert page.session.opened.history[-1].what == "Exported everything as an open document"


def test_an_export_holds_what_there_was_when_it_began(
    qtbot: QtBot, page: SettingsPage, session: Session, tmp_path: Path
) -> None:
    page.export_button.click()
    session.opened.record(Event("new", NOON, Observed(ObservedThing.OTHER, words="Slept")))
    qtbot.waitUntil(lambda: "home.json" in page.exported.text())
    found = read_document((tmp_path / "out/home.json").read_bytes()).events
    assert [event.id for event in found] == [f"e{number}" for number in range(MANY)]
    assert session.opened.events.count() == MANY + 1


@pytest.mark.parametrize("way", ["cancel", "leave"])
def test_cancelling_or_leaving_takes_back_what_is_half_written(
    qtbot: QtBot, page: SettingsPage, tmp_path: Path, way: str
) -> None:
    page.export_button.click()
    assert has_open_file_in(os.getpid(), tmp_path / "out")
    if way == "cancel":
        page.export.progress.cancel_button.click()
    else:
        page.keep_typed()
    assert list((tmp_path / "out").iterdir()) == []
    assert page.export_button.isEnabled()
    assert not page.exported.text()
    assert not page.export.work.is_busy


def test_a_household_that_is_closed_meanwhile_is_told_and_leaves_nothing(
    qtbot: QtBot, page: SettingsPage, session: Session, tmp_path: Path
) -> None:
    page.export_button.click()
    with qtbot.waitSignal(session.failed):
        session.opened.close()
    assert list((tmp_path / "out").iterdir()) == []
    assert page.export_button.isEnabled()


def test_an_export_that_could_not_be_noted_is_made_and_the_warning_stands_apart(
    qtbot: QtBot, page: SettingsPage, session: Session, tmp_path: Path
) -> None:
    assert session.opened.file is not None
    kept = session.opened.file._opened
    kept.manner = replace(kept.manner, view_only=True)
    page.export_button.click()
    qtbot.waitUntil(lambda: bool(page.exported.text()))
    assert "noted" not in page.exported.text()
    assert "could not be noted in the household" in page.export.not_noted.text()
    page.export_button.click()
    assert not page.export.not_noted.text()
