from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QApplication, QPushButton, QVBoxLayout, QWidget

from caregiver_app.ui.frame.undo_bar import UndoBar
from caregiver_app.ui.widgets.banner import Banner
from caregiver_app.ui.widgets.empty_state import EmptyState

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytestqt.qtbot import QtBot


@pytest.fixture
def put(qtbot: QtBot) -> Callable[[QWidget], QWidget]:
    """Shows a widget on a page."""
    page = QWidget()
    qtbot.addWidget(page)
    layout = QVBoxLayout(page)

    def show(part: QWidget) -> QWidget:
        layout.addWidget(part)
        page.show()
        return page

    return show


@pytest.mark.parametrize("kind", ["info", "success", "warning", "danger"])
def test_a_banner_shows_its_words_and_offers_its_action(
    qtbot: QtBot, put: Callable[[QWidget], QWidget], kind: str
) -> None:
    banner = Banner(kind, "No dose is written down.", "Show it")
    put(banner)
    assert banner.isVisible()
    assert banner.text() == banner.accessibleName() == "No dose is written down."
    with qtbot.waitSignal(banner.action):
        next(iter(banner.findChildren(QPushButton))).click()


def test_a_banner_without_words_is_not_there(qtbot: QtBot, put: Callable[[QWidget], QWidget]) -> None:
    banner = Banner("info")
    put(banner)
    assert not banner.isVisible()
    banner.show_text("Saved.")
    assert banner.isVisible()
    banner.show_text("")
    assert not banner.isVisible()


def test_a_banner_filled_before_it_has_a_page_appears_with_the_page(
    qtbot: QtBot, put: Callable[[QWidget], QWidget]
) -> None:
    banner = Banner("warning")
    banner.show_text("Check the date.")
    assert banner not in [one for one in QApplication.topLevelWidgets() if one.isVisible()]
    put(banner)
    assert banner.isVisible()


def test_an_empty_page_says_how_to_begin(qtbot: QtBot, put: Callable[[QWidget], QWidget]) -> None:
    empty = EmptyState("users", "Who do you care for?", "Start with one person.", "Add a person")
    put(empty)
    with qtbot.waitSignal(empty.action):
        empty.button.click()


def test_undo_brings_back_what_was_removed_once(qtbot: QtBot, put: Callable[[QWidget], QWidget]) -> None:
    kept: list[str] = []
    bar = UndoBar()
    put(bar)
    assert not bar.isVisible()
    bar.offer("Removed baclofen.", lambda: kept.append("baclofen"))
    assert bar.isVisible()
    bar.undo_button.click()
    bar.undo()
    assert kept == ["baclofen"]
    assert not bar.isVisible()


def test_an_offer_to_undo_ends_when_its_time_is_up(qtbot: QtBot, put: Callable[[QWidget], QWidget]) -> None:
    kept: list[str] = []
    bar = UndoBar()
    put(bar)
    bar.offer("Removed baclofen.", lambda: kept.append("baclofen"))
    bar.expire()
    bar.undo()
    assert kept == []
    assert not bar.isVisible()


def test_an_offer_stays_while_a_person_is_on_its_button(
    qtbot: QtBot, put: Callable[[QWidget], QWidget]
) -> None:
    bar = UndoBar()
    page = put(bar)
    bar.offer("Removed baclofen.", lambda: None)
    page.activateWindow()
    bar.undo_button.setFocus()
    qtbot.waitUntil(bar.undo_button.hasFocus)
    bar._time_is_up()
    assert bar.isVisible()
    bar.undo_button.clearFocus()
    bar._time_is_up()
    assert not bar.isVisible()
