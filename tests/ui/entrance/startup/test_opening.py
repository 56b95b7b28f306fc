"""Every state in which a person may find the household's file when the program starts."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from caregiver_app.storage import (
    Access,
    CannotWriteHere,
    WriteObstacle,
    keys_path,
)
from caregiver_app.ui.entrance.lock_screen import LockScreen
from caregiver_app.ui.entrance.new_household import NewHousehold
from caregiver_app.ui.entrance.restore_page import RestorePage
from caregiver_app.ui.entrance.welcome import WelcomePage
from caregiver_app.ui.frame.file_missing_page import FileMissingPage
from caregiver_app.ui.frame.protect import ProtectPage
from tests.ui.entrance.startup.typing_in import PASSPHRASE, enter
from tests.unlock_flows import SLOWEST_MS, Entrance

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from caregiver_app.services.open_household import OpenHousehold


def test_a_passphrase_opens_it(qtbot: QtBot, file: Path) -> None:
    entrance = enter(qtbot, file)
    entrance.unlock(PASSPHRASE)
    assert entrance.is_open()
    session = entrance.window.session
    assert session is not None
    assert session.opened.who == "Anna"


def test_before_it_is_open_nothing_of_it_is_in_sight(qtbot: QtBot, file: Path) -> None:
    entrance = enter(qtbot, file)
    assert isinstance(entrance.page, LockScreen)
    assert not entrance.window.sidebar.isVisible()
    assert not entrance.is_open()


def test_a_newcomer_has_no_file_and_is_asked_whom_they_care_for(qtbot: QtBot, tmp_path: Path) -> None:
    entrance = enter(qtbot, tmp_path / "share" / "caregiver-app" / "household")
    assert isinstance(entrance.page, WelcomePage)
    assert not (tmp_path / "share").exists()


def test_going_back_from_the_passphrase_loses_nothing(qtbot: QtBot, tmp_path: Path) -> None:
    entrance = enter(qtbot, tmp_path / "household")
    welcome = entrance.page
    assert isinstance(welcome, WelcomePage)
    welcome.name.set_value("Theo")
    welcome.start_button.click()
    protect = entrance.page
    assert isinstance(protect, ProtectPage)
    protect.name.set_value("Anna")
    words = protect.passphrase.words.text()
    protect.back_button.click()
    assert entrance.shows(welcome)
    assert welcome.name.value() == "Theo"
    welcome.name.set_value("Theodor")
    welcome.start_button.click()
    assert entrance.shows(protect)
    assert protect.name.value() == "Anna"
    assert protect.passphrase.words.text() == words
    entrance.protect("Anna")
    entrance.confirm_key()
    session = entrance.window.session
    assert session is not None
    assert session.household.care_recipients[0].preferred_name == "Theodor"


def test_a_household_that_cannot_be_made_leaves_no_keys_behind(qtbot: QtBot, tmp_path: Path) -> None:
    file = tmp_path / "household"
    entrance = Entrance(qtbot)

    def make(_access: Access) -> OpenHousehold:
        assert keys_path(file).exists()
        raise CannotWriteHere(str(file), WriteObstacle.DISK_FULL)

    new = NewHousehold(entrance.window, file, make)
    new.begin()
    new.page.chosen.emit("Anna", PASSPHRASE)
    qtbot.waitUntil(lambda: bool(new.page.trouble.text()), timeout=SLOWEST_MS)
    assert new.page.protect_button.isEnabled()
    assert not keys_path(file).exists()


@pytest.mark.parametrize("end", ["", ".keys"])
def test_what_came_into_its_place_meanwhile_is_left_as_it_is(qtbot: QtBot, tmp_path: Path, end: str) -> None:
    file = tmp_path / "household"
    entrance = enter(qtbot, file)
    entrance.begin("Theo")
    page = entrance.page
    assert isinstance(page, ProtectPage)
    Path(f"{file}{end}").write_text("somebody else’s")
    page.chosen.emit("Anna", PASSPHRASE)
    qtbot.waitUntil(lambda: bool(page.trouble.text()), timeout=SLOWEST_MS)
    assert Path(f"{file}{end}").read_text() == "somebody else’s"
    assert len(list(tmp_path.glob("household*"))) == 1


@pytest.mark.parametrize("left", ["keys", "backups"])
def test_a_household_whose_file_is_gone_is_never_begun_anew(qtbot: QtBot, file: Path, left: str) -> None:
    file.unlink()
    if left == "backups":
        keys_path(file).unlink()
        backups = Path(f"{file}.backups")
        backups.mkdir()
        (backups / "one").write_text("a backup")
    entrance = enter(qtbot, file)
    page = entrance.page
    assert isinstance(page, FileMissingPage)
    page.restore_button.click()
    assert isinstance(entrance.page, RestorePage)


def test_a_file_that_comes_back_is_found_again(qtbot: QtBot, file: Path, tmp_path: Path) -> None:
    shutil.move(file, tmp_path / "elsewhere")
    entrance = enter(qtbot, file)
    page = entrance.page
    assert isinstance(page, FileMissingPage)
    page.again_button.click()
    assert isinstance(entrance.page, FileMissingPage)
    shutil.move(tmp_path / "elsewhere", file)
    page.again_button.click()
    assert isinstance(entrance.page, LockScreen)
