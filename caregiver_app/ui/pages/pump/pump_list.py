"""The pumps of a person, each as a card, and below them what official sources say."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from caregiver_app.i18n import _
from caregiver_app.ui.pages.pump.card import PumpCard
from caregiver_app.ui.pages.pump.changes import draft_key
from caregiver_app.ui.pages.pump.topics import topic_cards
from caregiver_app.ui.style import tokens_now
from caregiver_app.ui.widgets.banner import Banner
from caregiver_app.ui.widgets.buttons import primary_button, quiet_button
from caregiver_app.ui.widgets.empty_state import EmptyState
from caregiver_app.ui.widgets.flow import button_row
from caregiver_app.ui.widgets.page_header import PageHeader
from caregiver_app.ui.widgets.scroll import ScrollPage

if TYPE_CHECKING:
    from caregiver_app.domain.household import Preferences
    from caregiver_app.domain.people import CareRecipient
    from caregiver_app.ui.frame.session import Session
    from caregiver_app.ui.widgets.card import Card


class PumpList(QWidget):
    """``opened`` carries the id of the pump whose form is wanted; "" for an empty form."""

    opened = Signal(str)
    remove_asked = Signal(object)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._first_id = ""
        self.cards: list[PumpCard] = []
        self.drafts: list[Banner] = []
        self.edit_button = primary_button(_("Edit"), "pencil")
        self.another_button = quiet_button(_("Add another pump"), "plus")
        self.header = PageHeader(_("Pump"), self.edit_button)
        self.nothing_yet = EmptyState(
            "droplet",
            _("No pump recorded"),
            _("For an implanted drug pump: its dose, its dates and the clinic’s numbers, for the sheet."),
            _("Add a pump"),
        )
        self.edit_button.clicked.connect(lambda _checked=False: self.opened.emit(self._first_id))
        self.another_button.clicked.connect(lambda _checked=False: self.opened.emit(""))
        self.nothing_yet.action.connect(lambda: self.opened.emit(""))
        self._parts = QVBoxLayout()
        self._topics: list[Card] = []
        self._topics_for: Preferences | None = None
        self._topic_column = QVBoxLayout()
        self._arrange()

    def reload(self, person: CareRecipient) -> None:
        """Shows the pumps as they are now."""
        for old in (*self.cards, *self.drafts):
            self._parts.removeWidget(old)
            old.hide()
            old.deleteLater()
        self.cards = [PumpCard(self._session, pump) for pump in person.pumps]
        self.drafts = self._draft_notices(person)
        for part in (*self.drafts, *self.cards):
            self._parts.addWidget(part)
        for card in self.cards:
            card.edit_asked.connect(lambda pump: self.opened.emit(pump.id))
            card.remove_asked.connect(self.remove_asked)
        self._show_topics()
        self._show_what_fits(person)

    def _show_topics(self) -> None:
        """The lines hold the household's own emergency number, so they are made anew when that changes."""
        if self._topics_for == self._session.preferences:
            return
        self._topics_for = self._session.preferences
        for old in self._topics:
            self._topic_column.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._topics = topic_cards(self._session)
        for topic in self._topics:
            self._topic_column.addWidget(topic)

    def _show_what_fits(self, person: CareRecipient) -> None:
        """With one pump the page's main action is to edit it; each card has its own where there are more."""
        pumps = person.pumps
        self._first_id = pumps[0].id if pumps else ""
        self.header.set_title(_("{name}’s pump").format(name=person.preferred_name))
        self.edit_button.setVisible(len(pumps) == 1)
        self.nothing_yet.setVisible(not pumps)
        self.another_button.setVisible(bool(pumps))
        for card in self.cards:
            card.edit_button.setVisible(len(pumps) > 1)
        for topic in self._topics:
            topic.setVisible(bool(pumps))

    def _draft_notices(self, person: CareRecipient) -> list[Banner]:
        notices = []
        for pump_id in ("", *(pump.id for pump in person.pumps)):
            if self._session.opened.draft(draft_key(pump_id, person.id)):
                text = (
                    _("There is an unfinished form of this pump.")
                    if pump_id
                    else _("There is an unfinished form of a new pump.")
                )
                notice = Banner("info", text, _("Go on"))
                notice.action.connect(lambda pump_id=pump_id: self.opened.emit(pump_id))
                notices.append(notice)
        return notices

    def _arrange(self) -> None:
        page = ScrollPage(_("Pump"))
        self._parts.setSpacing(tokens_now().gap_l)
        page.add(self.header)
        page.add(self._parts)
        page.add(self.nothing_yet)
        page.add(button_row(self.another_button))
        self._topic_column.setSpacing(tokens_now().gap_l)
        page.add(self._topic_column)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(page)
