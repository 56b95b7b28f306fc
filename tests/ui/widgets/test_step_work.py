from __future__ import annotations

from collections.abc import Generator
from threading import Thread
from typing import TYPE_CHECKING

from caregiver_app.domain.errors import KnownError
from caregiver_app.services.exchange.errors import StoppedByPerson
from caregiver_app.ui.widgets import step_work
from caregiver_app.ui.widgets.progress_row import ProgressRow
from caregiver_app.ui.widgets.step_work import StepWork

if TYPE_CHECKING:
    import pytest
    from pytestqt.qtbot import QtBot

Steps = Generator[float, None, None]


class Told:
    """What a piece of work said, in its order."""

    def __init__(self, work: StepWork) -> None:
        self.all: list[object] = []
        work.told.connect(self.all.append)
        work.done.connect(lambda: self.all.append("done"))
        work.failed.connect(self.all.append)


def endless(closed: list[bool]) -> Steps:
    try:
        while True:
            yield 0.25
    finally:
        closed.append(True)


def test_few_steps_are_over_at_once(qtbot: QtBot) -> None:
    work = StepWork()
    told = Told(work)
    work.begin(share for share in (0.5, 1.0))
    assert told.all == ["done"]
    assert not work.is_busy


def test_many_steps_leave_the_window_alive_and_tell_how_far_they_are(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(step_work, "_AT_ONCE", 0.0)
    monkeypatch.setattr(step_work, "_SLICE", 0.0)
    work = StepWork()
    told = Told(work)
    work.begin(share for share in (0.2, 0.5, 1.0))
    assert told.all == [0.2]
    assert work.is_busy
    with qtbot.waitSignal(work.done):
        pass
    assert told.all == [0.2, 0.5, 1.0, "done"]


def test_a_step_that_fails_is_told_and_is_the_last(qtbot: QtBot) -> None:
    def steps() -> Steps:
        yield 0.5
        raise error

    error = KnownError("disk")
    work = StepWork()
    told = Told(work)
    work.begin(steps())
    assert told.all == [error]
    assert not work.is_busy


def test_steps_that_are_stopped_are_closed_and_tell_no_more(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(step_work, "_AT_ONCE", 0.0)
    closed: list[bool] = []
    work = StepWork()
    work.begin(endless(closed))
    told = Told(work)
    work.stop()
    assert closed == [True]
    assert not work.is_busy
    qtbot.waitUntil(lambda: not work._timer.isActive())
    assert told.all == []
    work.begin(endless(closed))
    work.begin(endless(closed))
    work.stop()
    assert closed == [True, True, True]
    assert "done" not in told.all


def test_the_row_is_seen_only_when_it_takes_longer(qtbot: QtBot) -> None:
    row = ProgressRow("Reading:")
    qtbot.addWidget(row)
    row.begin()
    assert not row.isVisible()
    qtbot.waitUntil(row.isVisible)
    row.tell(0.42)
    assert row.text.text() == "Reading: 42 %"
    row.end()
    assert not row.isVisible()
    row.begin()
    row.end()
    assert not row._timer.isActive()
    assert row.text.text() == "Reading: 0 %"


def test_work_in_another_thread_is_followed_and_ended_at_its_next_step(qtbot: QtBot) -> None:
    row = ProgressRow("Reading:")
    qtbot.addWidget(row)
    row.begin()
    ended: list[StoppedByPerson] = []

    def work() -> None:
        try:
            while True:
                row.follow(0.5)
        except StoppedByPerson as stopped:
            ended.append(stopped)

    thread = Thread(target=work)
    thread.start()
    qtbot.waitUntil(lambda: row.text.text() == "Reading: 50 %")
    with qtbot.waitSignal(row.cancelled):
        row.cancel_button.click()
    thread.join(10)
    assert len(ended) == 1
    assert not row.cancel_button.isEnabled()
    row.begin()
    row.follow(0.1)
    assert row.cancel_button.isEnabled()
