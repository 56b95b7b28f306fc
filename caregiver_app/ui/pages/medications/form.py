"""The form for one medicine. It offers and asks; it chooses nothing and refuses only what cannot be."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from caregiver_app.domain.errors import InvalidField
from caregiver_app.domain.medication import Medication
from caregiver_app.domain.record_edits import find
from caregiver_app.i18n import _
from caregiver_app.reference.product_names import folded
from caregiver_app.reference.products import ProductMatch
from caregiver_app.services.checks import check_route
from caregiver_app.services.contradictions import medication_contradictions
from caregiver_app.services.edits import Edit, put_record
from caregiver_app.services.questions import medicine_questions, same_medicine_questions
from caregiver_app.ui.pages.medications.form_fields import FormFields
from caregiver_app.ui.pages.medications.product_finder import route_choices
from caregiver_app.ui.pages.medications.timing import FIELDS_OF, unused_kinds
from caregiver_app.ui.pages.medications.values import (
    entries_for,
    medication_values,
    read_medication,
    typed_ingredients,
    typed_route,
)
from caregiver_app.ui.records.careful_field import spelling_words
from caregiver_app.ui.records.match_field import MatchField
from caregiver_app.ui.records.record_form import RecordForm
from caregiver_app.ui.widgets.banner import Banner
from caregiver_app.ui.widgets.labels import section
from caregiver_app.wording.problems import field_problem, shown

if TYPE_CHECKING:
    from collections.abc import Mapping

    from caregiver_app.domain.people import CareRecipient
    from caregiver_app.ui.frame.session import Session
    from caregiver_app.ui.pages.medications.product_finder import ProductFinder


class _Picked(NamedTuple):
    """A name that was chosen from the list, folded, and what was filled in with it."""

    name: str = ""
    ingredients: str = ""


class MedicationForm(RecordForm):
    """``medication`` is ``None`` for a new one of that person."""

    def __init__(
        self,
        session: Session,
        person: CareRecipient,
        medication: Medication | None,
        record_id: str,
        finder: ProductFinder,
    ) -> None:
        new = _("A new medicine for {name}").format(name=person.preferred_name)
        super().__init__(shown(medication.product_name) if medication else new, record_id)
        self._session = session
        self._person = person
        self._finder = finder
        self._picked = _Picked()
        self.duplicate = Banner("warning")
        self.route_stop = Banner("danger")
        self.match = MatchField(session)
        self.fields = FormFields(session, person, finder, self.typed)
        self._arrange()
        self.fields.product_name.picked.connect(self._on_pick)
        self.fields.timing.edited.connect(self._show_timing_fields)
        self.edited.connect(self._forget_the_pick)
        self.edited.connect(self._look)
        self._show_timing_fields()
        self._look()
        if medication is not None:
            self.set_values(medication_values(medication, session.reference))

    def edit(self, values: Mapping[str, str]) -> Edit | None:
        if unused := unused_kinds(values):
            self.show_error("timing", _unused_words(unused))
            return None
        household, reference, today = self._session.household, self._session.reference, self._session.today
        before = find(household, Medication, self.record_id)
        medication = read_medication(values, self.record_id, before, reference, today)
        return put_record(household, medication, self._person.id, reference, today)

    def typed(self, key: str) -> str:
        """What stands in a field."""
        return self.field(key).value()

    def set_values(self, values: Mapping[str, str]) -> None:
        super().set_values(values)
        self._show_timing_fields()

    def offer_usual_routes(self) -> None:
        """Puts the usual routes of the product first among the choices; the chosen one stays."""
        options = self._finder.options(
            self.typed("product_name"), typed_ingredients(self.typed("ingredients"))
        )
        self.fields.route.set_choices(route_choices(options))

    def show_error(self, key: str, sentence: str) -> None:
        super().show_error(key, sentence)
        if key == "route" and sentence:
            self.route_stop.show_text("")

    def _on_pick(self, match: object) -> None:
        """Ingredients are filled in only where nobody typed any: an empty field, or an earlier pick."""
        if not isinstance(match, ProductMatch):
            return
        before = self.typed("ingredients")
        if not before.strip() or before == self._picked.ingredients:
            self._picked = _Picked(folded(match.name), ", ".join(match.ingredients))
            self.field("ingredients").set_value(self._picked.ingredients)
        self.offer_usual_routes()

    def _forget_the_pick(self) -> None:
        """What a pick filled in is about that name: under another one it is taken out again."""
        picked = self._picked
        if picked.ingredients and picked.name not in folded(self.typed("product_name")):
            self._picked = _Picked()
            if self.typed("ingredients") == picked.ingredients:
                self.field("ingredients").set_value("")

    def _show_timing_fields(self) -> None:
        """Those of the chosen kind, and any that hold something: nothing typed is ever out of sight."""
        chosen = self.typed("timing")
        for kind, keys in FIELDS_OF.items():
            for key in keys:
                self.set_row_visible(key, visible=kind == chosen or bool(self.typed(key).strip()))

    def _look(self) -> None:
        """What is said while one types: one ingredient twice, an impossible route, the labels."""
        self.set_row_visible(
            "route_in_words", visible=self.typed("route") == "other" or bool(self.typed("route_in_words"))
        )
        name, ingredients = self.typed("product_name").strip(), typed_ingredients(self.typed("ingredients"))
        route = typed_route(self.typed("route"))
        try:
            medication = Medication(self.record_id, name or "?", ingredients, route=route)
        except InvalidField:
            return
        reference = self._session.reference
        questions = (
            *same_medicine_questions(self._person, medication, reference, self._session.today),
            *medicine_questions(self._person, medication, reference),
            *self._contradictions(),
            spelling_words(name),
        )
        self.duplicate.show_text("\n".join(filter(None, questions)))
        self._look_at_route(medication)
        self.match.show_entries(entries_for(medication, reference), self._no_entries_words(medication))

    def _contradictions(self) -> tuple[str, ...]:
        """As far as what is typed can be read."""
        household, reference, today = self._session.household, self._session.reference, self._session.today
        before = find(household, Medication, self.record_id)
        try:
            whole = read_medication(self.values(), self.record_id, before, reference, today)
        except InvalidField:
            return ()
        return medication_contradictions(whole, household, reference)

    def _look_at_route(self, medication: Medication) -> None:
        try:
            check_route(medication, self._session.reference)
        except InvalidField as error:
            shown_at_field = bool(self.error("route"))
            self.route_stop.show_text("" if shown_at_field else field_problem(error))
            return
        self.route_stop.show_text("")
        if self.error("route"):
            self.show_error("route", "")

    @staticmethod
    def _no_entries_words(medication: Medication) -> str:
        if medication.route is None:
            return _(
                "Fill in the medicine and how it is given. Then this shows what official labels say of it."
            )
        return _(
            "This program has no lines from labels for this medicine given this way. The sheet will list it."
        )

    def _arrange(self) -> None:
        fields = self.fields
        self.add(
            "product_name",
            _("Product name"),
            fields.product_name,
            _("As on the box. A few letters are enough to find it."),
        )
        self.add(
            "ingredients", _("Ingredients"), fields.ingredients, _("What is in it. Put a comma between two.")
        )
        self.add_wide(self.duplicate)
        self.add(
            "strength",
            _("Strength"),
            fields.strength,
            _("As on the box, such as 10 mg or 100 mg per mL. The down arrow key shows usual ones."),
        )
        self.add("dose_form", _("Form"), fields.dose_form, _("Tablet, liquid, patch and so on."))
        self.add_wide(section(_("How it is given")))
        self.add("route", _("Way it is given"), fields.route)
        self.add("route_in_words", _("Which other way"), fields.route_in_words)
        self.add_wide(self.route_stop)
        self.add(
            "dose",
            _("Dose each time"),
            fields.dose,
            _("The amount with its unit (mg, mL, tablets), as the prescriber wrote it."),
        )
        self.add(
            "measured_as",
            _("Measured at home as"),
            fields.measured_as,
            _("If you measure it another way: mL, tablets, puffs."),
        )
        self.add(
            "directions", _("Directions"), fields.directions, _("Such as with food, or crushed in water.")
        )
        self._arrange_timing()
        self.add_wide(section(_("What the labels say")))
        self.add("reference", _("Is this the same medicine?"), self.match)
        self.add_wide(section(_("More about it")))
        self.add("purpose", _("What it is for"), fields.purpose)
        self.add("prescriber", _("Prescribed by"), fields.prescriber)
        self.add("pharmacy", _("Pharmacy"), fields.pharmacy)
        self.add("started_on", _("Start date"), fields.started_on, _("Such as 4 Dec 2026."))
        self.add("notes", _("Notes"), fields.notes)

    def _arrange_timing(self) -> None:
        fields = self.fields
        self.add_wide(section(_("When it is given")))
        self.add("timing", _("Times"), fields.timing)
        self.add("times", _("Clock times"), fields.times, _("Such as 8:00 AM or 20:00."))
        self.add("reason", _("Needed for"), fields.reason, _("Such as pain or spasms."))
        self.add(
            "minimum_gap_minutes",
            _("Least time between two doses"),
            fields.minimum_gap_minutes,
            _("As the prescriber said, such as 6 hours or 90 minutes."),
        )
        self.add(
            "maximum_in_24_hours",
            _("Most in 24 hours"),
            fields.maximum_in_24_hours,
            _("As the prescriber said, such as 4 tablets."),
        )
        self.add("words", _("Rhythm"), fields.words, _("Such as every Monday at 8:00 in the morning."))


def _unused_words(kinds: list[str]) -> str:
    return _(
        "There is text under “{kinds}” that would not be used. Choose that rhythm, or clear its fields."
    ).format(kinds="”, “".join(kinds))
