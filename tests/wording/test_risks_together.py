"""The signs, calls and naloxone steps of several medicines on one sheet."""

from __future__ import annotations

from dataclasses import replace

import pytest

from caregiver_app.domain.people import EmergencyItem
from caregiver_app.domain.route import Route
from tests.shipped import shipped_reference
from tests.wording.summaries import THEO, medication, summary_of, taking, texts


def test_naloxone_stands_with_too_much_and_never_under_too_little() -> None:
    summary = summary_of(taking("oxycodone"))
    assert summary.signs is not None
    assert [text.split(":")[0].split()[0] for text in texts(summary.signs.too_much_then)] == [
        "Naloxone",
        "CHECK",
        "GIVE",
        "CALL",
        "WATCH",
        "STAY",
        "No",
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
        "Not verified here",
        "clonazepam, clobazam",
    ]
    assert texts(summary.other_risks[1].lines)[1:] == [
        "Collapse, seizure, cannot breathe, cannot wake: call 911.",
        "Heavy or long bleeding: go to the ER.",
        "Head injury: go to the ER, even if they feel well.",
        "Sudden bad headache or other bleeding: get medical advice at once.",
    ]
    assert texts(summary.other_risks[-1].lines) == ["Call as for oxycodone, above."]
    shared = summary.other_risks[0].lines[0]
    assert len(shared.facts) == 2 * 3


def test_no_medicine_borrows_the_calls_of_another_that_says_more() -> None:
    """Bleeding is not "any sign of too much: call 911": of a blood thinner its own label's calls are said."""
    insulin = medication("insulin glargine", Route.SUBCUTANEOUS)
    person = taking("oxycodone", "lorazepam", "apixaban")
    summary = summary_of(replace(person, medications=(*person.medications, insulin)))
    lines = {risk.medicine: texts(risk.lines) for risk in summary.other_risks}
    assert lines["lorazepam"][-1] == "Call as for oxycodone, above."
    assert not any("Call as for" in text for name in ("insulin glargine", "apixaban") for text in lines[name])
    assert "All of these" not in lines
    assert lines["insulin glargine"][2:] == [
        "Collapse, seizure, cannot breathe, cannot wake: call 911.",
        "Fast breathing, throwing up, confused: go to the ER now.",
        "High-sugar signs only: call the diabetes team now.",
        "Any other sign here: call the doctor or the clinic now.",
    ]


@pytest.mark.parametrize(
    ("items", "place"),
    [
        ((), "where: not recorded"),
        ((EmergencyItem("Naloxone (Narcan)", "top drawer"),), "top drawer"),
        ((EmergencyItem("naloxone"), EmergencyItem("naloxone spray", "car")), "car"),
        ((EmergencyItem("2 x NARCAN nasal spray", "red bag"),), "red bag"),
        ((EmergencyItem("Kloxxado", "car"), EmergencyItem("RiVive", "hall")), "car; hall"),
        ((EmergencyItem("nose spray (not Narcan)", "bathroom"),), "where: not recorded"),
    ],
)
def test_the_naloxone_steps_say_where_it_is(items: tuple[EmergencyItem, ...], place: str) -> None:
    summary = summary_of(replace(taking("oxycodone"), emergency_items=items))
    assert summary.signs
    assert summary.signs.too_much_then[0].text == f"Naloxone nose spray ({place}), in its label’s steps:"


@pytest.mark.parametrize(
    ("name", "medicine", "missing"),
    [
        ("Narcan", "oxycodone", ""),
        ("glucagon", "oxycodone", "naloxone"),
        ("emergency steroid card", "prednisone", ""),
        ("steroid injection kit", "prednisone", "steroid card"),
        ("Steroid alert bracelet", "hydrocortisone", ""),
    ],
)
def test_what_a_medicine_needs_beside_it_is_missed_only_where_it_is(
    name: str, medicine: str, missing: str
) -> None:
    person = replace(taking(medicine), emergency_items=(EmergencyItem(name, "drawer"),))
    places = {each.label: each.value for each in summary_of(person).background}["WHERE THINGS ARE"]
    assert places == f"{name}: drawer" + (f"; {missing}: where: not recorded" if missing else "")


def test_what_is_not_verified_is_said_in_words() -> None:
    """Once, for all such medicines."""
    summary = summary_of(taking("oxycodone", "valproate", "phenobarbital", "apixaban"))
    lines = {risk.medicine: texts(risk.lines) for risk in summary.other_risks}
    assert lines["Not verified here"] == [
        (
            "Signs of too little or a sudden stop: apixaban. Signs of too much: phenobarbital, valproate. "
            "Ask the pharmacist."
        )
    ]
    assert not any("not verified" in text for name, said in lines.items() for text in said)
