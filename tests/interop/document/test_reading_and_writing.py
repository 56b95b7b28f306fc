from __future__ import annotations

import json

import pytest
from hypothesis import given

from caregiver_app.domain.household import Household
from caregiver_app.domain.medication import Medication
from caregiver_app.domain.people import CareRecipient
from caregiver_app.interop.household_document import read_document, write_document
from tests.interop.document.texts import SLOW, document
from tests.strategies import households

VERBATIM = [
    "<b>bold</b> & <img src=file:///etc/passwd>",
    "\u202egnp.exe\u202c \u200f\u2066x\u2069",
    "🙂👩‍👩‍👧 é e\u0301",
    "no end " * 1428,
    '"quoted" \\ back\tslash\nline',
    "{{ braces }} %s %(x)s",
]


@SLOW
@given(households())
def test_a_household_comes_back_as_it_was_and_the_second_export_has_the_same_bytes(
    household: Household,
) -> None:
    exported = write_document(household)
    imported = read_document(exported).household
    assert imported == household
    assert write_document(imported) == exported


@pytest.mark.parametrize("text", VERBATIM, ids=range(len(VERBATIM)))
def test_every_text_comes_back_letter_for_letter(text: str) -> None:
    person = CareRecipient("a", "Sam", notes=text, medications=(Medication("m", "Lioresal", notes=text),))
    found = read_document(write_document(Household(care_recipients=(person,)))).household
    assert found.care_recipients[0].notes == text
    assert found.care_recipients[0].medications[0].notes == text


def test_the_document_is_readable_text_that_ends_with_a_line() -> None:
    written = write_document(Household(care_recipients=(CareRecipient("a", "Zoë"),))).decode()
    assert written.startswith('{\n  "format": "caregiver-household",\n  "version": 3,\n')
    assert '"preferred_name": "Zoë"' in written
    assert written.endswith("}\n")


def test_an_empty_household_names_all_its_parts() -> None:
    assert list(json.loads(write_document(Household()))) == [
        *("format", "version", "preferences", "care_recipients", "contacts", "events")
    ]


def test_not_recorded_and_none_known_stay_apart() -> None:
    plain = json.loads(write_document(Household(care_recipients=(CareRecipient("a", "Sam"),))))
    assert plain["care_recipients"][0]["allergies"] == {"status": "not_recorded"}


def test_a_document_written_by_hand_gets_the_same_ids_each_time() -> None:
    people = [
        {"preferred_name": "Sam", "medications": [{"product_name": "A"}, {"product_name": "B"}]},
        {"preferred_name": "Sam", "pumps": [{"drug": "baclofen"}]},
    ]
    household = read_document(
        document(care_recipients=people, contacts=[{"name": "Ann", "role": "family"}])
    ).household
    assert [person.id for person in household.care_recipients] == ["person-1", "person-2"]
    first, second = household.care_recipients
    assert [medication.id for medication in first.medications] == [
        "person-1-medication-1",
        "person-1-medication-2",
    ]
    assert second.pumps[0].id == "person-2-pump-1"
    assert household.contacts[0].id == "contact-1"


def test_a_made_id_never_takes_one_that_somebody_gave() -> None:
    people = [{"preferred_name": "A"}, {"id": "person-1", "preferred_name": "B"}]
    household = read_document(document(care_recipients=people)).household
    assert [person.id for person in household.care_recipients] == ["person-1-2", "person-1"]
