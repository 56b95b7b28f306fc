"""The code on the sheet: a contact that a phone reads, with numbers that it dials."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caregiver_app.domain.errors import InvalidField
from caregiver_app.domain.preferences import Preferences
from caregiver_app.wording.contact_card import MAX_BYTES, contact_card, dialled


def test_the_contact_card_escapes_and_keeps_whole_items_only() -> None:
    card = contact_card("Theo; the, \\ first", ["(612) 555-0142", "2", "3"], ["a" * 600, "latex, penicillin"])
    assert "FN:EMERGENCY Theo\\; the\\, \\\\ first\r\n" in card
    assert card.count("TEL:") == 2
    assert "NOTE:latex\\, penicillin\r\n" in card
    assert len(card.encode()) <= MAX_BYTES


def test_a_note_of_several_wordings_is_never_left_out() -> None:
    allergies = ("penicillin (hives), " * 20, "penicillin, latex", "2, see sheet")
    assert "NOTE:first\\npenicillin\\, latex\\nlast" in contact_card("Theo", [], ["first", allergies, "last"])
    few = contact_card("Theo", [], ["x" * 300, ("y" * 300, "z" * 300, "2, see sheet"), "w" * 300])
    assert "2\\, see sheet" in few
    assert "w" * 300 not in few


@pytest.mark.parametrize(
    ("printed", "digits"),
    [
        ("(612) 555-0142", "6125550142"),
        ("+44 20 7946 0958", "+442079460958"),
        ("(800) 222-1222 ext. 4411", "8002221222;ext=4411"),
        ("911", "911"),
        ("1-800-BACLOFEN", "180022256336"),
        ("(555) 010-0199 (home) / 555 010-0200 (cell)", "5550100199"),
        ("555.010.0100x4", "5550100100;ext=4"),
        ("312-555-0142,,3#", "3125550142;ext=3"),
        ("+44 (0)20 7946 0958", "+442079460958"),
        ("٠١٢٣٤٥٦٧٨٩", "0123456789"),
        ("555-01O0", ""),
        ("dial 0, then #7, 555 0100", ""),
    ],
)
def test_a_number_in_the_code_is_what_a_phone_dials(printed: str, digits: str) -> None:
    assert dialled(printed) == digits


def test_a_number_that_cannot_be_dialled_gives_its_place_to_the_next() -> None:
    card = contact_card("Theo", ["555-01O0", "612 555 0100", "612 555 0101", "612 555 0102"], [])
    assert [line for line in card.splitlines() if line.startswith("TEL")] == [
        "TEL:6125550100",
        "TEL:6125550101",
    ]


@pytest.mark.parametrize("number", ["91l", "9II", "x11"])
def test_an_emergency_number_with_a_letter_among_its_digits_is_none(number: str) -> None:
    with pytest.raises(InvalidField):
        Preferences(emergency_number=number)
    assert Preferences(emergency_number="NHS 111").emergency_number == "NHS 111"


def test_a_name_too_long_for_the_code_makes_no_code() -> None:
    assert contact_card("ä" * 400, [], []) == ""


@given(
    st.text(max_size=300),
    st.lists(st.text(max_size=80), max_size=3),
    st.lists(st.text(max_size=200), max_size=5),
)
def test_no_contact_card_outgrows_its_code(name: str, phones: list[str], notes: list[str]) -> None:
    assert len(contact_card(name, phones, notes).encode("utf-8", "replace")) <= MAX_BYTES
