"""Which copies are out there, and which of them no longer tell the truth."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from caregiver_app.i18n import _, ngettext
from caregiver_app.services.documents.listed import printed_as
from caregiver_app.ui.style import tokens_now
from caregiver_app.ui.widgets.card import Card
from caregiver_app.ui.widgets.labels import data_label, note
from caregiver_app.ui.widgets.picture import Picture
from caregiver_app.wording.dates import day
from caregiver_app.wording.prints import serial_number

if TYPE_CHECKING:
    from caregiver_app.services.documents.copies import Copy

_MOST_SHOWN = 8


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
    """``P-0042, usual print, Fri 4 Dec 2026: still true``."""
    found = printed_as(copy.record.document)
    return _("{serial}, {document}, {day}: {state}").format(
        serial=serial_number(copy.record.serial),
        document=found[1].short if found else _("made by a newer program"),
        day=day(copy.record.printed_on),
        state=_("still true") if copy.is_true else _("old, destroy it"),
    )
