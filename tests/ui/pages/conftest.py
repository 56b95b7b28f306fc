"""A page over a household in memory, as the window has it: read anew after each change."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, TypeVar

import pytest

from caregiver_app.services.open_household import OpenHousehold
from caregiver_app.settings import Settings
from caregiver_app.ui.frame.session import Environment, Session
from tests.clock import at_noon

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from caregiver_app.domain.household import Household
    from caregiver_app.reference import Reference
    from caregiver_app.storage import HouseholdFile
    from caregiver_app.ui.frame.page import Page

_P = TypeVar("_P", bound="Page")


class Pages:
    """Makes sessions, and brings pages to life."""

    def __init__(self, qtbot: QtBot, reference: Reference) -> None:
        self._qtbot = qtbot
        self._reference = reference

    def session(
        self, household: Household, today: date = date(2026, 11, 22), file: HouseholdFile | None = None
    ) -> Session:
        around = Environment(lambda: today, Settings(), lambda _settings: None)
        return Session(OpenHousehold(household, at_noon, file), self._reference, around)

    def open(self, page: _P) -> _P:
        """Filled, but on no screen."""
        self._qtbot.addWidget(page)
        page.session.changed.connect(lambda _what: page.reload())
        page.reload()
        return page

    def show(self, page: _P) -> _P:
        page.resize(1000, 700)
        self.open(page).show()
        return page


@pytest.fixture
def pages(qtbot: QtBot, reference: Reference) -> Pages:
    return Pages(qtbot, reference)
