"""What stands in the preview's place while a sheet is too full: texts to shorten, and the way to each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from caregiver_app.i18n import _
from caregiver_app.services.explain import explain
from caregiver_app.ui.widgets.buttons import button
from caregiver_app.ui.widgets.flow import button_row
from caregiver_app.ui.widgets.labels import data_label, section
from caregiver_app.ui.widgets.picture import Picture
from caregiver_app.ui.widgets.scroll import ScrollPage
from caregiver_app.wording.pumps import pump_values

if TYPE_CHECKING:
    from datetime import date

    from caregiver_app.domain.household import Household
    from caregiver_app.domain.people import CareRecipient
    from caregiver_app.printing.errors import SheetTooFullError
    from caregiver_app.ui.frame.session import Session

_MOST_BUTTONS = 3


class Refusal(ScrollPage):
    """Calm: nothing is lost, and the record may stay as long as it is; only the sheet needs shorter texts."""

    def __init__(self, session: Session) -> None:
        super().__init__(_("The sheet is too full"))
        self._session = session
        self.text = data_label()
        self.buttons = QWidget()
        self.add(Picture("file-text", "warning", 2.0))
        self.add(section(_("Nothing is printed yet")))
        self.add(self.text)
        self.add(self.buttons)

    def show_error(self, error: SheetTooFullError, person: CareRecipient) -> None:
        """Names the excess and offers the forms in which to shorten."""
        self.text.show_data(explain(error))
        forms = forms_by_field(self._session.household, person, self._session.today)
        fields = [field for field, _lines in error.longest if field][:_MOST_BUTTONS]
        row = button_row(*(self._button(field, forms.get(field, ("people", person.id))) for field in fields))
        self.body.replaceWidget(self.buttons, row)
        self.buttons.hide()
        self.buttons.deleteLater()
        self.buttons = row

    def _button(self, field: str, form: tuple[str, str]) -> QWidget:
        result = button(_("Open “{field}”").format(field=field.replace("&", "&&")), "pencil")
        result.clicked.connect(lambda _checked=False: self._session.asked.emit(*form))
        return result


def forms_by_field(household: Household, person: CareRecipient, today: date) -> dict[str, tuple[str, str]]:
    """Page and record in which a field of the summary is written; any other is in the person's own form."""
    forms: dict[str, tuple[str, str]] = {}
    for medication in person.medications:
        field = _("Medicine: {name}").format(name=medication.product_name.strip())
        forms[field] = ("medications", medication.id)
    for contact in household.contacts_for(person.id):
        forms[_("Contact: {name}").format(name=contact.name.strip())] = ("contacts", contact.id)
    preferences = household.preferences
    for pump in person.pumps:
        values = pump_values(pump, today, preferences.clock)
        forms |= dict.fromkeys((value.field for value in values if value.field), ("pump", pump.id))
    return forms
