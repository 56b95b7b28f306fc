"""What was seen, in words: a card for each day, the newest first."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QFrame, QLabel, QSizePolicy, QVBoxLayout

from caregiver_app.i18n import _
from caregiver_app.ui.pages.observations.words import corrections, heading, noted_by
from caregiver_app.ui.style import tokens_now
from caregiver_app.ui.widgets.buttons import quiet_button
from caregiver_app.ui.widgets.card import Card
from caregiver_app.ui.widgets.labels import data_label
from caregiver_app.ui.widgets.page_header import set_beside
from caregiver_app.ui.widgets.refitting import Refitting
from caregiver_app.wording.dates import named_day

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from caregiver_app.domain.preferences import Clock
    from caregiver_app.services.observations import Seen

_READABLE_CHARACTERS: Final = 40


class SeenRow(Refitting):
    """One observation with the way to correct it, or without one where nothing can be saved."""

    correct_asked = Signal()

    def __init__(self, seen: Seen, clock: Clock, *, can_correct: bool, is_begun: bool) -> None:
        super().__init__()
        self.seen = seen
        self.heading = _label(heading(seen, clock), "field")
        self.words = _label(seen.what.words.strip(), "")
        self.noted = _label(noted_by(seen.event, clock), "muted")
        self.corrected = _label("\n".join(corrections(seen, clock)), "muted")
        self.begun = _label(_("A correction was begun and is not saved yet."), "field")
        self.correct_button = quiet_button(_("Go on") if is_begun else _("Correct"), "pencil")
        self.correct_button.setAccessibleName(
            f"{self.correct_button.text()}: {self.heading.accessibleName()}"
        )
        self.correct_button.clicked.connect(lambda _checked=False: self.correct_asked.emit())
        self._line = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._arrange()
        self.begun.setVisible(is_begun)
        self.correct_button.setVisible(can_correct)

    def minimumSizeHint(self) -> QSize:
        """As wide as the widest part, since the button can stand below the words."""
        width = max(self.heading.minimumSizeHint().width(), self.correct_button.minimumSizeHint().width())
        return QSize(width, super().minimumSizeHint().height())

    def fit(self) -> None:
        least = self.fontMetrics().averageCharWidth() * _READABLE_CHARACTERS
        set_beside(self._line, beside=least + self.correct_button.sizeHint().width() <= self.width())

    def _arrange(self) -> None:
        gaps = tokens_now()
        words = QVBoxLayout()
        words.setSpacing(gaps.gap_xs)
        for part in (self.heading, self.words, self.noted, self.corrected, self.begun):
            words.addWidget(part)
            part.setVisible(bool(part.text()))
        words.addStretch(1)
        self._line.setContentsMargins(0, 0, 0, 0)
        self._line.setSpacing(gaps.gap_m)
        self._line.addLayout(words, 1)
        self._line.addWidget(self.correct_button, 0, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)


class DayCard(Card):
    """All that was seen on one day, with a thin line between two."""

    def __init__(self, day: date, today: date, rows: Sequence[SeenRow]) -> None:
        super().__init__(named_day(day, today))
        self.rows = rows
        for place, row in enumerate(rows):
            if place:
                line = QFrame()
                line.setProperty("role", "line")
                self.add(line)
            self.add(row)


def by_day(seen: Sequence[Seen]) -> list[tuple[date, list[Seen]]]:
    """Newest first, as ``seen`` is."""
    return [(day, list(some)) for day, some in groupby(seen, key=lambda each: each.day)]


def _label(text: str, role: str) -> QLabel:
    label = data_label(text)
    label.setProperty("role", role)
    return label
