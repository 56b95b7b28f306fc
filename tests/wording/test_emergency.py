"""What the emergency summary says, and that every medical word on it has a source."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from functools import cache
from typing import TYPE_CHECKING

import pytest

from caregiver_app.domain.medication import FreeTextSchedule, Medication, ReferenceLink, Stopped
from caregiver_app.domain.pump import Pump
from caregiver_app.domain.route import Route
from caregiver_app.interop.household_document import read_document_file
from caregiver_app.paths import resources
from caregiver_app.wording.emergency import emergency_summary
from caregiver_app.wording.numbers import fill_numbers
from caregiver_app.wording.pumps import no_signs
from tests.shipped import shipped_reference
from tests.wording.summaries import THEO, TODAY, medication, summary_of, taking, texts

if TYPE_CHECKING:
    from caregiver_app.domain.household import Household
    from caregiver_app.domain.people import CareRecipient
    from caregiver_app.wording.summary import EmergencySummary


@cache
def sample() -> Household:
    return read_document_file(resources() / "sample" / "household.json").household


def sample_summaries() -> list[EmergencySummary]:
    people = sample().care_recipients
    return [emergency_summary(sample(), person, shipped_reference(), TODAY, 1) for person in people]


HOUSE_LINES = (
    "Signs of too much:",
    "Signs of too little or a sudden stop:",
    "Naloxone nose spray (",
    "Call as for ",
)


@pytest.mark.parametrize("summary", sample_summaries(), ids=lambda summary: summary.person)
def test_every_medical_line_on_a_sample_sheet_has_a_fact_with_a_source(summary: EmergencySummary) -> None:
    signs = summary.signs
    assert signs is not None
    medical = (*signs.too_little, *signs.too_much, *signs.too_much_then, signs.action[0], *summary.do_and_say)
    medical += (*signs.too_little_then, *signs.too_much_notes)
    medical += tuple(line for risk in summary.other_risks for line in risk.lines)
    for line in medical:
        if line.text.startswith(HOUSE_LINES):
            assert not line.facts
            continue
        assert line.facts, line.text
        for fact_id in line.facts:
            fact = shipped_reference().fact(fact_id)
            assert shipped_reference().sources_of(fact)
            assert fill_numbers(fact.plain, sample().preferences) in line.text


@pytest.mark.parametrize("summary", sample_summaries(), ids=lambda summary: summary.person)
def test_a_line_of_facts_holds_nothing_but_the_facts_and_its_label(summary: EmergencySummary) -> None:
    labels = {"", "Too much", "Too little or sudden stop", summary.signs.medicine if summary.signs else ""}
    labels |= {"Baclofen", "Too much (low sugar)", "Too little or sudden stop (high sugar)"}
    for line in summary.every_line():
        if not line.facts:
            continue
        rest = line.text
        for fact_id in line.facts:
            rest = rest.replace(
                fill_numbers(shipped_reference().fact(fact_id).plain, sample().preferences), "", 1
            )
        assert rest.strip(" :;.") in labels, line.text


def test_the_pump_comes_first_and_both_columns_end_in_one_call() -> None:
    theo = emergency_summary(sample(), sample().care_recipients[0], shipped_reference(), TODAY, 1)
    assert theo.signs is not None
    assert theo.signs.medicine == "baclofen by pump"
    assert len(theo.signs.too_little) == len(theo.signs.too_much) == 5
    assert texts(theo.signs.action) == [
        "Signs overlap. Any of these: call 911 and the pump clinic.",
        "DAY (612) 555-0142, NIGHT (612) 555-0143.",
        "Compare with what is normal for them, above.",
    ]
    assert theo.medicines[0].name.startswith("baclofen")
    assert theo.medicines[0].give.replace("\u00a0", " ") == "350 micrograms per day"


def test_oral_baclofen_overlaps_too_and_names_no_pump() -> None:
    signs = summary_of(taking("baclofen")).signs
    assert signs is not None
    assert texts(signs.action) == ["Signs overlap. Any of these: call 911 and the doctor."]


def test_serotonin_signs_say_what_they_are_signs_of() -> None:
    summary = summary_of(taking("venlafaxine"))
    assert summary.signs is not None
    assert any("serotonin syndrome" in text for text in texts(summary.signs.too_much_notes))


def test_a_person_without_known_medicines_still_gets_whom_to_call() -> None:
    summary = summary_of(replace(THEO, medications=(Medication("m", "Homemade tea"),)))
    assert summary.signs is None
    assert texts(summary.do_and_say)[0].startswith("Call 911")
    assert "ask the pharmacist" in summary.other_risks[0].lines[0].text


def test_insulin_alone_still_names_the_emergency_number() -> None:
    person = replace(THEO, medications=(medication("insulin glargine", Route.SUBCUTANEOUS),))
    signs = summary_of(person).signs
    assert signs
    assert "911" in signs.action[0].text


@pytest.mark.parametrize("drug", ["Baclophen", "ITT", "saline", "morphine", "x"])
@pytest.mark.parametrize("link", [None, ReferenceLink((), TODAY)], ids=["unanswered", "none of these"])
def test_a_pump_whose_drug_is_not_understood_says_so_first_among_the_risks(
    drug: str, link: ReferenceLink | None
) -> None:
    """Nor does it borrow the signs of another medicine."""
    pump = Pump("u", drug, reference=link)
    summary = summary_of(replace(taking("baclofen"), pumps=(pump,)))
    said = summary.other_risks[0]
    assert said.medicine == "PUMP DRUG"
    assert texts(said.lines) == [no_signs(drug)]
    row = next(row for row in summary.medicines if row.name.startswith(drug))
    assert row.high_risk
    if link is None:
        assert row.note
        assert row.note.text.startswith("Which is it: “")


def test_a_pump_of_several_drugs_names_those_without_lines() -> None:
    drugs = "baclofen 500 mcg/mL + bupivacaine 10 mg/mL + ziconotide"
    summary = summary_of(replace(THEO, pumps=(Pump("u", drugs),)))
    assert summary.signs
    assert summary.signs.medicine == shipped_reference().medicine("baclofen_intrathecal").name
    note = summary.medicines[0].note
    assert note
    assert "bupivacaine, ziconotide: not verified here, ask the pharmacist." in note.text


@pytest.mark.parametrize(
    "drug", ["intrathecal baclofen", "ITB", "IT baclofen", "Baclofen PF", "Apo-Baclofen"]
)
def test_baclofen_in_a_pump_has_its_signs_however_the_clinic_writes_it(drug: str) -> None:
    summary = summary_of(replace(THEO, pumps=(Pump("u", drug),)))
    assert summary.signs
    assert summary.signs.medicine == shipped_reference().medicine("baclofen_intrathecal").name
    assert summary.signs.too_little
    assert summary.signs.too_much


def test_what_the_family_took_off_a_medicine_is_said_though_another_entry_stays() -> None:
    both = Medication(
        "m", "baclofen with tizanidine", route=Route.ORAL, reference=ReferenceLink(("tizanidine",), TODAY)
    )
    (row,) = summary_of(replace(THEO, medications=(both,))).medicines
    assert row.high_risk
    assert row.note
    assert "The family set the label warnings for “baclofen by mouth” aside." in row.note.text


def test_what_stops_later_is_on_the_sheet_until_then_with_its_last_day() -> None:
    stopping = replace(medication("prednisone"), stopped=Stopped(TODAY + timedelta(23), "end of the taper"))
    person = replace(THEO, medications=(stopping,))
    summary = summary_of(person)
    assert summary.signs
    assert summary.signs.medicine == "prednisone"
    assert texts_of_when(summary) == ["times not recorded; last day Tue 15 Dec 2026"]
    assert summary.review_by.replace("\xa0", " ") == "Review by Tue 15 Dec 2026"
    on_the_day = replace(stopping, stopped=Stopped(TODAY, "end of the taper"))
    assert summary_of(replace(THEO, medications=(on_the_day,))).medicines == ()


def test_what_starts_later_stands_last_and_heads_nothing() -> None:
    starting = replace(medication("warfarin"), started_on=TODAY + timedelta(44))
    summary = summary_of(replace(THEO, medications=(starting, medication("sertraline"))))
    assert not any("warfarin" in risk.medicine for risk in summary.other_risks)
    assert summary.signs is None or summary.signs.medicine != "warfarin"
    assert texts_of_when(summary)[-1] == "NOT YET: starts Tue 5 Jan 2027: times not recorded"
    assert "warfarin" in summary.medicines[-1].name
    assert summary.review_by.replace("\xa0", " ") == "Review by Tue 5 Jan 2027"
    begun = summary_of(replace(THEO, medications=(replace(starting, started_on=TODAY),)))
    assert begun.signs
    assert begun.signs.medicine == "warfarin"


@pytest.mark.parametrize(
    ("person", "first"),
    [
        (taking("baclofen"), "Baclofen: Never stop suddenly. The doctor lowers the dose slowly."),
        (
            replace(THEO, pumps=(Pump("u", "ITB"),)),
            "Say: baclofen pump. Too little can look like an infection.",
        ),
        (taking("lisinopril"), ""),
        (THEO, ""),
    ],
)  # fmt: skip
def test_without_the_familys_words_the_first_box_says_what_a_label_says_or_is_not_there(
    person: CareRecipient, first: str
) -> None:
    summary = summary_of(person)
    assert summary.first.text == first
    assert bool(summary.first.facts) == bool(first)
    assert "what the family would tell first" in summary.write_in
    assert not set(summary.first.facts) & {fact for line in summary.do_and_say for fact in line.facts}
    own = summary_of(replace(person, tell_first="Hold his hand."))
    assert (own.first.text, own.first.facts) == ("Hold his hand.", ())
    assert "what the family would tell first" not in own.write_in


@pytest.mark.parametrize(
    ("timing", "directions", "give"),
    [
        (FreeTextSchedule("22 units before breakfast, 14 units before supper"), "", "see when"),
        (None, "100 mg in the morning and 150 mg at night", "see when"),
        (FreeTextSchedule("by the clinic's sliding scale"), "", "dose not recorded"),
        (FreeTextSchedule("at 8 and at 20"), "", "dose not recorded"),
        (None, "", "dose not recorded"),
    ],
)
def test_a_dose_that_stands_in_words_is_not_said_to_be_missing(
    timing: FreeTextSchedule | None, directions: str, give: str
) -> None:
    taken = replace(medication("phenytoin"), timing=timing, directions=directions)
    (row,) = summary_of(replace(THEO, medications=(taken,))).medicines
    assert row.give == give
    assert not give.startswith("see") or row.when.replace("\xa0", " ").count(" ") > 3


def texts_of_when(summary: EmergencySummary) -> list[str]:
    return [row.when.replace("\xa0", " ") for row in summary.medicines]
