from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from caregiver_app.domain.household import Household
from caregiver_app.domain.medication import Medication, ReferenceLink, Stopped
from caregiver_app.domain.people import AllergiesRecorded, Allergy, CareRecipient
from caregiver_app.domain.pump import Pump
from caregiver_app.domain.route import Route
from caregiver_app.interop.household_document import read_document
from caregiver_app.paths import resources
from caregiver_app.services.questions import (
    allergy_question,
    household_questions,
    not_verified_words,
    other_letters_question,
    other_name_question,
    same_medicine_questions,
    stopped_question,
    twin_question,
)
from tests.shipped import shipped_reference

TODAY = date(2026, 11, 22)
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
    assert same_medicine_questions(theo, OZOBAX, shipped_reference(), TODAY) == (QUESTION,)
    assert same_medicine_questions(theo, LIORESAL, shipped_reference(), TODAY) == ()


def test_a_medicine_that_was_stopped_is_not_taken_twice() -> None:
    theo = replace(THEO, medications=(replace(LIORESAL, stopped=Stopped(date(2020, 1, 1))),))
    assert same_medicine_questions(theo, OZOBAX, shipped_reference(), TODAY) == ()


def test_a_household_is_asked_each_question_once() -> None:
    theo = replace(THEO, medications=(LIORESAL, OZOBAX))
    household = Household(care_recipients=(theo, CareRecipient("other", "Theo")))
    assert household_questions(household, shipped_reference(), TODAY) == (
        f"Ozobax: {QUESTION}",
        (
            "There is already a Theo here. Add a full name or a birth date to both, "
            "so that the sheets can be told apart."
        ),
    )
    assert household_questions(Household(care_recipients=(THEO,)), shipped_reference(), TODAY) == ()


@pytest.mark.parametrize(
    ("name", "ingredients", "names"),
    [
        ("Apo-Baclofen", ("acetaminophen",), "baclofen"),
        ("APAP/codeine", ("acetaminophen",), "codeine"),
        ("Tylenol #3", ("acetaminophen",), "codeine"),
        ("baclofen + codeine", ("morphine",), "baclofen and codeine"),
    ],
)
def test_a_name_that_says_more_than_the_ingredients_is_asked_about(
    name: str, ingredients: tuple[str, ...], names: str
) -> None:
    medication = Medication("m", name, ingredients)
    question = f"The name says {names}, the ingredients do not. Is what stands under Ingredients right?"
    assert other_name_question(medication, shipped_reference()) == question
    household = Household(care_recipients=(replace(THEO, medications=(medication,)),))
    assert f"{name}: {question}" in household_questions(household, shipped_reference(), TODAY)


@pytest.mark.parametrize(
    ("name", "ingredients"),
    [
        ("Apo-Baclofen", ()),
        ("Apo-Baclofen", ("Baclofen",)),
        ("Metoprolol Succinate", ("metoprolol",)),
        ("Insulin glargine", ("insulin glargine-yfgn",)),
        ("paracetamol", ("acetaminophen",)),
        ("co-codamol", ("codeine", "paracetamol")),
        ("Losartan potassium", ("losartan",)),
        ("Norco", ("hydrocodone", "acetaminophen")),
    ],
)
def test_one_name_in_two_ways_is_no_question(name: str, ingredients: tuple[str, ...]) -> None:
    assert other_name_question(Medication("m", name, ingredients), shipped_reference()) == ""


@pytest.mark.parametrize(("start", "is_asked"), [(None, False), (TODAY, False), (TODAY + timedelta(1), True)])
def test_a_start_on_a_day_to_come_is_asked_about(start: date | None, *, is_asked: bool) -> None:
    theo = replace(THEO, medications=(replace(LIORESAL, started_on=start),))
    asked = household_questions(Household(care_recipients=(theo,)), shipped_reference(), TODAY)
    sentence = (
        "Lioresal: It starts on Mon 23 Nov 2026. No warning signs of it are shown until then. "
        "Is the day right?"
    )
    assert [each.replace("\xa0", " ") for each in asked] == ([sentence] if is_asked else [])


@pytest.mark.parametrize(
    ("name", "ingredients", "said"),
    [
        ("Tylenol with Codeine #3", (), "codeine: not verified here, ask the pharmacist."),
        ("APAP/codeine", ("acetaminophen",), "codeine: not verified here, ask the pharmacist."),
        ("Lioresal", ("baclofen",), ""),
        ("codeine", ("codeine",), "codeine: not verified here, ask the pharmacist."),
        ("vitamin D3", ("cholecalciferol",), ""),
    ],
)
def test_what_else_is_in_a_medicine_is_said_by_check_too(
    name: str, ingredients: tuple[str, ...], said: str
) -> None:
    medication = Medication("m", name, ingredients, route=Route.ORAL)
    assert not_verified_words(medication, shipped_reference()) == said
    theo = replace(THEO, medications=(medication,))
    asked = household_questions(Household(care_recipients=(theo,)), shipped_reference(), TODAY)
    assert (f"{name}: {said}" in asked) is bool(said)


@pytest.mark.parametrize(
    ("name", "ingredients"),
    [
        ("vitamin D3", ("cholecalciferol",)),
        ("Vitamin D2 50,000 units", ("ergocalciferol",)),
        ("Salbutamol inhaler", ("albuterol",)),
        ("co-trimoxazole", ("sulfamethoxazole", "trimethoprim")),
        ("Pethidine 50 mg", ("meperidine",)),
    ],
)
def test_two_names_of_one_substance_are_not_asked_about(name: str, ingredients: tuple[str, ...]) -> None:
    """21 CFR 184.1950, the Ventolin label and the leaflets of Septrin and Lumeblue say that they are the same."""
    assert not other_name_question(Medication("m", name, ingredients), shipped_reference())


def test_the_sample_household_is_not_asked_anything() -> None:
    sample = read_document((resources() / "sample" / "household.json").read_bytes()).household
    assert household_questions(sample, shipped_reference(), TODAY) == ()


@pytest.mark.parametrize(
    ("allergen", "name", "is_asked"),
    [
        ("codeine", "Tylenol with Codeine #3", True),
        ("Morphine", "MS Contin", True),
        ("Percocet", "oxycodone", True),
        ("acetaminophen", "Tylenol", True),
        ("rivaroxaban", "Eliquis", False),
        ("penicillin", "baclofen", False),
        ("latex", "Keppra", False),
    ],
)
def test_what_stands_among_the_allergies_and_is_given_is_asked_about(
    allergen: str, name: str, is_asked: bool
) -> None:
    person = replace(THEO, allergies=AllergiesRecorded((Allergy(allergen, "", None),)))
    asked = allergy_question(person, Medication("m", name, route=Route.ORAL), shipped_reference())
    assert bool(asked) is is_asked
    if is_asked:
        assert asked == f"“{allergen}” stands among the allergies. Are both right?"


@pytest.mark.parametrize(
    ("name", "directions", "is_asked"),
    [
        ("STOPPED - baclofen", "", True),
        ("baclofen", "DISCONTINUED 11/3", True),
        ("baclofen", "on hold until the visit", True),
        ("baclofen", "do not stop suddenly", False),
    ],
)
def test_what_says_that_it_is_stopped_is_asked_about(name: str, directions: str, is_asked: bool) -> None:
    assert bool(stopped_question(Medication("m", name, directions=directions))) is is_asked


def test_an_opioid_by_itself_is_named_as_not_verified_and_ordinary_medicines_are_not() -> None:
    def said(name: str) -> str:
        return not_verified_words(Medication("m", name, (name,), route=Route.ORAL), shipped_reference())

    assert said("codeine sulfate") == "codeine sulfate: not verified here, ask the pharmacist."
    assert said("tapentadol").startswith("tapentadol: not verified here")
    assert said("omeprazole") == said("baclofen") == ""
    sinemet = Medication("m", "Sinemet", ("carbidopa", "levodopa"), route=Route.ORAL)
    assert not_verified_words(sinemet, shipped_reference()) == ""


def test_a_brand_of_a_controlled_medicine_is_named_though_nobody_wrote_what_is_in_it() -> None:
    medication = Medication("m", "Nucynta 50 mg", route=Route.ORAL)
    assert (
        not_verified_words(medication, shipped_reference())
        == "tapentadol: not verified here, ask the pharmacist."
    )


def test_an_answer_that_is_older_than_the_question_is_asked_about() -> None:
    link = ReferenceLink(("hydromorphone",), TODAY)
    theo = replace(THEO, pumps=(Pump("p", "hydromorphone + baclophen", reference=link),), medications=())
    asked = household_questions(Household(care_recipients=(theo,)), shipped_reference(), TODAY)
    assert "It was not answered that it is “baclofen by pump”" in " ".join(asked)


@pytest.mark.parametrize(
    ("one", "other", "is_asked"),
    [
        ("Coumadin", "warfarin", True),
        ("Percocet", "Tylenol", True),
        ("Lantus", "Humalog", False),
        ("Keppra", "Lasix", False),
    ],
)
def test_one_substance_under_two_names_is_found_without_ingredients(
    one: str, other: str, is_asked: bool
) -> None:
    theo = replace(THEO, medications=(Medication("a", one, route=Route.ORAL),))
    asked = same_medicine_questions(
        theo, Medication("b", other, route=Route.ORAL), shipped_reference(), TODAY
    )
    assert bool(asked) is is_asked


@pytest.mark.parametrize(
    ("name", "ingredients", "is_asked"),
    [
        ("Баклофен", (), True),
        ("华法林", (), True),
        ("ワーファリン 1 錠", (), True),
        ("مورفين", (), True),
        ("Баклофен", ("baclofen",), False),
        ("华法林 (warfarin)", (), False),
        ("melatonin", (), False),
    ],
)
def test_a_name_in_other_letters_alone_is_asked_about(
    name: str, ingredients: tuple[str, ...], is_asked: bool
) -> None:
    assert bool(other_letters_question(Medication("m", name, ingredients, route=Route.ORAL))) is is_asked
