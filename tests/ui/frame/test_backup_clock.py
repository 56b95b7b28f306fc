from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from caregiver_app.domain.household import Household
from caregiver_app.services.backups.backup_notes import made_backup
from caregiver_app.services.backups.second_place import choose_second_place
from caregiver_app.services.open_household import OpenHousehold
from caregiver_app.storage import backups_folder
from caregiver_app.ui.frame.backup_clock import BackupClock
from caregiver_app.ui.frame.session import Session
from tests.backups import names
from tests.clock import at_noon
from tests.ui.backup_house import BackupHouse

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot


@pytest.fixture
def house(qtbot: QtBot, tmp_path: Path) -> Iterator[BackupHouse]:
    made = BackupHouse(tmp_path / "home.caregiver")
    yield made
    made.session.opened.close()


def worked(qtbot: QtBot, clock: BackupClock) -> None:
    qtbot.waitUntil(lambda: not clock.is_busy, timeout=20_000)


def test_a_due_backup_is_made_beside_the_window_and_told(house: BackupHouse, qtbot: QtBot) -> None:
    clock = BackupClock(house.session)
    with qtbot.waitSignal(clock.done, timeout=20_000) as told:
        clock.tick()
        assert clock.is_busy
        house.change("Samantha B")  # writing goes on
    assert told.args == ["A backup was made and checked."]
    assert made_backup(house.session.opened) is not None
    assert len(names(backups_folder(house.path))) == 1


def test_nothing_is_begun_while_nothing_is_due(house: BackupHouse, qtbot: QtBot) -> None:
    clock = BackupClock(house.session)
    clock.tick()
    worked(qtbot, clock)
    clock.tick()
    assert not clock.is_busy


def test_trouble_is_told_once_and_tried_again_after_a_rest(house: BackupHouse, qtbot: QtBot) -> None:
    backups_folder(house.path).write_bytes(b"in the way")
    clock = BackupClock(house.session)
    with qtbot.waitSignal(clock.failed, timeout=20_000) as told:
        clock.tick()
    assert told.args is not None
    assert told.args[0].startswith("No backup was made. ")
    backups_folder(house.path).unlink()
    for _tick in range(6):
        clock.tick()
        assert not clock.is_busy
    with qtbot.waitSignal(clock.done, timeout=20_000):
        clock.tick()


def test_a_stick_that_is_away_is_no_trouble(house: BackupHouse, qtbot: QtBot, tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    choose_second_place(house.session.opened, stick)
    stick.rmdir()
    clock = BackupClock(house.session)
    with qtbot.assertNotEmitted(clock.failed), qtbot.waitSignal(clock.done, timeout=20_000) as told:
        clock.tick()
    assert told.args is not None
    assert "not there now" in told.args[0]


def test_a_file_that_was_taken_away_is_not_backed_up(house: BackupHouse, qtbot: QtBot) -> None:
    house.path.rename(house.path.with_name("moved"))
    clock = BackupClock(house.session)
    with qtbot.waitSignal(clock.failed):
        clock.tick()
    assert not clock.is_busy
    assert not backups_folder(house.path).exists()


def test_a_stopped_clock_begins_nothing_and_says_nothing(house: BackupHouse, qtbot: QtBot) -> None:
    clock = BackupClock(house.session)
    clock.tick()
    clock.stop()
    with qtbot.assertNotEmitted(clock.done):
        worked(qtbot, clock)
    clock.tick()
    assert not clock.is_busy
    assert made_backup(house.session.opened) is None


def test_the_made_up_household_has_no_clock_running(house: BackupHouse, qtbot: QtBot) -> None:
    demo = Session(OpenHousehold(Household(), at_noon), house.session.reference, house.session.environment)
    clock = BackupClock(demo)
    clock.tick()
    assert not clock.is_busy
