"""The page of the implanted pump: its record, the form over it, and what official sources say of pumps."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING

from caregiver_app.i18n import _
from caregiver_app.ui.pages.pump.changes import draft_key, pump_of, put, remove
from caregiver_app.ui.pages.pump.form import PumpForm
from caregiver_app.ui.pages.pump.pump_list import PumpList
from caregiver_app.ui.pages.pump.values import pump_values, read_clinic_phones, read_pump
from caregiver_app.ui.records.form_page import FormPage
from caregiver_app.ui.records.record_editor import RecordEditor
from caregiver_app.ui.widgets.empty_state import EmptyState

if TYPE_CHECKING:
    from caregiver_app.domain.pump import Pump
    from caregiver_app.ui.frame.session import Session


class PumpPage(FormPage):
    """Shows the pump, rarely pumps, of the person on view. A form belongs to its person."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.list = PumpList(session)
        self.nobody = EmptyState(
            "users", _("Who do you care for?"), _("First say whose pump this is."), _("Add a person")
        )
        self._person_id = ""
        self.list.opened.connect(self.open_form)
        self.list.remove_asked.connect(self._remove)
        self.nobody.action.connect(lambda: session.asked.emit("people", "new"))
        for view in (self.nobody, self.list):
            self.stack.addWidget(view)

    def reload(self) -> None:
        """Shows the record again; an open form stays as it is, unless it is another person's."""
        person = self.session.person
        if self.editor is not None and (person is None or person.id != self._person_id):
            self.editor.leave()
            return
        if person is not None:
            self.list.reload(person)
        if self.editor is None:
            self.stack.setCurrentWidget(self.nobody if person is None else self.list)

    def open_record(self, key: str) -> None:
        self.open_form("" if key == "new" else key)

    def open_form(self, pump_id: str) -> None:
        """Opens the form of a pump of the person on view; an empty one for ""."""
        person = self.session.person
        if person is None:
            return
        if self.editor is not None:
            self.editor.leave()
        before = pump_of(person, pump_id)
        new_id = before.id if before else uuid.uuid4().hex
        form = PumpForm(self.session)
        if before is not None:
            form.set_values(pump_values(before, self.session.reference, self.session.preferences.clock))
        words = _("{name}’s pump") if before else _("A new pump for {name}")
        self._person_id = person.id
        editor = RecordEditor(
            self.session,
            draft_key(before.id if before else "", person.id),
            words.format(name=person.preferred_name),
            form,
            lambda values: self._save(form, person.id, new_id, values),
        )
        form.save_asked.connect(editor.save)
        self._show_form(editor)
        form.drug.setFocus()

    def _save(self, form: PumpForm, person_id: str, pump_id: str, values: dict[str, str]) -> bool:
        person = self.session.household.person(person_id)
        before = pump_of(person, pump_id)
        read = read_clinic_phones(values, before, self.session.preferences.country)
        pump = read_pump(values, pump_id, before, read.phones, self.session)
        if form.number_notice.asks(read.doubtful):
            return False
        words = _("Changed {name}’s pump") if before else _("Added {name}’s pump")
        what = words.format(name=person.preferred_name if person else "")
        change = put(pump)
        return self.session.change(what, lambda household: household.with_person(person_id, change))

    def _remove(self, pump: Pump) -> None:
        person = self.session.person
        if person is not None:
            what = _("Removed {name}’s pump").format(name=person.preferred_name)
            self.session.change_person(what, remove(pump))
