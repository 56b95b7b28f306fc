"""What the pages of records share: the list, a form over it, its draft, and removal. Each change can be undone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from caregiver_app.i18n import _
from caregiver_app.ui.records.drafts import NEW
from caregiver_app.ui.records.form_page import FormPage
from caregiver_app.ui.widgets.empty_state import EmptyState

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from caregiver_app.ui.frame.session import Session
    from caregiver_app.ui.records.record_form import RecordForm
    from caregiver_app.ui.records.record_list import RecordList


class RecordPage(FormPage):
    """The list of the records of one kind, and over it the form of one of them while ``editor`` is not ``None``.

    A page of this kind gives its list and ``new_form``, and nothing else unless its records need it.
    """

    come_in_numbers = False
    """Whether somebody who enters one is likely to have more of them at hand."""

    def __init__(self, session: Session, records: RecordList) -> None:
        super().__init__(session)
        self._records = records
        self._open_key = ""
        self.stack.addWidget(records)
        records.open_asked.connect(self.open_record)
        records.remove_asked.connect(self.remove)

    def new_form(self, record: Any, record_id: str) -> RecordForm:
        """The form of a record, or of a new one (``None``) that will have that id."""
        raise NotImplementedError

    def reload(self) -> None:
        """Shows the list again; an open form stays as it is."""
        self._records.reload()
        if self.editor is None:
            self.stack.setCurrentWidget(self.view())

    def view(self) -> QWidget:
        """What is shown while no form is open."""
        return self._records

    def open_record(self, key: str) -> None:
        """Opens a form. A form that is open already stays; for a record that is gone nothing happens."""
        record = self._records.record(key)
        is_open = self.editor is not None and self._open_key == key
        if is_open or (record is None and key != NEW):
            return
        # Some of these pages is the first on view, and no form is open then.
        from uuid import uuid4

        from caregiver_app.ui.records.record_editor import RecordEditor

        if self.editor is not None:
            self.keep_typed()
            super().close_form()
        form = self.new_form(record, record.id if record else uuid4().hex)
        draft = self._records.draft_key(key)
        editor = RecordEditor(self.session, draft, form.heading, form, lambda values: self.save(form, values))
        if key == NEW and self.come_in_numbers:
            editor.offer_another()
        editor.another_asked.connect(lambda: self.open_record(NEW))
        form.save_asked.connect(editor.save)
        form.remove_asked.connect(lambda: self.remove(key))
        self._open_key = key
        self._show_form(editor)
        form.go_to_start()

    def save(self, form: RecordForm, values: dict[str, str]) -> bool:
        """Saves what the form asks for. Raises ``InvalidField``; false if the form must stay open."""
        edit = form.edit(values)
        return edit is not None and self.session.change(*edit)

    def remove(self, record_id: str) -> None:
        """Takes a record out; undo brings it back."""
        from caregiver_app.services.edits import remove_record

        edit = remove_record(self.session.household, self._records.kind, record_id)
        if edit is None:
            return
        self.keep_typed()
        if self.session.change(*edit) and self.editor is not None:
            self.close_form()

    def close_form(self) -> None:
        super().close_form()
        self._records.go_to(self._open_key)


class PersonRecordPage(RecordPage):
    """The records of the person on view. A form belongs to its person and closes when another is chosen."""

    def __init__(self, session: Session, records: RecordList, first_say: str) -> None:
        super().__init__(session, records)
        self._person_id = ""
        self.nobody = EmptyState("users", _("Who do you care for?"), first_say, _("Add a person"))
        self.nobody.action.connect(lambda: session.asked.emit("people", NEW))
        self.stack.addWidget(self.nobody)

    def reload(self) -> None:
        if self.editor is not None and self._records.owner_id() != self._person_id:
            self.editor.leave()
            return
        super().reload()

    def view(self) -> QWidget:
        return self._records if self.session.person is not None else self.nobody

    def open_record(self, key: str) -> None:
        if self.session.person is not None:
            self._person_id = self._records.owner_id()
            super().open_record(key)
