"""The page of observations: noting, reading by day and by week, and over them the form of a correction."""

from __future__ import annotations

from typing import TYPE_CHECKING

from caregiver_app.domain.errors import InvalidField, KnownError
from caregiver_app.i18n import _
from caregiver_app.services.observations import corrected, noted, taken_back
from caregiver_app.ui.pages.observations.form import CorrectionForm
from caregiver_app.ui.pages.observations.seen_list import SeenList
from caregiver_app.ui.pages.observations.values import read_moment, read_observed
from caregiver_app.ui.records.drafts import NEW
from caregiver_app.ui.records.form_page import FormPage
from caregiver_app.ui.records.record_editor import RecordEditor
from caregiver_app.ui.widgets.empty_state import EmptyState

if TYPE_CHECKING:
    from collections.abc import Mapping

    from caregiver_app.domain.events import Event
    from caregiver_app.services.observations import Seen
    from caregiver_app.ui.frame.session import Session


class ObservationsPage(FormPage):
    """Of the person on view. A correction belongs to its person and closes when another is chosen."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.list = SeenList(session)
        self.nobody = EmptyState(
            "users", _("Who do you care for?"), _("First say whom you look after."), _("Add a person")
        )
        self._open: Event | None = None
        self.nobody.action.connect(lambda: session.asked.emit("people", NEW))
        self.list.correct_asked.connect(self.correct)
        self.stack.addWidget(self.list)
        self.stack.addWidget(self.nobody)

    def reload(self) -> None:
        person = self.session.person
        if self.editor is not None and (
            person is None or self._open is None or person.id != self._open.person_id
        ):
            self.editor.leave()
            return
        self.list.reload()
        if self.editor is None:
            self.stack.setCurrentWidget(self.list if person is not None else self.nobody)

    def open_record(self, key: str) -> None:
        """Puts the keyboard into the short form; corrections are opened from the page itself."""
        if key == NEW and self.list.entry is not None and self.editor is None:
            self.list.entry.go()

    def has_unsaved_form(self) -> bool:
        entry = self.list.entry
        return super().has_unsaved_form() or (entry is not None and entry.has_unsaved())

    def keep_typed(self) -> None:
        super().keep_typed()
        if self.list.entry is not None and self.list.entry.has_unsaved():
            self.list.entry.keep_typed()

    def correct(self, seen: Seen) -> None:
        """Opens the form with what was noted."""
        person = self.session.person
        if person is None or self.editor is not None:
            return
        form = CorrectionForm(self.session, person.preferred_name, seen.event)
        editor = RecordEditor(
            self.session,
            self.list.draft_key(seen),
            _("Correct what was noted"),
            form,
            lambda values: self._save(form, values),
        )
        form.take_back_asked.connect(lambda: self._take_back(form, editor))
        self._open = seen.event
        self._show_form(editor)
        form.thing.setFocus()

    def close_form(self) -> None:
        super().close_form()
        if self._open is not None:
            self.list.go_to(self._open.id)

    def _take_back(self, form: CorrectionForm, editor: RecordEditor) -> None:
        form.is_taking_back = True
        editor.save()
        form.is_taking_back = False

    def _save(self, form: CorrectionForm, values: Mapping[str, str]) -> bool:
        """Raises ``InvalidField``; false if the form must stay open."""
        event = self._amendment(form, values)
        try:
            self.session.opened.record(event)
        except InvalidField:
            raise
        except KnownError as error:
            self.session.tell(error)
            return False
        return True

    def _amendment(self, form: CorrectionForm, values: Mapping[str, str]) -> Event:
        opened, old, reason = self.session.opened, form.old, values["reason"].strip()
        now = opened.moment()
        if form.is_taking_back:
            return taken_back(old, reason, now, opened.who)
        is_moved = any(values[key] != form.as_noted[key] for key in ("on", "at"))
        at = read_moment(values, now, self.session.preferences.clock) if is_moved else old.at
        return corrected(old, noted(read_observed(values), at, old.person_id, now, opened.who), reason)
