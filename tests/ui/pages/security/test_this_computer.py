from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from keyring.backend import KeyringBackend
from keyring.backends import null
from PySide6.QtWidgets import QAbstractButton, QLabel

from caregiver_app.domain.household import Household
from caregiver_app.services.open_household import OpenHousehold
from caregiver_app.services.security.keyring_unlock import open_with_keyring
from caregiver_app.settings import Settings
from caregiver_app.storage import (
    has_keyring_slot,
    keys_path,
    recovery_key,
)
from caregiver_app.ui.frame.session import Environment, Session
from caregiver_app.ui.pages.security import SecurityPage
from caregiver_app.ui.pages.security.asking import AskStep
from caregiver_app.ui.pages.security.keyring_card import KeyringCard
from caregiver_app.ui.pages.security.lock_card import LockCard, lock_sentence
from caregiver_app.ui.pages.security.people_card import PeopleCard
from caregiver_app.ui.pages.security.places_card import PlacesCard, places
from caregiver_app.ui.pages.security.published_card import PublishedCard
from caregiver_app.ui.pages.security.recovery_card import RecoveryCard
from caregiver_app.ui.published.publish_form import PublishForm
from tests.clock import at_noon
from tests.small_vault import passphrase_of
from tests.ui.pages.security.house import THEO, TODAY, House

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from caregiver_app.reference import Reference


class OsKeyring(KeyringBackend):
    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self.kept: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        del self.kept[service, username]


def test_the_keyring_is_off_until_somebody_switches_it_on_and_can_be_switched_off(house: House) -> None:
    card, keyring = house.card(KeyringCard), OsKeyring()
    card._find = lambda: keyring
    assert card.state.text().startswith("Off")
    assert not has_keyring_slot(house.path)
    card.on_button.click()
    house.answer(passphrase_of("Ana"))
    house.qtbot.waitUntil(lambda: not card.work.is_busy and bool(house.page.success.text()), timeout=20_000)
    assert card.state.text().startswith("On")
    assert recovery_key(open_with_keyring(house.path, lambda: keyring)) == recovery_key(house.access)
    card.off_button.click()
    house.qtbot.waitUntil(lambda: card.state.text().startswith("Off"), timeout=20_000)
    assert not has_keyring_slot(house.path)
    assert house.keys_done() == [
        "Let this computer’s keyring open the household",
        "Stopped this computer’s keyring",
    ]


def test_a_keyring_that_keeps_nothing_is_told_and_nothing_is_changed(house: House) -> None:
    card = house.card(KeyringCard)
    card._find = null.Keyring
    card.on_button.click()
    house.answer(passphrase_of("Ana"))
    house.qtbot.waitUntil(lambda: bool(house.page.trouble.text()), timeout=20_000)
    assert "did not keep the key" in house.page.trouble.text()
    assert card.state.text().startswith("Off")
    assert card.on_button.isEnabled()
    assert not house.keys_done()


def test_lock_now_asks_for_the_lock_and_the_minutes_are_those_of_the_settings(house: House) -> None:
    card, asked = house.card(LockCard), list[tuple[str, str]]()
    with house.qtbot.waitSignal(house.session.lock_asked):
        card.lock_button.click()
    house.session.environment = replace(house.session.environment, settings=Settings(lock_after_minutes=30))
    house.page.reload()
    assert card.words.text() == lock_sentence(30)
    assert "30 minutes" in lock_sentence(30)
    house.session.asked.connect(lambda page, record: asked.append((page, record)))
    card.change_button.click()
    assert asked == [("settings", "")]


def test_the_published_sheet_is_chosen_in_a_form_of_its_own(house: House) -> None:
    from caregiver_app.domain.publishing import TICKED_AT_FIRST
    from caregiver_app.services.publishing.publish import publish

    card = house.card(PublishedCard)
    assert card.state.text().startswith("None.")
    card.form_button.click()
    form = house.page.step
    assert isinstance(form, PublishForm)
    paper = house.session.preferences.paper
    publish(house.opened, THEO, house.session.reference, TODAY, paper, TICKED_AT_FIRST, house.path)
    form.left.emit()
    assert house.page.step is None
    assert "Theo" in card.state.text()
    assert not card.stale.text()


def test_every_file_of_the_household_is_named_and_explained(house: House) -> None:
    from caregiver_app.domain.publishing import TICKED_AT_FIRST
    from caregiver_app.services.publishing.publish import publish
    from caregiver_app.storage import backups_folder

    paper = house.session.preferences.paper
    publish(house.opened, THEO, house.session.reference, TODAY, paper, TICKED_AT_FIRST, house.path)
    backups_folder(house.path).mkdir()
    house.opened.close()
    named = {place for place, _holds in places(house.path)}
    assert set(house.path.parent.iterdir()) <= named
    shown = " ".join(label.accessibleName() for label in house.card(PlacesCard).findChildren(QLabel))
    assert all(str(place) in shown for place in named)


def test_a_name_is_never_markup_and_no_shortcut(qtbot: QtBot, reference: Reference, path: Path) -> None:
    house = House(qtbot, reference, path, "Ana", "<b>Ben</b> & Co")
    row = house.card(PeopleCard).rows[1]
    assert "<b>Ben</b> & Co" in [label.text() for label in row.findChildren(QLabel)]
    row.remove_button.click()
    step = house.page.step
    assert isinstance(step, AskStep)
    assert step.ask.action.text() == "Remove <b>Ben</b> && Co"


def test_damaged_keys_are_told_and_nobody_is_added(house: House) -> None:
    keys_path(house.path).write_text("{")
    house.page.reload()
    card = house.card(PeopleCard)
    assert card.trouble.text()
    assert not card.add_button.isEnabled()
    house.card(RecoveryCard).show_button.click()
    assert house.page.step is None
    assert len(house.told) == 1


def test_the_made_up_household_is_explained_and_has_nothing_to_press(
    qtbot: QtBot, reference: Reference
) -> None:
    around = Environment(lambda: TODAY, Settings(), lambda _settings: None)
    page = SecurityPage(Session(OpenHousehold(Household(), at_noon), reference, around))
    qtbot.addWidget(page)
    page.show()
    page.reload()
    page.open_record("recovery")
    assert not [each for each in page.findChildren(QAbstractButton) if each.isVisible()]
    assert any("made-up household" in label.text() for label in page.findChildren(QLabel))
