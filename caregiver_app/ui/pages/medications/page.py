"""The page of medicines: the list, and a form over it while one is written down."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer

from caregiver_app.domain.errors import KnownError
from caregiver_app.i18n import _
from caregiver_app.paths import resources
from caregiver_app.ui.pages.medications.changes import medication_of, put, remove, take_again
from caregiver_app.ui.pages.medications.drafts import draft_key
from caregiver_app.ui.pages.medications.medicine_list import MedicineList
from caregiver_app.ui.records.form_page import FormPage
from caregiver_app.ui.widgets.empty_state import EmptyState
from caregiver_app.wording.problems import shown

if TYPE_CHECKING:
    from caregiver_app.domain.medication import Medication
    from caregiver_app.domain.people import CareRecipient
    from caregiver_app.ui.frame.session import Session
    from caregiver_app.ui.pages.medications.form import MedicationForm
    from caregiver_app.ui.pages.medications.product_finder import ProductFinder


class MedicationsPage(FormPage):
    """The medicines of the person on view. A form belongs to its person and closes when another is chosen."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.list = MedicineList(session)
        self.nothing_yet = EmptyState(
            "pill",
            _("No medicines yet"),
            _("Write down each medicine with its dose and times. The emergency sheet is made from it."),
            _("Add a medicine"),
        )
        self.nobody = EmptyState(
            "users", _("Who do you care for?"), _("First say whose medicines these are."), _("Add a person")
        )
        self._person_id = ""
        # The list of names is read in the first quiet moment after a form has come to view.
        self._quiet = QTimer(self, interval=0, singleShot=True)
        self._quiet.timeout.connect(self._prepare_finder)
        self.list.opened.connect(self.open_form)
        self.list.card.take_again_asked.connect(self._take_again)
        self.list.card.remove_asked.connect(self._remove)
        self.nothing_yet.action.connect(lambda: self.open_form(""))
        self.nobody.action.connect(lambda: session.asked.emit("people", "new"))
        for view in (self.nobody, self.nothing_yet, self.list):
            self.stack.addWidget(view)

    @cached_property
    def finder(self) -> ProductFinder:
        """The names of products, for the forms."""
        from caregiver_app.ui.pages.medications.product_finder import ProductFinder

        return ProductFinder(self.session.reference, resources() / "products")

    def reload(self) -> None:
        """Shows the list again; an open form stays as it is, unless it is another person's."""
        person = self.session.person
        if self.editor is not None and (person is None or person.id != self._person_id):
            self.editor.leave()
            return
        if person is not None:
            self.list.reload(person)
        if self.editor is None:
            self.stack.setCurrentWidget(self._view(person))

    def open_record(self, key: str) -> None:
        self.open_form("" if key == "new" else key)

    def open_form(self, medication_id: str) -> None:
        """Opens the form of a medicine of the person on view; an empty one for ""."""
        # This is the first page on view: the form and its fields wait until somebody wants them.
        import uuid

        from caregiver_app.ui.pages.medications.form import MedicationForm
        from caregiver_app.ui.pages.medications.values import medication_values
        from caregiver_app.ui.records.record_editor import RecordEditor

        person = self.session.person
        if person is None:
            return
        if self.editor is not None:
            self.editor.leave()
        before = medication_of(person, medication_id)
        key, new_id = (
            draft_key(before.id if before else "", person.id),
            before.id if before else uuid.uuid4().hex,
        )
        form = MedicationForm(self.session, person, new_id, self.finder)
        if before is not None:
            form.set_values(medication_values(before, self.session.reference))
        heading = (
            shown(before.product_name)
            if before
            else _("A new medicine for {name}").format(name=person.preferred_name)
        )
        self._person_id = person.id
        self._show_form(
            RecordEditor(
                self.session, key, heading, form, lambda values: self._save(form, person.id, new_id, values)
            )
        )
        form.fields.product_name.setFocus()
        self._quiet.start()

    def _save(self, form: MedicationForm, person_id: str, medication_id: str, values: dict[str, str]) -> bool:
        from caregiver_app.ui.pages.medications.timing import unused_kinds
        from caregiver_app.ui.pages.medications.values import read_medication

        if unused := unused_kinds(values):
            form.show_error("timing", _unused_words(unused))
            return False
        before = medication_of(self.session.household.person(person_id), medication_id)
        medication = read_medication(
            values, medication_id, before, self.session.reference, self.session.today
        )
        words = _("Changed {name}") if before else _("Added {name}")
        what = words.format(name=medication.product_name)
        change = put(medication)
        return self.session.change(what, lambda household: household.with_person(person_id, change))

    def _view(self, person: CareRecipient | None) -> EmptyState | MedicineList:
        if person is None:
            return self.nobody
        begun = self.session.opened.draft(draft_key("", person.id))
        return self.list if person.medications or begun else self.nothing_yet

    def _take_again(self, medication: Medication) -> None:
        what = _("Put {name} back among the current medicines").format(name=medication.product_name)
        self.session.change_person(what, take_again(medication))

    def _remove(self, medication: Medication) -> None:
        self.session.change_person(
            _("Removed {name}").format(name=medication.product_name), remove(medication)
        )

    def _prepare_finder(self) -> None:
        from caregiver_app.ui.pages.medications.form import MedicationForm

        try:
            self.finder.prepare()
        except KnownError as error:
            self.session.tell(error)
            return
        if self.editor is not None and isinstance(self.editor.form, MedicationForm):
            self.editor.form.offer_usual_routes()


def _unused_words(kinds: list[str]) -> str:
    return _(
        "There is text under “{kinds}” that would not be used. Choose that rhythm, or clear its fields."
    ).format(kinds="”, “".join(kinds))
