from __future__ import annotations

from dataclasses import replace
from datetime import date, time

from caregiver_app.domain.contacts import Contact, ContactRole, Phone, PhoneLabel
from caregiver_app.domain.medication import Medication, ReferenceLink, TimesOfDay
from caregiver_app.domain.people import ClinicReview
from caregiver_app.domain.preferences import Preferences
from caregiver_app.domain.pump import Pump
from caregiver_app.domain.quantity import parse_quantity
from caregiver_app.domain.route import Route
from caregiver_app.wording.emergency import review_by, safety_fingerprint
from tests.wording.summaries import THEO, TODAY, US, medication, summary_of, taking, texts


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
    assert summary.first.text == ""  # no box
    assert {value.value for value in summary.vital} == {"not recorded"}
    assert summary.background == ()
    assert len(summary.identity) == 1
    assert summary.write_in == (
        *("last doses", "sex", "languages", "how they communicate", "what is normal for them"),
        *("what the family would tell first", "avoid", "home", "how to get in", "conditions", "hospital"),
    )
    assert [call.who for call in summary.calls] == ["Emergency", "Family and clinics", "Poison Help"]


def test_a_pump_with_nothing_recorded_says_so_line_by_line() -> None:
    summary = summary_of(replace(THEO, pumps=(Pump("u", "baclofen"),)))
    values = {value.label: value.value for value in summary.pump}
    assert summary.medicines[0].give == "dose not recorded"
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
    assert "Dr. Osei looked at these safety lines" in summary_of(person).foot[-1].text
    first, second = person.medications
    calmer = replace(person, medications=(first, replace(second, dose=parse_quantity("2 tablets"))))
    assert "Dr. Osei looked at these safety lines" in summary_of(calmer).foot[-1].text
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
    assert "TEL:5550101" in summary.qr_payload
    assert "5550100" not in summary.qr_payload


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
    assert texts(signs.action) == [
        "Any sign of too much: call 911.",
        "Collapse, seizure, cannot breathe, cannot wake: call 911.",
        "Any other sign here: call the doctor or the clinic now.",
    ]
    steps = texts(summary_of(replace(THEO, medications=(patch,))).do_and_say)
    assert steps[0] == "Child or pet touched a patch? Call 911 right away."


def test_each_drug_of_a_mixed_pump_is_asked_about() -> None:
    row = summary_of(replace(THEO, pumps=(Pump("u", "morphine + baclofen"),))).medicines[0]
    assert row.note is not None
    assert "“morphine”" in row.note.text


def test_a_patch_entered_as_on_the_skin_is_asked_about() -> None:
    row = summary_of(replace(THEO, medications=(medication("fentanyl", Route.TOPICAL),))).medicines[0]
    assert row.high_risk
    assert row.note is not None


def test_an_ingredient_nobody_knows_is_named_beside_one_that_is_known() -> None:
    mixed = Medication("m", "Trezix", ("dihydrocodeine", "acetaminophen"), route=Route.ORAL)
    note = summary_of(replace(THEO, medications=(mixed,))).medicines[0].note
    assert note is not None
    assert "dihydrocodeine: not verified here, ask the pharmacist." in note.text


def test_all_that_is_in_a_medicine_counts_together() -> None:
    norco = Medication("m", "Norco", ("hydrocodone", "acetaminophen"), route=Route.ORAL)
    note = summary_of(replace(THEO, medications=(norco,))).medicines[0].note
    assert note is not None
    assert "“hydrocodone and acetaminophen”" in note.text


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
    assert texts(signs.action)[0] == "Collapse, seizure, cannot breathe, cannot wake: call 911."
    assert signs.titles == (
        "TOO LITTLE: insulin glargine, high sugar",
        "TOO MUCH: insulin glargine, low sugar",
    )
