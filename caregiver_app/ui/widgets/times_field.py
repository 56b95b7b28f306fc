"""Clock times of a day, one chip each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from caregiver_app.i18n import _
from caregiver_app.ui.style import tokens_now
from caregiver_app.ui.widgets.buttons import Button, button
from caregiver_app.ui.widgets.field import announce
from caregiver_app.ui.widgets.flow import FlowLayout
from caregiver_app.ui.widgets.text_field import TextField

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

_BETWEEN = ", "


class TimesField(QWidget):
    """Times as text joined by ``", "``. What is typed but not added, or not understood, belongs to it too.

    ``read`` turns a text into times in a form that sorts (``08:00``), or into nothing when it is not sure.
    ``show`` writes one such time for people.
    """

    edited = Signal()

    def __init__(self, read: Callable[[str], Sequence[str]], show: Callable[[str], str] = str) -> None:
        super().__init__()
        self._read, self._show = read, show
        self._times: list[str] = []
        self.line = TextField()
        self.add_button = button(_("Add time"), "plus")
        self._chips = QWidget()
        self._flow = FlowLayout(self._chips)
        self._error = QLabel(_("This is not a clock time we can read. Try 8:00 or 8 pm."))
        self._error.setProperty("role", "error")
        self._error.setWordWrap(True)
        self.setFocusProxy(self.line)
        self.line.returnPressed.connect(self.add_typed)
        self.line.edited.connect(self._on_edit)
        self.add_button.clicked.connect(lambda _checked=False: self.add_typed())
        self._arrange()

    def value(self) -> str:
        typed = self.line.value()
        return _BETWEEN.join([*self._times, typed] if typed else self._times)

    def set_value(self, value: str) -> None:
        """Show each time as a chip; what cannot be read stays in the line as it is."""
        parts = value.split(_BETWEEN) if value else []
        self._times = [part for part in parts if list(self._read(part)) == [part]]
        self.line.set_value(_BETWEEN.join(part for part in parts if part not in self._times))
        self._changed()

    def add_typed(self) -> None:
        """Turn the typed text into chips, if it can be read; else say so and keep it."""
        found = list(self._read(self.line.value()))
        if not found:
            self._error.setVisible(bool(self.line.value()))
            announce(self.line, self._error.text())
            return
        self._times = sorted({*self._times, *found})
        self.line.set_value("")
        self._changed()

    def _remove(self, time: str) -> None:
        self._times.remove(time)
        self._changed()
        self.line.setFocus()

    def _on_edit(self) -> None:
        self._error.hide()
        self.edited.emit()

    def _changed(self) -> None:
        while (item := self._flow.takeAt(0)) is not None:
            chip = item.widget()
            if chip is not None:
                chip.hide()
                chip.deleteLater()
        for time in self._times:
            self._flow.addWidget(self._chip(time))
        self._chips.setVisible(bool(self._times))
        self._error.hide()
        self.edited.emit()

    def _chip(self, time: str) -> Button:
        chip = Button(self._show(time), "x")
        chip.setProperty("shape", "chip")
        chip.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        chip.setAccessibleName(_("Remove {time}").format(time=self._show(time)))
        chip.setToolTip(chip.accessibleName())
        chip.clicked.connect(lambda _checked=False: self._remove(time))
        return chip

    def _arrange(self) -> None:
        gaps = tokens_now()
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self._chips.setSizePolicy(policy)
        row = QHBoxLayout()
        row.setSpacing(gaps.gap_s)
        row.addWidget(self.line, 1)
        row.addWidget(self.add_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(gaps.gap_s)
        layout.addWidget(self._chips)
        layout.addLayout(row)
        layout.addWidget(self._error)
        self._chips.hide()
        self._error.hide()
