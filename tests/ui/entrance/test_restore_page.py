from __future__ import annotations

from typing import TYPE_CHECKING, cast

import pytest

from caregiver_app.storage import backups_folder, key_holders, keys_path, recovery_key
from caregiver_app.ui.entrance.restore_page import RestorePage
from tests.backups import HOUSEHOLD, names
from tests.ui.backup_house import PASSPHRASE, BackupHouse
from tests.vaults import access

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from caregiver_app.services.open_household import OpenHousehold


@pytest.fixture
def house(qtbot: QtBot, tmp_path: Path) -> BackupHouse:
    made = BackupHouse(tmp_path / "home.caregiver")
    made.back_up()
    made.session.opened.close()
    return made


def page_of(
    qtbot: QtBot, house: BackupHouse, file: Path | None = None, chosen: Path | None = None
) -> RestorePage:
    page = RestorePage(file or house.path, lambda: house.now, lambda _parent: chosen)
    qtbot.addWidget(page)
    page.show()
    settle(qtbot, page)
    return page


def settle(qtbot: QtBot, page: RestorePage) -> None:
    qtbot.waitUntil(lambda: not (page.work.is_busy or page.lister.is_busy), timeout=20_000)


def unlock(qtbot: QtBot, page: RestorePage, passphrase: str = PASSPHRASE) -> None:
    settle(qtbot, page)
    assert page.unlock is not None
    worker = page.unlock.worker
    page.unlock.passphrase.set_value(passphrase)
    page.unlock.try_it()
    qtbot.waitUntil(lambda: not worker.is_busy, timeout=20_000)
    settle(qtbot, page)


def restored(qtbot: QtBot, page: RestorePage) -> OpenHousehold:
    with qtbot.waitSignal(page.done, timeout=20_000) as done:
        page.restore_button.click()
    assert done.args is not None
    return cast("OpenHousehold", done.args[0])


def test_a_damaged_household_comes_back_and_the_damaged_file_stays(qtbot: QtBot, house: BackupHouse) -> None:
    house.path.write_bytes(b"damaged")
    page = page_of(qtbot, house)
    assert page.use_button.isEnabled()  # the newest is marked
    page.use_button.click()
    unlock(qtbot, page)
    assert "It holds 1 person" in page.holds.text()
    assert "kept beside it" in page.consequences.text()
    assert "the day of this backup" not in page.consequences.text()
    opened = restored(qtbot, page)
    assert opened.household == HOUSEHOLD
    assert opened.who == "Anna"
    opened.close()
    [aside] = [name for name in names(house.path.parent) if "damaged" in name and name.endswith(".caregiver")]
    assert (house.path.parent / aside).read_bytes() == b"damaged"


def test_on_another_computer_a_chosen_file_opens_with_the_recovery_key(
    qtbot: QtBot, house: BackupHouse, tmp_path: Path
) -> None:
    [backup] = backups_folder(house.path).iterdir()
    elsewhere = tmp_path / "new computer" / "home.caregiver"
    page = page_of(qtbot, house, elsewhere, backup)
    assert "no backup beside" in page.table.nothing.text()
    assert not page.use_button.isEnabled()
    page.file_button.click()
    settle(qtbot, page)
    assert page.unlock is not None
    page.unlock.other_button.click()
    for field, group in zip(page.unlock.groups.fields, recovery_key(access()), strict=True):
        field.line.setText(group)
    page.unlock.try_it()
    qtbot.waitUntil(page.ending.isVisible, timeout=20_000)
    assert "Nothing is there now" in page.consequences.text()
    assert "the day of this backup" in page.consequences.text()
    opened = restored(qtbot, page)
    assert (opened.household, opened.path) == (HOUSEHOLD, elsewhere)
    opened.close()


def test_a_wrong_passphrase_is_told_and_nothing_is_touched(qtbot: QtBot, house: BackupHouse) -> None:
    page = page_of(qtbot, house)
    before = house.path.read_bytes()
    page.use_button.click()
    unlock(qtbot, page, "wrong")
    assert page.unlock is not None
    assert "does not open it" in page.unlock.trouble.text()
    assert page.unlock.waiting.isVisible()
    assert not page.ending.isVisible()
    assert house.path.read_bytes() == before


def test_what_is_missing_is_asked_for(qtbot: QtBot, house: BackupHouse) -> None:
    page = page_of(qtbot, house)
    page.use_button.click()
    settle(qtbot, page)
    assert page.unlock is not None
    page.unlock.try_it()
    assert page.unlock.row.error() == "Type your passphrase."
    page.unlock.other_button.click()
    page.unlock.try_it()
    assert page.unlock.trouble.text().startswith("Type the recovery key")


def test_a_file_that_is_no_backup_is_refused(qtbot: QtBot, house: BackupHouse) -> None:
    page = page_of(qtbot, house, chosen=house.path)
    page.file_button.click()
    assert "not a whole backup" in page.trouble.text()
    assert page.choosing.isVisible()


def test_another_backup_can_be_chosen_instead(qtbot: QtBot, house: BackupHouse) -> None:
    page = page_of(qtbot, house)
    page.use_button.click()
    unlock(qtbot, page)
    page.again_button.click()
    assert page.choosing.isVisible()
    assert not page.ending.isVisible()
    page.restore()
    assert not page.work.is_busy


def test_going_back_forgets_the_way_in(qtbot: QtBot, house: BackupHouse) -> None:
    page = page_of(qtbot, house)
    page.use_button.click()
    unlock(qtbot, page)
    unlock_flow = page._access
    assert unlock_flow is not None
    with qtbot.waitSignal(page.back_asked):
        page.back_button.click()
    with pytest.raises(ValueError, match="wiped"):
        unlock_flow.secret.database_key()


def test_trouble_while_restoring_is_told_and_can_be_tried_again(qtbot: QtBot, house: BackupHouse) -> None:
    page = page_of(qtbot, house)
    page.use_button.click()
    unlock(qtbot, page)
    [backup] = backups_folder(house.path).iterdir()
    data = backup.read_bytes()
    backup.write_bytes(data[:-40])
    page.restore_button.click()
    settle(qtbot, page)
    assert page.trouble.text()
    backup.write_bytes(data)
    restored(qtbot, page).close()


def test_lost_keys_come_from_a_backup_in_a_second_place_and_the_household_stays_as_it_was_left(
    qtbot: QtBot, tmp_path: Path
) -> None:
    house = BackupHouse(tmp_path / "home.caregiver")
    stick = tmp_path / "stick" / "copy.caregiver-backup"
    stick.parent.mkdir()
    house.back_up().rename(stick)
    house.change("Sammy")
    house.session.opened.close()
    keys_path(house.path).write_bytes(b"\0" * 4096)
    page = page_of(qtbot, house, chosen=stick)
    page.file_button.click()
    unlock(qtbot, page)
    assert page.keys_button.isVisible()
    with qtbot.waitSignal(page.done, timeout=20_000) as done:
        page.keys_button.click()
    assert done.args is not None
    opened = cast("OpenHousehold", done.args[0])
    [sam] = opened.household.care_recipients
    assert sam.preferred_name == "Sammy"
    opened.close()
    assert [each.name for each in key_holders(house.path)] == ["Anna"]
    assert not any("damaged" in name for name in names(house.path.parent))


def test_keys_are_not_taken_where_none_are_lost(qtbot: QtBot, house: BackupHouse) -> None:
    page = page_of(qtbot, house)
    page.use_button.click()
    unlock(qtbot, page)
    assert page.ending.isVisible()
    assert not page.keys_button.isVisible()
