"""One of several choices."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QSizePolicy, QStyledItemDelegate

from caregiver_app.i18n import _

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QWheelEvent


class ChoiceField(QComboBox):
    """A list of ``(value, label)``. A value it does not know is kept and shown as it is, never replaced.

    Nothing is chosen beforehand unless the first value is the empty one ("Not recorded").
    """

    edited = Signal()

    def __init__(self, choices: Sequence[tuple[str, str]]) -> None:
        super().__init__()
        # The style sheet can give rows their height only through this delegate.
        self.setItemDelegate(QStyledItemDelegate(self))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(12)
        self.setMaxVisibleItems(12)
        self.setPlaceholderText(_("Choose"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.set_choices(choices)
        self.currentIndexChanged.connect(lambda _index: self.edited.emit())

    def set_choices(self, choices: Sequence[tuple[str, str]]) -> None:
        """Offer other choices; the present value stays, even if it is not among them."""
        before = self.value()
        self.blockSignals(True)
        self.clear()
        for value, label in choices:
            self.addItem(label, value)
        self.setCurrentIndex(self.findData(before))
        self.blockSignals(False)
        if before:
            self.set_value(before)

    def value(self) -> str:
        return str(self.currentData() or "")

    def set_value(self, value: str) -> None:
        index = self.findData(value)
        if index < 0 and value:
            self.addItem(value, value)
            index = self.count() - 1
        self.setCurrentIndex(index)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll the page, never the choice: the pointer often rests on the field that was just answered."""
        event.ignore()
