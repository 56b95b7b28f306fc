"""The form of one person."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING
from uuid import uuid4

from PySide6.QtCore import Signal

from caregiver_app.domain.people import CareRecipient
from caregiver_app.i18n import _
from caregiver_app.ui.pages.people import fields
from caregiver_app.ui.pages.people.allergies import NONE_KNOWN, RECORDED, contradiction
from caregiver_app.ui.pages.people.twins import twin_warning
from caregiver_app.ui.pages.people.values import person_values, read_person
from caregiver_app.ui.records.rows_in_form import read_rows
from caregiver_app.ui.widgets.banner import Banner
from caregiver_app.ui.widgets.buttons import danger_button
from caregiver_app.ui.widgets.flow import button_row
from caregiver_app.ui.widgets.form import Form
from caregiver_app.ui.widgets.labels import section
from caregiver_app.wording.problems import shown

if TYPE_CHECKING:
    from collections.abc import Mapping

    from caregiver_app.domain.household import Household
    from caregiver_app.ui.frame.session import Session


class PersonForm(Form):
    """``person`` is ``None`` for somebody new. ``remove_asked`` fires when they are to be removed."""

    remove_asked = Signal()

    def __init__(self, session: Session, person: CareRecipient | None) -> None:
        super().__init__()
        self._session = session
        self._person_id = person.id if person else ""
        self._new_id = uuid4().hex
        self.twin_notice = Banner("warning")
        self.remove_button = danger_button(_("Remove this person"), "trash-2")
        self.remove_button.clicked.connect(lambda _checked=False: self.remove_asked.emit())
        self._first = fields.add_who(self, session.today)
        self.add_wide(self.twin_notice)
        fields.add_first_words(self)
        fields.add_allergies(self, session.today)
        fields.add_usual(self)
        fields.add_health(self, session.today)
        fields.add_places(self)
        if person is not None:
            self.add_wide(section(_("Remove")))
            self.add_wide(button_row(self.remove_button))
            self.set_values(person_values(person))
        self.edited.connect(self._follow)
        self._follow()

    def go_to_start(self) -> None:
        """Puts the focus into the first field."""
        self._first.setFocus()

    def save(self, values: Mapping[str, str]) -> bool:
        """Adds or changes the person. Raises ``InvalidField``; false if the form must stay open."""
        problem = contradiction(values)
        if problem:
            self.show_error("allergy_state", problem)
            return False
        return self._change(values) if self._person_id else self._add(values)

    def _add(self, values: Mapping[str, str]) -> bool:
        fresh = CareRecipient(id=self._new_id, preferred_name=values["preferred_name"].strip())
        person = read_person(values, fresh, self._session.today)

        def with_person(household: Household) -> Household:
            return replace(household, care_recipients=(*household.care_recipients, person))

        # First the choice, then the change: the change is what the undo bar is to show.
        shown_before = self._session.person
        self._session.choose_person(person.id)
        if self._session.change(_("Added {name}").format(name=shown(person.preferred_name)), with_person):
            return True
        self._session.choose_person(shown_before.id if shown_before else "")
        return False

    def _change(self, values: Mapping[str, str]) -> bool:
        before = self._session.household.person(self._person_id)
        if before is None:
            gone = _("This person is no longer in the household. Undo their removal first, then save.")
            self.show_error("", gone)
            return False
        person = read_person(values, before, self._session.today)
        return self._session.change(
            _("Changed {name}").format(name=shown(person.preferred_name)),
            lambda household: household.with_person(person.id, lambda _before: person),
        )

    def _follow(self) -> None:
        """Shows what belongs to the chosen state of allergies, and whether somebody has the same name."""
        values = self.values()
        state = values["allergy_state"]
        has_rows = bool(read_rows(values["allergies"]))
        self.set_row_visible("confirmed_on", visible=state == NONE_KNOWN)
        # Typed rows stay in sight whatever is chosen: nothing is dropped behind a choice.
        self.set_row_visible("allergies", visible=state == RECORDED or has_rows)
        others = [each for each in self._session.household.care_recipients if each.id != self._person_id]
        warning = twin_warning(values, others)
        if warning != self.twin_notice.text():
            self.twin_notice.show_text(warning)
