from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from caregiver_app.ui.style import apply_style
from caregiver_app.ui.widgets.buttons import (
    Button,
    button,
    danger_button,
    icon_button,
    primary_button,
    quiet_button,
)
from caregiver_app.ui.widgets.card import Card
from caregiver_app.ui.widgets.field import alert, announce
from caregiver_app.ui.widgets.flow import button_row
from caregiver_app.ui.widgets.labels import data_label, note, section, title
from caregiver_app.ui.widgets.page_header import PageHeader

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytestqt.qtbot import QtBot

_MARKUP = '<b>Sam</b> & <img src="x">'


def _spoken(widget: QWidget) -> str:
    interface = QAccessible.queryAccessibleInterface(widget)
    return interface.text(QAccessible.Text.Name)


@pytest.mark.parametrize("make", [title, section, note, data_label])
def test_markup_that_a_person_typed_is_shown_as_typed(qtbot: QtBot, make: Callable[[str], QLabel]) -> None:
    label = make(_MARKUP)
    qtbot.addWidget(label)
    assert label.textFormat() == Qt.TextFormat.PlainText
    assert label.text() == _MARKUP
    assert _spoken(label) == _MARKUP


def test_a_word_without_an_end_wraps_and_is_copied_unbroken(qtbot: QtBot) -> None:
    word = "x" * 300
    label = data_label(word)
    qtbot.addWidget(label)
    assert label.minimumSizeHint().width() < 400
    label.copy()
    assert QApplication.clipboard().text() == word


@pytest.mark.parametrize("make", [primary_button, button, quiet_button, danger_button])
def test_a_button_is_called_what_it_says(qtbot: QtBot, make: Callable[[str, str], Button]) -> None:
    one = make("&Save", "check")
    qtbot.addWidget(one)
    assert _spoken(one) == "Save"
    assert one.sizeHint().height() >= 44 or one.minimumHeight() >= 44
    assert one.focusPolicy() & Qt.FocusPolicy.TabFocus
    assert not one.icon().isNull()


def test_a_button_without_words_still_has_a_name(qtbot: QtBot) -> None:
    one = icon_button("Move up", "arrow-up")
    qtbot.addWidget(one)
    assert _spoken(one) == "Move up"


def test_an_icon_follows_the_theme(qtbot: QtBot, qapp: QApplication) -> None:
    apply_style(qapp, "light")
    one = button("Save", "check")
    qtbot.addWidget(one)
    before = one.icon().pixmap(16, 16).toImage()
    apply_style(qapp, "dark")
    assert one.icon().pixmap(16, 16).toImage() != before
    apply_style(qapp, "light")


def test_a_filled_button_with_the_focus_is_drawn_with_a_ring(qtbot: QtBot, qapp: QApplication) -> None:
    apply_style(qapp, "light")
    page = QWidget()
    one = Button("Emergency", "siren", "alarm", page)
    qtbot.addWidget(page)
    page.show()
    before = one.grab().toImage()
    page.activateWindow()
    one.setFocus()
    qtbot.waitUntil(one.hasFocus)
    assert one.grab().toImage() != before


def test_buttons_wrap_where_there_is_no_room(qtbot: QtBot) -> None:
    row = button_row(*(button(f"Button number {number}") for number in range(4)))
    qtbot.addWidget(row)
    assert row.heightForWidth(200) > row.heightForWidth(2000)
    row.resize(200, row.heightForWidth(200))
    row.show()
    assert all(row.rect().contains(one.geometry()) for one in row.findChildren(Button))


def test_the_actions_of_a_page_go_below_its_title_where_there_is_no_room(qtbot: QtBot) -> None:
    action = primary_button("Add medication", "plus")
    header = PageHeader("Medications for Sam", action)
    qtbot.addWidget(header)
    header.show()
    header.resize(1000, 60)
    assert action.y() < header.title.geometry().bottom()
    header.resize(200, 120)
    header.layout().activate()  # type: ignore[union-attr]
    assert action.y() >= header.title.geometry().bottom()


def test_a_card_holds_what_is_put_in(qtbot: QtBot) -> None:
    card = Card("Phone numbers")
    qtbot.addWidget(card)
    inside = note("None yet")
    card.add(inside)
    assert card.isAncestorOf(inside)
    assert card.accessibleName() == "Phone numbers"


def test_the_copy_key_puts_plain_words_on_the_clipboard(qtbot: QtBot) -> None:
    label = data_label("y" * 60)
    qtbot.addWidget(label)
    QTest.keySequence(label, QKeySequence(QKeySequence.StandardKey.Copy))
    assert QApplication.clipboard().text() == "y" * 60


def test_a_long_new_title_sends_the_actions_below(qtbot: QtBot, qapp: QApplication) -> None:
    apply_style(qapp, "light")
    action = primary_button("Add", "plus")
    header = PageHeader("Sam", action)
    qtbot.addWidget(header)
    header.show()
    header.resize(400, 120)
    header.set_title("Medications for Maximiliana Alexandrina")
    header.layout().activate()  # type: ignore[union-attr]
    assert action.y() >= header.title.geometry().bottom()


def test_what_is_announced_reaches_a_screen_reader_without_harm(qtbot: QtBot) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    page.show()
    QAccessible.setActive(True)
    try:
        announce(page, "2 suggestions")
        alert(page)
    finally:
        QAccessible.setActive(False)


def test_a_button_gives_its_icon_back(qtbot: QtBot) -> None:
    one = button("Current", "check")
    qtbot.addWidget(one)
    one.set_icon("")
    assert one.icon().isNull()
    one.set_icon("check")
    assert not one.icon().isNull()


def test_a_mark_that_would_turn_the_dose_around_is_shown_by_number_as_on_paper(qtbot: QtBot) -> None:
    label = data_label("\u202egm 51\u202c and \u200fשלום")
    qtbot.addWidget(label)
    assert label.text() == "[U+202E]gm 51[U+202C] and \u200fשלום"
    assert label.accessibleName() == label.text()
