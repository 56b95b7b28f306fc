from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from caregiver_app.domain.preferences import Preferences
from caregiver_app.ui.entrance.welcome import WelcomePage, countries

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


@pytest.fixture
def page(qtbot: QtBot) -> WelcomePage:
    result = WelcomePage()
    qtbot.addWidget(result)
    return result


def test_a_name_and_a_country_are_enough_to_start(page: WelcomePage, qtbot: QtBot) -> None:
    page.name.set_value("  Theo ")
    page.country.set_value("GB")
    with qtbot.waitSignal(page.started) as started:
        page.start_button.click()
    assert started.args == ["Theo", "GB"]


def test_enter_in_the_name_starts_too(page: WelcomePage, qtbot: QtBot) -> None:
    page.name.set_value("Theo")
    with qtbot.waitSignal(page.started) as started:
        QTest.keyClick(page.name, Qt.Key.Key_Return)
    assert started.args == ["Theo", "US"]


@pytest.mark.parametrize("name", ["", "   ", "x" * 201, "a\x07b"])
def test_a_name_that_cannot_be_kept_is_told_at_its_field(page: WelcomePage, qtbot: QtBot, name: str) -> None:
    page.name.set_value(name)
    with qtbot.assertNotEmitted(page.started):
        page.start()
    assert page.form.error("preferred_name").startswith("Their name: ")
    assert page.name.value() == name


def test_a_failure_is_told_and_what_is_typed_stays(page: WelcomePage) -> None:
    page.name.set_value("Theo")
    page.country.set_value("DE")
    page.start()
    page.failed("The disk is full.")
    assert page.trouble.text() == "The disk is full."
    assert (page.name.value(), page.country.value()) == ("Theo", "DE")


@pytest.mark.parametrize("way", ["open", "import", "restore", "demo"])
def test_there_are_other_ways_in(page: WelcomePage, qtbot: QtBot, way: str) -> None:
    with qtbot.waitSignal(getattr(page, f"{way}_asked")):
        getattr(page, f"{way}_button").click()


def test_every_country_is_one_that_a_household_can_have() -> None:
    codes = [code for code, _name in countries()]
    assert len(codes) == len(set(codes))
    assert {"US", "CA", "GB", "IE", "AU", "NZ", "DE", "FR", "PL"} <= set(codes)
    assert all(Preferences(country=code).country == code for code in codes)
    assert [name for _code, name in countries()] == sorted(name for _code, name in countries())
