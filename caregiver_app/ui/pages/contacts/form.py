"""The form of one contact."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import uuid4

from PySide6.QtCore import Signal

from caregiver_app.i18n import _
from caregiver_app.ui.pages.contacts.call_order import with_contact
from caregiver_app.ui.pages.contacts.for_whom import ForWhomField
from caregiver_app.ui.pages.contacts.values import (
    contact_values,
    first_values,
    place_choices,
    read_contact,
    read_place,
)
from caregiver_app.ui.pages.contacts.words import role_choices
from caregiver_app.ui.records.phone_rows import DoubtfulNumbers, phones_field, read_phones
from caregiver_app.ui.widgets.buttons import danger_button
from caregiver_app.ui.widgets.choice_field import ChoiceField
from caregiver_app.ui.widgets.flow import button_row
from caregiver_app.ui.widgets.form import Form
from caregiver_app.ui.widgets.labels import section
from caregiver_app.ui.widgets.note_field import NoteField
from caregiver_app.ui.widgets.text_field import TextField
from caregiver_app.wording.problems import shown

if TYPE_CHECKING:
    from collections.abc import Mapping

    from caregiver_app.domain.contacts import Contact
    from caregiver_app.ui.frame.session import Session


class ContactForm(Form):
    """``contact`` is ``None`` for a new one.

    ``remove_asked`` fires when it is to be removed, ``save_asked`` when doubtful numbers are to be kept.
    """

    remove_asked = Signal()
    save_asked = Signal()

    def __init__(self, session: Session, contact: Contact | None) -> None:
        super().__init__()
        self._session = session
        self._is_new = contact is None
        self._id = contact.id if contact else uuid4().hex
        self._saved_phones = contact.phones if contact else ()
        self.name = TextField()
        self.for_whom = ForWhomField(session.household.care_recipients)
        self.number_notice = DoubtfulNumbers()
        self.number_notice.action.connect(self.save_asked)
        self.remove_button = danger_button(_("Remove this contact"), "trash-2")
        self.remove_button.clicked.connect(lambda _checked=False: self.remove_asked.emit())
        self._add_who()
        self._add_numbers()
        self._add_rest()
        household = session.household
        self.set_row_visible("care_recipient_ids", visible=len(household.care_recipients) > 1)
        self.set_values(contact_values(contact, household) if contact else first_values(household))
        if contact:
            self.add_wide(section(_("Remove")))
            self.add_wide(button_row(self.remove_button))

    def go_to_start(self) -> None:
        """Puts the focus into the first field."""
        self.name.setFocus()

    def save(self, values: Mapping[str, str]) -> bool:
        """Adds or changes the contact. Raises ``InvalidField``; false if the form must stay open.

        Doubtful numbers are told once; saved again as they are, they are kept.
        """
        country = self._session.preferences.country
        read = read_phones("phones", values["phones"], country, self._saved_phones)
        contact = read_contact(values, self._id, read.phones)
        place = read_place(values)
        if self.number_notice.asks(read.doubtful):
            return False
        what = _("Added {name}") if self._is_new else _("Changed {name}")
        return self._session.change(
            what.format(name=shown(contact.name)), lambda household: with_contact(household, contact, place)
        )

    def _add_who(self) -> None:
        session = self._session
        self.add("name", _("Name"), self.name, _("A person, a clinic or a pharmacy. Needed."))
        self.add("role", _("What they are"), ChoiceField(role_choices()))
        self.add(
            "relationship", _("Relationship or field"), TextField(), _("For example mother, or neurologist.")
        )
        self.add("care_recipient_ids", _("For whom"), self.for_whom)
        self.add(
            "call_order",
            _("Call them in an emergency?"),
            ChoiceField(place_choices(session.household, self._id)),
            _("The emergency sheet lists those to call, in this order."),
        )

    def _add_numbers(self) -> None:
        self.add_wide(section(_("Phone numbers")))
        self.add(
            "phones",
            _("Which number, for what"),
            phones_field(),
            _("One row for each number. For example “pump alarm at night” or “refills”."),
        )
        self.add_wide(self.number_notice)

    def _add_rest(self) -> None:
        self.add_wide(section(_("More")))
        self.add("address", _("Address"), NoteField(lines=2))
        self.add("notes", _("Notes"), NoteField(lines=3))
