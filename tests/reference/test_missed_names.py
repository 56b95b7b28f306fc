"""What a bottle says and the ingredients do not: brands, slips of the pen, a route that nobody recorded."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from caregiver_app.domain.medication import Medication
from caregiver_app.domain.pump import Pump
from caregiver_app.domain.route import Route
from caregiver_app.reference import MedicineReference
from caregiver_app.reference.matches import match_medication, match_pump
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
        names = [line.split("\t")[0] for line in lines]
    alike = [
        name
        for name in names
        if not any(REFERENCE.names.entries.find(name)) and any(REFERENCE.names.alike(name))
    ]
    assert len(alike) == 3
    assert all("acetamin" in name.casefold() or "acetamio" in name.casefold() for name in alike)


def test_a_slip_in_a_pumps_drug_is_asked_about_alone() -> None:
    match = match_pump(Pump("p", "bacl0fen"), REFERENCE)
    assert [entry.id for entry in match.possible] == ["baclofen_intrathecal"]
    assert match.entries == ()
