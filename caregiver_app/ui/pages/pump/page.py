"""The page of the implanted pump: its record, the form over it, and what official sources say of pumps."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout

from caregiver_app.domain.pump import Pump
from caregiver_app.i18n import _
from caregiver_app.ui.pages.pump.card import PumpCard
from caregiver_app.ui.pages.pump.form import PumpForm
from caregiver_app.ui.pages.pump.topics import topic_cards
from caregiver_app.ui.records.drafts import NEW
from caregiver_app.ui.records.record_list import CardList
from caregiver_app.ui.records.record_page import PersonRecordPage
from caregiver_app.ui.style import tokens_now
from caregiver_app.ui.widgets.buttons import primary_button, quiet_button
from caregiver_app.ui.widgets.empty_state import EmptyState
from caregiver_app.ui.widgets.flow import button_row
from caregiver_app.ui.widgets.page_header import PageHeader

if TYPE_CHECKING:
    from caregiver_app.domain.preferences import Preferences
    from caregiver_app.ui.frame.session import Session
    from caregiver_app.ui.widgets.card import Card


class PumpList(CardList[PumpCard]):
    """With one pump the page's main action is to edit it; each card has its own where there are more."""

    def __init__(self, session: Session) -> None:
        self.edit_button = primary_button(_("Edit"), "pencil")
        another = quiet_button(_("Add another pump"), "plus")
        empty = EmptyState(
            "droplet",
            _("No pump recorded"),
            _("For an implanted drug pump: its dose, its dates and the clinic’s numbers, for the sheet."),
            _("Add a pump"),
        )
        super().__init__(session, Pump, PageHeader(_("Pump"), self.edit_button), another, empty)
        self.edit_button.clicked.connect(lambda _checked=False: self.open_asked.emit(next(iter(self.cards))))
        self._topics: list[Card] = []
        self._topics_for: Preferences | None = None
        self._topic_column = QVBoxLayout()
        self._topic_column.setSpacing(tokens_now().gap_l)
        self.add(button_row(another))
        self.add(self._topic_column)

    def reload(self) -> None:
        person = self.session.person
        if person is None:
            return
        super().reload()
        self.header.set_title(_("{name}’s pump").format(name=person.preferred_name))
        self.edit_button.setVisible(len(self.cards) == 1)
        for card in self.cards.values():
            card.edit_button.setVisible(len(self.cards) > 1)
        self._show_topics()
        for topic in self._topics:
            topic.setVisible(bool(self.cards))

    def draft_words(self, key: str) -> str:
        if key == NEW:
            return _("There is an unfinished form of a new pump.")
        return _("There is an unfinished form of this pump.")

    def new_card(self, record: Pump) -> PumpCard:
        return PumpCard(self.session, record)

    def go_to(self, key: str) -> None:
        """The page keeps the focus: a button below the card would scroll the dose and the dates out of sight."""

    def _show_topics(self) -> None:
        """The lines hold the household's own emergency number, so they are made anew when that changes."""
        if self._topics_for == self.session.preferences:
            return
        self._topics_for = self.session.preferences
        for old in self._topics:
            self._topic_column.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._topics = topic_cards(self.session)
        for topic in self._topics:
            self._topic_column.addWidget(topic)


class PumpPage(PersonRecordPage):
    """The pump, rarely pumps, of the person on view."""

    def __init__(self, session: Session) -> None:
        self.list = PumpList(session)
        super().__init__(session, self.list, _("First say whose pump this is."))

    def new_form(self, record: Pump | None, record_id: str) -> PumpForm:
        person = self.session.person
        assert person is not None
        return PumpForm(self.session, person, record, record_id)
