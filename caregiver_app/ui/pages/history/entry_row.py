"""One entry: who did what, when, and the way to take it back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QLabel, QSizePolicy, QVBoxLayout

from caregiver_app.i18n import _
from caregiver_app.ui.pages.history.lines import Standing
from caregiver_app.ui.style import tokens_now
from caregiver_app.ui.widgets.buttons import quiet_button
from caregiver_app.ui.widgets.labels import data_label, note
from caregiver_app.ui.widgets.page_header import set_beside
from caregiver_app.ui.widgets.refitting import Refitting

if TYPE_CHECKING:
    from caregiver_app.ui.pages.history.lines import HistoryLine

# An import can hold hundreds of lines; the rest waits behind a button, uncut.
_FIRST_DETAILS: Final = 8
_READABLE_CHARACTERS: Final = 40


class EntryRow(Refitting):
    """Words, and the button beside them, or below where there is no room. What changed nothing looks quieter."""

    take_back_asked = Signal()

    def __init__(self, line: HistoryLine, standing: Standing) -> None:
        super().__init__()
        self.heading = data_label(line.text.heading)
        self.heading.setProperty("role", "muted" if line.is_quiet else "field")
        self.when = _quiet(" · ".join((line.time, *line.text.about)))
        self.details = data_label()
        self.all_button = quiet_button(
            _("Show all {n} lines").format(n=len(line.text.details)), "chevron-down"
        )
        self.take_back_button = quiet_button(_("Take this back"), "undo-2")
        self.take_back_button.setAccessibleName(f"{self.take_back_button.text()}: {line.text.heading}")
        self.remark = note(_remark(line, standing))
        self._all = line.text.details
        self.all_button.clicked.connect(lambda _checked=False: self._show_all())
        self.take_back_button.clicked.connect(lambda _checked=False: self.take_back_asked.emit())
        self._line = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._arrange()
        self._show_details(_FIRST_DETAILS)
        self.remark.setVisible(bool(self.remark.text()))
        self.take_back_button.setVisible(standing is Standing.CAN_BE_TAKEN_BACK)

    def minimumSizeHint(self) -> QSize:
        """As wide as the widest part, since the button can stand below the words."""
        parts = (self.heading, self.take_back_button, self.all_button)
        width = max(each.minimumSizeHint().width() for each in parts if not each.isHidden())
        return QSize(width, super().minimumSizeHint().height())

    def fit(self) -> None:
        least = self.fontMetrics().averageCharWidth() * _READABLE_CHARACTERS
        button = 0 if self.take_back_button.isHidden() else self.take_back_button.sizeHint().width()
        set_beside(self._line, beside=least + button <= self.width())

    def _arrange(self) -> None:
        gaps = tokens_now()
        words = QVBoxLayout()
        words.setSpacing(gaps.gap_xs)
        for part in (self.heading, self.when, self.details, self.remark):
            words.addWidget(part)
        words.addWidget(self.all_button, 0, Qt.AlignmentFlag.AlignLeft)
        words.addStretch(1)
        self._line.setContentsMargins(0, 0, 0, 0)
        self._line.setSpacing(gaps.gap_m)
        self._line.addLayout(words, 1)
        self._line.addWidget(self.take_back_button, 0, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)

    def _show_details(self, count: int) -> None:
        self.details.show_data("\n".join(self._all[:count]))
        self.details.setVisible(bool(self._all))
        self.all_button.setVisible(len(self._all) > count)

    def _show_all(self) -> None:
        self._show_details(len(self._all))


def _remark(line: HistoryLine, standing: Standing) -> str:
    if not line.is_readable:
        return _("What exactly changed cannot be read by this version of the program.")
    return {
        Standing.CHANGED_AGAIN: _(
            "Changed again later. To take this back, take the later change back first."
        ),
        Standing.ALREADY_BACK: _("Taken back."),
    }.get(standing, "")


def _quiet(text: str) -> QLabel:
    label = data_label(text)
    label.setProperty("role", "muted")
    return label
