from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget

from caregiver_app.ui.frame.places import PAGE_KEYS
from caregiver_app.ui.style import apply_style
from tests.ui.frame.notices.windows import at_rest, put_away, session_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytestqt.qtbot import QtBot

    from caregiver_app.ui.frame.window import MainWindow


def landmarks(window: MainWindow) -> dict[QWidget, int]:
    """How far down on the screen each button of the page stands."""
    page = window.stack.currentWidget()
    assert page is not None
    found: dict[QWidget, int] = {
        each: each.mapTo(window, QPoint(0, 0)).y()
        for each in page.findChildren(QPushButton)
        if each.isVisible()
    }
    assert found
    return found


@pytest.mark.parametrize("key", ["medications", "people", "contacts", "paper", "history", "settings"])
def test_the_page_stays_where_it_is_when_notices_come_and_go(
    start: Callable[[], MainWindow], key: str
) -> None:
    window = start()
    session = session_of(window)
    window.go_to(key)
    at_rest(window)
    before = landmarks(window)
    steps: tuple[Callable[[], None], ...] = (
        lambda: session.failed.emit("The disk is full. " * 30),
        lambda: put_away(window.trouble),
        lambda: window.tell_lost("The file is gone.", "Save a copy…"),
        lambda: window.tell_lost(""),
    )
    for step in steps:
        step()
        at_rest(window)
        assert landmarks(window) == before


def test_the_page_stays_where_it_is_when_the_notice_it_came_with_is_put_away(
    start: Callable[[], MainWindow],
) -> None:
    window = start()
    window.go_to("people")
    at_rest(window)
    before = landmarks(window)
    put_away(window.next_step)
    at_rest(window)
    assert landmarks(window) == before
    window.go_to("medications")
    window.go_to("people")
    at_rest(window)
    assert min(landmarks(window).values()) < min(before.values())


def test_a_scrolled_page_stays_where_it_is(start: Callable[[], MainWindow]) -> None:
    window = start()
    window.resize(1100, 420)
    window.go_to("settings")
    at_rest(window)
    page = window.page("settings")
    bar = page.findChildren(QWidget, "qt_scrollarea_vcontainer")[0].findChild(QWidget)
    assert bar is not None
    bar.setValue(150)  # type: ignore[attr-defined]
    before = landmarks(window)
    session_of(window).failed.emit("The disk is full.")
    at_rest(window)
    assert landmarks(window) == before
    put_away(window.trouble)
    at_rest(window)
    assert landmarks(window) == before


def test_what_a_notice_covers_comes_back_with_the_wheel_and_with_the_focus(
    start: Callable[[], MainWindow],
) -> None:
    window = start()
    window.go_to("people")
    at_rest(window)
    session_of(window).failed.emit("The disk is full. " * 40)
    at_rest(window)
    covered = window.view.covered
    assert covered > 0
    turn_wheel_up(window)
    assert window.view.covered < covered
    for _notch in range(30):
        turn_wheel_up(window)
    assert window.view.covered == 0


def test_the_focus_uncovers_what_it_comes_to(start: Callable[[], MainWindow], qtbot: QtBot) -> None:
    window = start()
    with qtbot.waitActive(window):
        window.activateWindow()
    window.go_to("people")
    at_rest(window)
    session_of(window).failed.emit("The disk is full. " * 40)
    at_rest(window)
    topmost = min(landmarks(window), key=lambda each: each.mapTo(window, QPoint(0, 0)).y())
    assert topmost.mapTo(window.view, QPoint(0, 0)).y() < 0
    topmost.setFocus(Qt.FocusReason.TabFocusReason)
    at_rest(window)
    assert topmost.mapTo(window.view, QPoint(0, 0)).y() >= 0


def test_the_focus_goes_to_the_page_when_its_notice_goes_and_else_stays(
    start: Callable[[], MainWindow], qtbot: QtBot
) -> None:
    window = start()
    with qtbot.waitActive(window):
        window.activateWindow()
    window.go_to("people")
    button = window.next_step.put_away_button
    assert button is not None
    button.setFocus()
    QTest.keyClick(button, Qt.Key.Key_Space)
    page = window.stack.currentWidget()
    assert page is not None
    focused = QApplication.focusWidget()
    assert focused is not None
    assert focused is page or page.isAncestorOf(focused)
    field = next(iter(landmarks(window)))
    field.setFocus()
    session_of(window).failed.emit("The disk is full.")
    assert QApplication.focusWidget() is field
    window.trouble.show_text("")
    assert QApplication.focusWidget() is field


def test_with_large_text_and_every_notice_the_emergency_button_stays_on_a_low_screen(
    start: Callable[[], MainWindow], qapp: QApplication, request: pytest.FixtureRequest
) -> None:
    apply_style(qapp, "light", 2.0)
    request.addfinalizer(lambda: apply_style(qapp, "light", 1.0))
    window = start()
    for key in PAGE_KEYS:
        window.go_to(key)
    at_rest(window)
    window.resize(1366, 768)
    session_of(window).failed.emit("The disk is full. Nothing was saved. Make room, then save again.")
    window.tell_lost(
        "The household’s file was deleted or moved away while it was open. Save it.", "Save a copy…"
    )
    at_rest(window)
    assert window.height() == 768
    assert window.minimumSizeHint().height() <= 768


def test_of_a_page_too_high_for_a_low_window_the_focus_shows_the_rest(
    start: Callable[[], MainWindow], qtbot: QtBot
) -> None:
    window = start()
    with qtbot.waitActive(window):
        window.activateWindow()
    window.go_to("medications")
    window.resize(1100, 1)
    session_of(window).failed.emit("The disk is full. " * 20)
    at_rest(window)
    lowest = max(landmarks(window), key=lambda each: each.mapTo(window, QPoint(0, 0)).y())
    lowest.setFocus(Qt.FocusReason.TabFocusReason)
    at_rest(window)
    bottom = lowest.mapTo(window.view, QPoint(0, lowest.height())).y()
    assert 0 < bottom <= window.view.height()


def turn_wheel_up(window: MainWindow) -> None:
    middle = QPointF(window.view.rect().center())
    QApplication.sendEvent(
        window.view,
        QWheelEvent(
            middle,
            QPointF(window.view.mapToGlobal(middle.toPoint())),
            QPoint(),
            QPoint(0, 120),
            Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.NoModifier,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        ),
    )
