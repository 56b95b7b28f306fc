"""The cards of all people, a word on a form that was begun, and the way to add somebody."""

from __future__ import annotations

from typing import TYPE_CHECKING

from caregiver_app.domain.people import CareRecipient
from caregiver_app.i18n import _
from caregiver_app.ui.pages.people.card import PersonCard
from caregiver_app.ui.records.drafts import NEW
from caregiver_app.ui.records.record_list import CardList
from caregiver_app.ui.widgets.buttons import primary_button
from caregiver_app.ui.widgets.empty_state import EmptyState
from caregiver_app.ui.widgets.page_header import PageHeader

if TYPE_CHECKING:
    from caregiver_app.ui.frame.session import Session


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
