"""A published sheet holds nothing that was left out, says what was, and is as safe as the whole one."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any

import pypdfium2
import pytest
import zxingcpp
from hypothesis import HealthCheck, assume, given
from hypothesis import strategies as st

from caregiver_app.domain.contacts import Contact, ContactRole, Phone
from caregiver_app.domain.household import Household
from caregiver_app.domain.medication import AsNeeded, Medication
from caregiver_app.domain.people import CareRecipient, ClinicReview, EmergencyItem, Weight, WeightUnit
from caregiver_app.domain.preferences import Paper, Preferences
from caregiver_app.domain.publishing import SheetPart, parts_shown
from caregiver_app.domain.pump import Pump
from caregiver_app.domain.quantity import parse_quantity
from caregiver_app.domain.route import Route
from caregiver_app.interop.household_document import read_document_file
from caregiver_app.paths import resources
from caregiver_app.printing.documents.emergency import emergency_pdf
from caregiver_app.printing.errors import IncompleteSheetError, SheetTooFullError
from caregiver_app.wording.emergency import emergency_summary, safety_fingerprint
from caregiver_app.wording.published_sheet import last_day, part_name, published_summary
from caregiver_app.wording.summary import EmergencySummary, MedicineRow
from tests.printing.checks import check_emergency_pdf
from tests.scale import examples
from tests.shipped import shipped_reference
from tests.strategies import households

TODAY = date(2026, 11, 22)
ALL = frozenset(SheetPart)
NOTHING: frozenset[SheetPart] = frozenset()


@cache
def sample() -> Household:
    return read_document_file(resources() / "sample" / "household.json").household


def word(kind: str, name: str) -> str:
    """A word that stands nowhere else: ``zqperson0communication``."""
    return f"Zq{kind}{name.replace('_', '')}"


def _texts(kind: str, made: type, **others: Any) -> dict[str, Any]:
    """Each text field of a class, filled with its own word; what is no text comes from ``others``."""
    own = {each.name: word(kind, each.name) for each in fields(made) if each.type == "str"}
    return {**own, **others}


def marked() -> tuple[Household, CareRecipient]:
    """A person of whom every field holds a word of its own."""
    dose = parse_quantity("10 mg")
    medicine = Medication(
        **_texts(
            "med",
            Medication,
            ingredients=("baclofen",),
            strength="10 mg",
            route=Route.ORAL,
            dose=dose,
            timing=AsNeeded("Zqreason"),
        )
    )
    pump = Pump(
        **_texts(
            "pump",
            Pump,
            drug="baclofen",
            clinic_phones=(Phone("612-555-7001", when_to_call="Zqclinicwhen"),),
        )
    )
    person = CareRecipient(
        **_texts(
            "person",
            CareRecipient,
            birth_date=date(1931, 7, 29),
            weight=Weight(Decimal("83.25"), WeightUnit.KG, date(2019, 5, 17)),
            languages=("Zqlanguage",),
            conditions=("Zqcondition",),
            emergency_items=(EmergencyItem("Zqthing", "Zqplace"),),
            medications=(medicine,),
            pumps=(pump,),
            clinic_review=ClinicReview("Zqreviewer", date(2026, 10, 1), "f"),
        )
    )
    phone = Phone("612-555-7002", when_to_call="Zqcontactwhen")
    contact = Contact(**_texts("contact", Contact, role=ContactRole.FAMILY, call_order=1, phones=(phone,)))
    return Household(Preferences("US", "911", "1-800-222-1222"), (person,), (contact,)), person


HIDDEN_BY = {
    SheetPart.NAME: ("Zqpersonpreferredname",),
    SheetPart.FULL_NAME: ("Zqpersonfullname",),
    SheetPart.BIRTH_DATE: ("1931", "29 Jul"),
    SheetPart.WEIGHT: ("83.25", "2019"),
    SheetPart.LANGUAGES: ("Zqlanguage",),
    SheetPart.COMMUNICATION: ("Zqpersoncommunication",),
    SheetPart.USUAL_STATE: ("Zqpersonusualstate",),
    SheetPart.PUMP_SERIAL: ("Zqpumpserialnumber",),
    SheetPart.CONDITIONS: ("Zqcondition",),
    SheetPart.HOSPITAL: ("Zqpersonpreferredhospital",),
    SheetPart.DIRECTIVES: ("Zqpersonadvancedirectives",),
    SheetPart.HOME: ("Zqpersonhomeaddress", "Zqpersonhowtogetin"),
    SheetPart.SEIZURE_PLAN: ("Zqpersonseizureplan",),
    SheetPart.EMERGENCY_ITEMS: ("Zqplace",),
    SheetPart.PURPOSES: ("Zqmedpurpose",),
    SheetPart.CLINIC: ("Zqpumpclinicname", "612-555-7001", "Zqclinicwhen", "Zqreviewer"),
    SheetPart.CONTACT_NAMES: ("Zqcontactname", "Zqcontactrelationship"),
    SheetPart.CONTACT_NUMBERS: ("612-555-7002", "Zqcontactwhen"),
}
# Whatever else is recorded stands on each copy, or on no sheet at all.
ALWAYS = {
    "Zqpersontellfirst",
    "Zqthing",
    "Zqmedproductname",
    "Zqmeddoseform",
    "Zqmeddirections",
    "Zqreason",
} | {word("pump", name) for name in ("maker", "model", "mode", "mri_note", "oral_backup_plan")}


def everything_in(summary: EmergencySummary) -> str:
    return repr(summary).replace("\\xa0", " ").replace("\u2011", "-")


def read(data: bytes) -> str:
    """The PDF's text and what its code for phones says."""
    with pypdfium2.PdfDocument(data) as document:
        pages = [page.get_textpage().get_text_range() for page in document]
        codes = [
            code.text
            for page in document
            for code in zxingcpp.read_barcodes(page.render(scale=4, grayscale=True).to_pil())
        ]
    return " ".join(" ".join([*pages, *codes]).split()).replace("\xa0", " ")


def test_every_text_that_a_sheet_shows_is_always_on_it_or_can_be_left_out() -> None:
    household, person = marked()
    shown = everything_in(emergency_summary(household, person, shipped_reference(), TODAY, 0))
    marks = {part for part in shown.replace('"', " ").replace("'", " ").split() if "Zq" in part}
    choosable = {mark for own in HIDDEN_BY.values() for mark in own}
    unknown = [mark for mark in marks if not any(known in mark for known in (*choosable, *ALWAYS))]
    assert unknown == []


@pytest.mark.parametrize("part", list(SheetPart))
def test_what_is_left_out_is_nowhere_in_the_pdf_and_everything_else_is(part: SheetPart) -> None:
    household, person = marked()
    parts = parts_shown(household, ALL - {part})
    text = read(
        emergency_pdf(published_summary(household, person, shipped_reference(), TODAY, parts), Paper.A4).data
    )
    for mark in HIDDEN_BY[part]:
        assert mark not in text
    for other in parts:
        for mark in HIDDEN_BY[other]:
            assert mark in text, mark
    for mark in ALWAYS:
        assert mark in text, mark
    assert "left out of this copy" in text.lower()
    assert part_name(part) in text[text.index("Left out of this copy") :]


def test_with_nothing_ticked_only_what_keeps_the_person_safe_is_left() -> None:
    household, person = marked()
    summary = published_summary(household, person, shipped_reference(), TODAY, NOTHING)
    assert summary.qr_payload == ""
    text = read(emergency_pdf(summary, Paper.LETTER).data)
    assert [mark for marks in HIDDEN_BY.values() for mark in marks if mark in text] == []
    assert "Name left out of this copy" in text
    assert "95 years old" in text
    assert "911" in text
    assert "not recorded" not in "".join(line.text for line in summary.identity)


def test_the_code_for_phones_has_no_number_and_no_name_that_was_left_out() -> None:
    household, person = marked()
    summary = published_summary(household, person, shipped_reference(), TODAY, frozenset({SheetPart.CLINIC}))
    assert "7001" in summary.qr_payload
    assert "7002" not in summary.qr_payload
    assert "Zqpersonpreferredname" not in summary.qr_payload


def test_nothing_recorded_is_not_called_left_out() -> None:
    person = CareRecipient(id="p", preferred_name="Theo")
    household = Household(Preferences("US", "911"), (person,))
    summary = published_summary(household, person, shipped_reference(), TODAY, frozenset({SheetPart.NAME}))
    assert "left out" not in everything_in(summary).lower()
    assert summary.background == ()


def test_what_an_as_needed_medicine_is_for_stays_and_is_not_said_to_be_left_out() -> None:
    medicine = Medication("m", "albuterol", timing=AsNeeded("wheezing"), purpose="Wheezing")
    person = CareRecipient(id="p", preferred_name="Theo", medications=(medicine,))
    household = Household(care_recipients=(person,))
    row = published_summary(household, person, shipped_reference(), TODAY, NOTHING).medicines[0]
    assert (row.when, row.purpose) == ("as needed for wheezing", "Wheezing")


def test_contacts_left_out_wholly_are_one_line_and_the_emergency_numbers_stay() -> None:
    theo = sample().care_recipients[0]
    calls = published_summary(sample(), theo, shipped_reference(), TODAY, NOTHING).calls
    assert [(call.who, call.numbers) for call in calls] == [
        ("Emergency", ("911",)),
        ("Pump clinic (pump)", ("left out of this copy",)),
        ("Family and clinics", ("left out of this copy",)),
        ("Poison Help", ("1-800-222-1222",)),
    ]


def test_a_clinics_look_still_counts_where_its_name_is_left_out() -> None:
    theo = sample().care_recipients[0]
    full = emergency_summary(sample(), theo, shipped_reference(), TODAY, 0)
    bare = published_summary(sample(), theo, shipped_reference(), TODAY, NOTHING)
    assert safety_fingerprint(bare) == safety_fingerprint(full)


@pytest.mark.parametrize("parts", [NOTHING, ALL], ids=["nothing", "everything"])
@pytest.mark.parametrize("number", range(2))
def test_a_published_sheet_passes_the_checks_of_a_printed_one(
    number: int, parts: frozenset[SheetPart]
) -> None:
    person = sample().care_recipients[number]
    summary = published_summary(sample(), person, shipped_reference(), TODAY, parts)
    check_emergency_pdf(emergency_pdf(summary, Paper.LETTER).data, summary, Paper.LETTER)


def test_a_copy_is_to_be_reviewed_after_a_month_or_on_the_pumps_next_date() -> None:
    theo = sample().care_recipients[0]
    soon = replace(theo, pumps=(replace(theo.pumps[0], refill_by=date(2026, 12, 1)),))
    text = published_summary(sample(), soon, shipped_reference(), TODAY, ALL).review_by
    assert text.replace("\xa0", " ") == "Review by Tue 1 Dec 2026"
    assert last_day(TODAY, date(2027, 5, 5)) == date(2026, 12, 22)
    assert last_day(date.max, date.max) == date.max


@examples(60, suppress_health_check=list(HealthCheck))
@given(households(max_people=1), st.sets(st.sampled_from(SheetPart)))
def test_every_safety_line_of_the_whole_sheet_is_on_every_copy(
    household: Household, ticked: set[SheetPart]
) -> None:
    assume(household.care_recipients)
    person = household.care_recipients[0]
    full = emergency_summary(household, person, shipped_reference(), TODAY, 0)
    copy = published_summary(household, person, shipped_reference(), TODAY, parts_shown(household, ticked))
    assert (copy.first, copy.other_risks, copy.do_and_say) == (full.first, full.other_risks, full.do_and_say)
    orders = [[each for each in sheet.vital if each.label != "DIRECTIVES"] for sheet in (copy, full)]
    assert orders[0] == orders[1]
    shown = {SheetPart.CLINIC, SheetPart.USUAL_STATE, SheetPart.EMERGENCY_ITEMS}
    assert copy.signs == full.signs or not ticked >= shown
    assert list(map(_without_purpose, copy.medicines)) == list(map(_without_purpose, full.medicines))
    assert copy.calls[0] == full.calls[0]
    assert [value for value in copy.pump if value.label != "Pump"] == [
        value for value in full.pump if value.label != "Pump"
    ]
    assert copy.foot[: len(full.foot) - 1] == full.foot[:-1]


def _without_purpose(row: MedicineRow) -> MedicineRow:
    return replace(row, purpose="")


@examples(15, suppress_health_check=list(HealthCheck))
@given(households(max_people=1), st.sets(st.sampled_from(SheetPart)))
def test_any_copy_is_printed_whole_or_refused(household: Household, ticked: set[SheetPart]) -> None:
    assume(household.care_recipients)
    person = household.care_recipients[0]
    summary = published_summary(household, person, shipped_reference(), TODAY, parts_shown(household, ticked))
    try:
        made = emergency_pdf(summary, Paper.A4)
    except IncompleteSheetError:
        raise
    except SheetTooFullError:
        return
    assert made.data.startswith(b"%PDF-")
