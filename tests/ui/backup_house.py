"""An open household with a real file and a session, for what the window shows of its backups."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from caregiver_app.services.backups.backup_keeper import back_up_now
from caregiver_app.services.opening import create_file
from caregiver_app.settings import Settings
from caregiver_app.storage import add_holder
from caregiver_app.ui.frame.session import Environment, Session
from tests.backups import HOUSEHOLD
from tests.clock import NOON
from tests.shipped import shipped_reference
from tests.vaults import CHEAP, access

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

PASSPHRASE = "the passphrase of Anna"


class BackupHouse:
    """Its clock is turned by the test. It is what the page is to the card, too."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.now = NOON
        self.step: QWidget | None = None
        self.said = ""
        self.holder = add_holder(path, access(), "Anna", PASSPHRASE, cost=CHEAP)
        opened = create_file(path, HOUSEHOLD, access(), lambda: self.now, "Began")
        environment = Environment(self.today, Settings(), lambda _settings: None)
        self.session = Session(opened, shipped_reference(), environment)

    def today(self) -> date:
        return self.now.date()

    def change(self, name: str) -> None:
        self.now += timedelta(hours=7)
        self.session.opened.change(
            "Changed", lambda held: held.with_person("sam", lambda sam: replace(sam, preferred_name=name))
        )

    def back_up(self) -> Path:
        made = back_up_now(self.session.opened)
        assert made is not None
        return made

    def ask(self, question: object, then: Callable[..., None]) -> None:  # noqa: ARG002 - as the page has it
        raise AssertionError

    def show_step(self, step: QWidget) -> None:
        self.step = step

    def finish(self, sentence: str, offer: str = "", then: Callable[[], None] | None = None) -> None:  # noqa: ARG002
        self.said = sentence

    def tell(self, sentence: str, *, worked: bool) -> None:  # noqa: ARG002
        self.said = sentence
