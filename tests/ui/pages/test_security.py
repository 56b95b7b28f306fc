from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, TypeVar

import pytest
from keyring.backend import KeyringBackend
from keyring.backends import null
from PySide6.QtWidgets import QAbstractButton, QLabel

from caregiver_app.domain.history import EntryKind
from caregiver_app.domain.household import Household
from caregiver_app.domain.people import CareRecipient
from caregiver_app.domain.preferences import Preferences
from caregiver_app.reference import Reference
from caregiver_app.services.open_household import OpenHousehold
from caregiver_app.services.opening import create_file, open_file
from caregiver_app.services.security.keyring_unlock import open_with_keyring
from caregiver_app.services.security.recovery_on_paper import note_on_paper, on_paper_since
from caregiver_app.settings import Settings
from caregiver_app.storage import (
    HouseholdFile,
    HouseholdFileBusy,
    KeyHolder,
    WrongPassphrase,
    WrongRecoveryKey,
    add_holder,
    has_keyring_slot,
    key_holders,
    keys_path,
    new_access,
    recovery_key,
    unlock,
    unlock_with_recovery_key,
)
from caregiver_app.ui.entrance.recovery_step import RecoveryStep
from caregiver_app.ui.frame.session import Environment, Session
from caregiver_app.ui.pages.security import SecurityPage
from caregiver_app.ui.pages.security.asking import AskStep
from caregiver_app.ui.pages.security.keyring_card import KeyringCard
from caregiver_app.ui.pages.security.lock_card import LockCard, lock_sentence
from caregiver_app.ui.pages.security.people_card import PeopleCard
from caregiver_app.ui.pages.security.people_steps import AddPersonStep, ChangePassphraseStep
from caregiver_app.ui.pages.security.places_card import PlacesCard, places
from caregiver_app.ui.pages.security.published_card import PublishedCard
from caregiver_app.ui.pages.security.recovery_card import RecoveryCard
from caregiver_app.ui.published.publish_form import PublishForm
from caregiver_app.wording.dates import day
from tests.clock import at_noon
from tests.small_vault import passphrase_of
from tests.vaults import CHEAP

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from caregiver_app.storage import Access

TODAY = date(2026, 11, 22)
NEW = "quarrel mustard engine follows"
THEO = CareRecipient(id="theo", preferred_name="Theo")
_Card = TypeVar("_Card")


class House:
    """A household's file that Ana opened, and the page over it."""

    def __init__(self, qtbot: QtBot, reference: Reference, path: Path, *names: str) -> None:
        self.path = path
        self.access = new_access()
        for name in names:
            add_holder(path, self.access, name, passphrase_of(name), cost=CHEAP)
        self.access.who = names[0]
        household = Household(Preferences(emergency_number="911"), (THEO,))
        self.opened = create_file(path, household, self.access, at_noon, "Made")
        around = Environment(lambda: TODAY, Settings(), lambda _settings: None)
        self.session = Session(self.opened, reference, around)
        self.page = SecurityPage(self.session)
        self.qtbot = qtbot
        self.told: list[str] = []
        self.ways_in: list[Access] = []
        self.session.failed.connect(self.told.append)
        self.session.changed.connect(self.page.reload)
        qtbot.addWidget(self.page)
        self.page.show()
        self.page.reload()

    def card(self, kind: type[_Card]) -> _Card:
        [card] = [each for each in self.page.cards if isinstance(each, kind)]
        return card

    def names(self) -> list[str]:
        return [each.name for each in key_holders(self.path)]

    def holder(self, name: str) -> KeyHolder:
        return next(each for each in key_holders(self.path) if each.name == name)

    def opens(self, name: str, passphrase: str) -> bool:
        try:
            return unlock(self.path, self.holder(name).id, passphrase).who == name
        except WrongPassphrase:
            return False

    def answer(self, passphrase: str) -> AskStep:
        step = self.page.step
        assert isinstance(step, AskStep)
        step.opened.connect(lambda access, _typed: self.ways_in.append(access))
        step.ask.passphrase.set_value(passphrase)
        step.ask.action.click()
        self.qtbot.waitUntil(lambda: not step.ask.worker.is_busy, timeout=20_000)
        return step

    def type_new(self, step: AddPersonStep | ChangePassphraseStep, passphrase: str) -> None:
        step.passphrase.use_own()
        step.passphrase.own.set_value(passphrase)
        step.passphrase.repeated.set_value(passphrase)
        step.action.click()

    def keys_done(self) -> list[str]:
        return [each.what for each in self.opened.history if each.kind is EntryKind.KEYS]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "household.caregiver"


@pytest.fixture
def house(qtbot: QtBot, reference: Reference, path: Path) -> Iterator[House]:
    """No way in outlives the step that it was asked for."""
    house = House(qtbot, reference, path, "Ana", "Ben")
    yield house
    if not isinstance(house.page.step, AddPersonStep | ChangePassphraseStep):
        assert not any(any(access.secret.as_bytes()) for access in house.ways_in)


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


def shown_key(house: House) -> RecoveryStep:
    step = house.page.step
    assert isinstance(step, RecoveryStep)
    return step


def test_the_recovery_key_is_shown_after_a_passphrase_and_noted_as_printed(house: House) -> None:
    card = house.card(RecoveryCard)
    assert card.missing.isVisible()
    card.show_button.click()
    house.answer(passphrase_of("Ana"))
    step = shown_key(house)
    assert step.groups == recovery_key(house.access)
    step.confirmed.emit()
    assert on_paper_since(house.opened) == house.opened.moment().date()
    assert not card.missing.isVisible()
    assert day(TODAY) in card.state.text()
    assert house.keys_done() == ["Showed the recovery key", "The recovery key is on paper"]


def test_put_off_the_recovery_key_is_still_asked_for(house: House) -> None:
    house.page.open_record("recovery")
    house.answer(passphrase_of("Ana"))
    shown_key(house).later.emit()
    assert house.page.step is None
    assert house.card(RecoveryCard).missing.isVisible()


def test_new_keys_leave_only_the_one_who_made_them(house: House) -> None:
    old = recovery_key(house.access)
    note_on_paper(house.opened)
    house.opened.keep_draft("form", {"typed": "before"})
    house.card(RecoveryCard).new_button.click()
    house.answer(passphrase_of("Ana"))
    step = shown_key(house)
    new = tuple(step.groups)
    assert new != old
    assert on_paper_since(house.opened) is None
    house.session.change("Changed the number", _with_number("112"))
    house.opened.keep_draft("form", {"typed": "after"})
    step.confirmed.emit()
    assert house.card(RecoveryCard).state.text()
    assert house.names() == ["Ana"]
    assert house.opens("Ana", passphrase_of("Ana"))
    house.opened.close()
    with pytest.raises(WrongRecoveryKey):
        unlock_with_recovery_key(house.path, " ".join(old))
    opened = open_file(house.path, unlock_with_recovery_key(house.path, " ".join(new)), at_noon)
    assert opened.household.preferences.emergency_number == "112"
    assert opened.household.care_recipients == (THEO,)
    assert opened.draft("form") == {"typed": "after"}
    assert "Made new keys" in [each.what for each in opened.history]
    opened.close()


def test_new_keys_that_cannot_be_made_leave_everything_as_it_was(house: House) -> None:
    with HouseholdFile.open(house.path, house.access):
        house.card(RecoveryCard).new_button.click()
        house.answer(passphrase_of("Ana"))
    assert house.page.step is None
    assert len(house.told) == 1
    assert house.session.change("Changed the number", _with_number("112"))
    assert house.names() == ["Ana", "Ben"]
    with HouseholdFile.open(house.path, house.access) as other, pytest.raises(HouseholdFileBusy):
        other.run_alone()  # since the page holds the file again
    again = unlock_with_recovery_key(house.path, " ".join(recovery_key(house.access)))
    assert recovery_key(again) == recovery_key(house.access)
    assert "Made new keys" not in house.keys_done()


def _with_number(number: str) -> Callable[[Household], Household]:
    return lambda held: replace(held, preferences=replace(held.preferences, emergency_number=number))


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
    from caregiver_app.services.backups.making import backups_folder
    from caregiver_app.services.publishing.publish import publish

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
