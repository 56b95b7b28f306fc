"""The people of the household as cards, and the form of one of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from caregiver_app.ui.pages.people.people_list import PeopleList
from caregiver_app.ui.records.record_page import RecordPage

if TYPE_CHECKING:
    from caregiver_app.domain.people import CareRecipient
    from caregiver_app.ui.frame.session import Session
    from caregiver_app.ui.pages.people.form import PersonForm
    from caregiver_app.ui.records.record_form import RecordForm


class PeoplePage(RecordPage):
    """Somebody new is on view at once."""

    def __init__(self, session: Session) -> None:
        self.list = PeopleList(session)
        super().__init__(session, self.list)

    def new_form(self, record: CareRecipient | None, record_id: str) -> PersonForm:
        # This is the first page on view: the form and its fields wait until somebody wants them.
        from caregiver_app.ui.pages.people.form import PersonForm

        return PersonForm(self.session, record, record_id)

    def save(self, form: RecordForm, values: dict[str, str]) -> bool:
        if self.session.household.person(form.record_id) is not None:
            return super().save(form, values)
        edit = form.edit(values)
        if edit is None:
            return False
        # First the choice, then the change: the change is what the undo bar is to show.
        before = self.session.person
        self.session.choose_person(form.record_id)
        if self.session.change(*edit):
            return True
        self.session.choose_person(before.id if before else "")
        return False
