"""The short form at the top of the page: a thing, a word, a press of the button. What is typed is kept as a draft."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QTimer, Signal

from caregiver_app.domain.errors import InvalidField, KnownError
from caregiver_app.i18n import _
from caregiver_app.services.observations import noted
from caregiver_app.ui.pages.observations.form import ObservationForm
from caregiver_app.ui.pages.observations.values import read_moment, read_observed
from caregiver_app.ui.records.drafts import still_unfilled
from caregiver_app.ui.widgets.buttons import primary_button, quiet_button
from caregiver_app.ui.widgets.card import Card
from caregiver_app.ui.widgets.field import announce
from caregiver_app.ui.widgets.flow import button_row
from caregiver_app.ui.widgets.labels import data_label
from caregiver_app.ui.widgets.save_keys import on_save_keys
from caregiver_app.wording.dates import clock_time, day
from caregiver_app.wording.events.observation import sentence
from caregiver_app.wording.problems import field_problem

if TYPE_CHECKING:
    from datetime import datetime

    from caregiver_app.domain.observations import Observed
    from caregiver_app.domain.people import CareRecipient
    from caregiver_app.ui.frame.session import Session

_DRAFT_AFTER_MS: Final = 700


class EntryCard(Card):
    """Writes down what was seen of one person. ``done`` carries the event that was kept."""

    done = Signal(object)

    def __init__(self, session: Session, person: CareRecipient) -> None:
        super().__init__()
        self.setAccessibleName(_("Write down what you saw"))
        self.person_id = person.id
        self.name = person.preferred_name
        self._session = session
        self._draft_key = f"observation/new/{person.id}"
        self.form = ObservationForm(session, person.preferred_name)
        self._empty = self.form.values()
        self.save_button = primary_button(_("Write it down"), "check")
        self.discard_button = quiet_button(_("Throw away"))
        self._buttons = button_row(self.save_button, self.discard_button)
        self.told = data_label()
        self._timer = QTimer(self, interval=_DRAFT_AFTER_MS, singleShot=True)
        self._timer.timeout.connect(self.keep_typed)
        self.save_button.clicked.connect(lambda _checked=False: self.save())
        self.discard_button.clicked.connect(lambda _checked=False: self.discard())
        on_save_keys(self, self.save_button, self.save)
        self.add(self.form)
        self.add(self._buttons)
        self.add(self.told)
        self._show("")
        self._take_up_draft()
        self.form.edited.connect(self._on_edit)
        session.brought_back.connect(self._on_brought_back)
        self._show_state()

    def save(self) -> None:
        """Keeps it, or says at the field why not."""
        self.form.clear_errors()
        opened, values = self._session.opened, self.form.values()
        now = opened.moment()
        try:
            at = read_moment(values, now, self._session.preferences.clock)
            observed = read_observed(values)
            event = noted(observed, at, self.person_id, now, opened.who)
            opened.record(event)
        except InvalidField as error:
            self.keep_typed()
            key = str(error.path[0])
            self.form.show_error(key, field_problem(error, self.form.label(key)))
        except KnownError as error:
            self.keep_typed()
            self._session.tell(error)
        else:
            self._session.drop_draft(self._draft_key)
            self._begin_anew()
            self._tell(event.at, observed)
            self.done.emit(event)

    def discard(self) -> None:
        """Empties the form; what was typed can be brought back."""
        typed = self.form.values()
        self._begin_anew()
        self._session.throw_away(self._draft_key, typed)

    def _begin_anew(self) -> None:
        self.form.clear_errors()
        self.form.set_values(self._empty)
        self._timer.stop()
        self._show_state()
        self.go()

    def go(self) -> None:
        """Puts the keyboard on the first question."""
        self.form.thing.setFocus()

    def has_unsaved(self) -> bool:
        """Whether something is typed that is not written down."""
        return self.form.values() != self._empty

    def keep_typed(self) -> None:
        """Keeps the draft now rather than in a moment."""
        self._timer.stop()
        if self.has_unsaved():
            self._session.keep_draft(self._draft_key, self.form.values())
        else:
            self._session.drop_draft(self._draft_key)

    def _take_up_draft(self) -> None:
        draft = self._session.opened.draft(self._draft_key)
        known = still_unfilled(draft, self.form.values(), self._empty)
        if known:
            self.form.set_values(known)
            self._show(_("Here is what you had typed and not saved yet."))

    def _on_brought_back(self, key: str) -> None:
        if key == self._draft_key:
            self._take_up_draft()
            self._show_state()

    def _on_edit(self) -> None:
        self._timer.start()
        self._show("")
        self._show_state()

    def _show_state(self) -> None:
        self._buttons.setVisible(self.has_unsaved())

    def _tell(self, at: datetime, what: Observed) -> None:
        moment = f"{day(at.date())}, {clock_time(at.time(), self._session.preferences.clock)}"
        self._show(_("Written down for {moment}: {what}").format(moment=moment, what=sentence(what)))
        announce(self.told, self.told.accessibleName())

    def _show(self, text: str) -> None:
        self.told.show_data(text)
        self.told.setVisible(bool(text))
