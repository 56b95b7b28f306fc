"""One person on the page: who it is, and what is most asked for, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QSizePolicy

from caregiver_app.domain.people import AllergiesNotRecorded
from caregiver_app.i18n import _, ngettext
from caregiver_app.ui.records.record_list import RecordCard
from caregiver_app.ui.style import tokens_now
from caregiver_app.ui.widgets.buttons import button, quiet_button
from caregiver_app.ui.widgets.flow import button_row
from caregiver_app.ui.widgets.labels import data_label, note
from caregiver_app.ui.widgets.picture import Picture
from caregiver_app.wording import people

if TYPE_CHECKING:
    from datetime import date

    from caregiver_app.domain.people import CareRecipient


class PersonCard(RecordCard):
    """``is_on_view`` marks the person whose medicines and pump the other pages show."""

    choose_asked = Signal()

    def __init__(self, person: CareRecipient, today: date, *, is_on_view: bool, has_draft: bool) -> None:
        edit = _("Go on with your changes") if has_draft else _("Edit")
        super().__init__(quiet_button(edit, "pencil"))
        name = data_label(people.full_name(person))
        name.setProperty("role", "section")
        self.setAccessibleName(people.full_name(person))
        self.header.addWidget(Picture("user", "accent", 1.3), 0, Qt.AlignmentFlag.AlignTop)
        self.header.addWidget(name, 1)
        self.choose_button = button(_("Choose"), "check")
        self.choose_button.setAccessibleName(_("Choose {name}").format(name=person.preferred_name))
        self.choose_button.clicked.connect(lambda _checked=False: self.choose_asked.emit())
        self.edit_button.setAccessibleName(f"{self.edit_button.text()}: {person.preferred_name}")
        if is_on_view:
            self.add(note(_("Shown on the other pages now.")))
        self.add(_facts(person, today))
        if has_draft:
            self.add(note(_("You changed something here and have not saved it yet.")))
        self.add(
            button_row(self.edit_button) if is_on_view else button_row(self.choose_button, self.edit_button)
        )


def _facts(person: CareRecipient, today: date) -> QGridLayout:
    gaps = tokens_now()
    grid = QGridLayout()
    grid.setHorizontalSpacing(gaps.gap_l)
    grid.setVerticalSpacing(gaps.gap_s)
    grid.setColumnStretch(1, 1)
    for place, (label, words) in enumerate(facts(person, today)):
        caption = QLabel(label)
        caption.setProperty("role", "muted")
        caption.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        grid.addWidget(caption, place, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(data_label(words), place, 1, Qt.AlignmentFlag.AlignTop)
    return grid


def facts(person: CareRecipient, today: date) -> list[tuple[str, str]]:
    """What the card says, as label and words."""
    age = people.age(person.birth_date, today) if person.birth_date else _("not recorded")
    allergies = people.allergies(person.allergies)
    if isinstance(person.allergies, AllergiesNotRecorded):
        allergies = _("Not recorded. Ask, then write it down.")
    return [
        (_("Age"), age),
        (_("Allergies"), allergies),
        (_("Medicines"), _medicines(len(person.current_medications(today)))),
        (_("Pump"), _("yes") if person.pumps else _("no pump written down")),
    ]


def _medicines(count: int) -> str:
    if not count:
        return _("none written down yet")
    return ngettext("{n} medicine", "{n} medicines", count).format(n=count)
