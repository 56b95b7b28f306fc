"""The form of one person."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING

from caregiver_app.domain.errors import InvalidField
from caregiver_app.domain.people import CareRecipient
from caregiver_app.i18n import _
from caregiver_app.services.edits import Edit, put_record
from caregiver_app.services.questions import twin_question
from caregiver_app.ui.pages.people import fields
from caregiver_app.ui.pages.people.allergies import NONE_KNOWN, RECORDED, contradiction
from caregiver_app.ui.pages.people.values import person_values, read_person
from caregiver_app.ui.records.record_form import RecordForm
from caregiver_app.ui.records.rows_in_form import read_rows
from caregiver_app.ui.widgets.banner import Banner
from caregiver_app.wording.parsing import parse_day
from caregiver_app.wording.problems import shown

if TYPE_CHECKING:
    from collections.abc import Mapping

    from caregiver_app.ui.frame.session import Session


class PersonForm(RecordForm):
    """``person`` is ``None`` for somebody new."""

    def __init__(self, session: Session, person: CareRecipient | None, record_id: str) -> None:
        super().__init__(shown(person.preferred_name) if person else _("Add a person"), record_id)
        self._session = session
        self._is_new = person is None
        self.twin_notice = Banner("warning")
        fields.add_who(self, session.today)
        self.add_wide(self.twin_notice)
        fields.add_first_words(self)
        fields.add_allergies(self, session.today)
        fields.add_usual(self)
        fields.add_health(self, session.today)
        fields.add_places(self)
        if person is not None:
            self.add_removal(_("Remove"), _("Remove this person"))
            self.set_values(person_values(person))
        self.edited.connect(self._follow)
        self._follow()

    def edit(self, values: Mapping[str, str]) -> Edit | None:
        problem = contradiction(values)
        if problem:
            self.show_error("allergy_state", problem)
            return None
        session = self._session
        before = session.household.person(self.record_id)
        if before is None and not self._is_new:
            gone = _("This person is no longer in the household. Undo their removal first, then save.")
            self.show_error("", gone)
            return None
        if before is None:
            before = CareRecipient(id=self.record_id, preferred_name=values["preferred_name"].strip())
        person = read_person(values, before)
        return put_record(session.household, person, "", session.reference, session.today)

    def _follow(self) -> None:
        """Shows what belongs to the chosen state of allergies, and whether somebody has the same name."""
        values = self.values()
        state = values["allergy_state"]
        has_rows = bool(read_rows(values["allergies"]))
        self.set_row_visible("confirmed_on", visible=state == NONE_KNOWN)
        # Typed rows stay in sight whatever is chosen: nothing is dropped behind a choice.
        self.set_row_visible("allergies", visible=state == RECORDED or has_rows)
        warning = self._twin_warning(values)
        if warning != self.twin_notice.text():
            self.twin_notice.show_text(warning)

    def _twin_warning(self, values: Mapping[str, str]) -> str:
        """As far as what is typed can be read."""
        try:
            typed = CareRecipient(self.record_id, values["preferred_name"], values["full_name"])
        except InvalidField:
            return ""
        with suppress(InvalidField):
            typed = replace(typed, birth_date=parse_day(values["birth_date"]))
        people = self._session.household.care_recipients
        return twin_question(typed, [each for each in people if each.id != self.record_id])
