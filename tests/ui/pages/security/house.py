from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, TypeVar

from caregiver_app.domain.history import EntryKind
from caregiver_app.domain.household import Household
from caregiver_app.domain.people import CareRecipient
from caregiver_app.domain.preferences import Preferences
from caregiver_app.services.opening import create_file
from caregiver_app.settings import Settings
from caregiver_app.storage import (
    KeyHolder,
    WrongPassphrase,
    add_holder,
    key_holders,
    new_access,
    unlock,
)
from caregiver_app.ui.frame.session import Environment, Session
from caregiver_app.ui.pages.security import SecurityPage
from caregiver_app.ui.pages.security.asking import AskStep
from tests.clock import at_noon
from tests.small_vault import passphrase_of
from tests.vaults import CHEAP

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from caregiver_app.reference import Reference
    from caregiver_app.storage import Access
    from caregiver_app.ui.pages.security.people_steps import AddPersonStep, ChangePassphraseStep


TODAY = date(2026, 11, 22)
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
