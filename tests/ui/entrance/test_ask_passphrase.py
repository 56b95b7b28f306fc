from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from caregiver_app.storage import Access, key_holders, keys_path
from caregiver_app.ui.entrance.ask_passphrase import AskPassphrase
from caregiver_app.ui.entrance.unlock_worker import DelayAfterWrong
from caregiver_app.ui.widgets.buttons import primary_button
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
    make_vault(path, "Ana", "Ben")
    return path


def asking(qtbot: QtBot, path: Path, who: str, delay: DelayAfterWrong | None = None) -> AskPassphrase:
    delay = delay or DelayAfterWrong(Clock())
    ask = AskPassphrase(path, key_holders(path), who, primary_button("Go on"), delay)
    qtbot.addWidget(ask)
    ask.show()
    return ask


def test_the_right_passphrase_opens_and_does_not_stay_on_the_screen(qtbot: QtBot, vault: Path) -> None:
    ask = asking(qtbot, vault, "Ben")
    ask.passphrase.set_value(passphrase_of("Ben"))
    with qtbot.waitSignal(ask.opened, timeout=20_000) as opened:
        ask.action.click()
        assert not ask.action.isEnabled()
    access, typed = opened.args or [None, None]
    assert isinstance(access, Access)
    assert (access.who, typed) == ("Ben", passphrase_of("Ben"))
    assert not ask.passphrase.value()
    assert ask.action.text() == "Go on"


def test_each_person_has_a_passphrase_of_their_own(qtbot: QtBot, vault: Path) -> None:
    ask = asking(qtbot, vault, "Ben")
    ask.passphrase.set_value(passphrase_of("Ana"))
    with qtbot.waitSignal(ask.worker.failed, timeout=20_000):
        ask.try_it()
    assert "not the right passphrase" in ask.row.error()
    assert ask.passphrase.value()


def test_a_wrong_passphrase_waits_even_when_the_question_is_asked_anew(qtbot: QtBot, vault: Path) -> None:
    clock = Clock()
    delay = DelayAfterWrong(clock)
    ask = asking(qtbot, vault, "Ben", delay)
    ask.passphrase.set_value("wrong")
    with qtbot.waitSignal(ask.worker.failed, timeout=20_000):
        ask.try_it()
    again = asking(qtbot, vault, "Ben", delay)
    for each in (ask, again):
        assert "1 second" in each.waiting.text()
        assert each.waiting.isVisible()
        assert not each.action.isEnabled()
    clock.seconds = 1
    for each in (ask, again):
        each.worker.tick()
        assert each.action.isEnabled()
        assert not each.waiting.isVisible()


def test_whoever_came_by_the_recovery_key_says_first_who_they_are(qtbot: QtBot, vault: Path) -> None:
    ask = asking(qtbot, vault, "")
    assert ask.who_row.isVisible()
    ask.passphrase.set_value("x")
    ask.try_it()
    assert "Choose your name" in ask.who_row.error()
    assert not ask.worker.is_busy


def test_one_person_alone_is_not_asked_who_they_are(qtbot: QtBot, tmp_path: Path) -> None:
    path = tmp_path / "household.caregiver"
    make_vault(path, "Ana")
    ask = asking(qtbot, path, "")
    assert not ask.who_row.isVisible()
    ask.try_it()
    assert "Type your passphrase" in ask.row.error()


def test_keys_that_vanish_meanwhile_are_told(qtbot: QtBot, vault: Path) -> None:
    ask = asking(qtbot, vault, "Ben")
    keys_path(vault).unlink()
    ask.passphrase.set_value(passphrase_of("Ben"))
    with qtbot.waitSignal(ask.worker.failed, timeout=20_000):
        ask.try_it()
    assert ask.trouble.text()
    assert ask.action.isEnabled()


def test_going_back_wipes_what_a_try_under_way_opens(qtbot: QtBot, vault: Path) -> None:
    ask, told = asking(qtbot, vault, "Ben"), list[object]()
    ask.opened.connect(lambda *_anything: told.append(1))
    ask.passphrase.set_value(passphrase_of("Ben"))
    ask.try_it()
    ask.cancel()
    qtbot.waitUntil(lambda: not ask.worker.is_busy, timeout=20_000)
    assert not told
