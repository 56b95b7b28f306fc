from __future__ import annotations

import threading
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from caregiver_app.domain.errors import KnownError
from caregiver_app.ui.widgets.slow_work import SlowWork
from tests.scale import scale

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


def test_a_step_runs_beside_the_window_and_tells_what_it_returned(qtbot: QtBot) -> None:
    work, told = SlowWork(), list[object]()
    work.busy.connect(told.append)
    work.done.connect(told.append)
    with qtbot.waitSignal(work.done):
        assert work.begin(lambda: threading.current_thread() is threading.main_thread())
        assert work.is_busy
    assert told == [True, False, False]
    assert not work.is_busy


def test_one_step_at_a_time(qtbot: QtBot) -> None:
    work, go_on, done = SlowWork(), threading.Event(), list[object]()
    work.done.connect(done.append)
    assert work.begin(lambda: go_on.wait(10) and 1)
    assert not work.begin(lambda: 2)
    with qtbot.waitSignal(work.done):
        go_on.set()
    assert done == [1]
    with qtbot.waitSignal(work.done):
        assert work.begin(lambda: 3)
    assert done == [1, 3]


def test_a_known_error_is_handed_on(qtbot: QtBot) -> None:
    work, error = SlowWork(), KnownError()

    def fail() -> None:
        raise error

    with qtbot.waitSignal(work.failed) as failed:
        work.begin(fail)
    assert failed.args == [error]
    assert not work.is_busy


def test_a_window_that_is_gone_is_no_fault(qtbot: QtBot) -> None:
    import shiboken6

    work, go_on = SlowWork(), threading.Event()

    def step() -> None:
        go_on.wait(10)

    work.begin(step)
    [thread] = [each for each in threading.enumerate() if each.name == "slow-work"]
    with qtbot.captureExceptions() as faults:
        shiboken6.delete(work)
        go_on.set()
        thread.join(10)
    assert not faults


def test_a_page_that_goes_just_as_its_step_ends_takes_nothing_with_it(qtbot: QtBot) -> None:
    for _time in range(scale(500)):
        parent, ended = QObject(), threading.Event()
        work = SlowWork(parent)
        work.begin(ended.set)
        assert ended.wait(5)
        del work, parent
    qtbot.wait(1)
