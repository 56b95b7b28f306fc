"""What the emergency summary says, and that every medical word on it has a source."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

import pytest

from caregiver_app.domain.medication import Medication
from caregiver_app.domain.route import Route
from caregiver_app.interop.household_document import read_document_file
from caregiver_app.paths import resources
from caregiver_app.wording.emergency import emergency_summary
from caregiver_app.wording.numbers import fill_numbers
from tests.shipped import shipped_reference
from tests.wording.summaries import THEO, TODAY, medication, summary_of, taking, texts

if TYPE_CHECKING:
    from caregiver_app.domain.household import Household
    from caregiver_app.wording.summary import EmergencySummary


@cache
def sample() -> Household:
    return read_document_file(resources() / "sample" / "household.json").household


def sample_summaries() -> list[EmergencySummary]:
    people = sample().care_recipients
    return [emergency_summary(sample(), person, shipped_reference(), TODAY, 1) for person in people]


HOUSE_LINES = {
    "Signs of too much: ask the pharmacist; not verified here.",
    "Signs of too little or a sudden stop: ask the pharmacist; not verified here.",
}


@pytest.mark.parametrize("summary", sample_summaries(), ids=lambda summary: summary.person)
def test_every_medical_line_on_a_sample_sheet_has_a_fact_with_a_source(summary: EmergencySummary) -> None:
    signs = summary.signs
    assert signs is not None
    medical = (*signs.too_little, *signs.too_much, *signs.too_much_then, signs.action[0], *summary.do_and_say)
    medical += tuple(line for risk in summary.other_risks for line in risk.lines)
    for line in medical:
        if line.text in HOUSE_LINES or line.text.startswith("Naloxone nose spray, in its label"):
            assert not line.facts
            continue
        assert line.facts, line.text
        for fact_id in line.facts:
            fact = shipped_reference().fact(fact_id)
            assert shipped_reference().sources_of(fact)
            assert fill_numbers(fact.plain, sample().preferences) in line.text


@pytest.mark.parametrize("summary", sample_summaries(), ids=lambda summary: summary.person)
def test_a_line_of_facts_holds_nothing_but_the_facts_and_its_label(summary: EmergencySummary) -> None:
    labels = {"", "Too much", "Too little or sudden stop"}
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
        "(612) 555-0142 or (612) 555-0143",
    ]
    assert theo.medicines[0].name.startswith("baclofen")
    assert theo.medicines[0].give.replace("\u00a0", " ") == "350 micrograms per day"


def test_oral_baclofen_overlaps_too_and_names_no_pump() -> None:
    signs = summary_of(taking("baclofen")).signs
    assert signs is not None
    assert texts(signs.action) == ["Signs overlap. Any of these: call 911 and the doctor."]


def test_naloxone_stands_with_too_much_and_never_under_too_little() -> None:
    summary = summary_of(taking("oxycodone"))
    assert summary.signs is not None
    assert [text.split(":")[0].split()[0] for text in texts(summary.signs.too_much_then)[-3:]] == [
        "CHECK",
        "GIVE",
        "CALL",
    ]
    elsewhere = (
        *summary.signs.too_little,
        *summary.signs.too_much,
        *summary.signs.action,
        *summary.do_and_say,
    )
    assert not any("naloxone" in text or "nozzle" in text for text in texts(elsewhere))


def test_naloxone_is_named_for_opioids_only() -> None:
    for entry in shipped_reference().medicines:
        lines = summary_of(
            replace(THEO, medications=(medication("x", entry.routes[0], entry.id),))
        ).every_line()
        named = any("naloxone" in line.text.lower() for line in lines)
        assert named <= (entry.opioid or entry.id == "naloxone"), entry.id


def test_medicines_with_the_same_signs_share_their_lines() -> None:
    summary = summary_of(taking("oxycodone", "clonazepam", "clobazam", "apixaban"))
    assert [risk.medicine for risk in summary.other_risks] == [
        "clonazepam, clobazam",
        "apixaban",
        "All of these",
    ]
    assert texts(summary.other_risks[1].lines)[-1] == "Heavy bleeding, head injury or bad headache: call 911."
    shared = summary.other_risks[0].lines[0]
    assert len(shared.facts) == 2 * 3


def test_what_is_not_verified_is_said_in_words() -> None:
    insulin = medication("insulin glargine", Route.SUBCUTANEOUS)
    person = taking("oxycodone", "levetiracetam")
    summary = summary_of(replace(person, medications=(*person.medications, insulin)))
    lines = {risk.medicine: texts(risk.lines) for risk in summary.other_risks}
    assert "Signs of too much: ask the pharmacist; not verified here." in lines["levetiracetam"]
    assert lines["insulin glargine"] == [
        "Signs of too little or a sudden stop: ask the pharmacist; not verified here.",
        "Signs of too much: ask the pharmacist; not verified here.",
    ]


def test_serotonin_signs_say_what_they_are_signs_of() -> None:
    summary = summary_of(taking("venlafaxine"))
    assert summary.signs is not None
    assert any("serotonin syndrome" in text for text in texts(summary.signs.too_much_then))


def test_a_person_without_known_medicines_still_gets_whom_to_call() -> None:
    summary = summary_of(replace(THEO, medications=(Medication("m", "Homemade tea"),)))
    assert summary.signs is None
    assert texts(summary.do_and_say)[0].startswith("Call 911")
    assert "ask the pharmacist" in summary.other_risks[0].lines[0].text


def test_insulin_alone_still_names_the_emergency_number() -> None:
    person = replace(THEO, medications=(medication("insulin glargine", Route.SUBCUTANEOUS),))
    assert any("911" in text for text in texts(summary_of(person).do_and_say))
