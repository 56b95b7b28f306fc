from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolButton

from caregiver_app.ui.frame.sidebar import NavItem, Sidebar
from caregiver_app.ui.style import apply_style

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot

_PAGES = [
    NavItem("people", "People", "users"),
    NavItem("medications", "Medications", "pill"),
    NavItem("pump", "Pump & clinic", "droplet"),
    NavItem("contacts", "Contacts", "phone"),
    NavItem("print", "Print", "printer"),
    NavItem("reference", "Reference", "book-open"),
    NavItem("settings", "Settings", "settings"),
]


@pytest.fixture
def sidebar(qtbot: QtBot, qapp: QApplication) -> Iterator[Sidebar]:
    apply_style(qapp, "light")
    bar = Sidebar(_PAGES)
    qtbot.addWidget(bar)
    bar.resize(bar.width(), 768)
    bar.show()
    bar.activateWindow()
    yield bar
    apply_style(qapp, "light")


def test_alt_and_a_digit_choose_a_page(sidebar: Sidebar, qtbot: QtBot) -> None:
    with qtbot.waitSignal(sidebar.chosen) as asked:
        QTest.keyClick(sidebar, Qt.Key.Key_2, Qt.KeyboardModifier.AltModifier)
    assert asked.args == ["medications"]
    assert sidebar.current() == "medications"


def test_arrow_keys_walk_through_the_pages(sidebar: Sidebar, qtbot: QtBot) -> None:
    sidebar.select("people")
    first = sidebar.findChildren(QToolButton)[0]
    first.setFocus()
    with qtbot.waitSignal(sidebar.chosen) as asked:
        QTest.keyClick(first, Qt.Key.Key_Down)
    assert asked.args == ["medications"]


def test_marking_a_page_does_not_ask_for_it(sidebar: Sidebar, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(sidebar.chosen):
        sidebar.select("print")
    assert sidebar.current() == "print"


def test_only_one_page_is_marked(sidebar: Sidebar) -> None:
    sidebar.select("print")
    sidebar.select("pump")
    assert [one.isChecked() for one in sidebar.findChildren(QToolButton)].count(True) == 1


def test_each_page_is_called_by_its_label(sidebar: Sidebar) -> None:
    names = [one.accessibleName() for one in sidebar.findChildren(QToolButton)]
    assert names == [*(page.label for page in _PAGES), "Lock"]


def test_there_is_nothing_to_lock_until_somebody_says_so(sidebar: Sidebar, qtbot: QtBot) -> None:
    assert not sidebar.lock_button.isVisible()
    sidebar.lock_button.show()
    with qtbot.waitSignal(sidebar.lock):
        sidebar.lock_button.click()
    assert sidebar.current() == ""


@pytest.mark.parametrize("scale", [1.0, 1.5, 2.0])
def test_the_emergency_button_is_in_sight_at_every_text_size(
    sidebar: Sidebar, qtbot: QtBot, qapp: QApplication, scale: float
) -> None:
    apply_style(qapp, "light", scale)
    sidebar.resize(sidebar.width(), 768)
    assert sidebar.minimumSizeHint().height() <= 768
    button = sidebar.emergency_button
    buttons = [button, *sidebar.findChildren(QToolButton)]
    # The first time that a look is chosen, its fonts are loaded, and the layout follows a moment later.
    qtbot.waitUntil(lambda: all(one.sizeHint().width() <= one.width() for one in buttons))
    qtbot.waitUntil(lambda: sidebar.rect().contains(button.geometry()))
    with qtbot.waitSignal(sidebar.emergency):
        button.click()
