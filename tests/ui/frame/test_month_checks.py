from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QObject

from caregiver_app.services.notice import Notice
from caregiver_app.ui.frame import month_checks
from caregiver_app.ui.frame.month_checks import MonthChecks
from tests.faults.event_batches import batch
from tests.services.test_event_damage import lose_one
from tests.ui.backup_house import BackupHouse

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot


@pytest.fixture
def house(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[BackupHouse]:
    monkeypatch.setattr(month_checks, "_FIRST_MS", 1)
    monkeypatch.setattr(month_checks, "_PAUSE_MS", 1)
    made = BackupHouse(tmp_path / "home.caregiver")
    made.session.opened.record(*batch(1, 30))
    yield made
    made.session.opened.close()


def test_damaged_months_are_found_beside_the_window_and_told_once(house: BackupHouse, qtbot: QtBot) -> None:
    parent = QObject()
    lose_one(house.path)
    checks = MonthChecks(house.session, lambda: False, parent)
    with qtbot.waitSignal(checks.found, timeout=20_000) as told:
        pass
    assert told.args is not None
    [notice] = told.args
    assert isinstance(notice, Notice)
    assert "October\u00a02026" in notice.text
    checks.stop()


def test_it_waits_while_a_backup_is_being_made(house: BackupHouse, qtbot: QtBot) -> None:
    parent, asked = QObject(), []
    lose_one(house.path)

    def is_disturbed() -> bool:
        asked.append(True)
        return len(asked) < 5

    checks = MonthChecks(house.session, is_disturbed, parent)
    with qtbot.waitSignal(checks.found, timeout=20_000):
        pass
    assert len(asked) > 5
    checks.stop()


def test_after_stop_nobody_has_the_file_open_and_nothing_is_told(house: BackupHouse, qtbot: QtBot) -> None:
    parent = QObject()
    lose_one(house.path)
    checks = MonthChecks(house.session, lambda: False, parent)
    checks.go_on()
    with qtbot.assertNotEmitted(checks.found, wait=100):
        checks.stop()
        house.session.opened.close()
    left = {each.name for each in house.path.parent.iterdir()}
    assert not {name for name in left if name.endswith(("-wal", "-shm", "-journal"))}


def test_a_file_that_was_taken_away_ends_the_checks_without_a_word(house: BackupHouse, qtbot: QtBot) -> None:
    parent = QObject()
    checks = MonthChecks(house.session, lambda: False, parent)
    house.path.rename(house.path.with_name("moved"))
    with qtbot.assertNotEmitted(checks.found, wait=200):
        checks.go_on()
    house.path.with_name("moved").rename(house.path)
    checks.stop()


def test_a_month_asked_for_before_the_last_one_was_told_keeps_nobody_waiting(house: BackupHouse) -> None:
    checks = MonthChecks(house.session, lambda: False, parent := QObject())
    checks.go_on()
    assert checks._idle.wait(20)  # read, but the window's thread has not heard of it
    checks.go_on()
    assert checks._idle.is_set()
    checks.stop()
    del parent
