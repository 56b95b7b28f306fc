"""Words of the pump's record."""

from __future__ import annotations

from typing import Final

from caregiver_app.domain.amounts import Volume
from caregiver_app.domain.pump import Pump
from caregiver_app.domain.rates import Concentration, DailyDose
from caregiver_app.i18n import _
from caregiver_app.wording import doses
from caregiver_app.wording.records.parts import amount_fields, notes_field, reference_field
from caregiver_app.wording.shape import (
    NAME_SAYS_IT,
    TYPE_SAYS_IT,
    FieldWords,
    Owner,
    PartWords,
    RecordWords,
)


def _fields() -> dict[str, FieldWords]:
    return {
        "drug": FieldWords(_("drug"), NAME_SAYS_IT, _("the drug of {subject}")),
        "maker": FieldWords(_("maker"), NAME_SAYS_IT, _("the maker of {subject}")),
        "model": FieldWords(_("model"), NAME_SAYS_IT, _("the model of {subject}")),
        "serial_number": FieldWords(_("serial number"), NAME_SAYS_IT, _("the serial number of {subject}")),
        "reservoir_size": FieldWords(_("reservoir size"), TYPE_SAYS_IT, _("the reservoir size of {subject}")),
        "concentration": FieldWords(_("concentration"), TYPE_SAYS_IT, _("the concentration of {subject}")),
        "daily_dose": FieldWords(_("dose per day"), TYPE_SAYS_IT, _("the dose per day of {subject}")),
        "mode": FieldWords(_("mode"), NAME_SAYS_IT, _("how {subject} delivers")),
        "mri_note": FieldWords(_("MRI note"), NAME_SAYS_IT, _("the MRI note of {subject}")),
        **_days(),
        **_at_the_clinic(),
        "reference": reference_field(NAME_SAYS_IT),
        "notes": notes_field(),
    }


def _days() -> dict[str, FieldWords]:
    return {
        "implanted_on": FieldWords(_("implant date"), NAME_SAYS_IT, _("the implant date of {subject}")),
        "low_reservoir_alarm_volume": FieldWords(
            _("low reservoir alarm volume"), TYPE_SAYS_IT, _("the low reservoir alarm volume of {subject}")
        ),
        "low_reservoir_alarm_on": FieldWords(
            _("low-reservoir alarm date"), NAME_SAYS_IT, _("the low-reservoir alarm date of {subject}")
        ),
        "refill_by": FieldWords(_("refill by"), NAME_SAYS_IT, _("the refill date of {subject}")),
        "last_refill_on": FieldWords(_("last refill"), NAME_SAYS_IT, _("the last refill of {subject}")),
        "next_appointment_on": FieldWords(
            _("next appointment on"), NAME_SAYS_IT, _("the next visit for {subject}")
        ),
        "next_appointment_at": FieldWords(
            _("next appointment at"), NAME_SAYS_IT, _("the time of the next visit for {subject}")
        ),
        "replace_by": FieldWords(
            _("replacement date"), "End of service.", _("the replacement date of {subject}")
        ),
    }


def _at_the_clinic() -> dict[str, FieldWords]:
    return {
        "clinic_name": FieldWords(_("clinic name"), NAME_SAYS_IT, _("the clinic of {subject}")),
        "clinic_phones": FieldWords(
            _("clinic phones"),
            NAME_SAYS_IT,
            _("the clinic phones of {subject}"),
            item=_("clinic number"),
            counted=_("clinic phone"),
        ),
        "oral_backup_plan": FieldWords(
            _("oral backup plan"), "In the clinic's own words.", _("the backup plan by mouth for {subject}")
        ),
    }


def _rate_fields(about_unit: str) -> dict[str, FieldWords]:
    return {**amount_fields(), "unit": FieldWords(_("unit"), about_unit)}


def _subject(pump: Pump, owner: Owner) -> str:
    return _("{name}’s pump").format(name=owner.name) if owner.name else _name(pump)


def _name(pump: Pump) -> str:
    return _("the pump with {drug}").format(drug=pump.drug)


WORDS: Final = RecordWords[Pump](
    singular=lambda: _("pump"),
    plural=lambda: _("pumps"),
    about="An implanted drug pump. Every date is one the clinic gave.",
    about_list=NAME_SAYS_IT,
    about_id="May be left out in a document written by hand.",
    named_by="drug",
    name=_name,
    subject=_subject,
    whole=lambda pump, subject: _("{name} ({drug})").format(name=subject, drug=pump.drug),
    order=lambda: _("changed the order of {name}’s pumps"),
    fields=_fields,
    parts={
        Volume: PartWords[Volume](
            about="In mL, as an object or as text such as 20 mL.",
            fields=amount_fields,
            write=lambda value, _context: doses.quantity(value),
        ),
        Concentration: PartWords[Concentration](
            about="Mass of drug in one mL, as an object or as text with a unit such as mcg/mL.",
            fields=lambda: _rate_fields(
                "The unit of the mass alone, such as mcg: that it is per mL is understood."
            ),
            write=lambda value, _context: doses.mass(value),
        ),
        DailyDose: PartWords[DailyDose](
            about="Mass of drug per day, as an object or as text with a unit such as mcg/day.",
            fields=lambda: _rate_fields(
                "The unit of the mass alone, such as mcg: that it is per day is understood."
            ),
            write=lambda value, _context: doses.mass(value),
        ),
    },
)
