"""Tab follows the eye, whenever a widget was made."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QGridLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from caregiver_app.ui.widgets.reading_order import InReadingOrder, tab_stops
from caregiver_app.ui.widgets.rows_field import RowPart, RowsField
from caregiver_app.ui.widgets.text_field import TextField

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


@pytest.fixture
def box(qtbot: QtBot) -> InReadingOrder:
    made = InReadingOrder()
    qtbot.addWidget(made)
    QVBoxLayout(made)
    return made


def line(name: str) -> QLineEdit:
    made = QLineEdit()
    made.setObjectName(name)
    return made


def column(*parts: QWidget) -> QWidget:
    made = QWidget()
    layout = QVBoxLayout(made)
    for part in parts:
        layout.addWidget(part)
    return made


def walk(box: QWidget, key: Qt.Key = Qt.Key.Key_Tab) -> str:
    """The names of what Tab reaches from where the keyboard is, until it is there again."""
    seen: list[QWidget] = []
    while (at := QApplication.focusWidget()) is not None and at not in seen:
        seen.append(at)
        QTest.keyClick(at, key)
    return " ".join(each.objectName() for each in seen)


def shown(qtbot: QtBot, box: QWidget, first: QWidget) -> None:
    box.show()
    with qtbot.waitActive(box):
        box.activateWindow()
    first.setFocus()


def test_what_appears_later_is_reached_where_it_stands(qtbot: QtBot, box: InReadingOrder) -> None:
    first, last = line("first"), line("last")
    layout = box.layout()
    assert isinstance(layout, QVBoxLayout)
    layout.addWidget(first)
    layout.addWidget(last)
    shown(qtbot, box, first)
    layout.insertWidget(1, line("between"))
    QApplication.processEvents()
    assert walk(box) == "first between last"
    assert walk(box, Qt.Key.Key_Backtab) == "first last between"


def test_a_column_is_read_down_before_the_one_beside_it(qtbot: QtBot, box: InReadingOrder) -> None:
    row = QWidget()
    beside = QHBoxLayout(row)
    left = line("left")
    beside.addWidget(column(left, line("below")))
    beside.addWidget(column(line("right"), line("last")))
    box.layout().addWidget(row)  # type: ignore[union-attr]
    shown(qtbot, box, left)
    assert walk(box) == "left below right last"


def test_fields_of_a_grid_are_read_line_by_line_though_one_is_lower(
    qtbot: QtBot, box: InReadingOrder
) -> None:
    field = QWidget()
    grid = QGridLayout(field)
    names = ("one", "two", "three", "four")
    made = {name: line(name) for name in names}
    made["two"].setMinimumHeight(80)
    for place, name in enumerate(names):
        grid.addWidget(made[name], place // 2, place % 2, Qt.AlignmentFlag.AlignVCenter)
    box.layout().addWidget(field)  # type: ignore[union-attr]
    shown(qtbot, box, made["one"])
    assert walk(box) == "one two three four"


def test_what_is_hidden_or_switched_off_is_passed_over(qtbot: QtBot, box: InReadingOrder) -> None:
    made = [line(name) for name in ("one", "two", "three")]
    for each in made:
        box.layout().addWidget(each)  # type: ignore[union-attr]
    shown(qtbot, box, made[0])
    made[1].hide()
    assert walk(box) == "one three"
    made[1].show()
    made[2].setEnabled(False)
    assert walk(box) == "one two"


def test_rows_that_were_added_are_read_before_their_button(qtbot: QtBot, box: InReadingOrder) -> None:
    phones = RowsField([RowPart("number", "Number", TextField)], "Phone", "Add phone")
    behind = line("behind")
    box.layout().addWidget(phones)  # type: ignore[union-attr]
    box.layout().addWidget(behind)  # type: ignore[union-attr]
    shown(qtbot, box, behind)
    phones.add_row({})
    phones.add_row({})
    QApplication.processEvents()
    names = [stop.accessibleName() or stop.objectName() for stop in tab_stops(box)]
    assert [name for name in names if "Number" in name] == ["Phone 1: Number", "Phone 2: Number"]
    assert names[-2:] == ["", "behind"]
    assert list(tab_stops(box))[-2] is phones.add_button
