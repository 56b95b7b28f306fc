"""The medicines as rows of a table, the most dangerous first."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor, QFontMetrics
from PySide6.QtWidgets import QApplication

from caregiver_app.domain.medication import Medication
from caregiver_app.i18n import _
from caregiver_app.reference.matches import match_medication
from caregiver_app.ui.style import tokens_now
from caregiver_app.ui.widgets.icons import icon
from caregiver_app.ui.widgets.table import Column, RowsModel
from caregiver_app.wording.dates import day
from caregiver_app.wording.doses import dose, name_and_strength, purpose, route, timing_in_time

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from datetime import date

    from caregiver_app.domain.preferences import Clock
    from caregiver_app.reference import Reference

_LAST = 10_000
CARE, MEDICINE = 0, 1
"""Which column is which."""


class ListedMedicine(NamedTuple):
    """``rank`` is the reference's: 1 is the most urgent."""

    medication: Medication
    high_risk: bool
    confirmed: bool
    rank: int

    @property
    def risk_words(self) -> str:
        """In words, since neither a colour nor a sign alone is read by all."""
        return _("High risk") if self.high_risk else ""


class MedicineModel(RowsModel):
    """Puts a sign beside the words "High risk".

    With ``in_one_column`` the column ``MEDICINE`` tells all that the columns of a row tell, below each other.
    """

    def __init__(self, columns: Sequence[Column]) -> None:
        super().__init__(columns)
        self.in_one_column = False

    def data(
        self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if (
            index.column() == (MEDICINE if self.in_one_column else CARE)
            and self.row_at(index.row()).high_risk
        ):
            if role == Qt.ItemDataRole.DecorationRole:
                return icon("triangle-alert", tokens_now().danger, QFontMetrics(QApplication.font()).height())
            if role == Qt.ItemDataRole.ForegroundRole and not self.in_one_column:
                return QColor(tokens_now().danger)
        return super().data(index, role)

    def _text(self, index: QModelIndex | QPersistentModelIndex) -> str:
        if not (self.in_one_column and index.column() == MEDICINE):
            return super()._text(index)
        care, name, *others = (self.text_at(index.row(), column) for column in range(len(self.columns)))
        return "\n".join((f"{care}: {name}" if care else name, " · ".join(filter(None, others))))


def medicine_rows(medications: Iterable[Medication], reference: Reference) -> list[ListedMedicine]:
    """High-risk ones by urgency, then the others as the family keeps them."""
    return sorted(
        (_row(medication, reference) for medication in medications),
        key=lambda row: (not row.high_risk, row.rank if row.high_risk else _LAST),
    )


def current_columns(clock: Callable[[], Clock], today: Callable[[], date]) -> list[Column]:
    """What one needs to know at a glance of a medicine that is taken. ``clock`` and ``today`` are asked at each look.

    Half a limit would mislead: an as-needed medicine stands with all of them.
    """
    return [
        Column(_("Care"), lambda row: row.risk_words, lambda row: (not row.high_risk, row.rank), width=11),
        Column(_("Medicine"), lambda row: name_and_strength(row.medication), width=18, grows=True),
        Column(_("Dose"), lambda row: dose(row.medication), width=10),
        Column(_("How"), lambda row: route(row.medication) or _("not recorded"), width=10),
        Column(_("When"), lambda row: timing_in_time(row.medication, clock(), today()), width=12, grows=True),
        Column(_("For"), lambda row: purpose(row.medication), width=9),
    ]


def stopped_columns() -> list[Column]:
    """Why and since when it is not taken any more."""
    return [
        Column(_("Care"), lambda row: row.risk_words, lambda row: (not row.high_risk, row.rank), width=11),
        Column(_("Medicine"), lambda row: name_and_strength(row.medication), width=18, grows=True),
        Column(
            _("Stopped on"), lambda row: day(row.medication.stopped.on), lambda row: row.medication.stopped.on
        ),
        Column(
            _("Why"), lambda row: row.medication.stopped.reason or _("not recorded"), width=20, grows=True
        ),
    ]


def _row(medication: Medication, reference: Reference) -> ListedMedicine:
    match = match_medication(medication, reference)
    rank = min((entry.rank for entry in match.entries), default=_LAST)
    return ListedMedicine(medication, match.high_risk, match.confirmed or not match.entries, rank)
