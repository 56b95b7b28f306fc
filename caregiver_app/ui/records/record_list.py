"""What a page of records shows while no form is open: forms that were begun, the records, the way to add one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Generic, TypeVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from caregiver_app.domain.record_kinds import KIND_OF
from caregiver_app.ui.records.drafts import NEW, DraftNotices, draft_key
from caregiver_app.ui.style import tokens_now
from caregiver_app.ui.widgets.card import Card
from caregiver_app.ui.widgets.scroll import ScrollPage

if TYPE_CHECKING:
    from caregiver_app.domain.record_kinds import Record
    from caregiver_app.ui.frame.session import Session
    from caregiver_app.ui.widgets.buttons import Button
    from caregiver_app.ui.widgets.empty_state import EmptyState
    from caregiver_app.ui.widgets.page_header import PageHeader

_Card = TypeVar("_Card", bound="RecordCard")


class RecordList(ScrollPage):
    """``open_asked`` carries a record's id, or ``new``; ``remove_asked`` an id.

    Records that belong to a person are those of the person on view.
    """

    open_asked = Signal(str)
    remove_asked = Signal(str)

    def __init__(self, session: Session, cls: type[Record], header: PageHeader) -> None:
        super().__init__(header.title.text())
        self.session = session
        self.kind = KIND_OF[cls]
        self.header = header
        self.drafts = DraftNotices()
        self.drafts.wanted.connect(self.open_asked)
        self.add(self.header)
        self.add(self.drafts)

    def reload(self) -> None:
        """Shows what there is now."""
        keys = (NEW, *(each.id for each in self.records()))
        texts = {key: self.draft_words(key) for key in keys if self.has_draft(key)}
        self.drafts.show_texts({key: text for key, text in texts.items() if text})

    def draft_words(self, key: str) -> str:
        """What stands above the list while the form of that record waits; empty where its card tells it."""
        raise NotImplementedError

    def go_to(self, key: str) -> None:
        """Where the focus goes after the form of that record. Without a place of its own the page has it."""

    def owner_id(self) -> str:
        """The person on view where the records are theirs; else empty."""
        person = self.session.person
        return person.id if self.kind.owner is not None and person is not None else ""

    def records(self) -> tuple[Any, ...]:
        """The records on view."""
        owner = self.session.household if self.kind.owner is None else self.session.person
        return getattr(owner, self.kind.listed_in) if owner is not None else ()

    def record(self, key: str) -> Any:
        """The one with that id; ``None`` where there is none."""
        return next((each for each in self.records() if each.id == key), None)

    def draft_key(self, key: str) -> str:
        """Where the half-filled form of that record is kept."""
        return draft_key(self.kind, key, self.owner_id())

    def has_draft(self, key: str) -> bool:
        """Whether one waits there."""
        return bool(self.session.opened.draft(self.draft_key(key)))


class RecordCard(Card):
    """One record in words, with the button that opens its form."""

    edit_asked = Signal()
    remove_asked = Signal()

    def __init__(self, edit_button: Button, title: str = "") -> None:
        super().__init__(title)
        self.edit_button = edit_button
        self.edit_button.clicked.connect(lambda _checked=False: self.edit_asked.emit())


class CardList(RecordList, Generic[_Card]):
    """A card for each record, and an empty state while there is none; ``add_button`` is for the next one."""

    def __init__(
        self,
        session: Session,
        cls: type[Record],
        header: PageHeader,
        add_button: Button,
        empty: EmptyState,
    ) -> None:
        super().__init__(session, cls, header)
        self.cards: dict[str, _Card] = {}
        self.add_button = add_button
        self.empty = empty
        self.column = QVBoxLayout()
        self.column.setSpacing(tokens_now().gap_l)
        add_button.clicked.connect(lambda _checked=False: self.open_asked.emit(NEW))
        empty.action.connect(lambda: self.open_asked.emit(NEW))
        self.add(self.column)
        self.add(empty)

    def reload(self) -> None:
        super().reload()
        self.cards = {}
        while (item := self.column.takeAt(0)) is not None:
            widget = item.widget()
            if isinstance(widget, QWidget):
                widget.hide()
                widget.deleteLater()
        self.fill()
        self.add_button.setVisible(bool(self.cards))
        self.empty.setVisible(not self.cards)

    def fill(self) -> None:
        """Puts the cards into ``column``."""
        for record in self.records():
            self.add_card(record)

    def add_card(self, record: Any) -> None:
        """At the end of ``column``."""
        card = self.new_card(record)
        card.edit_asked.connect(lambda: self.open_asked.emit(record.id))
        card.remove_asked.connect(lambda: self.remove_asked.emit(record.id))
        self.cards[record.id] = card
        self.column.addWidget(card)

    def new_card(self, record: Any) -> _Card:
        raise NotImplementedError

    def go_to(self, key: str) -> None:
        """Puts the focus on a record's card, or on the way to add one."""
        card = self.cards.get(key)
        if card is not None:
            card.edit_button.setFocus()
        else:
            (self.add_button if self.cards else self.empty.button).setFocus()
