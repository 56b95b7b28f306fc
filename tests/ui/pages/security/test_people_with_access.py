from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLabel

from caregiver_app.storage import (
    HouseholdFile,
    keys_path,
)
from caregiver_app.ui.pages.security.asking import AskStep
from caregiver_app.ui.pages.security.people_card import PeopleCard
from caregiver_app.ui.pages.security.people_steps import AddPersonStep, ChangePassphraseStep
from tests.small_vault import passphrase_of
from tests.ui.pages.security.house import House

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from caregiver_app.reference import Reference


NEW = "quarrel mustard engine follows"


def add_cleo(house: House) -> AddPersonStep:
    house.card(PeopleCard).add_button.click()
    house.answer(passphrase_of("Ana"))
    step = house.page.step
    assert isinstance(step, AddPersonStep)
    step.name.set_value("Cleo")
    return step


def test_a_person_who_is_added_opens_the_household_with_a_passphrase_of_their_own(house: House) -> None:
    step = add_cleo(house)
    house.type_new(step, NEW)
    house.qtbot.waitUntil(lambda: house.page.step is None, timeout=20_000)
    assert house.names() == ["Ana", "Ben", "Cleo"]
    assert house.opens("Cleo", NEW)
    assert [row.change_button.accessibleName() for row in house.card(PeopleCard).rows][2].endswith("Cleo")
    assert "Cleo can open" in house.page.success.text()
    assert house.keys_done() == ["Added Cleo to those who can open the household"]


def test_a_lost_key_file_comes_back_with_the_person_who_was_added(house: House) -> None:
    house.type_new(add_cleo(house), NEW)
    house.qtbot.waitUntil(lambda: house.page.step is None, timeout=20_000)
    house.opened.close()
    keys_path(house.path).unlink()
    HouseholdFile.open(house.path, house.access).close()
    assert house.opens("Cleo", NEW)


def test_nobody_adds_themselves_at_an_open_screen(house: House) -> None:
    house.page._delay._clock = lambda: 0.0  # the second to wait never passes
    house.card(PeopleCard).add_button.click()
    step = house.answer("a guess")
    assert house.page.step is step
    assert "not the right passphrase" in step.ask.row.error()
    step.ask.cancel()
    house.card(PeopleCard).add_button.click()
    again = house.page.step
    assert isinstance(again, AskStep)
    assert not again.ask.action.isEnabled()
    assert house.names() == ["Ana", "Ben"]


def test_a_name_that_is_there_already_is_refused_at_its_field(house: House) -> None:
    step = add_cleo(house)
    step.name.set_value("ben")
    house.type_new(step, NEW)
    house.qtbot.waitUntil(lambda: bool(step.form.error("name")), timeout=20_000)
    assert "already" in step.form.error("name")
    assert house.names() == ["Ana", "Ben"]


def test_a_weak_passphrase_is_refused(house: House) -> None:
    step = add_cleo(house)
    house.type_new(step, "password")
    house.qtbot.waitUntil(lambda: bool(step.passphrase.own_row.error()), timeout=20_000)
    assert house.names() == ["Ana", "Ben"]


def test_going_back_changes_nothing_and_wipes_the_way_in(house: House) -> None:
    step = add_cleo(house)
    access = step._access
    assert access is not None
    step.back_button.click()
    assert house.page.step is None
    assert not any(access.secret.as_bytes())
    assert house.names() == ["Ana", "Ben"]
    assert not house.page.success.text()


def test_a_changed_passphrase_works_and_the_old_one_does_not(house: House) -> None:
    house.card(PeopleCard).rows[1].change_button.click()
    house.answer(passphrase_of("Ana"))
    step = house.page.step
    assert isinstance(step, ChangePassphraseStep)
    house.type_new(step, NEW)
    house.qtbot.waitUntil(lambda: house.page.step is None, timeout=20_000)
    assert house.opens("Ben", NEW)
    assert not house.opens("Ben", passphrase_of("Ben"))
    assert house.opens("Ana", passphrase_of("Ana"))
    assert house.keys_done() == ["Changed the passphrase of Ben"]


def test_removing_says_what_it_does_not_do_and_offers_new_keys(house: House) -> None:
    house.card(PeopleCard).rows[1].remove_button.click()
    step = house.page.step
    assert isinstance(step, AskStep)
    words = " ".join(label.text() for label in step.findChildren(QLabel))
    assert "Ben’s passphrase stops working" in words
    assert "old backups stay open" in words
    assert house.names() == ["Ana", "Ben"]
    house.answer(passphrase_of("Ana"))
    assert house.names() == ["Ana"]
    assert "no longer works" in house.page.success.text()
    assert house.keys_done() == ["Removed Ben from those who can open the household"]
    house.page.success.action.emit()
    again = house.page.step
    assert isinstance(again, AskStep)
    assert "Make new keys" in again.ask.action.text()


def test_the_last_person_cannot_be_removed(qtbot: QtBot, reference: Reference, path: Path) -> None:
    house = House(qtbot, reference, path, "Ana")
    [row] = house.card(PeopleCard).rows
    assert not row.remove_button.isVisible()
    assert "cannot be removed" in " ".join(label.text() for label in row.findChildren(QLabel))


def test_a_person_removed_elsewhere_meanwhile_is_told_and_the_last_one_stays(house: House) -> None:
    from caregiver_app.storage import remove_holder

    house.card(PeopleCard).rows[1].remove_button.click()
    remove_holder(house.path, house.holder("Ana").id)
    step = house.page.step
    assert isinstance(step, AskStep)
    step.ask.who.set_value(house.holder("Ben").id)
    house.answer(passphrase_of("Ben"))
    assert house.names() == ["Ben"]
    assert len(house.told) == 1
    assert house.page.step is None
