"""The list where its columns do not fit beside each other: all of a medicine in one, and nothing cut off."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QStyleOptionViewItem

from caregiver_app.domain.household import Household
from caregiver_app.domain.medication import AsNeeded, Medication
from caregiver_app.domain.quantity import parse_quantity
from caregiver_app.ui.pages.medications import MedicationsPage
from caregiver_app.ui.pages.medications.medicine_rows import MEDICINE
from tests.ui.pages.medications.taken import BACLOFEN, THEO, VITAMIN

if TYPE_CHECKING:
    from caregiver_app.ui.pages.medications.medicine_table import MedicineTable
    from tests.ui.pages.conftest import Pages

DIASTAT = Medication(
    "m4",
    "Diastat",
    ("diazepam",),
    dose=parse_quantity("7.5 mg"),
    timing=AsNeeded("a seizure", minimum_gap_minutes=240, maximum_in_24_hours=parse_quantity("15 mg")),
)
LATER = replace(BACLOFEN, id="m5", product_name="Lyvispah", started_on=date(2099, 1, 5))


@pytest.fixture
def page(pages: Pages) -> MedicationsPage:
    theo = replace(THEO, medications=(VITAMIN, BACLOFEN, DIASTAT, LATER))
    return pages.show(MedicationsPage(pages.session(Household(care_recipients=(theo,)))))


def in_width(page: MedicationsPage, width: int) -> MedicineTable:
    page.window().resize(width, 700)
    QApplication.processEvents()
    return page.list.table


def shown(table: MedicineTable) -> list[str]:
    rows = range(table.model().rowCount())
    return [table.model().index(row, MEDICINE).data().replace("\xa0", " ") for row in rows]


def test_all_that_the_columns_say_stands_in_one(page: MedicationsPage) -> None:
    table = in_width(page, 500)
    assert [table.isColumnHidden(column) for column in range(6)] == [
        column != MEDICINE for column in range(6)
    ]
    assert table.horizontalScrollBar().maximum() == 0
    texts = shown(table)
    assert (
        "High risk: Lioresal (baclofen) 10 mg tablet\n10 mg · by mouth · 8:00 AM, 8:00 PM · spasms" in texts
    )
    assert any("at least 4 hours apart; at most 15 mg in 24 hours" in each for each in texts)
    assert any("NOT YET: starts Mon 5 Jan 2099" in each for each in texts)
    assert any(each.startswith("vitamin D3") for each in texts)
    for row in range(len(texts)):
        option = QStyleOptionViewItem()
        table.initViewItemOption(option)
        option.rect = QRect(0, 0, table.columnWidth(MEDICINE), 10_000)
        needed = table.itemDelegate().sizeHint(option, table.model().index(row, MEDICINE)).height()
        assert table.rowHeight(row) >= needed


def test_the_columns_come_back_with_the_room_and_the_chosen_stays(page: MedicationsPage) -> None:
    assert not in_width(page, 1600).isColumnHidden(2)
    page.list.choose("m2")
    table = in_width(page, 500)
    assert table.isColumnHidden(2)
    assert page.list.card.row is not None
    assert page.list.card.row.medication.id == "m2"
    page.list.choose("m1")
    table.setFocus()
    QTest.keyClick(table, Qt.Key.Key_Down)
    assert table.currentIndex().column() == MEDICINE
    QTest.keyClick(table, Qt.Key.Key_Return)
    assert page.editor is not None
    page.editor.leave()
    table = in_width(page, 1600)
    assert not table.isColumnHidden(2)
    assert "\n" not in shown(table)[0]
