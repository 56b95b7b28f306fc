"""Whom to call, as cards in call order, and the form of one contact."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from caregiver_app.domain.call_order import called_in_an_emergency, other_contacts
from caregiver_app.domain.contacts import Contact
from caregiver_app.i18n import _
from caregiver_app.services.edits import move_contact
from caregiver_app.ui.pages.contacts.card import ContactCard, EmergencyNumbersCard
from caregiver_app.ui.pages.contacts.form import ContactForm
from caregiver_app.ui.records.drafts import NEW
from caregiver_app.ui.records.record_list import CardList
from caregiver_app.ui.records.record_page import RecordPage
from caregiver_app.ui.style import tokens_now
from caregiver_app.ui.widgets.buttons import primary_button
from caregiver_app.ui.widgets.empty_state import EmptyState
from caregiver_app.ui.widgets.labels import note, section
from caregiver_app.ui.widgets.page_header import PageHeader

if TYPE_CHECKING:
    from caregiver_app.ui.frame.session import Session


class ContactList(CardList[ContactCard]):
    """``move_asked`` carries a contact's id and -1 (up) or 1 (down)."""

    move_asked = Signal(str, int)

    def __init__(self, session: Session) -> None:
        button = primary_button(_("Add a contact"), "plus")
        header = PageHeader(_("Contacts"), button)
        empty = EmptyState(
            "phone",
            _("Whom to call, by day and by night"),
            _("Add family, clinics and the pharmacy, each with its numbers and when to call which."),
            _("Add a contact"),
        )
        super().__init__(session, Contact, header, button, empty)
        self._numbers_of: dict[str, int] = {}
        self.numbers = EmergencyNumbersCard(session)
        self.column.setSpacing(tokens_now().gap_m)
        self.body.insertWidget(self.body.indexOf(self.drafts) + 1, self.numbers)

    def reload(self) -> None:
        self.numbers.reload()
        super().reload()

    def draft_words(self, key: str) -> str:
        return _("You began to add a contact and have not saved it yet.") if key == NEW else ""

    def fill(self) -> None:
        household = self.session.household
        called, others = called_in_an_emergency(household), other_contacts(household)
        self._numbers_of = {contact.id: number for number, contact in enumerate(called, 1)}
        if called:
            self.column.addWidget(section(_("To call in an emergency, in this order")))
        for contact in called:
            self.add_card(contact)
        if others:
            self._add_others_heading(has_called=bool(called))
        for contact in others:
            self.add_card(contact)

    def new_card(self, record: Contact) -> ContactCard:
        number, count = self._numbers_of.get(record.id, 0), len(self._numbers_of)
        has_draft = self.has_draft(record.id)
        card = ContactCard(record, self.session.household, number, count, has_draft=has_draft)
        card.move_asked.connect(lambda step: self.move_asked.emit(record.id, step))
        return card

    def go_to_move(self, contact_id: str, step: int) -> None:
        """After a move the same button has the focus, or the other one at the end of the order."""
        card = self.cards[contact_id]
        first, second = (card.up_button, card.down_button)[:: 1 if step < 0 else -1]
        (first if first.isEnabled() else second).setFocus()

    def _add_others_heading(self, *, has_called: bool) -> None:
        self.column.addWidget(section(_("Other contacts")))
        text = _("On an emergency sheet only where nobody is marked to be called for that person.")
        if not has_called:
            text = _("Nobody is marked to be called in an emergency, so the sheets list all of these.")
        self.column.addWidget(note(text))


class ContactsPage(RecordPage):
    """Contacts are moved in the list, too."""

    come_in_numbers = True

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
