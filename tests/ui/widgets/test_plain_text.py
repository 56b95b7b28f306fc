"""Markup that was typed is shown as it was typed: nowhere does the window draw a picture that a name asks for."""

from __future__ import annotations

import re
from array import array
from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QColor, QHelpEvent, QImage, QPixmap
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QGroupBox,
    QLabel,
    QLineEdit,
    QListWidget,
    QMenu,
    QMessageBox,
    QPlainTextEdit,
    QPushButton,
    QStatusBar,
    QTableView,
    QTableWidget,
    QTableWidgetItem,
    QToolTip,
    QVBoxLayout,
    QWidget,
)

from caregiver_app.domain.errors import InvalidField
from caregiver_app.domain.household import Household
from caregiver_app.interop.household_document import read_document, write_document
from caregiver_app.paths import resources
from caregiver_app.services.open_household import OpenHousehold
from caregiver_app.settings import Settings
from caregiver_app.ui.frame.page_makers import page_makers
from caregiver_app.ui.frame.places import PAGE_KEYS
from caregiver_app.ui.frame.session import Environment, Session
from caregiver_app.ui.frame.window import MainWindow
from caregiver_app.ui.style import apply_style
from caregiver_app.ui.widgets.banner import Banner
from caregiver_app.ui.widgets.choice_field import ChoiceField
from caregiver_app.ui.widgets.labels import data_label, note, section, title
from caregiver_app.ui.widgets.plain_text import PLAIN_LABELS, tool_tip
from caregiver_app.ui.widgets.table import Column, RowsModel
from tests.shipped import shipped_reference

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

TODAY = date(2026, 11, 22)
NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
_ESCAPED = re.compile("<p>[^<>]*</p>")
_PLAIN = Qt.TextFormat.PlainText
_RED = QColor(255, 0, 0).rgb()


@pytest.fixture
def red(tmp_path: Path) -> str:
    """Text that names a picture of 900 red dots."""
    picture = QImage(30, 30, QImage.Format.Format_RGB32)
    picture.fill(QColor(255, 0, 0))
    file = tmp_path / "r.png"
    assert picture.save(str(file))
    return f'<img src="{file}">'


@pytest.fixture
def kept_plain(qapp: QApplication) -> Iterator[None]:
    before = qapp.styleSheet()
    qapp.setStyleSheet(PLAIN_LABELS)
    yield
    qapp.setStyleSheet(before)


@pytest.fixture
def no_net(qapp: QApplication) -> Iterator[None]:
    before = qapp.styleSheet()
    qapp.setStyleSheet("")
    yield
    qapp.setStyleSheet(before)


def red_dots(pixmap: QPixmap) -> int:
    image = pixmap.toImage().convertToFormat(QImage.Format.Format_RGB32)
    return array("I", bytes(image.constBits())).count(_RED)


def message_box(text: str) -> QWidget:
    box = QMessageBox(QMessageBox.Icon.NoIcon, text, text)
    box.setInformativeText(text)
    return box


def labels_in_a_box(text: str) -> QWidget:
    box = QGroupBox(text)
    QVBoxLayout(box).addWidget(QLabel(text))
    return box


def table(text: str) -> QWidget:
    widget = QTableWidget(1, 1)
    widget.setItem(0, 0, QTableWidgetItem(text))
    widget.setHorizontalHeaderLabels([text])
    return widget


def listed(text: str) -> QWidget:
    widget = QListWidget()
    widget.addItem(text)
    return widget


def combo(text: str) -> QWidget:
    widget = QComboBox()
    widget.addItem(text)
    return widget


def choice(text: str) -> QWidget:
    return ChoiceField((("a", text),))


def menu(text: str) -> QWidget:
    widget = QMenu(text)
    widget.addAction(text)
    return widget


def status(text: str) -> QWidget:
    widget = QStatusBar()
    widget.showMessage(text)
    return widget


def banner(text: str) -> QWidget:
    widget = Banner("info")
    widget.show_text(text)
    return widget


OURS: tuple[Callable[[str], QWidget], ...] = (
    *(title, section, note, data_label, banner, choice),
    *(QPushButton, QLineEdit, QPlainTextEdit, table, listed, combo, menu, status),
)
NEED_THE_FILTER: tuple[Callable[[str], QWidget], ...] = (QLabel, labels_in_a_box, message_box)


@pytest.mark.parametrize("make", [*OURS, *NEED_THE_FILTER])
def test_no_widget_draws_a_picture_that_a_text_names(
    qtbot: QtBot, kept_plain: None, red: str, make: Callable[[str], QWidget]
) -> None:
    widget = make(red)
    qtbot.addWidget(widget)
    widget.resize(500, 200)
    assert red_dots(widget.grab()) == 0


@pytest.mark.parametrize("make", OURS)
def test_our_own_widgets_need_no_net(
    qtbot: QtBot, no_net: None, red: str, make: Callable[[str], QWidget]
) -> None:
    widget = make(red)
    qtbot.addWidget(widget)
    widget.resize(500, 200)
    assert red_dots(widget.grab()) == 0


@pytest.mark.parametrize("make", NEED_THE_FILTER)
def test_without_the_net_qt_draws_the_picture(
    qtbot: QtBot, no_net: None, red: str, make: Callable[[str], QWidget]
) -> None:
    """If this fails, Qt has changed and the tests above prove nothing."""
    widget = make(red)
    qtbot.addWidget(widget)
    widget.resize(500, 200)
    assert red_dots(widget.grab()) >= 900


@pytest.fixture
def button(qtbot: QtBot) -> QPushButton:
    made = QPushButton()
    qtbot.addWidget(made)
    made.show()
    return made


def tip_shown(text: str, button: QPushButton, qtbot: QtBot) -> QLabel:
    button.setToolTip(text)
    place = QPoint(3, 3)
    QApplication.sendEvent(button, QHelpEvent(QEvent.Type.ToolTip, place, button.mapToGlobal(place)))
    qtbot.waitUntil(QToolTip.isVisible)
    tips = [
        each for each in QApplication.topLevelWidgets() if each.inherits("QTipLabel") and each.isVisible()
    ]
    assert isinstance(tips[-1], QLabel)
    return tips[-1]


def test_a_tool_tip_shows_what_was_typed(
    qtbot: QtBot, button: QPushButton, kept_plain: None, red: str
) -> None:
    tip = tip_shown(tool_tip(f"Remove {red}"), button, qtbot)
    assert tip.textFormat() != _PLAIN  # or the escaping itself would be read
    assert red_dots(tip.grab()) == 0
    assert not tool_tip("")


def test_a_tool_tip_that_was_not_escaped_would_draw_the_picture(
    qtbot: QtBot, button: QPushButton, red: str
) -> None:
    assert red_dots(tip_shown(f"Remove {red}", button, qtbot).grab()) >= 900


def test_a_tables_tool_tip_shows_what_was_typed(red: str) -> None:
    model = RowsModel([Column("Name", str)])
    model.set_rows([red])
    assert model.data(model.index(0, 0), Qt.ItemDataRole.ToolTipRole) == tool_tip(red)


# ------------------------------------------------------------------------------------------- the whole window

_NO_TEXT = {"id", "care_recipient_ids", "country", "fingerprint", "facts", "serial"}


def with_markup(value: Any, mark: str, typed: list[str]) -> Any:
    """The value with ``mark`` typed after each of its texts that takes it; ``typed`` gathers the new texts."""
    if isinstance(value, tuple):
        return tuple(with_markup(each, mark, typed) for each in value)
    if not is_dataclass(value) or isinstance(value, type):
        return value
    for field in fields(value):
        old = getattr(value, field.name)
        if field.name in _NO_TEXT:
            continue
        if type(old) is str:
            new: Any = f"{old} {mark}".strip()
        elif isinstance(old, tuple) and old and all(type(each) is str for each in old):
            new = tuple(f"{each} {mark}" for each in old)
        else:
            new = with_markup(old, mark, typed)
        try:
            value = replace(value, **{field.name: new})
        except InvalidField:
            continue
        typed += [new] if type(new) is str else []
    return value


@pytest.fixture
def marked_window(qtbot: QtBot, qapp: QApplication, red: str) -> Iterator[tuple[MainWindow, list[str]]]:
    apply_style(qapp, "light", 1.0)
    typed: list[str] = []
    sample = read_document((resources() / "sample" / "household.json").read_bytes()).household
    contacts = tuple(replace(each, care_recipient_ids=(), relationships=()) for each in sample.contacts)
    person = sample.care_recipients[0]
    person = replace(person, medications=person.current_medications(TODAY))
    sample = replace(sample, care_recipients=(person,), contacts=contacts)
    household: Household = with_markup(sample, f"<b>7</b> &amp; {red}", typed)
    assert read_document(write_document(household)).household == household
    window = MainWindow()
    qtbot.addWidget(window)
    window.resize(1366, 900)
    window.show()
    environment = Environment(lambda: TODAY, Settings(), lambda _settings: None)
    reference = shipped_reference()
    window.show_session(Session(OpenHousehold(household, lambda: NOW), reference, environment), page_makers())
    yield window, typed
    window.close()


def texts_of(window: QWidget) -> list[str]:
    """All labels, and all cells of tables, without invisible breaks and with plain spaces."""
    labels = [label.text() for label in window.findChildren(QLabel)]
    models = [view.model() for view in window.findChildren(QTableView)]
    cells = [
        str(model.index(row, column).data())
        for model in models
        for row in range(model.rowCount())
        for column in range(model.columnCount())
    ]
    return [text.replace("\u200b", "").replace("\u00a0", " ") for text in labels + cells]


def rich_labels(window: QWidget) -> list[str]:
    labels = window.findChildren(QLabel)
    return [each.text() for each in labels if each.textFormat() != _PLAIN and "<" in each.text()]


def test_markup_typed_into_every_field_is_shown_word_for_word_on_every_page(
    marked_window: tuple[MainWindow, list[str]], qapp: QApplication
) -> None:
    """Without the net: the pages are to be right by themselves."""
    qapp.setStyleSheet(qapp.styleSheet().replace(PLAIN_LABELS, ""))
    window, typed = marked_window
    shown: list[str] = []

    def look(where: str) -> None:
        qapp.processEvents()
        assert red_dots(window.grab()) == 0, where
        assert rich_labels(window) == [], where
        tips = {each.toolTip() for each in window.findChildren(QWidget)}
        assert [tip for tip in tips if "<" in tip and not _ESCAPED.fullmatch(tip)] == [], where
        shown.extend(texts_of(window))

    for key in PAGE_KEYS:
        window.go_to(key)
        look(key)
    window.sidebar.emergency_button.click()
    look("emergency")
    everything = "\n".join(shown)
    assert len(typed) > 150
    assert [text for text in typed if text not in everything] == []
    assert "&lt;" not in everything
