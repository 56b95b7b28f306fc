"""The chosen medicine under the table, and what can be done with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, Signal

from caregiver_app.i18n import _
from caregiver_app.ui.widgets.banner import Banner
from caregiver_app.ui.widgets.buttons import button, quiet_button
from caregiver_app.ui.widgets.card import Card
from caregiver_app.ui.widgets.flow import button_row
from caregiver_app.ui.widgets.labels import data_label
from caregiver_app.wording.dates import day
from caregiver_app.wording.doses import dose, name_and_strength, route, timing_in_time

if TYPE_CHECKING:
    from datetime import date

    from PySide6.QtCore import SignalInstance

    from caregiver_app.domain.medication import Medication
    from caregiver_app.domain.preferences import Clock
    from caregiver_app.ui.frame.session import Session
    from caregiver_app.ui.pages.medications.medicine_rows import ListedMedicine
    from caregiver_app.ui.pages.medications.stop_form import StopForm


class ChosenCard(Card):
    """Hidden while no medicine is chosen. The signals carry its id.

    ``grown`` fires when a form has opened at its foot.
    """

    edit_asked = Signal(str)
    remove_asked = Signal(str)
    grown = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._row: ListedMedicine | None = None
        self.stop_form: StopForm | None = None
        self.setAccessibleName(_("The chosen medicine"))
        self.name = data_label()
        self.name.setProperty("role", "section")
        self.details = data_label()
        self.unconfirmed = Banner("info")
        self.edit_button = button(_("Edit"), "pencil")
        self.stop_button = button(_("Stop…"))
        self.again_button = button(_("Take again"))
        self.remove_button = quiet_button(_("Remove (entered by mistake)"), "trash-2")
        self.edit_button.clicked.connect(lambda _checked=False: self._ask(self.edit_asked))
        self.stop_button.clicked.connect(lambda _checked=False: self.open_stop_form())
        self.again_button.clicked.connect(lambda _checked=False: self.take_again())
        self.remove_button.clicked.connect(lambda _checked=False: self._ask(self.remove_asked))
        self.unconfirmed.action.connect(lambda: self._ask(self.edit_asked))
        for widget in (self.name, self.details, self.unconfirmed):
            self.add(widget)
        self.add(button_row(self.edit_button, self.stop_button, self.again_button, self.remove_button))
        self.hide()

    @property
    def row(self) -> ListedMedicine | None:
        """The row on view."""
        return self._row

    def show_row(self, row: ListedMedicine | None) -> None:
        """Shows another medicine; a stop form of the one before is put aside, its text kept."""
        same = row is not None and self._row is not None and row.medication == self._row.medication
        self._row = row
        if not same:
            self.close_stop_form()
        self.setVisible(row is not None)
        if row is None:
            return
        medication = row.medication
        self.name.show_data(name_and_strength(medication))
        details = _details(medication, self._session.preferences.clock, self._session.today)
        self.details.show_data(details)
        self.details.setVisible(bool(details))
        is_current = medication.is_current(self._session.today)
        asks = is_current and not row.confirmed
        self.unconfirmed.show_text(
            _("Nobody has said yet whether the labels’ safety lines are about this medicine.")
            if asks
            else "",
            _("Answer") if asks else "",
        )
        self.stop_button.setVisible(is_current and self.stop_form is None)
        self.again_button.setVisible(medication.stopped is not None)

    def open_stop_form(self) -> None:
        """Asks for date and reason below the buttons."""
        person = self._session.person
        if self._row is None or person is None or self.stop_form is not None:
            return
        from caregiver_app.ui.pages.medications.stop_form import StopForm

        self.stop_form = StopForm(self._session, person.id, self._row.medication)
        self.stop_form.left.connect(self.close_stop_form)
        self.add(self.stop_form)
        self.stop_form.show()
        self.stop_button.hide()
        # The page can scroll to the form only once the form has its place.
        QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)
        self.grown.emit()
        self.stop_form.go()

    def close_stop_form(self) -> None:
        """Takes it away; its draft stays with the household."""
        if self.stop_form is None:
            return
        self.stop_form.hide()
        self.stop_form.deleteLater()
        self.stop_form = None
        self.stop_button.setVisible(
            self._row is not None and self._row.medication.is_current(self._session.today)
        )

    def take_again(self) -> None:
        """Puts a stopped medicine back among the current ones."""
        from caregiver_app.services.edits import resume_medication

        person = self._session.person
        if self._row is not None and person is not None:
            self._session.change(*resume_medication(self._row.medication, person.id))

    def _ask(self, signal: SignalInstance) -> None:
        if self._row is not None:
            signal.emit(self._row.medication.id)


def _details(medication: Medication, clock: Clock, today: date) -> str:
    """Dose and times in full, and what the table has no column for, as far as it is recorded."""
    started, stopped = medication.started_on, medication.stopped
    parts = (
        _("Since {day}").format(day=day(started)) if started and started <= today else "",
        _("Stopped {day}").format(day=day(stopped.on)) if stopped and stopped.on <= today else "",
        _("Prescribed by {name}").format(name=medication.prescriber) if medication.prescriber else "",
        _("Pharmacy: {name}").format(name=medication.pharmacy) if medication.pharmacy else "",
    )
    how = " · ".join(
        (
            dose(medication),
            route(medication) or _("how: not recorded"),
            timing_in_time(medication, clock, today),
        )
    )
    more = " · ".join(part for part in parts if part)
    return "\n".join(
        text for text in (how, medication.directions.strip(), more, medication.notes.strip()) if text
    )
