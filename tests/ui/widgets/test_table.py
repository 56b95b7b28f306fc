from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QTest

from caregiver_app.ui.style import apply_style
from caregiver_app.ui.widgets.table import Column, RowsModel, natural_key
from caregiver_app.ui.widgets.table_view import TableView

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot


@dataclass(frozen=True, slots=True)
class Medicine:
    name: str
    milligrams: int


_ROWS = [Medicine("Tablet 10", 5), Medicine("Tablet 9", 500), Medicine("<b>Ång</b>", 25)]
_COLUMNS = [
    Column("Medicine", lambda row: row.name, grows=True),
    Column(
        "Dose", lambda row: f"{row.milligrams} mg", lambda row: row.milligrams, Qt.AlignmentFlag.AlignRight
    ),
]


@pytest.fixture
def model(qapp: QApplication) -> RowsModel:
    result = RowsModel(_COLUMNS)
    result.set_rows(_ROWS)
    return result


@pytest.fixture
def view(model: RowsModel, qtbot: QtBot) -> TableView:
    result = TableView(model, "Medicines")
    qtbot.addWidget(result)
    result.resize(600, 400)
    result.show()
    return result


def _names(model: RowsModel) -> list[str]:
    return [row.name for row in model.shown()]


def test_numbers_in_names_sort_as_numbers() -> None:
    assert sorted(["B 10", "b 9", "A", "10", "9"], key=natural_key) == ["9", "10", "A", "b 9", "B 10"]


def test_a_column_sorts_by_its_own_key(model: RowsModel) -> None:
    model.sort(1)
    assert [row.milligrams for row in model.shown()] == [5, 25, 500]
    model.sort(1, Qt.SortOrder.DescendingOrder)
    assert [row.milligrams for row in model.shown()] == [500, 25, 5]
    model.sort(0)
    assert _names(model) == ["<b>Ång</b>", "Tablet 9", "Tablet 10"]
    assert model.headerData(0, Qt.Orientation.Horizontal) == "Medicine \u2191"


def test_a_filter_wants_every_word_in_any_column(model: RowsModel) -> None:
    model.set_filter("tablet 500")
    assert _names(model) == ["Tablet 9"]
    model.set_filter("ång")
    assert _names(model) == ["<b>Ång</b>"]
    model.set_filter("nothing like it")
    assert model.rowCount() == 0
    model.set_filter("")
    assert model.shown() == _ROWS


def test_filter_and_order_stay_when_the_rows_change(model: RowsModel) -> None:
    model.set_filter("tablet")
    model.sort(0)
    model.set_rows([*_ROWS, Medicine("Tablet 1", 1)])
    assert _names(model) == ["Tablet 1", "Tablet 9", "Tablet 10"]


def test_markup_in_a_cell_is_no_markup_in_its_tool_tip(model: RowsModel) -> None:
    index = model.index(2, 0)
    assert index.data() == "<b>Ång</b>"
    assert index.data(Qt.ItemDataRole.ToolTipRole) == "<p>&lt;b&gt;Ång&lt;/b&gt;</p>"
    assert index.data(Qt.ItemDataRole.UserRole) is _ROWS[2]
    assert model.rowCount(index) == model.columnCount(index) == 0
    assert model.headerData(0, Qt.Orientation.Vertical) is None
    assert index.data(Qt.ItemDataRole.DecorationRole) is None


def test_a_cell_turns_no_dose_around(qapp: QApplication) -> None:
    model = RowsModel(_COLUMNS)
    model.set_rows([Medicine("\u202egm 51", 15)])
    assert model.index(0, 0).data() == "[U+202E]gm 51"


def test_ten_thousand_rows_are_filtered_and_sorted(qapp: QApplication) -> None:
    model = RowsModel(_COLUMNS)
    model.set_rows([Medicine(f"Tablet {number}", 10_000 - number) for number in range(10_000)])
    model.set_filter("tablet 99")
    model.sort(1)
    assert (
        model.rowCount()
        == 111 + 10_000 - len({n for n in range(10_000) if "99" not in f"{n} {10_000 - n}"}) - 111
    )
    assert [row.milligrams for row in model.shown()] == sorted(row.milligrams for row in model.shown())


def test_enter_and_double_click_open_the_row(view: TableView, qtbot: QtBot) -> None:
    view.choose(_ROWS[1])
    assert view.chosen() is _ROWS[1]
    with qtbot.waitSignal(view.opened) as opened:
        QTest.keyClick(view, Qt.Key.Key_Return)
    assert opened.args == [_ROWS[1]]
    with qtbot.waitSignal(view.opened):
        view.doubleClicked.emit(view.currentIndex())


def test_nothing_chosen_opens_nothing(view: TableView, qtbot: QtBot) -> None:
    view.setCurrentIndex(QModelIndex())
    with qtbot.assertNotEmitted(view.opened):
        QTest.keyClick(view, Qt.Key.Key_Return)
    assert view.chosen() is None
    view.choose(Medicine("unknown", 1))
    assert view.chosen() is None


def test_sorting_keeps_the_chosen_row(view: TableView, model: RowsModel, qtbot: QtBot) -> None:
    view.choose(_ROWS[1])
    QTest.keyClick(view, Qt.Key.Key_F3)
    assert _names(model) == ["<b>Ång</b>", "Tablet 9", "Tablet 10"]
    assert view.chosen() is _ROWS[1]
    view.horizontalHeader().sectionClicked.emit(0)
    assert _names(model) == ["Tablet 10", "Tablet 9", "<b>Ång</b>"]
    assert view.chosen() is _ROWS[1]


def test_rows_are_tall_and_grow_with_the_text(view: TableView, qapp: QApplication) -> None:
    apply_style(qapp, "light")
    assert view.rowHeight(0) == 46
    width = view.columnWidth(1)
    apply_style(qapp, "light", 2.0)
    assert view.rowHeight(0) > 55
    assert view.columnWidth(1) > width * 1.5
    apply_style(qapp, "light")


def test_columns_fill_the_table(view: TableView) -> None:
    assert sum(view.columnWidth(place) for place in range(2)) == view.viewport().width()
