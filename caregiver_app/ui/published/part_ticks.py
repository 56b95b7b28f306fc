"""Which parts of the sheet are published: what is always on it, and what the family chooses, tick by tick."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QVBoxLayout, QWidget

from caregiver_app.domain.publishing import SheetPart, needs_name, parts_shown, recorded_parts
from caregiver_app.i18n import _
from caregiver_app.ui.style import tokens_now
from caregiver_app.ui.widgets.card import Card
from caregiver_app.ui.widgets.labels import data_label, note
from caregiver_app.ui.widgets.picture import Picture

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet
    from datetime import date

    from caregiver_app.domain.household import Household
    from caregiver_app.domain.people import CareRecipient

_CHARACTERS: Final = 30


class AlwaysCard(Card):
    """What nobody can leave out, and why."""

    def __init__(self) -> None:
        super().__init__(_("Whoever opens it always sees"))
        self.add(note(_("A sheet without these could harm. If you do not want them seen, do not publish.")))
        for text in _always():
            self.add(_locked(text))


class PartTicks(Card):
    """A tick for each part that can be left out. ``edited`` fires when somebody changes one."""

    edited = Signal()

    def __init__(self) -> None:
        super().__init__(_("You choose"))
        self.add(note(_("What you do not tick is shown as “left out of this copy”.")))
        self._household: Household | None = None
        self.boxes: dict[SheetPart, QCheckBox] = {}
        self.hints = {part: note("") for part in SheetPart}
        column = QVBoxLayout()
        column.setSpacing(tokens_now().gap_xs)
        self.add(column)
        self.needed_name = _locked(part_labels()[SheetPart.NAME])
        column.addWidget(self.needed_name)
        for part, text in part_labels().items():
            box = QCheckBox(textwrap.fill(text, _CHARACTERS))
            box.setMinimumHeight(tokens_now().control_height)
            box.clicked.connect(lambda _checked=False: self._on_click())
            self.boxes[part] = box
            column.addLayout(_with_hint(box, self.hints[part]))

    def ticked(self) -> frozenset[SheetPart]:
        return frozenset(part for part, box in self.boxes.items() if box.isChecked())

    def show_person(
        self, household: Household, person: CareRecipient, today: date, ticked: AbstractSet[SheetPart]
    ) -> None:
        """Shows what is ticked for a person, and which parts are empty anyway."""
        self._household = household
        recorded = recorded_parts(household, person, today)
        for part, box in self.boxes.items():
            box.setChecked(part in ticked)
            hint = "" if part in recorded else _("Nothing is recorded, and the sheet says so.")
            self._say(part, part_hint(part) if part in recorded else hint)
        self._show_rules()

    def _on_click(self) -> None:
        self._show_rules()
        self.edited.emit()

    def _show_rules(self) -> None:
        if self._household is None:
            return
        name, full = self.boxes[SheetPart.NAME], self.boxes[SheetPart.FULL_NAME]
        must = needs_name(self._household)
        shown = parts_shown(self._household, self.ticked())
        name.setChecked(SheetPart.NAME in shown)
        name.setVisible(not must)
        self.needed_name.setVisible(must)
        if must:
            text = _("You care for several people: without a name, nobody can tell whose sheet it is.")
            self._say(SheetPart.NAME, text)
        full.setEnabled(SheetPart.NAME in shown)
        full.setChecked(SheetPart.FULL_NAME in shown)

    def _say(self, part: SheetPart, text: str) -> None:
        self.hints[part].setText(text)
        self.hints[part].setVisible(bool(text))
        self.boxes[part].setAccessibleDescription(text)


def _locked(text: str) -> QWidget:
    """A part that is on the sheet whatever is ticked."""
    row = QWidget()
    line = QHBoxLayout(row)
    line.setContentsMargins(tokens_now().gap_s, tokens_now().gap_xs, 0, 0)
    line.setSpacing(tokens_now().gap_m)
    line.addWidget(Picture("eye", "muted"), 0, Qt.AlignmentFlag.AlignTop)
    line.addWidget(data_label(text), 1)
    return row


def _with_hint(box: QCheckBox, hint: QWidget) -> QVBoxLayout:
    column = QVBoxLayout()
    column.setSpacing(0)
    column.addWidget(box)
    indent = QHBoxLayout()
    indent.setContentsMargins(tokens_now().gap_xxl + tokens_now().gap_xs, 0, 0, 0)
    indent.addWidget(hint)
    column.addLayout(indent)
    return column


def _always() -> tuple[str, ...]:
    return (
        _("“Tell them first”, in your words"),
        _("Current medicines with doses, times and directions"),
        _("Signs of too little and too much, and what to do"),
        _("Allergies"),
        _("Pump: drug, dose, dates, model, MRI, and the clinic’s backup plan"),
        _("Implanted devices and procedures to avoid"),
        _("Age"),
        _("Emergency and poison numbers"),
    )


def part_labels() -> dict[SheetPart, str]:
    """The words beside each tick, in the order of the sheet."""
    return {
        SheetPart.NAME: _("Name they go by"),
        SheetPart.FULL_NAME: _("Full name"),
        SheetPart.BIRTH_DATE: _("Date of birth"),
        SheetPart.WEIGHT: _("Weight"),
        SheetPart.LANGUAGES: _("Languages"),
        SheetPart.COMMUNICATION: _("How they communicate"),
        SheetPart.USUAL_STATE: _("What is normal for them"),
        SheetPart.PUMP_SERIAL: _("Serial number of the pump"),
        SheetPart.CONDITIONS: _("Conditions"),
        SheetPart.HOSPITAL: _("Preferred hospital"),
        SheetPart.DIRECTIVES: _("Advance directives"),
        SheetPart.HOME: _("Home address and how to get in"),
        SheetPart.SEIZURE_PLAN: _("Seizure plan"),
        SheetPart.EMERGENCY_ITEMS: _("Where emergency things are"),
        SheetPart.PURPOSES: _("What each medicine is for"),
        SheetPart.CLINIC: _("Your clinic’s name and numbers"),
        SheetPart.CONTACT_NAMES: _("Names of contacts"),
        SheetPart.CONTACT_NUMBERS: _("Numbers of contacts"),
    }


def part_hint(part: SheetPart) -> str:
    """What leaving a part in or out means; mostly nothing needs saying."""
    return {
        SheetPart.NAME: _("Also shown on the lock screen."),
        SheetPart.BIRTH_DATE: _("The age stays."),
        SheetPart.WEIGHT: _("Helpers go by it for doses."),
        SheetPart.DIRECTIVES: _("They may say where papers are kept."),
        SheetPart.HOME: _("Anyone at this computer can read where the key is."),
        SheetPart.PURPOSES: _("Where “as needed” says what for, that stays."),
        SheetPart.CLINIC: _("Without them helpers must search for the pump clinic."),
    }.get(part, "")
