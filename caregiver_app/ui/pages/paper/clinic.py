"""Whether the family's own clinic has looked at the sheet: one line, and the form to record it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from caregiver_app.domain.errors import InvalidField, Rule
from caregiver_app.i18n import _
from caregiver_app.services.clinic_review import clinic_review, review_is_current
from caregiver_app.services.documents.subject import subject_of
from caregiver_app.ui.records.reading import date_field, read_day
from caregiver_app.ui.records.record_editor import RecordEditor
from caregiver_app.ui.widgets.buttons import button, quiet_button
from caregiver_app.ui.widgets.card import Card
from caregiver_app.ui.widgets.flow import button_row
from caregiver_app.ui.widgets.form import Form
from caregiver_app.ui.widgets.labels import data_label, note
from caregiver_app.ui.widgets.text_field import TextField
from caregiver_app.wording.dates import day

if TYPE_CHECKING:
    from caregiver_app.domain.people import CareRecipient
    from caregiver_app.ui.frame.session import Session


class ClinicCard(Card):
    """``asked`` wants the form opened."""

    asked = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__(_("Your clinic"))
        self._session = session
        self.state = data_label()
        self.record_button = button(_("Our clinic looked at it"), "shield-check")
        self.remove_button = quiet_button(_("Take the note away"))
        self.record_button.clicked.connect(lambda _checked=False: self.asked.emit())
        self.remove_button.clicked.connect(lambda _checked=False: self._remove())
        self.add(self.state)
        self.add(button_row(self.record_button, self.remove_button))

    def reload(self, person: CareRecipient) -> None:
        """Shows what the record says, and whether a form is waiting."""
        session = self._session
        review = person.clinic_review
        self.remove_button.setVisible(review is not None)
        waiting = bool(session.opened.draft(draft_key(person)))
        self.record_button.setText(_("Go on with the form") if waiting else _("Our clinic looked at it"))
        if waiting:
            self.state.show_data(_("There is an unfinished form about your clinic’s look at the sheet."))
            return
        if review is None:
            self.state.show_data(_("Not yet looked at by your own clinic. The sheet says so."))
            return
        words = {"by": review.reviewed_by, "day": day(review.reviewed_on)}
        subject = subject_of(session.household, person, session.reference, session.today)
        current = review_is_current(subject, session.opened.compositions)
        text = _("{by} looked at it on {day}.") if current else _("{by} looked at an earlier sheet on {day}.")
        self.state.show_data(text.format(**words))

    def _remove(self) -> None:
        self._session.change_person(
            _("Took the clinic’s note away"), lambda person: replace(person, clinic_review=None)
        )


def draft_key(person: CareRecipient) -> str:
    """Where the half-filled form waits."""
    return f"clinic_review/{person.id}"


def clinic_editor(session: Session, person: CareRecipient) -> RecordEditor:
    """The form; it writes to ``person``, whoever is on view by then."""
    form = Form()
    form.add_wide(
        note(
            _(
                "Record this when a nurse, pharmacist or doctor of your own clinic has read the sheet "
                "as it is now. "
                "The note lapses by itself when a safety line or a high-risk medicine changes."
            )
        )
    )
    form.add("reviewed_by", _("Who looked at it"), TextField(), _("Name and clinic."))
    form.add("reviewed_on", _("On which day"), date_field(session.today), _("Such as 4 Dec 2026."))

    def save(values: dict[str, str]) -> bool:
        reviewed_on = read_day(values, "reviewed_on")
        if not values["reviewed_by"].strip():
            raise InvalidField(("reviewed_by",), Rule.MISSING)
        if reviewed_on is None:
            raise InvalidField(("reviewed_on",), Rule.MISSING)
        if reviewed_on > session.today:
            raise InvalidField(("reviewed_on",), Rule.IN_THE_FUTURE, reviewed_on)
        now = session.household.person(person.id)
        if now is None:
            return False
        subject = subject_of(session.household, now, session.reference, reviewed_on)
        review = clinic_review(subject, values["reviewed_by"].strip(), session.opened.compositions)
        return session.change(
            _("Noted that {by} looked at the sheet").format(by=review.reviewed_by),
            lambda held: held.with_person(person.id, lambda each: replace(each, clinic_review=review)),
        )

    return RecordEditor(session, draft_key(person), _("Your clinic looked at the sheet"), form, save)
