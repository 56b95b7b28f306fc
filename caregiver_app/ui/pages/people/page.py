"""The people of the household as cards, and the form of one of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from caregiver_app.domain.people import CareRecipient
from caregiver_app.i18n import _
from caregiver_app.ui.pages.people.card import PersonCard
from caregiver_app.ui.records.drafts import NEW
from caregiver_app.ui.records.record_list import CardList
from caregiver_app.ui.records.record_page import RecordPage
from caregiver_app.ui.widgets.buttons import primary_button
from caregiver_app.ui.widgets.empty_state import EmptyState
from caregiver_app.ui.widgets.page_header import PageHeader

if TYPE_CHECKING:
    from caregiver_app.ui.frame.session import Session
    from caregiver_app.ui.pages.people.form import PersonForm
    from caregiver_app.ui.records.record_form import RecordForm


class PeopleList(CardList[PersonCard]):
    """Chooses whose pages are on view, too."""

    def __init__(self, session: Session) -> None:
        add = _("Add a person")
        button = primary_button(add, "user-plus")
        header = PageHeader(_("People"), button)
        empty = EmptyState(
            "users",
            _("Who do you care for?"),
            _("Add the first person. Then write down what they take, and whom to call."),
            add,
            "user-plus",
        )
        super().__init__(session, CareRecipient, header, button, empty)

    def draft_words(self, key: str) -> str:
        return _("You began to add a person and have not saved it yet.") if key == NEW else ""

    def new_card(self, record: CareRecipient) -> PersonCard:
        on_view = self.session.person
        card = PersonCard(
            record,
            self.session.today,
            is_on_view=on_view is not None and on_view.id == record.id,
            has_draft=self.has_draft(record.id),
        )
        card.choose_asked.connect(lambda: self._choose(record.id))
        return card

    def _choose(self, person_id: str) -> None:
        self.session.choose_person(person_id)
        self.reload()
        self.go_to(person_id)


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
