"""The form for a pump's record, in the order of the clinic's papers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from caregiver_app.domain.errors import InvalidField
from caregiver_app.domain.pump import Pump
from caregiver_app.domain.record_edits import find
from caregiver_app.domain.route import Route
from caregiver_app.i18n import _
from caregiver_app.reference import candidates
from caregiver_app.reference.matches import pump_entries
from caregiver_app.reference.product_names import folded
from caregiver_app.services.edits import Edit, put_record
from caregiver_app.services.pump_contradictions import pump_contradictions
from caregiver_app.ui.pages.pump.amounts import amount_in_words, different_units
from caregiver_app.ui.pages.pump.values import pump_values, read_clinic_phones, read_pump
from caregiver_app.ui.records.careful_field import CarefulField
from caregiver_app.ui.records.match_field import MatchField
from caregiver_app.ui.records.phone_rows import DoubtfulNumbers, phones_field
from caregiver_app.ui.records.reading import date_field
from caregiver_app.ui.records.record_form import RecordForm
from caregiver_app.ui.widgets.banner import Banner
from caregiver_app.ui.widgets.labels import note, section
from caregiver_app.ui.widgets.note_field import NoteField
from caregiver_app.ui.widgets.suggest_field import SuggestField, Suggestion
from caregiver_app.ui.widgets.text_field import TextField
from caregiver_app.wording.pumps import no_signs

if TYPE_CHECKING:
    from collections.abc import Mapping

    from caregiver_app.domain.people import CareRecipient
    from caregiver_app.ui.frame.session import Session


class PumpForm(RecordForm):
    """Says how each amount was read and asks where the two units differ; converts nothing.

    ``pump`` is ``None`` for a new one of that person.
    """

    def __init__(self, session: Session, person: CareRecipient, pump: Pump | None, record_id: str) -> None:
        heading = _("{name}’s pump") if pump else _("A new pump for {name}")
        super().__init__(heading.format(name=person.preferred_name), record_id)
        self._session = session
        self._person_id = person.id
        self.match = MatchField(session)
        self.units = Banner("warning")
        self.unknown_drug = Banner("danger")
        self._unknown = ""
        self.number_notice = DoubtfulNumbers()
        self.number_notice.action.connect(self.save_asked)
        self._add_drug_and_dose()
        self._add_dates()
        self._add_clinic()
        self._add_device()
        self.edited.connect(self._look)
        self._look()
        if pump is not None:
            self.set_values(pump_values(pump, session.reference, session.preferences.clock))

    def set_values(self, values: Mapping[str, str]) -> None:
        super().set_values(values)
        if "reference" in values:  # the answers that belong to this very drug, whatever stood there before it
            self.match.set_value(values["reference"])

    def edit(self, values: Mapping[str, str]) -> Edit | None:
        session = self._session
        before = find(session.household, Pump, self.record_id)
        read = read_clinic_phones(values, before, session.preferences.country)
        pump = read_pump(values, self.record_id, before, read.phones, session)
        if self.number_notice.asks(read.doubtful):
            return None
        return put_record(session.household, pump, self._person_id, session.reference, session.today)

    def _look(self) -> None:
        values = self.values()
        asked = (
            different_units(values["concentration"], values["daily_dose"]),
            *self._contradictions(values),
        )
        self.units.show_text("\n".join(filter(None, asked)))
        drug, reference = values["drug"].strip(), self._session.reference
        is_known = not drug or bool(candidates((drug,), "", Route.INTRATHECAL_PUMP, reference))
        unknown = "" if is_known else drug
        if unknown != self._unknown:
            self._unknown = unknown
            self.unknown_drug.show_text(no_signs(drug) if unknown else "")
            self.match.set_value("")  # what was said of another drug is no answer for this one
        otherwise = _("Fill in the drug. Then this shows what official labels say of it.")
        self.match.show_entries(pump_entries(drug, reference), otherwise)

    def _contradictions(self, values: Mapping[str, str]) -> tuple[str, ...]:
        """As far as what is typed can be read."""
        before = find(self._session.household, Pump, self.record_id)
        try:
            return pump_contradictions(read_pump(values, self.record_id, before, (), self._session))
        except InvalidField:
            return ()

    def _drugs(self, text: str) -> list[Suggestion]:
        """The drugs and brands that the reference knows in a pump."""
        found = {
            name: Suggestion(name, entry.name)
            for entry in self._session.reference.medicines
            if "intrathecal_pump" in entry.routes
            for name in (*entry.ingredients, *entry.brands)
            if folded(text) in folded(name)
        }
        return list(found.values())

    def _amount(self, key: str) -> CarefulField:
        return CarefulField(TextField(), lambda text: amount_in_words(key, text), warns_when_read=False)

    def _add_drug_and_dose(self) -> None:
        self.add_wide(note(_("Copy it from the clinic’s papers. What you do not know stays empty.")))
        self.add("drug", _("Drug in the pump"), SuggestField(self._drugs), _("Such as baclofen."))
        self.add_wide(self.unknown_drug)
        self.add(
            "concentration",
            _("Concentration per mL"),
            self._amount("concentration"),
            _("The number with its unit: mcg. It stands on the clinic’s papers."),
        )
        self.add(
            "daily_dose", _("Dose per day"), self._amount("daily_dose"), _("The number with its unit: mcg.")
        )
        self.add_wide(self.units)
        self.add(
            "mode", _("How it delivers"), CarefulField(TextField()), _("Such as simple continuous, or flex.")
        )
        self.add_wide(section(_("What the labels say")))
        self.add("reference", _("Is this the same medicine?"), self.match)

    def _add_dates(self) -> None:
        self.add_wide(section(_("Refill and alarm")))
        self.add_wide(note(_("Dates are what the clinic gave you. This program does not work them out.")))
        self._add_day("refill_by", _("Refill by"))
        self._add_day("low_reservoir_alarm_on", _("Low-reservoir alarm date"))
        self.add(
            "low_reservoir_alarm_volume",
            _("Low-reservoir alarm volume"),
            CarefulField(TextField()),
            _("Such as 2 mL."),
        )
        self._add_day("last_refill_on", _("Last refill"))
        self._add_day("next_appointment_on", _("Next appointment"))
        self.add(
            "next_appointment_at", _("Time of the appointment"), TextField(), _("Such as 9:30 AM or 14:00.")
        )

    def _add_clinic(self) -> None:
        self.add_wide(section(_("Pump clinic")))
        self.add("clinic_name", _("Name of the clinic"), TextField())
        self.add("clinic_phones", _("Numbers by day and by night"), phones_field())
        self.add_wide(self.number_notice)
        plan = CarefulField(NoteField(lines=3))
        self.add("oral_backup_plan", _("Backup plan by mouth, as the clinic gave it"), plan)

    def _add_device(self) -> None:
        self.add_wide(section(_("The pump itself")))
        self.add("maker", _("Maker"), TextField())
        self.add("model", _("Model"), TextField())
        self.add("serial_number", _("Serial number"), TextField())
        self.add(
            "reservoir_size", _("Reservoir size"), CarefulField(TextField()), _("Such as 20 mL or 40 mL.")
        )
        self._add_day("implanted_on", _("Implant date"))
        self._add_day("replace_by", _("Replace by (end of service)"))
        self.add("mri_note", _("MRI note"), NoteField(lines=2), _("What the clinic said about scans."))
        self.add("notes", _("Notes"), CarefulField(NoteField(lines=3)))

    def _add_day(self, key: str, label: str) -> None:
        self.add(key, label, date_field(self._session.today))
