"""The form of one contact."""

from __future__ import annotations

from typing import TYPE_CHECKING

from caregiver_app.i18n import _
from caregiver_app.services.edits import Edit, put_contact
from caregiver_app.ui.pages.contacts.for_whom import ForWhomField
from caregiver_app.ui.pages.contacts.values import (
    contact_values,
    first_values,
    own_key,
    place_choices,
    read_contact,
    read_place,
    shows_own,
)
from caregiver_app.ui.pages.contacts.words import role_choices
from caregiver_app.ui.records.phone_rows import DoubtfulNumbers, phones_field, read_phones
from caregiver_app.ui.records.record_form import RecordForm
from caregiver_app.ui.widgets.choice_field import ChoiceField
from caregiver_app.ui.widgets.labels import section
from caregiver_app.ui.widgets.note_field import NoteField
from caregiver_app.ui.widgets.text_field import TextField
from caregiver_app.wording.problems import shown

if TYPE_CHECKING:
    from collections.abc import Mapping

    from caregiver_app.domain.contacts import Contact
    from caregiver_app.ui.frame.session import Session


class ContactForm(RecordForm):
    """``contact`` is ``None`` for a new one."""

    def __init__(self, session: Session, contact: Contact | None, record_id: str) -> None:
        super().__init__(shown(contact.name) if contact else _("Add a contact"), record_id)
        self._session = session
        self._saved_phones = contact.phones if contact else ()
        self.for_whom = ForWhomField(session.household.care_recipients)
        self.number_notice = DoubtfulNumbers()
        self.number_notice.action.connect(self.save_asked)
        self._add_who()
        self._add_numbers()
        self._add_rest()
        household = session.household
        self.set_row_visible("care_recipient_ids", visible=len(household.care_recipients) > 1)
        self.edited.connect(self._follow)
        self.set_values(contact_values(contact, household) if contact else first_values(household))
        self._follow()
        if contact:
            self.add_removal(_("Remove"), _("Remove this contact"))

    def edit(self, values: Mapping[str, str]) -> Edit | None:
        country = self._session.preferences.country
        read = read_phones("phones", values["phones"], country, self._saved_phones)
        contact = read_contact(values, self.record_id, read.phones)
        place = read_place(values)
        if self.number_notice.asks(read.doubtful):
            return None
        return put_contact(self._session.household, contact, place)

    def _add_who(self) -> None:
        session = self._session
        self.add("name", _("Name"), TextField(), _("A person, a clinic or a pharmacy. Needed."))
        self.add("role", _("What they are"), ChoiceField(role_choices()))
        self.add(
            "relationship", _("Relationship or field"), TextField(), _("For example mother, or neurologist.")
        )
        self.add("care_recipient_ids", _("For whom"), self.for_whom)
        for person in session.household.care_recipients:
            what = _("What they are to {name}").format(name=shown(person.preferred_name))
            self.add(own_key(person.id), what, TextField(), _("If it is not the same to all."))
        self.add(
            "call_order",
            _("Call them in an emergency?"),
            ChoiceField(place_choices(session.household, self.record_id)),
            _("The emergency sheet lists those to call, in this order."),
        )

    def _follow(self) -> None:
        """Whoever is there for several people may be the mother of one and the aunt of another."""
        values = self.values()
        for person in self._session.household.care_recipients:
            self.set_row_visible(own_key(person.id), visible=shows_own(values, person.id))

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
