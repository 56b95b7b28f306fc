"""Filtering and sorting 10,000 medicines in the medications table, against the same list in plain Python.

Run by hand: ``python tests/benchmarks/bench_table.py``. Each number is the least of several interleaved rounds. The
table is on view and takes its new rows in; it is sorted by rows whose sort keys it has yet to make.
"""

from __future__ import annotations

import os
import random
import sys
from datetime import date
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication

from caregiver_app.domain.medication import AsNeeded, Medication
from caregiver_app.domain.preferences import Clock
from caregiver_app.domain.quantity import parse_quantity
from caregiver_app.domain.route import Route
from caregiver_app.ui.pages.medications.medicine_rows import ListedMedicine, MedicineModel, current_columns
from caregiver_app.ui.pages.medications.medicine_table import MedicineTable
from caregiver_app.ui.style import apply_style
from caregiver_app.ui.widgets.table import natural_key

if TYPE_CHECKING:
    from collections.abc import Callable

TODAY = date(2026, 11, 22)
ROWS, ROUNDS, SEED = 10_000, 7, 20261122
WANTED = "tablet 99"


def main() -> None:
    app = QApplication([])
    apply_style(app, "light")
    columns = current_columns(lambda: Clock.TWELVE_HOUR, lambda: TODAY)
    model = MedicineModel(columns)
    table = MedicineTable(model, "Medicines")
    table.resize(960, 600)
    table.show()
    rows = _rows()
    texts = ["\n".join(column.value(row) for column in columns).casefold() for row in rows]
    words = WANTED.split()
    name = columns[1].value
    print(f"fill    {_least(lambda: model.set_rows(rows)):7.1f} ms")

    def without_filter() -> None:
        model.set_filter("")

    _compare(
        "filter",
        _least(lambda: model.set_filter(WANTED), without_filter),
        _least(lambda: [row for row, text in zip(rows, texts, strict=True) if all(w in text for w in words)]),
    )

    def unsorted() -> None:
        model.sort(-1)
        model.set_rows(rows)

    _compare(
        "sort",
        _least(lambda: model.sort(1), unsorted),
        _least(lambda: sorted(rows, key=lambda row: natural_key(name(row)))),
    )


def _rows() -> list[ListedMedicine]:
    chosen = random.Random(SEED)
    return [_row(number, chosen) for number in chosen.sample(range(ROWS), ROWS)]


def _row(number: int, chosen: random.Random) -> ListedMedicine:
    medication = Medication(
        id=str(number),
        product_name=f"medicine {number}",
        strength=f"{chosen.randrange(1, 500)} mg",
        dose_form=chosen.choice(("tablet", "capsule", "liquid")),
        route=chosen.choice((Route.ORAL, Route.RECTAL, Route.TOPICAL)),
        dose=parse_quantity(f"{chosen.randrange(1, 500)} mg"),
        timing=AsNeeded("pain"),
        purpose=chosen.choice(("seizures", "pain", "reflux")),
    )
    return ListedMedicine(medication, chosen.random() < 0.1, confirmed=True, rank=chosen.randrange(50))


def _least(work: Callable[[], object], before: Callable[[], None] | None = None) -> float:
    """Milliseconds."""
    times = []
    for _round in range(ROUNDS):
        if before is not None:
            before()
        start = perf_counter()
        work()
        QApplication.processEvents()
        times.append(perf_counter() - start)
    return min(times) * 1000


def _compare(what: str, ours: float, plain: float) -> None:
    print(f"{what:<8}{ours:7.1f} ms, plain list {plain:5.1f} ms: {ours / plain:.2f} times")


if __name__ == "__main__":
    main()
