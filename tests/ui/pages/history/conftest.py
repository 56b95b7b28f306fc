from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from caregiver_app.services.open_household import OpenHousehold
from caregiver_app.settings import Settings
from caregiver_app.ui.frame.session import Environment, Session
from caregiver_app.ui.pages.history import HistoryPage
from tests.shipped import shipped_reference
from tests.ui.pages.history.house import HOUSEHOLD, House, Wall

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


@pytest.fixture
def house(qtbot: QtBot) -> House:
    wall = Wall()
    opened = OpenHousehold(HOUSEHOLD, wall)
    environment = Environment(wall.today, Settings(), lambda _settings: None)
    page = HistoryPage(Session(opened, shipped_reference(), environment))
    page.session.changed.connect(lambda _what: page.reload())
    qtbot.addWidget(page)
    page.resize(900, 700)
    page.show()
    page.reload()
    return House(page, opened, wall)
