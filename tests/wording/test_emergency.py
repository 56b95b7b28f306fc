"""What the emergency summary says, and that every medical word on it has a source."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time
from functools import cache

import pytest

from caregiver_app.domain.contacts import Contact, ContactRole, Phone, PhoneLabel
from caregiver_app.domain.household import Household
from caregiver_app.domain.medication import Medication, ReferenceLink, TimesOfDay
from caregiver_app.domain.people import CareRecipient, ClinicReview
from caregiver_app.domain.preferences import Preferences
from caregiver_app.domain.pump import Pump
from caregiver_app.domain.quantity import parse_quantity
from caregiver_app.domain.route import Route
from caregiver_app.interop.household_document import read_document_file
from caregiver_app.paths import resources
from caregiver_app.wording.emergency import emergency_summary, review_by, safety_fingerprint
from caregiver_app.wording.numbers import fill_numbers
from caregiver_app.wording.summary import EmergencySummary, Line
from tests.shipped import shipped_reference

TODAY = date(2026, 11, 22)
THEO = CareRecipient(id="p", preferred_name="Theo")
US = Preferences("US", "911", "1-800-222-1222")


@cache
def sample() -> Household:
    return read_document_file(resources() / "sample" / "household.json").household


def summary_of(person: CareRecipient, preferences: Preferences = US, *contacts: Contact) -> EmergencySummary:
    household = Household(preferences, (person,), contacts)
    return emergency_summary(household, person, shipped_reference(), TODAY, 1)


def medication(name: str, route: Route = Route.ORAL, *confirmed: str) -> Medication:
    link = ReferenceLink(confirmed, TODAY) if confirmed else None
    return Medication(name, name, (name,), route=route, reference=link)


def taking(*names: str) -> CareRecipient:
    return replace(THEO, medications=tuple(medication(name) for name in names))


def texts(lines: tuple[Line, ...]) -> list[str]:
    return [line.text.replace("\u00a0", " ") for line in lines]


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


def test_a_medicine_whose_route_nobody_recorded_is_high_risk_without_signs() -> None:
    person = replace(THEO, medications=(Medication("m", "baclofen", ("baclofen",)),))
    row = summary_of(person).medicines[0]
    assert row.high_risk
    assert row.note is not None
    assert "no warning signs are shown" in row.note.text
    assert summary_of(person).signs is None


def test_a_feeding_tube_gives_what_a_mouth_would() -> None:
    signs = summary_of(replace(THEO, medications=(medication("levetiracetam", Route.FEEDING_TUBE),))).signs
    assert signs is not None
    assert signs.medicine == "levetiracetam"


def test_every_empty_place_says_not_recorded() -> None:
    summary = summary_of(THEO)
    assert summary.first.text == "not recorded"
    assert summary.allergies.value == "not recorded"
    assert {value.value for value in summary.background} == {"not recorded"}
    assert [call.who for call in summary.calls] == ["Emergency", "Family and clinics", "Poison Help"]


def test_a_pump_with_nothing_recorded_says_so_line_by_line() -> None:
    summary = summary_of(replace(THEO, pumps=(Pump("u", "baclofen"),)))
    values = {value.label: value.value for value in summary.pump}
    assert values["Dose"] == "dose not recorded"
    assert values["Refill by"] == values["MRI"] == values["Clinic's backup plan"] == "not recorded"
    assert summary.medicines[0].high_risk


def test_a_passed_refill_date_sends_to_the_clinic() -> None:
    pump = Pump("u", "baclofen", refill_by=date(2026, 11, 21))
    values = {value.label: value.value for value in summary_of(replace(THEO, pumps=(pump,))).pump}
    assert values["Refill by"].endswith("(this date has passed)")
    visit = Pump("u", "baclofen", next_appointment_on=date(2026, 12, 1))
    values = {value.label: value.value for value in summary_of(replace(THEO, pumps=(visit,))).pump}
    assert values["Next visit"].split() == ["Tue", "1", "Dec", "2026"]
    steps = texts(summary_of(replace(THEO, pumps=(pump,))).do_and_say)
    assert "Missed a refill? Call today. Do not let it run dry." in steps


def test_an_unconfirmed_match_is_marked_and_another_route_is_not_matched() -> None:
    rows = summary_of(taking("clonazepam")).medicines
    assert rows[0].note is not None
    assert "not yet confirmed" in rows[0].note.text
    cream = replace(THEO, medications=(medication("hydrocortisone", Route.TOPICAL),))
    assert summary_of(cream).medicines[0].note is None
    assert not summary_of(cream).medicines[0].high_risk


def test_none_of_these_is_respected() -> None:
    declined = replace(medication("baclofen"), reference=ReferenceLink((), TODAY))
    summary = summary_of(replace(THEO, medications=(declined,)))
    assert summary.signs is None
    assert summary.medicines[0].note is not None
    assert "set the label warnings" in summary.medicines[0].note.text
    assert summary.medicines[0].high_risk


def test_a_link_to_a_fact_that_is_gone_is_matched_anew() -> None:
    old = replace(medication("baclofen"), reference=ReferenceLink(("gone",), TODAY))
    summary = summary_of(replace(THEO, medications=(old,)))
    assert summary.signs is not None
    assert summary.medicines[0].note is not None


def test_high_risk_medicines_come_first_and_stopped_ones_not_at_all() -> None:
    names = [row.name for row in summary_of(taking("omeprazole", "clonazepam", "senna")).medicines]
    assert names == ["clonazepam", "omeprazole", "senna"]


def test_review_is_due_in_90_days_or_at_the_next_pump_date() -> None:
    assert review_by(THEO, TODAY) == date(2027, 2, 20)
    pump = Pump("u", "baclofen", refill_by=date(2026, 12, 1), next_appointment_on=date(2026, 11, 30))
    assert review_by(replace(THEO, pumps=(pump,)), TODAY) == date(2026, 11, 30)
    late = Pump("u", "baclofen", refill_by=date(2026, 11, 1))
    assert review_by(replace(THEO, pumps=(late,)), TODAY) == date(2027, 2, 20)


def test_the_last_days_of_the_calendar_are_days_too() -> None:
    assert review_by(THEO, date.max) == date.max


def test_the_clinics_look_lapses_when_a_high_risk_medicine_changes_and_only_then() -> None:
    person = taking("clonazepam", "senna")
    person = replace(
        person, clinic_review=ClinicReview("Dr. Osei", TODAY, safety_fingerprint(summary_of(person)))
    )
    assert "Looked at by Dr. Osei" in summary_of(person).foot[-1].text
    first, second = person.medications
    calmer = replace(person, medications=(first, replace(second, dose=parse_quantity("2 tablets"))))
    assert "Looked at by Dr. Osei" in summary_of(calmer).foot[-1].text
    changed = replace(person, medications=(replace(first, timing=TimesOfDay((time(8),))), second))
    assert "have changed since" in summary_of(changed).foot[-1].text
    assert "Not yet looked at" in summary_of(taking("clonazepam")).foot[-1].text


def test_contacts_are_called_in_order_and_faxes_never_in_the_code() -> None:
    fax = Contact(
        "1", "Clinic", ContactRole.CLINIC, call_order=2, phones=(Phone("555-0100", PhoneLabel.FAX),)
    )
    mother = Contact("2", "Anna", ContactRole.FAMILY, "mother", call_order=1, phones=(Phone("555-0101"),))
    silent = Contact("3", "Neighbor", ContactRole.OTHER)
    summary = summary_of(THEO, US, fax, mother, silent)
    assert [call.who for call in summary.calls[1:3]] == ["Anna (mother)", "Clinic"]
    assert "555-0101" in summary.qr_payload
    assert "555-0100" not in summary.qr_payload


def test_more_contacts_than_fit_are_counted_not_dropped_in_silence() -> None:
    many = tuple(Contact(str(n), f"C{n}", ContactRole.FAMILY, call_order=n) for n in range(1, 9))
    assert "3 more contacts are in the program" in [call.who for call in summary_of(THEO, US, *many).calls]


def test_a_household_elsewhere_gets_its_own_numbers() -> None:
    summary = summary_of(taking("baclofen"), Preferences("GB", "999"))
    assert not any("911" in line.text for line in summary.every_line())
    assert any("999" in line.text for line in summary.every_line())
    assert summary_of(THEO, Preferences("SE")).calls[0].numbers[0].split() == ["number", "not", "recorded"]


def test_a_medicine_with_its_own_emergency_never_lends_its_words_to_the_call() -> None:
    patch = medication("fentanyl", Route.TRANSDERMAL)
    signs = summary_of(replace(THEO, medications=(patch,))).signs
    assert signs is not None
    assert texts(signs.action) == ["Any of these signs: call 911."]
    steps = texts(summary_of(replace(THEO, medications=(patch,))).do_and_say)
    assert steps[0].startswith("Call 911 if they are out cold")


def test_each_drug_of_a_mixed_pump_is_asked_about() -> None:
    row = summary_of(replace(THEO, pumps=(Pump("u", "morphine + baclofen"),))).medicines[0]
    assert row.note is not None
    assert "“morphine”" in row.note.text


def test_a_patch_entered_as_on_the_skin_is_asked_about() -> None:
    row = summary_of(replace(THEO, medications=(medication("fentanyl", Route.TOPICAL),))).medicines[0]
    assert row.high_risk
    assert row.note is not None


def test_an_ingredient_nobody_knows_is_named_beside_one_that_is_known() -> None:
    norco = Medication("m", "Norco", ("hydrocodone", "acetaminophen"), route=Route.ORAL)
    note = summary_of(replace(THEO, medications=(norco,))).medicines[0].note
    assert note is not None
    assert "hydrocodone: not verified here, ask the pharmacist." in note.text


def test_another_makers_pump_is_not_sent_to_medtronic() -> None:
    def steps(maker: str, country: str) -> str:
        person = replace(THEO, pumps=(Pump("u", "baclofen", maker=maker),))
        return " ".join(texts(summary_of(person, Preferences(country, "911")).do_and_say))

    assert "Medtronic" in steps("Medtronic", "US")
    assert "Medtronic" in steps("", "US")
    assert "Medtronic" not in steps("Flowonix", "US")
    assert "Medtronic" not in steps("Medtronic", "GB")


def test_too_much_of_a_medicine_without_signs_still_says_whom_to_call() -> None:
    steps = texts(summary_of(taking("acetaminophen")).do_and_say)
    assert "Too much taken? Call Poison Help now, even with no signs." in steps


def test_insulin_leads_where_nothing_else_is_high_risk() -> None:
    insulin = medication("insulin glargine", Route.SUBCUTANEOUS)
    person = replace(THEO, medications=(medication("ibuprofen"), insulin))
    signs = summary_of(person).signs
    assert signs is not None
    assert signs.medicine == "insulin glargine"
    assert texts(signs.action)[0].startswith("Call 911 if they are out cold")
