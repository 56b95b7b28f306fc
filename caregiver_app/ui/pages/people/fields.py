"""The fields of a person's form, most needed first. Their keys are the names in ``domain``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from caregiver_app.domain.people import WeightUnit
from caregiver_app.domain.text import MAX_TELL_FIRST_WORDS
from caregiver_app.i18n import _
from caregiver_app.ui.pages.people.allergies import severity_choices, state_choices
from caregiver_app.ui.records.reading import date_field
from caregiver_app.ui.records.rows_in_form import RowsInForm
from caregiver_app.ui.widgets.choice_field import ChoiceField
from caregiver_app.ui.widgets.labels import section
from caregiver_app.ui.widgets.note_field import NoteField
from caregiver_app.ui.widgets.rows_field import RowPart
from caregiver_app.ui.widgets.text_field import TextField

if TYPE_CHECKING:
    from datetime import date

    from caregiver_app.ui.widgets.form import Form


def add_who(form: Form, today: date) -> None:
    form.add("preferred_name", _("Preferred name"), TextField(), _("What everybody calls them. Needed."))
    form.add("full_name", _("Full name"), TextField(), _("As on their papers."))
    form.add("birth_date", _("Birth date"), date_field(today), _("For example 4 Mar 2012."))


def add_first_words(form: Form) -> None:
    form.add_wide(section(_("Tell them first")))
    form.add(
        "tell_first",
        _("What a stranger must know before anything else"),
        NoteField(lines=3, most_words=MAX_TELL_FIRST_WORDS),
        _("It goes at the top of the sheet: the greatest danger, what it looks like, whom to call."),
    )


def add_allergies(form: Form, today: date) -> None:
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


def add_usual(form: Form) -> None:
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
        NoteField(lines=2),
        _("Alertness, movement, breathing, temperature: so that a change is seen."),
    )
    form.add("languages", _("Languages"), TextField(), _("Put commas between them."))


def add_health(form: Form, today: date) -> None:
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
    form.add("weight", _("Weight"), TextField(), _("The number as it was measured. It is never converted."))
    form.add("weight_unit", _("Unit of weight"), ChoiceField(units))
    form.add("measured_on", _("Weighed on"), date_field(today))


def add_places(form: Form) -> None:
    form.add_wide(section(_("Hospital and papers")))
    form.add("preferred_hospital", _("Preferred hospital"), TextField())
    form.add(
        "advance_directives",
        _("Advance directives"),
        NoteField(lines=2),
        _("What they say, and where the papers are."),
    )
    form.add("notes", _("Notes"), NoteField(lines=4), _("For the family. Not on the emergency sheet."))
