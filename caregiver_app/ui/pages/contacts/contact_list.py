"""All contacts in call order, the household's emergency numbers above them, and the way to add one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from caregiver_app.i18n import _
from caregiver_app.ui.pages.contacts.call_order import called_in_an_emergency, other_contacts
from caregiver_app.ui.pages.contacts.card import ContactCard
from caregiver_app.ui.pages.contacts.emergency_numbers import EmergencyNumbersCard
from caregiver_app.ui.style import tokens_now
from caregiver_app.ui.widgets.banner import Banner
from caregiver_app.ui.widgets.buttons import primary_button
from caregiver_app.ui.widgets.empty_state import EmptyState
from caregiver_app.ui.widgets.labels import note, section
from caregiver_app.ui.widgets.page_header import PageHeader
from caregiver_app.ui.widgets.scroll import ScrollPage

if TYPE_CHECKING:
    from caregiver_app.domain.contacts import Contact
    from caregiver_app.ui.frame.session import Session

NEW: Final = "new"


def draft_key(contact_id: str) -> str:
    """Where a contact's half-filled form is kept."""
    return f"contacts/{contact_id}"


class ContactList(ScrollPage):
    """``open_asked`` carries a contact's id or ``new``; ``move_asked`` its id and -1 (up) or 1 (down)."""

    open_asked = Signal(str)
    move_asked = Signal(str, int)

    def __init__(self, session: Session) -> None:
        super().__init__(_("Contacts"))
        self._session = session
        self.cards: dict[str, ContactCard] = {}
        self.add_button = primary_button(_("Add a contact"), "plus")
        self.begun = Banner("info")
        self.numbers = EmergencyNumbersCard(session)
        self.empty = EmptyState(
            "phone",
            _("Whom to call, by day and by night"),
            _("Add family, clinics and the pharmacy, each with its numbers and when to call which."),
            _("Add a contact"),
        )
        self.add_button.clicked.connect(lambda _checked=False: self.open_asked.emit(NEW))
        self.begun.action.connect(lambda: self.open_asked.emit(NEW))
        self.empty.action.connect(lambda: self.open_asked.emit(NEW))
        self._column = QVBoxLayout()
        self._column.setSpacing(tokens_now().gap_m)
        self.add(PageHeader(_("Contacts"), self.add_button))
        self.add(self.begun)
        self.add(self.numbers)
        self.add(self._column)
        self.add(self.empty)

    def reload(self) -> None:
        """Shows the contacts there are now."""
        household = self._session.household
        self.numbers.reload()
        self._clear()
        called, others = called_in_an_emergency(household), other_contacts(household)
        if called:
            self._column.addWidget(section(_("To call in an emergency, in this order")))
        for number, contact in enumerate(called, 1):
            self._column.addWidget(self._card(contact, number, len(called)))
        if others:
            self._add_others_heading(has_called=bool(called))
        for contact in others:
            self._column.addWidget(self._card(contact, 0, 0))
        self.add_button.setVisible(bool(household.contacts))
        self.empty.setVisible(not household.contacts)
        begun = _("You began to add a contact and have not saved it yet.") if self._has_draft(NEW) else ""
        self.begun.show_text(begun, _("Go on") if begun else "")

    def go_to(self, contact_id: str) -> None:
        """Puts the focus on a contact's card, or on the way to add one."""
        card = self.cards.get(contact_id)
        if card is not None:
            card.edit_button.setFocus()
        else:
            (self.add_button if self.cards else self.empty.button).setFocus()

    def go_to_move(self, contact_id: str, step: int) -> None:
        """After a move the same button has the focus, or the other one at the end of the order."""
        card = self.cards[contact_id]
        first, second = (card.up_button, card.down_button)[:: 1 if step < 0 else -1]
        (first if first.isEnabled() else second).setFocus()

    def _add_others_heading(self, *, has_called: bool) -> None:
        self._column.addWidget(section(_("Other contacts")))
        text = _("On an emergency sheet only where nobody is marked to be called for that person.")
        if not has_called:
            text = _("Nobody is marked to be called in an emergency, so the sheets list all of these.")
        self._column.addWidget(note(text))

    def _card(self, contact: Contact, number: int, count: int) -> ContactCard:
        has_draft = self._has_draft(contact.id)
        card = ContactCard(contact, self._session.household, number, count, has_draft=has_draft)
        card.edit_asked.connect(lambda: self.open_asked.emit(contact.id))
        card.move_asked.connect(lambda step: self.move_asked.emit(contact.id, step))
        self.cards[contact.id] = card
        return card

    def _clear(self) -> None:
        self.cards = {}
        while (item := self._column.takeAt(0)) is not None:
            widget = item.widget()
            if isinstance(widget, QWidget):
                widget.hide()
                widget.deleteLater()

    def _has_draft(self, key: str) -> bool:
        return bool(self._session.opened.draft(draft_key(key)))
