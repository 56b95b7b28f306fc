"""The page of the implanted pump: its record, the form over it, and what official sources say of pumps."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QStackedWidget

from caregiver_app.i18n import _
from caregiver_app.ui.page import Page
from caregiver_app.ui.pages.pump.changes import draft_key, pump_of, put, remove
from caregiver_app.ui.pages.pump.form import PumpForm
from caregiver_app.ui.pages.pump.pump_list import PumpList
from caregiver_app.ui.pages.pump.values import pump_values, read_pump
from caregiver_app.ui.record_editor import RecordEditor
from caregiver_app.ui.widgets.empty_state import EmptyState

if TYPE_CHECKING:
    from caregiver_app.domain.pump import Pump
    from caregiver_app.ui.desk import Desk


class PumpPage(Page):
    """Shows the pump, rarely pumps, of the person on view. A form belongs to its person."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.list = PumpList(desk)
        self.nobody = EmptyState(
            "users", _("Who do you care for?"), _("First say whose pump this is."), _("Add a person")
        )
        self.editor: RecordEditor | None = None
        self._person_id = ""
        self._stack = QStackedWidget()
        self.list.opened.connect(self.open_form)
        self.list.remove_asked.connect(self._remove)
        self.nobody.action.connect(lambda: desk.asked.emit("people", "new"))
        for view in (self.nobody, self.list):
            self._stack.addWidget(view)
        self.column.addWidget(self._stack)

    def reload(self) -> None:
        """Shows the record again; an open form stays as it is, unless it is another person's."""
        person = self.desk.person
        if self.editor is not None and (person is None or person.id != self._person_id):
            self.editor.leave()
            return
        if person is not None:
            self.list.reload(person)
        if self.editor is None:
            self._stack.setCurrentWidget(self.nobody if person is None else self.list)

    def open_record(self, key: str) -> None:
        self.open_form("" if key == "new" else key)

    def open_form(self, pump_id: str) -> None:
        """Opens the form of a pump of the person on view; an empty one for ""."""
        person = self.desk.person
        if person is None:
            return
        if self.editor is not None:
            self.editor.leave()
        before = pump_of(person, pump_id)
        new_id = before.id if before else uuid.uuid4().hex
        form = PumpForm(self.desk)
        if before is not None:
            form.set_values(pump_values(before, self.desk.reference, self.desk.preferences.clock))
        words = _("{name}’s pump") if before else _("A new pump for {name}")
        self._person_id = person.id
        self.editor = RecordEditor(
            self.desk,
            draft_key(before.id if before else "", person.id),
            words.format(name=person.preferred_name),
            form,
            lambda values: self._save(person.id, new_id, values),
        )
        self.editor.left.connect(self._close_form)
        self._stack.addWidget(self.editor)
        self._stack.setCurrentWidget(self.editor)
        form.drug.setFocus()

    def has_unsaved_form(self) -> bool:
        return self.editor is not None and self.editor.has_unsaved()

    def keep_typed(self) -> None:
        if self.editor is not None:
            self.editor.keep_typed()

    def _save(self, person_id: str, pump_id: str, values: dict[str, str]) -> bool:
        person = self.desk.household.person(person_id)
        before = pump_of(person, pump_id)
        pump = read_pump(values, pump_id, before, self.desk)
        words = _("Changed {name}’s pump") if before else _("Added {name}’s pump")
        what = words.format(name=person.preferred_name if person else "")
        change = put(pump)
        return self.desk.change(what, lambda household: household.with_person(person_id, change))

    def _close_form(self) -> None:
        editor, self.editor = self.editor, None
        if editor is not None:
            self._stack.removeWidget(editor)
            editor.hide()
            editor.deleteLater()
        self.reload()

    def _remove(self, pump: Pump) -> None:
        person = self.desk.person
        if person is not None:
            what = _("Removed {name}’s pump").format(name=person.preferred_name)
            self.desk.change_person(what, remove(pump))
