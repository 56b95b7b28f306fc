"""Whom to call, as cards in call order, and the form of one contact."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from caregiver_app.i18n import _
from caregiver_app.ui.pages.contacts.call_order import moved
from caregiver_app.ui.pages.contacts.contact_list import NEW, ContactList, draft_key
from caregiver_app.ui.pages.contacts.form import ContactForm
from caregiver_app.ui.records.form_page import FormPage
from caregiver_app.ui.records.record_editor import RecordEditor
from caregiver_app.wording.problems import shown

if TYPE_CHECKING:
    from caregiver_app.domain.contacts import Contact
    from caregiver_app.domain.household import Household
    from caregiver_app.ui.frame.session import Session


class ContactsPage(FormPage):
    """Cards, or while ``editor`` is not ``None`` a form."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._open_key = ""
        self.list = ContactList(session)
        self.stack.addWidget(self.list)
        self.list.open_asked.connect(self.open_record)
        self.list.move_asked.connect(self.move_contact)

    def reload(self) -> None:
        self.list.reload()

    def open_record(self, key: str) -> None:
        if self.editor is not None and self._open_key == key:
            return
        contact = self._contact(key)
        if contact is None and key != NEW:
            return
        self.keep_typed()
        super().close_form()
        form = ContactForm(self.session, contact)
        heading = shown(contact.name) if contact else _("Add a contact")
        editor = RecordEditor(self.session, draft_key(key), heading, form, form.save)
        form.save_asked.connect(editor.save)
        form.remove_asked.connect(lambda: self.remove(key))
        self._open_key = key
        self._show_form(editor)
        form.go_to_start()

    def move_contact(self, contact_id: str, step: int) -> None:
        """Calls a contact one place earlier (-1) or later (1)."""
        contact = self._contact(contact_id)
        if contact is None:
            return
        words = (
            _("Moved {name} up in the call order") if step < 0 else _("Moved {name} down in the call order")
        )
        what = words.format(name=shown(contact.name))
        if self.session.change(what, lambda household: moved(household, contact_id, step)):
            self.list.reload()
            self.list.go_to_move(contact_id, step)

    def remove(self, contact_id: str) -> None:
        """Takes a contact out; undo brings it back."""
        contact = self._contact(contact_id)
        if contact is None:
            return

        def without(household: Household) -> Household:
            return replace(
                household, contacts=tuple(each for each in household.contacts if each.id != contact_id)
            )

        self.keep_typed()
        if self.session.change(_("Removed {name}").format(name=shown(contact.name)), without):
            self.close_form()

    def _contact(self, key: str) -> Contact | None:
        return next((each for each in self.session.household.contacts if each.id == key), None)

    def close_form(self) -> None:
        super().close_form()
        self.list.go_to(self._open_key)
