"""The form for what travels with the household: country, its two numbers, paper and clock."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from caregiver_app.domain.preferences import Clock, Paper, Preferences
from caregiver_app.i18n import _
from caregiver_app.services.edits import put_record
from caregiver_app.ui.pages.settings_page.countries import country_choices, offer
from caregiver_app.ui.records.record_editor import RecordEditor
from caregiver_app.ui.widgets.banner import Banner
from caregiver_app.ui.widgets.choice_field import ChoiceField
from caregiver_app.ui.widgets.form import Form
from caregiver_app.ui.widgets.text_field import TextField

if TYPE_CHECKING:
    from caregiver_app.reference import EmergencyNumbers
    from caregiver_app.ui.frame.session import Session

DRAFT_KEY: Final = "preferences"


class HouseholdForm(Form):
    """Offers a country's verified numbers; what is typed changes only when the person takes the offer."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._numbers = session.reference.emergency_numbers
        self._offered: EmergencyNumbers | None = None
        self.offer = Banner("warning")
        self.add("country", _("Country"), ChoiceField(country_choices()))
        self.add_wide(self.offer)
        self.add("emergency_number", _("Emergency number"), TextField(), _("Printed first on every sheet."))
        self.add("poison_number", _("Poison help number"), TextField(), _("Leave empty if there is none."))
        self.add("paper", _("Paper"), ChoiceField(list(paper_names().items())))
        self.add("clock", _("Clock"), ChoiceField(list(clock_names().items())))
        self.set_values(as_typed(session.preferences))
        self.offer.action.connect(self._take_offer)
        self.edited.connect(self._show_offer)
        self._show_offer()

    def _show_offer(self) -> None:
        values = self.values()
        text, self._offered = offer(
            values["country"], values["emergency_number"], values["poison_number"], self._numbers
        )
        action = _("Use {number}").format(number=self._offered.emergency) if self._offered else ""
        self.offer.show_text(text, action)

    def _take_offer(self) -> None:
        offered = self._offered
        if offered is None:
            return
        self.field("emergency_number").set_value(offered.emergency)
        if offered.poison is not None:
            self.field("poison_number").set_value(offered.poison)


def household_editor(session: Session) -> RecordEditor:
    """The form with Save and Back."""

    def save(values: dict[str, str]) -> bool:
        wanted = read_preferences(values)
        return session.change(*put_record(session.household, wanted, "", session.reference, session.today))

    return RecordEditor(session, DRAFT_KEY, _("The household’s choices"), HouseholdForm(session), save)


def as_typed(preferences: Preferences) -> dict[str, str]:
    """The choices as the form holds them."""
    return {
        "country": preferences.country,
        "emergency_number": preferences.emergency_number,
        "poison_number": preferences.poison_number,
        "paper": preferences.paper.value,
        "clock": preferences.clock.value,
    }


def read_preferences(values: dict[str, str]) -> Preferences:
    """Raises ``InvalidField`` that names the field."""
    return Preferences(
        country=values["country"],
        emergency_number=values["emergency_number"].strip(),
        poison_number=values["poison_number"].strip(),
        clock=Clock(values["clock"]),
        paper=Paper(values["paper"]),
    )


def paper_names() -> dict[str, str]:
    """Paper by its value."""
    return {Paper.LETTER.value: _("Letter (8.5 by 11 inches)"), Paper.A4.value: _("A4 (210 by 297 mm)")}


def clock_names() -> dict[str, str]:
    """Clocks by their value."""
    return {
        Clock.TWELVE_HOUR.value: _("12 hours (8:00 PM)"),
        Clock.TWENTY_FOUR_HOUR.value: _("24 hours (20:00)"),
    }
