"""The form of one person, the fields most needed first. Their keys are the names in ``domain``."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING

from caregiver_app.domain.errors import InvalidField
from caregiver_app.domain.people import CareRecipient, WeightUnit
from caregiver_app.domain.text import MAX_TELL_FIRST_WORDS
from caregiver_app.i18n import _
from caregiver_app.services.contradictions import person_contradictions
from caregiver_app.services.edits import Edit, put_record
from caregiver_app.services.questions import twin_question
from caregiver_app.ui.pages.people.values import (
    NONE_KNOWN,
    RECORDED,
    contradiction,
    home_choices,
    is_infant,
    person_values,
    read_person,
    severity_choices,
    sex_choices,
    state_choices,
)
from caregiver_app.ui.records.careful_field import CarefulField
from caregiver_app.ui.records.reading import date_field
from caregiver_app.ui.records.record_form import RecordForm
from caregiver_app.ui.records.rows_in_form import RowsInForm, read_rows
from caregiver_app.ui.widgets.banner import Banner
from caregiver_app.ui.widgets.choice_field import ChoiceField
from caregiver_app.ui.widgets.labels import section
from caregiver_app.ui.widgets.note_field import NoteField
from caregiver_app.ui.widgets.rows_field import RowPart
from caregiver_app.ui.widgets.text_field import TextField
from caregiver_app.wording.parsing import parse_day
from caregiver_app.wording.problems import shown

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from caregiver_app.ui.frame.session import Session
    from caregiver_app.ui.widgets.form import Form


class PersonForm(RecordForm):
    """``person`` is ``None`` for somebody new."""

    def __init__(self, session: Session, person: CareRecipient | None, record_id: str) -> None:
        super().__init__(shown(person.preferred_name) if person else _("Add a person"), record_id)
        self._session = session
        self._is_new = person is None
        self.twin_notice = Banner("warning")
        _add_who(self, session.today)
        self.add_wide(self.twin_notice)
        _add_first_words(self)
        _add_allergies(self, session.today)
        _add_usual(self)
        _add_health(self, session.today)
        _add_places(self)
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
        young = is_infant(values["birth_date"], self._session.today)
        self.set_row_visible("gestation_weeks", visible=young or bool(values["gestation_weeks"].strip()))
        # Typed rows stay in sight whatever is chosen: nothing is dropped behind a choice.
        self.set_row_visible("allergies", visible=state == RECORDED or has_rows)
        warning = "\n".join(filter(None, (self._twin_warning(values), *self._contradictions(values))))
        if warning != self.twin_notice.text():
            self.twin_notice.show_text(warning)

    def _contradictions(self, values: Mapping[str, str]) -> tuple[str, ...]:
        """As far as what is typed can be read."""
        before = CareRecipient(id=self.record_id, preferred_name="?")
        try:
            return person_contradictions(read_person(values, before), self._session.today)
        except InvalidField:
            return ()

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


def _add_who(form: Form, today: date) -> None:
    form.add("preferred_name", _("Preferred name"), TextField(), _("What everybody calls them. Needed."))
    form.add("full_name", _("Full name"), TextField(), _("As on their papers."))
    form.add("birth_date", _("Birth date"), date_field(today), _("For example 4 Mar 2012."))
    form.add("sex", _("Sex"), ChoiceField(sex_choices()))
    form.add(
        "gestation_weeks",
        _("Born at week of pregnancy"),
        TextField(),
        _("For a baby: the whole weeks, for example 29."),
    )


def _add_first_words(form: Form) -> None:
    form.add_wide(section(_("Tell them first")))
    form.add(
        "tell_first",
        _("What a stranger must know before anything else"),
        CarefulField(NoteField(lines=3, most_words=MAX_TELL_FIRST_WORDS)),
        _("It goes at the top of the sheet: the greatest danger, what it looks like, whom to call."),
    )


def _add_allergies(form: Form, today: date) -> None:
    form.add_wide(section(_("Allergies")))
    form.add(
        "allergy_state",
        _("What is known"),
        ChoiceField(state_choices()),
        _("“Not recorded” is not the same as “none known”. The sheet says which one it is."),
    )
    form.add("confirmed_on", _("None known, confirmed on"), date_field(today), _("The day somebody asked."))
    parts = (
        RowPart("substance", _("Substance"), TextField),
        RowPart("reaction", _("What happened"), TextField),
        RowPart("severity", _("How bad"), lambda: ChoiceField(severity_choices())),
    )
    form.add("allergies", _("Each allergy"), RowsInForm(parts, _("Allergy"), _("Add an allergy")))


def _add_usual(form: Form) -> None:
    form.add_wide(section(_("How they usually are")))
    form.add(
        "communication",
        _("How they communicate"),
        NoteField(lines=2),
        _("For example: looks up for yes; hears badly on the left."),
    )
    form.add(
        "usual_state",
        _("What is normal for them"),
        CarefulField(NoteField(lines=2)),
        _("Alertness, movement, breathing, temperature: so that a change is seen."),
    )
    form.add("languages", _("Languages"), TextField(), _("Put commas between them."))


def _add_health(form: Form, today: date) -> None:
    form.add_wide(section(_("Health")))
    condition = (RowPart("condition", _("Name"), TextField),)
    form.add("conditions", _("Conditions"), RowsInForm(condition, _("Condition"), _("Add a condition")))
    device = (RowPart("name", _("What"), TextField), RowPart("details", _("Details"), TextField))
    form.add(
        "implanted_devices",
        _("Implanted devices"),
        RowsInForm(device, _("Device"), _("Add a device")),
        _("Shunt, pacemaker, stimulator, feeding tube. A drug pump has a page of its own."),
    )
    avoid = (RowPart("procedure", _("What"), TextField), RowPart("why", _("Why"), TextField))
    form.add(
        "procedures_to_avoid",
        _("What must not be done"),
        RowsInForm(avoid, _("Procedure"), _("Add a procedure to avoid")),
        _("Procedures that their clinic told you to avoid."),
    )
    units = [(each.value, each.value) for each in WeightUnit]
    form.add(
        "weight", _("Weight"), TextField(), _("As it was measured. For a baby also “7 lb 4 oz” or “3205 g”.")
    )
    form.add("weight_unit", _("Unit of weight"), ChoiceField(units))
    form.add("measured_on", _("Weighed on"), date_field(today))


def _add_places(form: Form) -> None:
    form.add_wide(section(_("Hospital and papers")))
    form.add("preferred_hospital", _("Preferred hospital"), TextField())
    form.add(
        "advance_directives",
        _("Advance directives"),
        NoteField(lines=2),
        _("What they say, and where the papers are."),
    )
    form.add_wide(section(_("For those who come")))
    form.add("home_address", _("Home address"), NoteField(lines=2), _("What you would tell the ambulance."))
    form.add(
        "how_to_get_in",
        _("How to get in"),
        NoteField(lines=2),
        _("Which door, which floor, who has a key. A sheet on the fridge may be read by visitors."),
    )
    form.add("home_off_sheet", _("On the printed sheet?"), ChoiceField(home_choices()))
    item = (RowPart("name", _("What"), TextField), RowPart("place", _("Where it is"), TextField))
    form.add(
        "emergency_items",
        _("Where emergency things are"),
        RowsInForm(item, _("Thing"), _("Add a thing")),
        _("For example naloxone, glucagon, the pump’s ID card."),
    )
    form.add(
        "seizure_plan",
        _("Seizure plan"),
        CarefulField(NoteField(lines=3)),
        _("As the prescriber gave it: after how many minutes, what to give, when to call."),
    )
    notes = CarefulField(NoteField(lines=4))
    form.add("notes", _("Notes"), notes, _("For the family. Not on the emergency sheet."))
