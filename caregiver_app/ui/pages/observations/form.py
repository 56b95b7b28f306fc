"""The questions about one observation: what it was, only the fields that this needs, and when."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from caregiver_app.domain.observations import BY_LEVEL, UNITS_OF, Level, ObservedThing
from caregiver_app.i18n import _
from caregiver_app.ui.pages.observations.choice_buttons import ChoiceButtons
from caregiver_app.ui.pages.observations.values import (
    EARLIER,
    NOW,
    WITH_CHOICE_OF_UNIT,
    read_as_time,
    typed_of,
    unit_key,
)
from caregiver_app.ui.records.careful_field import CarefulField
from caregiver_app.ui.records.reading import date_field, day_as_typed
from caregiver_app.ui.widgets.buttons import danger_button
from caregiver_app.ui.widgets.flow import button_row
from caregiver_app.ui.widgets.form import Form
from caregiver_app.ui.widgets.labels import note, section
from caregiver_app.ui.widgets.note_field import NoteField
from caregiver_app.ui.widgets.text_field import TextField
from caregiver_app.wording.events import observation as said

if TYPE_CHECKING:
    from caregiver_app.domain.events import Event
    from caregiver_app.ui.frame.session import Session


class ObservationForm(Form):
    """Of the person called ``name``; fields that the chosen thing does not need are out of sight."""

    def __init__(self, session: Session, name: str) -> None:
        super().__init__()
        self.session = session
        self.thing = ChoiceButtons([(each.value, said.thing(each)) for each in ObservedThing])
        self.words = NoteField(lines=2)
        self.when = ChoiceButtons([(NOW, _("Now")), (EARLIER, _("Earlier"))])
        self.when.set_value(NOW)
        self.day = date_field(session.today)
        self.add("thing", _("What did you see?"), self.thing)
        self._add_levels(name)
        self._add_numbers(name)
        self.add("words", _("In words"), self.words, _("Not needed where the answer above says it all."))
        self._add_moment()
        self.edited.connect(self.fit_rows)
        self.when.edited.connect(self._begin_with_today)
        self.fit_rows()

    def fit_rows(self) -> None:
        """Shows the fields that are needed now."""
        values = self.values()
        for thing in (*BY_LEVEL, *UNITS_OF):
            self.set_row_visible(thing.value, visible=values["thing"] == thing.value)
        for thing in WITH_CHOICE_OF_UNIT:
            self.set_row_visible(unit_key(thing), visible=values["thing"] == thing.value)
        for key in ("words", "when"):
            self.set_row_visible(key, visible=bool(values["thing"]))
        for key in ("on", "at"):
            self.set_row_visible(key, visible=bool(values["thing"]) and values["when"] == EARLIER)

    def _add_levels(self, name: str) -> None:
        levels = [(each.value, said.level(each)) for each in Level]
        for thing in BY_LEVEL:
            self.add(thing.value, said.asked(thing, name), ChoiceButtons(levels))

    def _add_numbers(self, name: str) -> None:
        for thing, units in UNITS_OF.items():
            self.add(thing.value, said.asked(thing, name), TextField())
            if thing in WITH_CHOICE_OF_UNIT:
                choices = [(each.value, said.unit(each)) for each in units]
                self.add(unit_key(thing), _("Unit"), ChoiceButtons(choices))

    def _add_moment(self) -> None:
        clock = self.session.preferences.clock
        self.add("when", _("When"), self.when, _("Now: the moment at which you press the button below."))
        self.add("on", _("Day"), self.day, _("Such as 4 Dec 2026."))
        at = CarefulField(TextField(), lambda text: read_as_time(text, clock))
        self.add("at", _("Time"), at, _("Such as 8:00 PM or 20:00."))

    def _begin_with_today(self) -> None:
        """Most of what is written down late was seen on the same day; it stands there to be changed."""
        if self.when.value() == EARLIER and not self.day.value():
            self.day.set_value(day_as_typed(self.session.today))


class CorrectionForm(ObservationForm):
    """What was noted, to be corrected or taken back, with the reason. ``is_taking_back`` tells which of the two."""

    take_back_asked = Signal()

    def __init__(self, session: Session, name: str, event: Event) -> None:
        super().__init__(session, name)
        self.old = event
        self.is_taking_back = False
        self.add(
            "reason",
            _("Why you correct it"),
            NoteField(lines=2),
            _("It stays readable what stood here before."),
        )
        self.set_values(typed_of(event, session.preferences.clock))
        self.as_noted = self.values()
        self.take_back_button = danger_button(_("Take this back"), "undo-2")
        self.take_back_button.clicked.connect(lambda _checked=False: self.take_back_asked.emit())
        self.add_wide(section(_("It was not so at all")))
        self.add_wide(
            note(
                _(
                    "Noted by mistake, or for somebody else: say why above, then take it back. The history keeps it."
                )
            )
        )
        self.add_wide(button_row(self.take_back_button))
        self.fit_rows()

    def fit_rows(self) -> None:
        super().fit_rows()
        self.set_row_visible("when", visible=False)
