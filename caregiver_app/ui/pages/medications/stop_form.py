"""Why and when a medicine was stopped: a few lines on the page, kept as a draft until it is said."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout

from caregiver_app.domain.errors import InvalidField
from caregiver_app.i18n import _
from caregiver_app.services.edits import stop_medication
from caregiver_app.ui.records.reading import date_field, day_as_typed, read_day
from caregiver_app.ui.style import tokens_now
from caregiver_app.ui.widgets.buttons import button, primary_button, quiet_button
from caregiver_app.ui.widgets.field import control_of
from caregiver_app.ui.widgets.flow import button_row
from caregiver_app.ui.widgets.form import Form
from caregiver_app.ui.widgets.labels import note
from caregiver_app.ui.widgets.text_field import TextField
from caregiver_app.wording.problems import field_problem

if TYPE_CHECKING:
    from caregiver_app.domain.medication import Medication
    from caregiver_app.ui.frame.session import Session


class StopForm(QFrame):
    """``left`` fires when it is done with, or put aside (what is typed stays as a draft)."""

    left = Signal()

    def __init__(self, session: Session, person_id: str, medication: Medication) -> None:
        super().__init__()
        self.medication = medication
        self._session = session
        self._person_id = person_id
        self._draft_key = f"stop/{medication.id}/{person_id}"
        self.setProperty("role", "well")
        self.form = Form()
        self._on = date_field(session.today)
        self.today_button = button(_("Today"), "calendar")
        self.stop_button = primary_button(_("Stop this medicine"), "check")
        self.leave_button = quiet_button(_("Not now"))
        self.today_button.clicked.connect(
            lambda _checked=False: self._on.set_value(day_as_typed(session.today))
        )
        self.stop_button.clicked.connect(lambda _checked=False: self.save())
        self.leave_button.clicked.connect(lambda _checked=False: self.left.emit())
        self._arrange()
        self.form.set_values(session.opened.draft(self._draft_key))
        self.form.edited.connect(self._keep)

    def save(self) -> None:
        """Stops the medicine, or says at the field why not."""
        self.form.clear_errors()
        values = self.form.values()
        try:
            on, today = read_day(values, "on"), self._session.today
            edit = stop_medication(self.medication, self._person_id, on, values["reason"], today)
        except InvalidField as error:
            self.form.show_error(str(error.path[0]), field_problem(error))
            return
        if self._session.change(*edit):
            self._session.drop_draft(self._draft_key)
            self.left.emit()

    def go(self) -> None:
        """Puts the keyboard into the first field."""
        control_of(self._on).setFocus()

    def _keep(self) -> None:
        values = self.form.values()
        if any(text.strip() for text in values.values()):
            self._session.keep_draft(self._draft_key, values)
        else:
            self._session.drop_draft(self._draft_key)

    def _arrange(self) -> None:
        gaps = tokens_now()
        self.form.add("on", _("Last day it is given"), self._on, _("Such as 4 Dec 2026."))
        self.form.add_wide(button_row(self.today_button))
        self.form.add("reason", _("Why it was stopped"), TextField())
        column = QVBoxLayout(self)
        column.setContentsMargins(gaps.gap_l, gaps.gap_l, gaps.gap_l, gaps.gap_l)
        column.setSpacing(gaps.gap_m)
        column.addWidget(self.form)
        column.addWidget(
            note(
                _(
                    "On that day it leaves the sheets, and is kept under Stopped with the date and the reason. "
                    "Until then it stays on them, with its last day."
                )
            )
        )
        column.addWidget(button_row(self.stop_button, self.leave_button))
