from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from caregiver_app.domain.errors import KnownError
from caregiver_app.services.backups.backup_notes import second_place
from caregiver_app.services.backups.making import BackupState, StoredBackup, Where
from caregiver_app.storage import backups_folder, make_new_keys
from caregiver_app.ui.pages.security.backups_card import BackupsCard
from caregiver_app.ui.pages.security.look_step import LookStep
from tests.backups import HOUSEHOLD, names
from tests.ui.backup_house import PASSPHRASE, BackupHouse
from tests.vaults import CHEAP, access

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot


@pytest.fixture
def house(qtbot: QtBot, tmp_path: Path) -> Iterator[BackupHouse]:
    made = BackupHouse(tmp_path / "home.caregiver")
    yield made
    made.session.opened.close()


def card_of(qtbot: QtBot, house: BackupHouse, folder: Path | None = None) -> BackupsCard:
    card = BackupsCard(house, lambda _parent: folder)
    qtbot.addWidget(card)
    card.show()
    card.reload()
    settle(qtbot, card)
    return card


def settle(qtbot: QtBot, card: BackupsCard) -> None:
    qtbot.waitUntil(lambda: not (card.work.is_busy or card.lister.is_busy), timeout=20_000)


def rows(card: BackupsCard) -> list[StoredBackup]:
    return card.table._model.shown()


def look(qtbot: QtBot, house: BackupHouse, card: BackupsCard, backup: StoredBackup) -> LookStep:
    card.look(backup)
    step = house.step
    assert isinstance(step, LookStep)
    qtbot.addWidget(step)
    step.show()
    qtbot.waitUntil(lambda: not step.work.is_busy, timeout=20_000)
    return step


def test_back_up_now_makes_a_backup_and_lists_it(qtbot: QtBot, house: BackupHouse) -> None:
    card = card_of(qtbot, house)
    assert card.last.text() == "No backup yet."
    assert "within minutes" in card.table.nothing.text()
    card.back_up_button.click()
    assert not card.back_up_button.isEnabled()
    assert card.stop_button.isVisible()
    settle(qtbot, card)
    assert card.last.text() == "Last verified backup: just now."
    assert card.success.text() == "A backup was made and checked."
    assert "Trial restore passed" in card.drill.text()
    assert [(row.where, row.state) for row in rows(card)] == [(Where.HERE, BackupState.READY)]
    assert card.back_up_button.isEnabled()
    assert not card.stop_button.isVisible()


def test_a_backup_that_fails_is_told_in_the_card(qtbot: QtBot, house: BackupHouse) -> None:
    backups_folder(house.path).write_bytes(b"in the way")
    card = card_of(qtbot, house)
    card.back_up_button.click()
    settle(qtbot, card)
    assert "may not be written to" in card.trouble.text() or "folder is not there" in card.trouble.text()


def test_a_second_place_is_chosen_filled_at_once_and_let_go(
    qtbot: QtBot, house: BackupHouse, tmp_path: Path
) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    card = card_of(qtbot, house, stick)
    assert card.second.text().startswith("None yet.")
    card.choose_button.click()
    settle(qtbot, card)
    assert len(names(stick)) == 1
    assert "newest copy just now" in card.second.accessibleName()
    assert {row.where for row in rows(card)} == {Where.HERE, Where.SECOND}
    assert "same disk" in card.same_disk.text()
    card.end_button.click()
    settle(qtbot, card)
    assert second_place(house.session.opened) is None
    assert len(names(stick)) == 1


def test_no_folder_chosen_changes_nothing(qtbot: QtBot, house: BackupHouse) -> None:
    card = card_of(qtbot, house, None)
    card.choose_button.click()
    assert second_place(house.session.opened) is None


def test_the_backups_folder_is_refused_as_a_second_place(qtbot: QtBot, house: BackupHouse) -> None:
    house.back_up()
    card = card_of(qtbot, house, backups_folder(house.path))
    card.choose_button.click()
    assert "Choose a folder on another disk" in card.trouble.text()


def test_only_a_marked_backup_can_be_looked_at(qtbot: QtBot, house: BackupHouse) -> None:
    house.back_up()
    card = card_of(qtbot, house)
    assert not card.look_button.isEnabled()
    card.table.view.selectRow(0)
    assert card.look_button.isEnabled()
    card.look_button.click()
    assert isinstance(house.step, LookStep)
    qtbot.addWidget(house.step)
    qtbot.waitUntil(lambda: house.step is None or not house.step.work.is_busy, timeout=20_000)  # type: ignore[attr-defined]


def test_looking_tells_what_changed_and_puts_it_back(qtbot: QtBot, house: BackupHouse) -> None:
    house.back_up()
    house.change("Sam")
    card = card_of(qtbot, house)
    step = look(qtbot, house, card, rows(card)[0])
    assert "It holds 1 person, 2 medicines, 1 contact." in step.holds.text()
    assert "Samantha" in step.changes.text()
    step.put_back_button.click()
    assert house.session.household == HOUSEHOLD
    assert "was put back" in house.said
    house.session.undo()
    assert house.session.household.care_recipients[0].preferred_name == "Sam"


def test_where_nothing_differs_nothing_can_be_put_back(qtbot: QtBot, house: BackupHouse) -> None:
    house.back_up()
    card = card_of(qtbot, house)
    step = look(qtbot, house, card, rows(card)[0])
    assert step.heading.text() == "Nothing differs from now."
    assert not step.put_back_button.isVisible()


def test_an_unreadable_backup_is_shown_as_such(qtbot: QtBot, house: BackupHouse) -> None:
    house.back_up().write_bytes(b"broken")
    card = card_of(qtbot, house)
    [row] = rows(card)
    assert row.state is BackupState.UNREADABLE
    step = look(qtbot, house, card, row)
    assert "not a whole backup" in step.trouble.text()
    assert not step.put_back_button.isVisible()


def test_another_households_backup_is_not_opened_here(qtbot: QtBot, house: BackupHouse) -> None:
    row = StoredBackup(house.back_up(), house.now, 1, Where.SECOND, BackupState.OF_ANOTHER)
    card = card_of(qtbot, house)
    step = look(qtbot, house, card, row)
    assert "another household" in step.state.text()
    assert step.unlock is None


def test_a_backup_under_old_keys_opens_with_the_passphrase_of_its_day(
    qtbot: QtBot, house: BackupHouse
) -> None:
    house.back_up()
    house.session.opened.close()
    fresh = make_new_keys(house.path, access(), "Anna", "a newer passphrase", cost=CHEAP)
    from caregiver_app.services.opening import open_file

    house.session.opened = open_file(house.path, fresh, lambda: house.now)
    house.change("Sam")
    card = card_of(qtbot, house)
    [row] = rows(card)
    assert row.state is BackupState.OLDER_KEYS
    step = look(qtbot, house, card, row)
    assert step.unlock is not None
    step.unlock.passphrase.set_value(PASSPHRASE)
    step.unlock.try_it()
    qtbot.waitUntil(lambda: step.content is not None, timeout=20_000)
    assert step.put_back_button.isVisible()


def test_trouble_while_putting_back_is_told_and_changes_nothing(qtbot: QtBot, house: BackupHouse) -> None:
    house.back_up()
    house.change("Sam")
    card = card_of(qtbot, house)
    step = look(qtbot, house, card, rows(card)[0])
    folder = backups_folder(house.path)
    for each in folder.iterdir():
        each.unlink()
    folder.rmdir()
    folder.write_bytes(b"")
    step.put_back_button.click()
    assert step.trouble.text()
    assert house.session.household.care_recipients[0].preferred_name == "Sam"


def test_a_backup_can_be_stopped(qtbot: QtBot, house: BackupHouse, tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    card = card_of(qtbot, house, stick)
    card._stop.set()
    with pytest.raises(KnownError):
        card._check_stop()
