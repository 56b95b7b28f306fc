"""For whom a contact is: everyone, or the people that are ticked."""

from __future__ import annotations

import json
import textwrap
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from caregiver_app.domain.errors import InvalidField, Rule
from caregiver_app.i18n import _
from caregiver_app.ui.style import tokens_now
from caregiver_app.wording.people import full_name
from caregiver_app.wording.problems import shown

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QFocusEvent

    from caregiver_app.domain.people import CareRecipient

EVERYONE: Final = "*"
_CHARACTERS: Final = 26


class ForWhomField(QWidget):
    """Its value is ``*`` for everyone, a JSON list of ids for some, and empty while nothing is ticked.

    Nothing ticked is never taken for everyone: that would put a contact on sheets it does not belong on.
    """

    edited = Signal()

    def __init__(self, people: Sequence[CareRecipient]) -> None:
        super().__init__()
        self.everyone = QCheckBox(_("Everyone in the household"))
        self.boxes = {each.id: QCheckBox(_as_label(full_name(each))) for each in people}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(tokens_now().gap_xs)
        for box in (self.everyone, *self.boxes.values()):
            box.setMinimumHeight(tokens_now().control_height)
            box.toggled.connect(self._on_toggle)
            column.addWidget(box)

    def value(self) -> str:
        if self.everyone.isChecked():
            return EVERYONE
        ticked = [key for key, box in self.boxes.items() if box.isChecked()]
        return json.dumps(ticked) if ticked else ""

    def set_value(self, value: str) -> None:
        ticked = ids_in(value) if value else ()
        self.everyone.setChecked(value == EVERYONE)
        for key, box in self.boxes.items():
            box.setChecked(key in ticked)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """An error brings the focus here; the first box takes it."""
        super().focusInEvent(event)
        self.everyone.setFocus()

    def _on_toggle(self) -> None:
        for box in self.boxes.values():
            box.setEnabled(not self.everyone.isChecked())
        self.edited.emit()


def value_for(ids: Sequence[str]) -> str:
    """The field's value for a contact's ids."""
    return json.dumps(list(ids)) if ids else EVERYONE


def ids_in(value: str) -> tuple[str, ...]:
    """A contact's ids from the field's value. Raises ``InvalidField`` while nothing is ticked."""
    if not value:
        raise InvalidField(("care_recipient_ids",), Rule.MISSING)
    return () if value == EVERYONE else tuple(json.loads(value))


def _as_label(name: str) -> str:
    """A check box does not wrap by itself, and takes ``&`` for a shortcut sign."""
    return textwrap.fill(shown(name), _CHARACTERS).replace("&", "&&")
