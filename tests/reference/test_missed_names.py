"""What a bottle says and the ingredients do not: brands, slips of the pen, a route that nobody recorded."""

from __future__ import annotations

import gzip
from datetime import date
from pathlib import Path

import pytest

from caregiver_app.domain.medication import Medication, ReferenceLink
from caregiver_app.domain.pump import Pump
from caregiver_app.domain.route import Route
from caregiver_app.reference import MedicineReference
from caregiver_app.reference.matches import match_medication, match_pump, pump_entries
from caregiver_app.reference.names import words_of
from caregiver_app.reference.product_names import base_name
from tests.shipped import shipped_reference

RESOURCES = Path(__file__).parents[2] / "resources"
REFERENCE = shipped_reference()


def asked(name: str, ingredients: tuple[str, ...] = (), route: Route | None = Route.ORAL) -> list[str]:
    match = match_medication(Medication("m", name, ingredients, route=route), REFERENCE)
    return [entry.id for entry in match.unanswered]


@pytest.mark.parametrize("entry", REFERENCE.medicines, ids=lambda entry: entry.id)
def test_no_medicine_is_lost_while_nobody_has_said_how_it_is_given(entry: MedicineReference) -> None:
    for name in (*entry.ingredients, *entry.brands):
        assert entry.id in asked(name, route=None), name
        assert entry.id in asked(name, route=Route.OTHER), name


@pytest.mark.parametrize(
    ("name", "ids"),
    [
        ("Vicodin ES", ["hydrocodone", "acetaminophen"]),
        ("Norco 10-325", ["hydrocodone", "acetaminophen"]),
        ("Lortab 5/325", ["hydrocodone", "acetaminophen"]),
        ("Exalgo", ["hydromorphone"]),
        ("Effexor 75", ["venlafaxine"]),
        ("Toprol", ["metoprolol"]),
        ("Paregoric", ["morphine"]),
    ],
)
def test_a_brand_is_known_without_its_ingredients(name: str, ids: list[str]) -> None:
    assert asked(name) == ids


def test_a_brand_of_a_combination_with_naloxone_is_not_the_rescue_spray() -> None:
    assert asked("Suboxone", route=Route.SUBLINGUAL) == ["buprenorphine"]
    assert asked("Zubsolv", route=None) == ["buprenorphine"]


def test_every_brand_of_the_list_stands_for_what_all_products_of_that_name_hold() -> None:
    with gzip.open(RESOURCES / "products" / "products.tsv.gz", "rt", encoding="utf-8") as lines:
        next(lines)
        products = [line.split("\t") for line in lines]
    listed = (RESOURCES / "reference" / "brand_names.txt").read_text("utf-8").splitlines()
    assert listed == sorted(listed)
    for line in listed:
        brand, _, ingredients = line.partition("\t")
        held = [row[3].split("; ") for row in products if brand in words_of(row[0])]
        assert held, brand
        assert all(set(ingredients.split("; ")) <= set(map(base_name, each)) for each in held), brand


@pytest.mark.parametrize(
    ("name", "entry"),
    [
        ("bacl0fen 10 mg", "baclofen_oral"),
        ("baclofène", "baclofen_oral"),
        ("Baclofeno", "baclofen_oral"),
        ("BaclofenTabs", "baclofen_oral"),
        ("Lioresol", "baclofen_oral"),
        ("warfarina 5 mg", "warfarin"),
        ("levetiracetan", "levetiracetam"),
        ("metoprolo1", "metoprolol"),
        ("Klonapin", "clonazepam"),
        ("Percoset", "oxycodone"),
        ("diazepan", "diazepam"),
        ("hydrocodon", "hydrocodone"),
    ],
)
def test_a_misspelled_name_is_asked_about_and_never_taken_for_it(name: str, entry: str) -> None:
    for medication in (
        Medication("m", name, route=Route.ORAL),
        Medication("m", "from the blue bottle", (name,), route=Route.ORAL),
    ):
        match = match_medication(medication, REFERENCE)
        assert match.entries == ()
        assert entry in [each.id for each in match.possible]
        assert match.high_risk


@pytest.mark.parametrize(
    "name",
    [
        *("pentobarbital", "desvenlafaxine", "oxcarbazepine", "apomorphine", "flurazepam", "mineral oil"),
        *("Rexall cough drops", "omeprazole 20 mg", "Nayzilam", "cogentin", "vitamin D3", "Zantac"),
    ],
)
def test_another_medicines_name_is_no_slip(name: str) -> None:
    assert asked(name) == []


def test_no_other_product_of_the_us_is_taken_for_a_slip() -> None:
    with gzip.open(RESOURCES / "products" / "products.tsv.gz", "rt", encoding="utf-8") as lines:
        next(lines)
        products = [line.split("\t") for line in lines]
    for row in products:
        meant = {entry.id for each in REFERENCE.names.alike(row[0]) for entry in each}
        held = {
            entry.id
            for text in (row[0], row[3])
            for each in REFERENCE.names.entries.find(text)
            for entry in each
        }
        assert meant <= held, row[0]


@pytest.mark.parametrize(
    "words",
    [
        "extended release tablets, oral solution, suspension, capsules, patch, syrup, injection, cartridge, inhaler",
        "take every morning and evening with breakfast, as needed for breakthrough seizures or spasticity",
        "generic brand preservative free compounded pharmacy refrigerated concentrate dispense original",
    ],
)
def test_ordinary_words_are_no_slip_of_a_name(words: str) -> None:
    assert not list(REFERENCE.names.alike(words))


@pytest.mark.parametrize(
    ("name", "ids"),
    [
        ("OXYCODON-ACETAMINOPHEN 5-325", {"oxycodone", "acetaminophen"}),
        ("HYDROCO/APAP", {"hydrocodone", "acetaminophen", "hydrocortisone"}),
        ("Tramadl/acetaminophen", {"tramadol", "acetaminophen"}),
    ],
)
def test_a_name_that_is_known_does_not_hide_another_that_is_misspelled(name: str, ids: set[str]) -> None:
    match = match_medication(Medication("m", name, route=Route.ORAL), REFERENCE)
    assert {entry.id for entry in (*match.entries, *match.possible)} == ids
    assert match.high_risk


@pytest.mark.parametrize(
    ("drug", "ids"),
    [
        ("morphine + baklofen", {"morphine", "baclofen_intrathecal"}),
        ("hydromorphone + baclophen", {"hydromorphone", "baclofen_intrathecal"}),
        ("baclofen + morphin", {"baclofen_intrathecal", "morphine"}),
    ],
)
def test_neither_drug_of_a_mixed_pump_is_lost(drug: str, ids: set[str]) -> None:
    match = match_pump(Pump("p", drug), REFERENCE)
    assert {entry.id for entry in (*match.entries, *match.possible)} == ids


def test_an_older_yes_to_one_drug_of_a_pump_does_not_answer_for_the_other() -> None:
    link = ReferenceLink(("hydromorphone",), date(2026, 1, 1))
    match = match_pump(Pump("p", "hydromorphone + baclophen", reference=link), REFERENCE)
    assert [entry.id for entry in match.entries] == ["hydromorphone"]
    assert [entry.id for entry in match.set_aside] == ["baclofen_intrathecal"]


@pytest.mark.parametrize("drug", ["ziconotide", "bupivacaine", "sufentanil citrate"])
def test_a_pump_drug_that_is_known_to_be_another_is_not_offered_as_baclofen(drug: str) -> None:
    match = match_pump(Pump("p", drug), REFERENCE)
    assert match.unanswered == ()
    assert match.is_silent
    assert pump_entries(drug, REFERENCE) == ()
    assert pump_entries("gobbledygook", REFERENCE)


@pytest.mark.parametrize("route", [Route.FEEDING_TUBE, Route.INTRAVENOUS, Route.BUCCAL])
def test_methotrexate_is_silent_by_no_route(route: Route) -> None:
    assert "methotrexate" in asked("methotrexate", route=route)


def test_a_yes_to_an_entry_that_has_nothing_to_do_with_the_medicine_counts_for_nothing() -> None:
    link = ReferenceLink(("insulin",), date(2026, 1, 1))
    match = match_medication(Medication("m", "warfarin", route=Route.ORAL, reference=link), REFERENCE)
    assert not match.confirmed
    assert [entry.id for entry in match.entries] == ["warfarin"]


def test_a_slip_in_a_pumps_drug_is_asked_about_alone() -> None:
    match = match_pump(Pump("p", "bacl0fen"), REFERENCE)
    assert [entry.id for entry in match.possible] == ["baclofen_intrathecal"]
    assert match.entries == ()


@pytest.mark.parametrize(
    ("name", "mentioned"),
    [
        ("vitamin K (antidote to Coumadin)", "warfarin"),
        ("Briviact (switched from Keppra)", "levetiracetam"),
        ("hydroxyzine, was Ativan", "lorazepam"),
        ("Aspirin (do not take with warfarin)", "warfarin"),
        ("Tylenol - instead of Norco", "hydrocodone"),
    ],
)
def test_a_medicine_that_is_only_mentioned_is_asked_about_and_its_signs_are_not_shown(
    name: str, mentioned: str
) -> None:
    match = match_medication(Medication("m", name, route=Route.ORAL), REFERENCE)
    assert mentioned not in [entry.id for entry in match.entries]
    assert mentioned in [entry.id for entry in match.possible]


def test_a_name_in_brackets_is_the_medicine_itself() -> None:
    match = match_medication(Medication("m", "Zentiva (baclofen)", route=Route.ORAL), REFERENCE)
    assert [entry.id for entry in match.entries] == ["baclofen_oral"]
