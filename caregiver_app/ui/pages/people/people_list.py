"""The cards of all people, a word on a form that was begun, and the way to add somebody."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout

from caregiver_app.i18n import _
from caregiver_app.ui.pages.people.card import PersonCard
from caregiver_app.ui.style import tokens_now
from caregiver_app.ui.widgets.banner import Banner
from caregiver_app.ui.widgets.buttons import primary_button
from caregiver_app.ui.widgets.empty_state import EmptyState
from caregiver_app.ui.widgets.page_header import PageHeader
from caregiver_app.ui.widgets.scroll import ScrollPage

if TYPE_CHECKING:
    from caregiver_app.domain.people import CareRecipient
    from caregiver_app.ui.frame.session import Session

NEW: Final = "new"


def draft_key(person_id: str) -> str:
    """Where a person's half-filled form is kept."""
    return f"people/{person_id}"


class PeopleList(ScrollPage):
    """``open_asked`` carries a person's id, or ``new``."""

    open_asked = Signal(str)

    def __init__(self, session: Session) -> None:
        super().__init__(_("People"))
        self._session = session
        self.cards: dict[str, PersonCard] = {}
        self.add_button = primary_button(_("Add a person"), "user-plus")
        self.begun = Banner("info")
        self.empty = EmptyState(
            "users",
            _("Who do you care for?"),
            _("Add the first person. Then write down what they take, and whom to call."),
            _("Add a person"),
            "user-plus",
        )
        self.add_button.clicked.connect(lambda _checked=False: self.open_asked.emit(NEW))
        self.begun.action.connect(lambda: self.open_asked.emit(NEW))
        self.empty.action.connect(lambda: self.open_asked.emit(NEW))
        self._column = QVBoxLayout()
        self._column.setSpacing(tokens_now().gap_l)
        self.add(PageHeader(_("People"), self.add_button))
        self.add(self.begun)
        self.add(self._column)
        self.add(self.empty)

    def reload(self) -> None:
        """Shows who there is now."""
        people = self._session.household.care_recipients
        for card in self.cards.values():
            self._column.removeWidget(card)
            card.hide()
            card.deleteLater()
        self.cards = {person.id: self._card(person) for person in people}
        for card in self.cards.values():
            self._column.addWidget(card)
        self.add_button.setVisible(bool(people))
        self.empty.setVisible(not people)
        begun = _("You began to add a person and have not saved it yet.") if self._has_draft(NEW) else ""
        self.begun.show_text(begun, _("Go on") if begun else "")

    def go_to(self, person_id: str) -> None:
        """Puts the focus on a person's card, or on the way to add one."""
        card = self.cards.get(person_id)
        if card is not None:
            card.edit_button.setFocus()
        else:
            (self.add_button if self.cards else self.empty.button).setFocus()

    def _card(self, person: CareRecipient) -> PersonCard:
        on_view = self._session.person
        card = PersonCard(
            person,
            self._session.today,
            is_on_view=on_view is not None and on_view.id == person.id,
            has_draft=self._has_draft(person.id),
        )
        card.choose_asked.connect(lambda: self._choose(person.id))
        card.edit_asked.connect(lambda: self.open_asked.emit(person.id))
        return card

    def _choose(self, person_id: str) -> None:
        self._session.choose_person(person_id)
        self.reload()
        self.go_to(person_id)

    def _has_draft(self, key: str) -> bool:
        return bool(self._session.opened.draft(draft_key(key)))
