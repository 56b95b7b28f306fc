from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from caregiver_app.domain.medication import AsNeeded, Medication
from caregiver_app.domain.preferences import Clock
from caregiver_app.domain.quantity import parse_quantity
from caregiver_app.ui.pages.medications.medicine_rows import ListedMedicine, MedicineModel, current_columns
from caregiver_app.ui.pages.medications.medicine_table import MedicineTable
from caregiver_app.ui.style import apply_style

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot

TODAY = date(2026, 11, 22)
LONG = Medication(
    "m1",
    "Keppra",
    ("levetiracetam",),
    "100 mg per mL",
    "extended-release-oral-suspension-without-any-space",
    dose=parse_quantity("500 mg"),
    measured_as=parse_quantity("5 mL"),
    timing=AsNeeded(
        "a seizure, as the plan on the fridge says, and only then, with the other parent told at once"
    ),
)
SHORT = Medication("m2", "zinc")


@pytest.fixture(params=[1.0, 2.0])
def table(qapp: QApplication, qtbot: QtBot, request: pytest.FixtureRequest) -> Iterator[MedicineTable]:
    apply_style(qapp, "light", request.param)
    table = MedicineTable(
        MedicineModel(current_columns(lambda: Clock.TWELVE_HOUR, lambda: TODAY)), "Medicines"
    )
    qtbot.addWidget(table)
    table.resize(700, 500)
    table.show()
    yield table
    apply_style(qapp, "light")


def rows(*medications: Medication) -> list[ListedMedicine]:
    return [ListedMedicine(each, high_risk=True, confirmed=True, rank=1) for each in medications]


def test_a_row_is_as_high_and_a_column_as_wide_as_its_words_need(table: MedicineTable) -> None:
    table._rows.set_rows(rows(LONG, SHORT))
    metrics = table.fontMetrics()
    assert table.rowHeight(1) < 4 * metrics.lineSpacing()
    assert table.rowHeight(0) > 4 * metrics.lineSpacing()
    assert table.columnWidth(1) > metrics.horizontalAdvance(LONG.dose_form)


def test_a_row_takes_its_height_along_when_it_is_sorted_or_filtered(table: MedicineTable) -> None:
    table._rows.set_rows(rows(LONG, SHORT))
    high, low = table.rowHeight(0), table.rowHeight(1)
    table._rows.sort(1)
    table.sort_by(1)
    assert (table.rowHeight(0), table.rowHeight(1)) == (low, high)
    table._rows.set_filter("zinc")
    assert table.rowHeight(0) == low


def test_thousands_of_rows_have_two_lines_each(table: MedicineTable) -> None:
    table._rows.set_rows(rows(*[LONG] * 1_000))
    assert table.rowHeight(0) == table.rowHeight(999) < 4 * table.fontMetrics().lineSpacing()
