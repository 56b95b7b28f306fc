"""A pump's record to be read in seconds: dose and concentration large, the dates, whom to call, the rest."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from caregiver_app.i18n import _
from caregiver_app.reference.matches import match_pump
from caregiver_app.ui.pages.pump.card_values import PumpFact, call_lines, large_facts, small_facts
from caregiver_app.ui.pages.pump.fact_grid import TileGrid
from caregiver_app.ui.records.record_list import RecordCard
from caregiver_app.ui.style import set_state, tokens_now
from caregiver_app.ui.widgets.banner import Banner
from caregiver_app.ui.widgets.buttons import button, quiet_button
from caregiver_app.ui.widgets.flow import button_row
from caregiver_app.ui.widgets.labels import data_label, note
from caregiver_app.ui.widgets.picture import Picture
from caregiver_app.wording.pumps import no_signs

if TYPE_CHECKING:
    from caregiver_app.domain.pump import Pump
    from caregiver_app.ui.frame.session import Session


class PumpCard(RecordCard):
    """Shows one pump."""

    def __init__(self, session: Session, pump: Pump) -> None:
        super().__init__(button(_("Edit"), "pencil"), _("Pump with {drug}").format(drug=pump.drug))
        self.remove_button = quiet_button(_("Remove"), "trash-2")
        self.edit_button.setAccessibleName(_("Edit the pump with {drug}").format(drug=pump.drug))
        self.remove_button.setAccessibleName(_("Remove the pump with {drug}").format(drug=pump.drug))
        self.remove_button.clicked.connect(lambda _checked=False: self.remove_asked.emit())
        self.unconfirmed = Banner("info")
        self.no_signs = Banner("danger")
        self.no_signs.action.connect(self.edit_asked)
        self.unconfirmed.action.connect(self.edit_asked)
        self._say_if_unconfirmed(session, pump)
        self.add(self.no_signs)
        self.add(self.unconfirmed)
        self.add(TileGrid([_tile(fact) for fact in large_facts(pump, session.today)]))
        self.add(_calls(pump))
        self.add(_small(small_facts(pump, session.today, session.preferences.clock)))
        self.add(note(_("Dates are what the clinic gave you.")))
        self.add(button_row(self.edit_button, self.remove_button))

    def _say_if_unconfirmed(self, session: Session, pump: Pump) -> None:
        match = match_pump(pump, session.reference)
        if match.is_silent:
            self.no_signs.show_text(no_signs(pump.drug), _("Look at it"))
        elif not match.confirmed:
            text = _("Nobody has said yet whether the labels’ safety lines are about this drug.")
            self.unconfirmed.show_text(text, _("Answer"))


def _tile(fact: PumpFact) -> QFrame:
    """One large value; a date that has passed has a sign and words."""
    gaps = tokens_now()
    tile = QFrame()
    tile.setProperty("role", "well")
    if fact.warning:
        set_state(tile, "banner", "warning")
    tile.setAccessibleName(f"{fact.label}: {fact.value}. {fact.warning}")
    column = QVBoxLayout(tile)
    column.setContentsMargins(gaps.gap_l, gaps.gap_m, gaps.gap_l, gaps.gap_m)
    column.setSpacing(gaps.gap_xs)
    column.addWidget(note(fact.label))
    value = data_label(fact.value)
    value.setProperty("role", "section" if fact.is_missing else "title")
    column.addWidget(value)
    if fact.warning:
        line = QHBoxLayout()
        line.setSpacing(gaps.gap_s)
        line.addWidget(Picture("triangle-alert", "warning", 1.1), 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(data_label(fact.warning), 1)
        column.addLayout(line)
    elif fact.detail:
        column.addWidget(note(fact.detail))
    column.addStretch(1)
    return tile


def _calls(pump: Pump) -> QFrame:
    gaps = tokens_now()
    box = QFrame()
    box.setProperty("role", "well")
    row = QHBoxLayout(box)
    row.setContentsMargins(gaps.gap_l, gaps.gap_m, gaps.gap_l, gaps.gap_m)
    row.setSpacing(gaps.gap_m)
    row.addWidget(Picture("phone", "accent", 1.4), 0, Qt.AlignmentFlag.AlignTop)
    column = QVBoxLayout()
    column.setSpacing(gaps.gap_xs)
    column.addWidget(note(_("Whom to call")))
    for place, line in enumerate(call_lines(pump)):
        words = data_label(line)
        words.setProperty("role", "section" if place else "field")
        column.addWidget(words)
    row.addLayout(column, 1)
    return box


def _small(facts: list[PumpFact]) -> QWidget:
    """Label and value side by side, one below the other."""
    box = QWidget()
    grid = QGridLayout(box)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(tokens_now().gap_l)
    grid.setVerticalSpacing(tokens_now().gap_s)
    grid.setColumnStretch(1, 1)
    for row, fact in enumerate(facts):
        label = note(fact.label)
        label.setWordWrap(False)
        value = data_label(f"{fact.value}. {fact.warning}" if fact.warning else fact.value)
        grid.addWidget(label, row, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(value, row, 1)
    return box
