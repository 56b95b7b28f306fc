"""Whom to call, as cards in call order, and the form of one contact."""

from __future__ import annotations

from typing import TYPE_CHECKING

from caregiver_app.services.edits import move_contact
from caregiver_app.ui.pages.contacts.contact_list import ContactList
from caregiver_app.ui.pages.contacts.form import ContactForm
from caregiver_app.ui.records.record_page import RecordPage

if TYPE_CHECKING:
    from caregiver_app.domain.contacts import Contact
    from caregiver_app.ui.frame.session import Session


class ContactsPage(RecordPage):
    """Contacts are moved in the list, too."""

    def __init__(self, session: Session) -> None:
        self.list = ContactList(session)
        super().__init__(session, self.list)
        self.list.move_asked.connect(self.move_contact)

    def new_form(self, record: Contact | None, record_id: str) -> ContactForm:
        return ContactForm(self.session, record, record_id)

    def move_contact(self, contact_id: str, step: int) -> None:
        """Calls a contact one place earlier (-1) or later (1)."""
        contact = self.list.record(contact_id)
        if contact is not None and self.session.change(*move_contact(contact, step)):
            self.list.reload()
            self.list.go_to_move(contact_id, step)
