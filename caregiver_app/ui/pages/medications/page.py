"""The page of medicines: the list, and a form over it while one is written down."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer

from caregiver_app.domain.errors import KnownError
from caregiver_app.i18n import _
from caregiver_app.paths import resources
from caregiver_app.ui.pages.medications.medicine_list import MedicineList
from caregiver_app.ui.records.drafts import NEW
from caregiver_app.ui.records.record_page import PersonRecordPage
from caregiver_app.ui.widgets.empty_state import EmptyState

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from caregiver_app.domain.medication import Medication
    from caregiver_app.ui.frame.session import Session
    from caregiver_app.ui.pages.medications.form import MedicationForm
    from caregiver_app.ui.pages.medications.product_finder import ProductFinder


class MedicationsPage(PersonRecordPage):
    """The medicines of the person on view."""

    come_in_numbers = True

    def __init__(self, session: Session) -> None:
        self.list = MedicineList(session)
        super().__init__(session, self.list, _("First say whose medicines these are."))
        self.nothing_yet = EmptyState(
            "pill",
            _("No medicines yet"),
            _("Write down each medicine with its dose and times. The emergency sheet is made from it."),
            _("Add a medicine"),
        )
        # The list of names is read in the first quiet moment after a form has come to view.
        self._quiet = QTimer(self, interval=0, singleShot=True)
        self._quiet.timeout.connect(self._prepare_finder)
        self.nothing_yet.action.connect(lambda: self.open_record(NEW))
        self.stack.addWidget(self.nothing_yet)

    @cached_property
    def finder(self) -> ProductFinder:
        """The names of products, for the forms."""
        from caregiver_app.ui.pages.medications.product_finder import ProductFinder

        return ProductFinder(self.session.reference, resources() / "products")

    def new_form(self, record: Medication | None, record_id: str) -> MedicationForm:
        # This is the first page on view: the form and its fields wait until somebody wants them.
        from caregiver_app.ui.pages.medications.form import MedicationForm

        person = self.session.person
        assert person is not None
        self._quiet.start()
        return MedicationForm(self.session, person, record, record_id, self.finder)

    def view(self) -> QWidget:
        has_any = self.list.records() or self.list.has_draft(NEW)
        return super().view() if has_any or self.session.person is None else self.nothing_yet

    def _prepare_finder(self) -> None:
        from caregiver_app.ui.pages.medications.form import MedicationForm

        try:
            self.finder.prepare()
        except KnownError as error:
            self.session.tell(error)
            return
        if self.editor is not None and isinstance(self.editor.form, MedicationForm):
            self.editor.form.offer_usual_routes()
