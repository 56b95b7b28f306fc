"""Which copies are out there, and which of them no longer tell the truth."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from caregiver_app.domain.prints import PrintRecord
from caregiver_app.i18n import _, ngettext
from caregiver_app.services.emergency_sheet import DOCUMENT_LARGE, old_prints
from caregiver_app.ui.style import tokens_now
from caregiver_app.ui.widgets.card import Card
from caregiver_app.ui.widgets.labels import data_label, note
from caregiver_app.ui.widgets.picture import Picture
from caregiver_app.wording.dates import day
from caregiver_app.wording.emergency import serial_number

if TYPE_CHECKING:
    from caregiver_app.domain.household import Household
    from caregiver_app.reference import Reference

_MOST_SHOWN = 8


@dataclass(frozen=True, slots=True)
class Copy:
    """One print; true as long as a new one would say the same."""

    record: PrintRecord
    is_true: bool


def copies_of(
    household: Household, prints: Sequence[PrintRecord], reference: Reference, person_id: str
) -> tuple[Copy, ...]:
    """A person's prints, the true ones first, then the newest. A newer print makes those before it old."""
    own = [record for record in prints if record.care_recipient_id == person_id]
    newest = {record.document: record for record in own}
    old = old_prints(household, prints, reference)
    copies = [Copy(record, newest[record.document] is record and record not in old) for record in own]
    return tuple(sorted(copies, key=lambda copy: (not copy.is_true, -copy.record.serial)))


class CopiesCard(Card):
    """Lists them in words and with a sign."""

    def __init__(self) -> None:
        super().__init__(_("Copies out there"))
        self._list = QWidget()
        self.add(self._list)
        self.show_copies(())

    def show_copies(self, copies: tuple[Copy, ...]) -> None:
        """Shows these in place of the former."""
        fresh = QWidget()
        column = QVBoxLayout(fresh)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(tokens_now().gap_m)
        if not copies:
            column.addWidget(
                note(_("None yet. Each printed or saved sheet gets a number and is listed here."))
            )
        for copy in copies[:_MOST_SHOWN]:
            column.addWidget(_row(copy))
        if len(copies) > _MOST_SHOWN:
            left = len(copies) - _MOST_SHOWN
            text = ngettext("and {n} older copy: destroy it", "and {n} older copies: destroy them", left)
            column.addWidget(note(text.format(n=left)))
        self.body.replaceWidget(self._list, fresh)
        self._list.hide()
        self._list.deleteLater()
        self._list = fresh


def _row(copy: Copy) -> QWidget:
    row = QWidget()
    line = QHBoxLayout(row)
    line.setContentsMargins(0, 0, 0, 0)
    line.setSpacing(tokens_now().gap_m)
    sign = Picture("circle-check", "success") if copy.is_true else Picture("triangle-alert", "warning")
    line.addWidget(sign, 0, Qt.AlignmentFlag.AlignTop)
    line.addWidget(data_label(copy_sentence(copy)), 1)
    return row


def copy_sentence(copy: Copy) -> str:
    """``P-0042, one page, Fri 4 Dec 2026: still true``."""
    large = copy.record.document == DOCUMENT_LARGE
    return _("{serial}, {document}, {day}: {state}").format(
        serial=serial_number(copy.record.serial),
        document=_("large print") if large else _("one page"),
        day=day(copy.record.printed_on),
        state=_("still true") if copy.is_true else _("old, destroy it"),
    )
