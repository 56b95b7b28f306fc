from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from caregiver_app.domain.household import Household
from caregiver_app.domain.medication import Medication, Stopped
from caregiver_app.domain.people import CareRecipient
from caregiver_app.services.questions import household_questions, same_medicine_questions, twin_question

THEO = CareRecipient("theo", "Theo", full_name="Theodore Marsh", birth_date=date(2012, 3, 4))
LIORESAL = Medication("m1", "Lioresal", ("baclofen",), strength="10 mg", dose_form="tablet")
OZOBAX = Medication("m2", "Ozobax", ("Baclofen",))
QUESTION = "Theo already has baclofen: Lioresal (baclofen) 10\xa0mg tablet. Is this the same medicine twice?"


@pytest.mark.parametrize(
    ("twin", "is_asked"),
    [
        (CareRecipient("x", " theo "), True),
        (CareRecipient("x", "Theo", full_name="theodore  marsh"), True),
        (CareRecipient("x", "Theo", full_name="Theodore Long"), False),
        (CareRecipient("x", "Theo", birth_date=date(1950, 1, 1)), False),
        (CareRecipient("x", "Theo", birth_date=THEO.birth_date), True),
        (CareRecipient("x", "Theodore"), False),
    ],
)
def test_two_of_one_name_are_asked_about_until_something_tells_them_apart(
    twin: CareRecipient, is_asked: bool
) -> None:
    assert twin_question(twin, [THEO]).startswith("There is already a ") is is_asked
    assert bool(twin_question(twin, [THEO])) is is_asked


def test_the_same_ingredient_twice_is_asked_about() -> None:
    theo = replace(THEO, medications=(LIORESAL,))
    assert same_medicine_questions(theo, OZOBAX) == (QUESTION,)
    assert same_medicine_questions(theo, LIORESAL) == ()


def test_a_medicine_that_was_stopped_is_not_taken_twice() -> None:
    theo = replace(THEO, medications=(replace(LIORESAL, stopped=Stopped(date(2020, 1, 1))),))
    assert same_medicine_questions(theo, OZOBAX) == ()


def test_a_household_is_asked_each_question_once() -> None:
    theo = replace(THEO, medications=(LIORESAL, OZOBAX))
    household = Household(care_recipients=(theo, CareRecipient("other", "Theo")))
    assert household_questions(household) == (
        f"Ozobax: {QUESTION}",
        (
            "There is already a Theo here. Add a full name or a birth date to both, "
            "so that the sheets can be told apart."
        ),
    )
    assert household_questions(Household(care_recipients=(THEO,))) == ()
