"""At twice the text size the window stays on small screens, with Emergency and Save in sight, and what must be said."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget

from caregiver_app.ui.frame.places import PAGE_KEYS
from caregiver_app.ui.records.drafts import NEW
from caregiver_app.ui.records.form_page import FormPage
from caregiver_app.ui.style import apply_style
from caregiver_app.ui.widgets.banner import Banner
from tests.unlock_flows import Entrance

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot

    from caregiver_app.ui.frame.window import MainWindow

SCREENS = [QSize(1366, 768), QSize(1024, 700), QSize(1024, 600)]


@pytest.fixture
def window(qtbot: QtBot, qapp: QApplication) -> Iterator[MainWindow]:
    apply_style(qapp, "light", 2.0)
    entrance = Entrance(qtbot)
    entrance.startup.open(None, is_usual_place=True)
    yield entrance.window
    apply_style(qapp, "light", 1.0)


def is_whole(widget: QWidget, window: QWidget) -> bool:
    corners = (widget.rect().topLeft(), widget.rect().bottomRight())
    return widget.visibleRegion().boundingRect() == widget.rect() and all(
        window.rect().contains(widget.mapTo(window, corner)) for corner in corners
    )


@pytest.mark.parametrize("screen", SCREENS, ids=lambda size: f"{size.width()}x{size.height()}")
def test_every_page_fits_the_screen(window: MainWindow, screen: QSize) -> None:
    for key in PAGE_KEYS:
        window.go_to(key)
        window.resize(screen)
        QApplication.processEvents()
        least = window.minimumSizeHint()
        assert screen.expandedTo(least) == screen, (key, least)
        assert window.size() == screen, key
        assert is_whole(window.sidebar.emergency_button, window), key


@pytest.mark.parametrize("screen", SCREENS, ids=lambda size: f"{size.width()}x{size.height()}")
@pytest.mark.parametrize("key", ["people", "contacts", "medications", "pump"])
def test_save_stays_in_sight(window: MainWindow, screen: QSize, key: str) -> None:
    window.go_to(key)
    page = window.page(key)
    assert isinstance(page, FormPage)
    page.open_record(NEW)
    window.resize(screen)
    QApplication.processEvents()
    assert page.editor is not None
    assert window.size() == screen
    for button in (page.editor.save_button, page.editor.leave_button, window.sidebar.emergency_button):
        assert is_whole(button, window), (button.text(), window.minimumSizeHint())


def test_the_made_up_household_says_so_on_every_page(window: MainWindow) -> None:
    for key in PAGE_KEYS:
        window.go_to(key)
        said = [each for each in window.findChildren(QLabel) if each.text() == "Made-up person"]
        assert [each.isVisible() for each in said] == [True], key


def test_a_notice_makes_room_for_a_button_that_comes_later(qtbot: QtBot, qapp: QApplication) -> None:
    apply_style(qapp, "light", 1.0)
    banner = Banner("info", "The emergency sheet is ready.")
    qtbot.addWidget(banner)
    banner.resize(380, 200)
    banner.show()
    banner.show_text("The emergency sheet is ready.", "Print the emergency sheet")
    words = next(each for each in banner.findChildren(QWidget) if each.accessibleName() == banner.text())
    button = next(each for each in banner.findChildren(QPushButton) if each.isVisible())

    def is_below() -> bool:
        bottom = words.mapTo(banner, words.rect().bottomLeft())
        return button.mapTo(banner, button.rect().topLeft()).y() > bottom.y()

    qtbot.waitUntil(is_below)


def test_the_buttons_of_a_notice_stand_below_its_words_where_there_is_no_room(
    qtbot: QtBot, qapp: QApplication
) -> None:
    for scale, width, beside in ((1.0, 900, True), (2.0, 600, False), (2.0, 1200, True)):
        apply_style(qapp, "light", scale)
        banner = Banner("info", "The emergency sheet is ready.", "Print the sheet", can_be_put_away=True)
        qtbot.addWidget(banner)
        banner.resize(width, banner.heightForWidth(width))
        banner.show()
        QApplication.processEvents()
        put_away = banner.put_away_button
        assert put_away is not None
        words = next(each for each in banner.findChildren(QWidget) if each.accessibleName() == banner.text())
        assert (
            put_away.mapTo(banner, put_away.rect().topLeft()).y()
            > words.mapTo(banner, words.rect().bottomLeft()).y()
        ) is not beside
        assert is_whole(put_away, banner)
        assert words.height() >= words.heightForWidth(words.width())
    apply_style(qapp, "light", 1.0)
