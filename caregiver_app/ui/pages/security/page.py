"""The cards, and one step at a time in their place."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QStackedWidget, QWidget

from caregiver_app.domain.errors import KnownError
from caregiver_app.i18n import _
from caregiver_app.services.explain import explain
from caregiver_app.storage import key_holders
from caregiver_app.ui.entrance.unlock_worker import DelayAfterWrong
from caregiver_app.ui.frame.page import Page
from caregiver_app.ui.frame.session import Session
from caregiver_app.ui.pages.security.asking import AskStep, Question
from caregiver_app.ui.pages.security.backups_card import BackupsCard
from caregiver_app.ui.pages.security.demo import demo_view
from caregiver_app.ui.pages.security.host import AfterAsking
from caregiver_app.ui.pages.security.keeping_card import KeepingCard
from caregiver_app.ui.pages.security.keyring_card import KeyringCard
from caregiver_app.ui.pages.security.lock_card import LockCard
from caregiver_app.ui.pages.security.people_card import PeopleCard
from caregiver_app.ui.pages.security.places_card import PlacesCard
from caregiver_app.ui.pages.security.published_card import PublishedCard
from caregiver_app.ui.pages.security.recovery_card import RecoveryCard
from caregiver_app.ui.pages.security.recovery_steps import begin_show_key
from caregiver_app.ui.pages.security.step import Step
from caregiver_app.ui.published.publish_form import PublishForm
from caregiver_app.ui.widgets.banner import Banner
from caregiver_app.ui.widgets.labels import title
from caregiver_app.ui.widgets.scroll import ScrollPage


class SecurityPage(Page):
    """``step`` is ``None`` while the cards are on view."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.stack = QStackedWidget()
        self.column.addWidget(self.stack)
        self.step: QWidget | None = None
        self.cards: tuple[KeepingCard, ...] = ()
        self.success = Banner("success")
        self.trouble = Banner("warning")
        self._next: Callable[[], None] | None = None
        self._cards_view: ScrollPage | None = None
        self._delay = DelayAfterWrong()
        # "You can undo it" must not stand there any more when it was undone.
        session.changed.connect(lambda _what: self.success.show_text(""))
        self.success.action.connect(self._go_on)
        self.stack.addWidget(demo_view() if session.opened.path is None else self._view())

    @property
    def path(self) -> Path:
        """The household's file."""
        path = self.session.opened.path
        assert path is not None
        return path

    def reload(self) -> None:
        if self.step is None:
            for card in self.cards:
                card.reload()

    def open_record(self, key: str) -> None:
        """``recovery`` shows and prints the recovery key."""
        if key == "recovery" and self.step is None and self.session.opened.path is not None:
            begin_show_key(self)

    def ask(self, question: Question, then: AfterAsking) -> None:
        """Asks for a passphrase."""
        try:
            holders = key_holders(self.path)
        except KnownError as error:
            self.session.failed.emit(explain(error))
            return
        step = AskStep(question, self.path, holders, self.session.opened.who, self._delay)
        step.opened.connect(then)
        self.show_step(step)

    def show_step(self, step: QWidget) -> None:
        """Shows a step instead of the cards, or of the step before."""
        self.tell("", worked=True)
        self._take_away()
        self.step = step
        if isinstance(step, Step):
            step.left.connect(lambda: self.finish(""))
        self.stack.addWidget(step)
        self.stack.setCurrentWidget(step)
        step.setFocus()

    def finish(self, sentence: str, offer: str = "", then: Callable[[], None] | None = None) -> None:
        """Back to the cards."""
        self._take_away()
        self._next = then
        self.reload()
        self.tell(sentence, worked=True)
        if offer:
            self.success.show_text(sentence, offer)
        self.setFocus()

    def tell(self, sentence: str, *, worked: bool) -> None:
        """Says above the cards what has happened."""
        self.success.show_text(sentence if worked else "")
        self.trouble.show_text("" if worked else sentence)
        if sentence and self._cards_view is not None:
            self._cards_view.verticalScrollBar().setValue(0)

    def _take_away(self) -> None:
        step, self.step = self.step, None
        if step is not None:
            self.stack.removeWidget(step)
            step.hide()
            step.deleteLater()

    def _go_on(self) -> None:
        then, self._next = self._next, None
        if then is not None:
            then()

    def _view(self) -> ScrollPage:
        self.cards = (
            LockCard(self.session),
            PeopleCard(self),
            RecoveryCard(self),
            BackupsCard(self),
            PublishedCard(self.session, self._open_publish_form),
            KeyringCard(self),
            PlacesCard(self.path),
        )
        view = ScrollPage(_("Security and backups"))
        view.add(title(_("Security and backups")))
        view.add(self.success)
        view.add(self.trouble)
        for card in self.cards:
            view.add(card)
        self._cards_view = view
        return view

    def _open_publish_form(self) -> None:
        form = PublishForm(self.session, self.path)
        form.left.connect(lambda: self.finish(""))
        self.show_step(form)
