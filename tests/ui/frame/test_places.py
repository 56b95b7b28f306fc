"""The plan of the window: its places, the switch between the pages of one place, and where the window opens."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QTabBar, QToolButton

from caregiver_app.domain.household import Household
from caregiver_app.domain.people import CareRecipient
from caregiver_app.ui.frame.page_group import PageGroup
from caregiver_app.ui.frame.page_makers import page_makers
from caregiver_app.ui.frame.places import PAGE_KEYS, PLACES
from caregiver_app.ui.frame.sidebar import NavItem, Sidebar
from caregiver_app.ui.style import apply_style
from tests.unlock_flows import Entrance
from tests.vaults import new_household

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from caregiver_app.ui.frame.window import MainWindow

MARGIN = 48  # what the frame of a window and a task bar take of a screen
# Places that are planned and have no page yet: with them the sidebar must still fit.
TO_COME = (NavItem("today", "Today", "sun"), NavItem("safety", "Home safety", "house"))


@pytest.fixture
def window(qtbot: QtBot, qapp: QApplication) -> MainWindow:
    apply_style(qapp, "light", 1.0)
    entrance = Entrance(qtbot)
    entrance.startup.open(None, is_usual_place=True)
    with qtbot.waitActive(entrance.window):
        entrance.window.activateWindow()
    return entrance.window


def switch_of(window: MainWindow) -> QTabBar:
    group = window.stack.currentWidget()
    assert isinstance(group, PageGroup)
    return group.switch


def test_every_page_has_one_place_and_every_place_can_be_made() -> None:
    assert len(set(PAGE_KEYS)) == len(PAGE_KEYS)
    assert set(PAGE_KEYS) == set(page_makers())


@pytest.mark.parametrize(
    ("household", "first"),
    [
        (Household(), "people"),
        (Household(care_recipients=(CareRecipient(id="t", preferred_name="Theo"),)), "medications"),
    ],
)
def test_the_window_opens_on_the_medicines_or_asks_who_is_cared_for(
    qtbot: QtBot, tmp_path: Path, household: Household, first: str
) -> None:
    entrance = Entrance(qtbot)
    entrance.startup.show_household(new_household(tmp_path / "household", household))
    assert entrance.window.stack.key_on_view == first


def test_the_arrow_keys_switch_between_people_and_contacts(window: MainWindow) -> None:
    window.go_to("people")
    switch = switch_of(window)
    switch.setFocus()
    QTest.keyClick(switch, Qt.Key.Key_Right)
    assert window.stack.key_on_view == "contacts"
    assert window.page("contacts").isVisible()
    assert window.sidebar.current() == "people"
    assert switch.hasFocus()
    QTest.keyClick(switch, Qt.Key.Key_Left)
    assert window.stack.key_on_view == "people"


def test_tab_leads_from_the_top_of_the_window_to_the_switch_and_into_the_page(window: MainWindow) -> None:
    window.go_to("people")
    switch = switch_of(window)
    stops = []
    for _press in range(40):
        QTest.keyClick(window, Qt.Key.Key_Tab)
        focused = QApplication.focusWidget()
        assert focused is not None
        stops.append(focused)
    assert switch in stops
    page = window.page("people")
    after = stops[stops.index(switch) + 1]
    assert page.isAncestorOf(after)
    top = [stop.mapTo(window, stop.rect().topLeft()) for stop in (window.top_bar.person, switch, after)]
    assert [point.y() for point in top] == sorted(point.y() for point in top)


def test_a_page_that_was_never_looked_at_is_not_made(window: MainWindow) -> None:
    window.go_to("people")
    assert not window.stack.is_made("contacts")
    assert not window.stack.is_made("pump")
    assert window.stack.is_made("people")


def test_asking_for_a_new_contact_opens_its_form(window: MainWindow) -> None:
    session = window.session
    assert session is not None
    window.go_to("pump")
    session.asked.emit("contacts", "new")
    assert window.sidebar.current() == "people"
    assert any(each.isVisible() for each in window.page("contacts").findChildren(QLineEdit))


def test_both_pages_of_a_place_keep_what_is_typed(window: MainWindow) -> None:
    session = window.session
    assert session is not None
    for key, name in (("people", "Sam"), ("contacts", "Dr. Half-typed")):
        session.asked.emit(key, "new")
        line = next(each for each in window.page(key).findChildren(QLineEdit) if each.isVisible())
        line.setText(name)
    window.go_to("people")
    assert window.page("people").has_unsaved_form()
    window.keep_typed()
    assert "Sam" in session.opened.draft("people/new").values()
    assert "Dr. Half-typed" in session.opened.draft("contacts/new").values()


def test_a_place_comes_back_to_the_page_that_was_on_view(window: MainWindow) -> None:
    window.go_to("contacts")
    window.go_to("medications")
    window.sidebar.chosen.emit("people")
    assert window.stack.key_on_view == "contacts"


@pytest.mark.parametrize("places", [PLACES, (*TO_COME, *PLACES)], ids=["today", "with all that is planned"])
def test_nothing_in_the_sidebar_scrolls_on_a_small_screen(
    qtbot: QtBot, qapp: QApplication, places: tuple[NavItem, ...]
) -> None:
    apply_style(qapp, "light", 1.0)
    sidebar = laid_out(qtbot, places)
    assert sidebar._scroll.verticalScrollBar().maximum() == 0
    for button in (*sidebar.findChildren(QToolButton), sidebar.emergency_button):
        assert button.isVisible()
        place = button.mapTo(sidebar, button.rect().topLeft())
        assert sidebar.rect().contains(place)
        assert place.y() + button.height() <= sidebar.height()


def test_with_large_text_the_sidebar_scrolls_to_the_place_that_is_chosen(
    qtbot: QtBot, qapp: QApplication, request: pytest.FixtureRequest
) -> None:
    apply_style(qapp, "light", 2.0)
    request.addfinalizer(lambda: apply_style(qapp, "light", 1.0))
    sidebar = laid_out(qtbot, PLACES)
    for item in PLACES:
        sidebar.select(item.key)
        button = sidebar._buttons[item.key]
        view = sidebar._scroll.viewport()
        qtbot.waitUntil(
            lambda button=button, view=view: view.rect().contains(
                button.rect().center() + button.mapTo(view, view.pos())
            )  # type: ignore[misc]
        )


def laid_out(qtbot: QtBot, places: tuple[NavItem, ...]) -> Sidebar:
    sidebar = Sidebar(places)
    qtbot.addWidget(sidebar)
    sidebar.lock_button.show()
    sidebar.resize(sidebar.width(), 768 - MARGIN)
    sidebar.show()
    QApplication.processEvents()
    return sidebar
