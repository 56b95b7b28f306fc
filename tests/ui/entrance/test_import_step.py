"""A large document on its way in through the window: looked through, and brought in beside it, or stopped."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from caregiver_app.domain.events import Event
from caregiver_app.domain.household import Household
from caregiver_app.domain.observations import Observed, ObservedThing
from caregiver_app.domain.people import CareRecipient
from caregiver_app.interop.household_document import write_document
from caregiver_app.services.exchange.errors import StoppedByPerson
from caregiver_app.ui.entrance.new_household import NewHousehold
from caregiver_app.ui.entrance.recovery_step import RecoveryStep
from caregiver_app.ui.entrance.welcome import WelcomePage
from caregiver_app.ui.frame.protect import ProtectPage
from caregiver_app.ui.widgets import progress_row
from tests.clock import NOON
from tests.unlock_flows import SLOWEST_MS, Entrance, choose_in_dialog

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot

MANY = 3_000
HOUSEHOLD = Household(care_recipients=(CareRecipient("theo", "Theo"),))


@pytest.fixture(scope="module")
def long_document(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """It takes about a second to read."""
    words = Observed(ObservedThing.OTHER, words="Ate well")
    return write_document(
        HOUSEHOLD, (Event(f"e{number}", NOON - timedelta(hours=number), words) for number in range(MANY))
    )


@pytest.fixture
def document(tmp_path: Path, long_document: bytes) -> Path:
    (tmp_path / "from").mkdir()
    path = tmp_path / "from" / "in.json"
    path.write_bytes(long_document)
    return path


@pytest.fixture
def entrance(qtbot: QtBot, qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Entrance:
    """Progress is shown at once, so that no test has to wait for it."""
    monkeypatch.setattr(progress_row, "_PAUSE_MS", 0)
    entrance = Entrance(qtbot)
    entrance.startup.open(tmp_path / "home" / "household", is_usual_place=True)
    return entrance


def choose(entrance: Entrance, document: Path) -> WelcomePage:
    welcome = entrance.page
    assert isinstance(welcome, WelcomePage)
    choose_in_dialog(document)
    welcome.import_button.click()
    return welcome


def protecting(entrance: Entrance) -> NewHousehold:
    """The steps that the window leads through, on the page for the passphrase."""
    entrance.wait_for(ProtectPage)
    [new] = entrance.window.findChildren(NewHousehold)
    return new


def test_reading_that_takes_long_is_shown_and_can_be_stopped(
    qtbot: QtBot, entrance: Entrance, document: Path
) -> None:
    welcome = choose(entrance, document)
    assert not welcome.start_button.isEnabled()
    qtbot.waitUntil(welcome.progress.isVisible, timeout=SLOWEST_MS)
    welcome.progress.cancel_button.click()
    qtbot.waitUntil(welcome.start_button.isEnabled, timeout=SLOWEST_MS)
    assert entrance.shows(welcome)
    assert not welcome.progress.isVisible()
    assert not welcome.trouble.text()


def test_all_events_are_in_the_household_when_the_recovery_key_is_shown(
    qtbot: QtBot, entrance: Entrance, document: Path
) -> None:
    choose(entrance, document)
    new = protecting(entrance)
    entrance.protect()
    assert not new.progress.isVisible()
    entrance.confirm_key()
    session = entrance.window.session
    assert session is not None
    assert session.household == HOUSEHOLD
    assert session.opened.events.count() == MANY
    assert [entry.what for entry in session.opened.history] == ["Imported a document"]
    assert session.opened.who == "Anna"


def test_bringing_it_in_is_shown_and_can_be_stopped_and_done_again(
    qtbot: QtBot, entrance: Entrance, document: Path, tmp_path: Path
) -> None:
    choose(entrance, document)
    new = protecting(entrance)
    new.page.chosen.emit("Anna", "wombat quilt marzipan oboe trellis")
    qtbot.waitUntil(new.progress.isVisible, timeout=SLOWEST_MS)
    new.progress.cancel_button.click()
    qtbot.waitUntil(new.page.protect_button.isEnabled, timeout=SLOWEST_MS)
    assert not new.progress.isVisible()
    assert not new.page.trouble.text()
    assert list((tmp_path / "home").iterdir()) == []
    new.page.chosen.emit("Anna", "wombat quilt marzipan oboe trellis")
    entrance.wait_for(RecoveryStep)


def test_a_document_that_went_away_meanwhile_is_told_and_leaves_nothing(
    qtbot: QtBot, entrance: Entrance, document: Path, tmp_path: Path
) -> None:
    choose(entrance, document)
    new = protecting(entrance)
    document.unlink()
    new.page.chosen.emit("Anna", "wombat quilt marzipan oboe trellis")
    qtbot.waitUntil(lambda: bool(new.page.trouble.text()), timeout=SLOWEST_MS)
    assert "there is no such file" in new.page.trouble.text()
    assert list((tmp_path / "home").iterdir()) == []


def test_a_household_begun_by_a_name_after_an_import_was_left_holds_nothing_of_it(
    qtbot: QtBot, entrance: Entrance, document: Path
) -> None:
    choose(entrance, document)
    new = protecting(entrance)
    new.page.back_button.click()
    entrance.begin("Ruth")
    assert entrance.shows(new.page)
    entrance.protect()
    entrance.confirm_key()
    session = entrance.window.session
    assert session is not None
    assert [each.preferred_name for each in session.household.care_recipients] == ["Ruth"]
    assert session.opened.events.count() == 0


def test_a_window_that_is_gone_stops_what_goes_on_beside_it(entrance: Entrance) -> None:
    from shiboken6 import delete

    welcome = entrance.page
    assert isinstance(welcome, WelcomePage)
    follow = welcome.progress.follow
    entrance.window.let_go()
    delete(welcome)
    with pytest.raises(StoppedByPerson):
        follow(0.5)
