from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from caregiver_app.paths import resources
from caregiver_app.storage import (
    key_holders,
    keys_path,
    recovery_key,
)
from caregiver_app.ui.entrance.first_keys import FirstKeys
from caregiver_app.ui.entrance.lock_screen import LockScreen
from caregiver_app.ui.entrance.recovery_entry import RecoveryEntry
from caregiver_app.ui.entrance.restore_page import RestorePage
from caregiver_app.ui.entrance.welcome import WelcomePage
from caregiver_app.ui.frame.protect import ProtectPage
from caregiver_app.ui.style import apply_style
from tests.shipped import shipped_reference
from tests.ui.entrance.startup.typing_in import PASSPHRASE, enter
from tests.unlock_flows import SLOWEST_MS, TODAY, Entrance, choose_in_dialog
from tests.vaults import access

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot


def give_key(entrance: Entrance) -> None:
    screen = entrance.page
    assert isinstance(screen, LockScreen)
    screen.recovery_button.click()
    entry = entrance.page
    assert isinstance(entry, RecoveryEntry)
    for field, group in zip(entry.fields.fields, recovery_key(access()), strict=True):
        field.line.setText(group)
    entry.open_button.click()


@pytest.mark.parametrize("damage", ["missing", "damaged"])
def test_without_a_key_file_the_recovery_key_opens_it_and_mends_the_key_file(
    qtbot: QtBot, file: Path, damage: str
) -> None:
    if damage == "missing":
        keys_path(file).unlink()
    else:
        keys_path(file).write_text("{")
    entrance = enter(qtbot, file)
    screen = entrance.page
    assert isinstance(screen, LockScreen)
    assert screen.trouble.text()
    give_key(entrance)
    entrance.wait_for(FirstKeys)
    assert [holder.name for holder in key_holders(file)] == ["Anna"]
    page = entrance.page
    assert isinstance(page, FirstKeys)
    page.skip_button.click()
    assert entrance.is_open()


def test_somebody_new_gets_in_with_the_recovery_key(qtbot: QtBot, file: Path) -> None:
    entrance = enter(qtbot, file)
    give_key(entrance)
    entrance.wait_for(FirstKeys)
    page = entrance.page
    assert isinstance(page, FirstKeys)
    page.given.emit("", "Anna", PASSPHRASE)
    qtbot.waitUntil(lambda: bool(page.trouble.text()), timeout=SLOWEST_MS)
    page.given.emit("", "Ben", PASSPHRASE)
    qtbot.waitUntil(entrance.is_open, timeout=SLOWEST_MS)
    assert [holder.name for holder in key_holders(file)] == ["Anna", "Ben"]
    session = entrance.window.session
    assert session is not None
    assert session.opened.who == "Ben"


def test_another_households_recovery_key_is_told_from_a_mistyped_one(qtbot: QtBot, file: Path) -> None:
    entrance = enter(qtbot, file)
    screen = entrance.page
    assert isinstance(screen, LockScreen)
    screen.recovery_button.click()
    entry = entrance.page
    assert isinstance(entry, RecoveryEntry)
    entry.key_given.emit(" ".join(recovery_key_of_another()))
    qtbot.waitUntil(lambda: bool(entry.trouble.text()), timeout=SLOWEST_MS)
    assert not entry.open_button.isEnabled()
    assert not entrance.is_open()
    entry.back_button.click()
    assert entrance.shows(screen)


def recovery_key_of_another() -> tuple[str, ...]:
    from caregiver_app.domain.recovery_key import write_recovery_key

    return write_recovery_key(bytes(range(100, 120)))


def test_a_damaged_household_offers_a_backup_and_nothing_is_deleted(qtbot: QtBot, file: Path) -> None:
    data = bytearray(file.read_bytes())
    data[40:4000] = bytes(3960)
    file.write_bytes(data)
    entrance = enter(qtbot, file)
    screen = entrance.page
    assert isinstance(screen, LockScreen)
    entrance.unlock(PASSPHRASE)
    assert not entrance.is_open()
    assert screen.trouble.text()
    screen.restore_button.click()
    assert isinstance(entrance.page, RestorePage)
    assert file.read_bytes() == bytes(data)


def test_a_household_from_before_there_were_passphrases_is_protected_and_kept(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path
) -> None:
    apply_style(qapp, "light", 1.0)
    file = tmp_path / "household"
    script = Path(__file__).parents[3] / "storage" / "schemas" / "v1.sql"
    with closing(sqlite3.connect(file)) as connection:
        connection.executescript(script.read_text("utf-8"))
    entrance = enter(qtbot, file)
    page = entrance.page
    assert isinstance(page, ProtectPage)
    entrance.protect("Anna")
    entrance.confirm_key()
    assert entrance.is_open()
    session = entrance.window.session
    assert session is not None
    assert session.household.care_recipients
    with closing(sqlite3.connect(file)) as connection, pytest.raises(sqlite3.DatabaseError):
        connection.execute("SELECT * FROM sqlite_master").fetchall()


def test_a_locked_household_shows_its_published_sheets_and_nothing_else(qtbot: QtBot, file: Path) -> None:
    from caregiver_app.domain.preferences import Paper
    from caregiver_app.domain.publishing import TICKED_AT_FIRST
    from caregiver_app.services.publishing.publish import publish
    from caregiver_app.ui.published.published_view import PublishedList
    from tests.vaults import old_household

    assert enter(qtbot, file).page.findChild(PublishedList) is None
    opened = old_household(file)
    person = opened.household.care_recipients[0]
    reference = shipped_reference()
    publish(opened, person, reference, TODAY, Paper.A4, TICKED_AT_FIRST, file)
    opened.close()
    published = enter(qtbot, file).page.findChild(PublishedList)
    assert published is not None
    assert published.isVisible()


def test_an_imported_document_is_protected_like_a_new_household(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path
) -> None:
    apply_style(qapp, "light", 1.0)
    entrance = enter(qtbot, tmp_path / "household")
    welcome = entrance.page
    assert isinstance(welcome, WelcomePage)
    choose_in_dialog(resources() / "sample" / "household.json")
    welcome.import_button.click()
    entrance.wait_for(ProtectPage)
    entrance.protect()
    entrance.confirm_key()
    session = entrance.window.session
    assert session is not None
    assert [each.preferred_name for each in session.household.care_recipients][:2] == ["Theo", "Ruth"]


def test_a_document_that_cannot_be_read_says_why_and_asks_for_no_passphrase(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path
) -> None:
    apply_style(qapp, "light", 1.0)
    (tmp_path / "bad.json").write_text("{")
    entrance = enter(qtbot, tmp_path / "household")
    welcome = entrance.page
    assert isinstance(welcome, WelcomePage)
    choose_in_dialog(tmp_path / "bad.json")
    welcome.import_button.click()
    qtbot.waitUntil(lambda: bool(welcome.trouble.text()), timeout=SLOWEST_MS)
    assert entrance.shows(welcome)
    assert welcome.import_button.isEnabled()


@pytest.mark.parametrize("others_have", [False, True])
def test_another_household_file_can_be_chosen_unless_another_window_has_it(
    qtbot: QtBot, file: Path, tmp_path: Path, *, others_have: bool
) -> None:
    entrance = Entrance(qtbot, others_have=others_have)
    entrance.startup.open(tmp_path / "none", is_usual_place=True)
    welcome = entrance.page
    assert isinstance(welcome, WelcomePage)
    choose_in_dialog(file)
    welcome.open_button.click()
    assert isinstance(entrance.page, LockScreen) is not others_have
    assert ("another window" in welcome.trouble.text()) is others_have
