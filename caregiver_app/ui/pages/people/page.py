"""The people of the household as cards, and the form of one of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from caregiver_app.i18n import _, ngettext
from caregiver_app.ui.pages.people.people_list import NEW, PeopleList, draft_key
from caregiver_app.ui.pages.people.removal import contacts_of_nobody_else, without_person
from caregiver_app.ui.records.form_page import FormPage
from caregiver_app.wording.problems import shown

if TYPE_CHECKING:
    from caregiver_app.ui.frame.session import Session


class PeoplePage(FormPage):
    """Cards, or while ``editor`` is not ``None`` a form."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._open_key = ""
        self.list = PeopleList(session)
        self.stack.addWidget(self.list)
        self.list.open_asked.connect(self.open_record)

    def reload(self) -> None:
        self.list.reload()

    def open_record(self, key: str) -> None:
        if self.editor is not None and self._open_key == key:
            return
        # This is the first page on view: the form and its fields wait until somebody wants them.
        from caregiver_app.ui.pages.people.form import PersonForm
        from caregiver_app.ui.records.record_editor import RecordEditor

        person = self.session.household.person(key)
        if person is None and key != NEW:
            return
        self.keep_typed()
        super().close_form()
        form = PersonForm(self.session, person)
        heading = shown(person.preferred_name) if person else _("Add a person")
        editor = RecordEditor(self.session, draft_key(key), heading, form, form.save)
        form.remove_asked.connect(lambda: self.remove(key))
        self._open_key = key
        self._show_form(editor)
        form.go_to_start()

    def remove(self, person_id: str) -> None:
        """Takes a person out, with the contacts that were only theirs. Undo brings all of it back."""
        household = self.session.household
        person = household.person(person_id)
        if person is None:
            return
        gone = len(contacts_of_nobody_else(household, person_id))
        what = _("Removed {name}").format(name=shown(person.preferred_name))
        if gone:
            also = ngettext("{n} contact that was only theirs", "{n} contacts that were only theirs", gone)
            what = _("{removed} and {contacts}").format(removed=what, contacts=also.format(n=gone))
        self.keep_typed()
        if self.session.change(what, lambda household: without_person(household, person_id)):
            self.close_form()

    def close_form(self) -> None:
        super().close_form()
        self.list.go_to(self._open_key)
