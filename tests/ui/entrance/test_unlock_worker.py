from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caregiver_app.domain.recovery_key import RecoveryKeyMistake
from caregiver_app.storage import (
    Access,
    KeysMissing,
    WrongPassphrase,
    key_holders,
    keys_path,
    new_access,
    unlock,
    unlock_with_recovery_key,
)
from caregiver_app.ui.entrance.unlock_worker import DelayAfterWrong, UnlockWorker
from tests.small_vault import make_vault, passphrase_of

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot


class Clock:
    def __init__(self) -> None:
        self.seconds = 0.0

    def __call__(self) -> float:
        return self.seconds


@pytest.fixture
def vault(tmp_path: Path) -> Path:
    path = tmp_path / "household.caregiver"
    make_vault(path, "Ben")
    return path


def holder(path: Path) -> str:
    return key_holders(path)[0].id


def wrong() -> Access:
    raise WrongPassphrase("x")


def test_the_wait_grows_to_half_a_minute_and_ends_with_a_right_answer() -> None:
    clock = Clock()
    delay = DelayAfterWrong(clock)
    waits = []
    for _ in range(8):
        delay.wrong()
        waits.append(delay.seconds_left())
        clock.seconds += waits[-1]
        assert delay.seconds_left() == 0
    assert waits == [1, 2, 4, 8, 16, 30, 30, 30]
    delay.right()
    delay.wrong()
    assert delay.seconds_left() == 1


@given(st.integers(min_value=1, max_value=5000), st.floats(min_value=0, max_value=100))
def test_nobody_is_ever_locked_out_for_longer_than_half_a_minute(wrongs: int, later: float) -> None:
    clock = Clock()
    delay = DelayAfterWrong(clock)
    for _ in range(wrongs):
        delay.wrong()
    clock.seconds = later
    assert 0 <= delay.seconds_left() <= 30
    assert (delay.seconds_left() == 0) is (later >= min(2.0 ** min(wrongs - 1, 9), 30))


def test_a_right_passphrase_opens_while_the_window_stays_alive(qtbot: QtBot, vault: Path) -> None:
    clock = Clock()
    delay = DelayAfterWrong(clock)
    delay.wrong()
    delay.wrong()
    clock.seconds = 2
    worker = UnlockWorker(delay)
    threads: list[threading.Thread] = []

    def open_it() -> Access:
        threads.append(threading.current_thread())
        return unlock(vault, holder(vault), passphrase_of("Ben"))

    with qtbot.waitSignal(worker.opened, timeout=20_000) as told:
        assert worker.attempt(open_it)
        assert worker.is_busy
        assert not worker.attempt(open_it)
    assert threads != [threading.main_thread()]
    assert len(threads) == 1
    qtbot.waitUntil(lambda: not worker.is_busy)
    access = (told.args or ["nothing"])[0]
    assert isinstance(access, Access)
    assert access.who == "Ben"
    delay.wrong()
    assert delay.seconds_left() == 1  # as after the first wrong one


def test_a_wrong_passphrase_makes_the_next_try_wait(qtbot: QtBot, vault: Path) -> None:
    clock = Clock()
    worker = UnlockWorker(DelayAfterWrong(clock))
    told: list[int] = []
    worker.waiting.connect(told.append)
    with qtbot.waitSignal(worker.failed, timeout=20_000) as failed:
        worker.attempt(lambda: unlock(vault, holder(vault), "wrong"))
    assert isinstance((failed.args or [None])[0], WrongPassphrase)
    assert not worker.attempt(wrong)
    assert worker.seconds_left == 1
    assert told == [1]
    clock.seconds = 1
    worker.tick()
    assert told == [1, 0]
    with qtbot.waitSignal(worker.failed):
        assert worker.attempt(wrong)
    assert told == [1, 0, 2]


def test_a_key_mistyped_from_paper_is_no_guess_and_waits_for_nothing(qtbot: QtBot, vault: Path) -> None:
    worker = UnlockWorker(DelayAfterWrong(Clock()))
    with qtbot.waitSignal(worker.failed, timeout=20_000) as failed:
        worker.attempt(lambda: unlock_with_recovery_key(vault, "AAAAA"))
    assert isinstance((failed.args or [None])[0], RecoveryKeyMistake)
    assert worker.seconds_left == 0


def test_missing_keys_are_no_guess_either(qtbot: QtBot, vault: Path) -> None:
    ben = holder(vault)
    keys_path(vault).unlink()
    worker = UnlockWorker(DelayAfterWrong(Clock()))
    with qtbot.waitSignal(worker.failed, timeout=20_000) as failed:
        worker.attempt(lambda: unlock(vault, ben, "x"))
    assert isinstance((failed.args or [None])[0], KeysMissing)
    assert worker.seconds_left == 0


def test_what_opens_after_it_was_abandoned_is_wiped(qtbot: QtBot) -> None:
    worker, access, told = UnlockWorker(DelayAfterWrong(Clock())), new_access(), list[object]()
    worker.opened.connect(told.append)
    go_on = threading.Event()

    def open_it() -> Access:
        go_on.wait(10)
        return access

    worker.attempt(open_it)
    worker.abandon()
    go_on.set()
    qtbot.waitUntil(lambda: not worker.is_busy)
    assert not told
    assert not any(access.secret.as_bytes())


def test_a_fault_of_the_program_is_raised_where_faults_are_noted(qtbot: QtBot) -> None:
    worker = UnlockWorker(DelayAfterWrong(Clock()))

    def break_down() -> Access:
        raise ZeroDivisionError

    with qtbot.captureExceptions() as faults:
        worker.attempt(break_down)
        qtbot.waitUntil(lambda: bool(faults))
    assert [kind for kind, _error, _place in faults] == [ZeroDivisionError]
    assert not worker.is_busy
