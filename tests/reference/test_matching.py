from __future__ import annotations

from pathlib import Path

import pytest

from caregiver_app.domain.route import Route
from caregiver_app.reference import Reference, candidates, impossible_route, load_reference

SHIPPED = Path(__file__).parents[2] / "resources" / "reference"


@pytest.fixture(scope="module")
def reference() -> Reference:
    return load_reference(SHIPPED)


def ids(reference: Reference, ingredients: list[str], name: str, route: Route) -> list[str]:
    return [entry.id for entry in candidates(ingredients, name, route, reference)]


@pytest.mark.parametrize(
    ("ingredients", "name", "route", "expected"),
    [
        (["baclofen"], "", Route.INTRATHECAL_PUMP, ["baclofen_intrathecal"]),
        (["baclofen"], "", Route.INTRATHECAL, ["baclofen_intrathecal"]),
        (["Baclofen "], "", Route.ORAL, ["baclofen_oral"]),
        (["baclofen"], "", Route.FEEDING_TUBE, ["baclofen_oral"]),
        (["divalproex sodium"], "Depakote", Route.ORAL, ["valproate"]),
        (["METOPROLOL TARTRATE"], "", Route.ORAL, ["metoprolol"]),
        (["metoprolol succinate"], "Toprol-XL", Route.ORAL, ["metoprolol"]),
        (["insulin glargine"], "Lantus", Route.SUBCUTANEOUS, ["insulin"]),
        (["insulin glargine-yfgn"], "", Route.SUBCUTANEOUS, ["insulin"]),
        (["naloxone hydrochloride dihydrate"], "", Route.NASAL, ["naloxone"]),
        (["dabigatran etexilate mesylate"], "", Route.ORAL, ["doac"]),
        (["carbidopa and levodopa"], "", Route.ORAL, ["levodopa"]),
        (["morphine sulfate (extended release)"], "", Route.ORAL, ["morphine"]),
    ],
)
def test_an_ingredient_is_known_with_its_salt_in_any_case(
    reference: Reference, ingredients: list[str], name: str, route: Route, expected: list[str]
) -> None:
    assert ids(reference, ingredients, name, route) == expected


@pytest.mark.parametrize(
    ("name", "route", "expected"),
    [
        ("Lioresal", Route.ORAL, ["baclofen_oral"]),
        ("LIORESAL INTRATHECAL", Route.INTRATHECAL_PUMP, ["baclofen_intrathecal"]),
        ("Percocet", Route.ORAL, ["oxycodone", "acetaminophen"]),
        ("Percocet 5-325", Route.RECTAL, ["oxycodone", "acetaminophen"]),
        ("Catapres-TTS-1", Route.TRANSDERMAL, ["clonidine"]),
        ("Baclofen 10 mg", Route.ORAL, ["baclofen_oral"]),
        ("oxycodone-acetaminophen 5-325", Route.ORAL, ["oxycodone", "acetaminophen"]),
        ("Tylenol with codeine", Route.ORAL, ["acetaminophen"]),
    ],
)
def test_the_products_name_counts_where_no_ingredient_is_known(
    reference: Reference, name: str, route: Route, expected: list[str]
) -> None:
    assert ids(reference, [], name, route) == expected


def test_a_mix_gives_both_entries_most_urgent_first(reference: Reference) -> None:
    mixed = ["Acetaminophen", "Oxycodone Hydrochloride"]
    assert ids(reference, mixed, "Percocet", Route.ORAL) == ["oxycodone", "acetaminophen"]


def test_an_entry_for_another_route_stands_in_only_where_none_has_the_route(reference: Reference) -> None:
    assert ids(reference, ["oxycodone", "acetaminophen"], "", Route.RECTAL) == ["oxycodone", "acetaminophen"]
    assert ids(reference, ["baclofen"], "", Route.SUBCUTANEOUS) == ["baclofen_intrathecal", "baclofen_oral"]


def test_a_combination_with_naloxone_is_not_the_rescue_spray(reference: Reference) -> None:
    suboxone = ["buprenorphine hydrochloride; naloxone hydrochloride"]
    assert ids(reference, suboxone, "Suboxone", Route.SUBLINGUAL) == ["buprenorphine"]


@pytest.mark.parametrize("route", [Route.TOPICAL, Route.OPHTHALMIC, Route.OTIC, Route.VAGINAL])
def test_a_cream_or_drop_is_never_taken_for_the_tablet(reference: Reference, route: Route) -> None:
    assert ids(reference, ["hydrocortisone acetate"], "", route) == []
    assert ids(reference, ["prednisolone acetate"], "", route) == []


@pytest.mark.parametrize(
    "name",
    [
        "baclophen",
        "baclofe",
        "desvenlafaxine",
        "methylprednisolone",
        "carbidopa",
        "apraclonidine",
        "non-insulin",
        "digoxin immune fab",
        "",
        " - ",
        "<b>",
    ],
)
def test_a_like_name_is_no_match(reference: Reference, name: str) -> None:
    for route in Route:
        assert ids(reference, [name], "", route) == []


def test_a_known_ingredient_outweighs_the_brand(reference: Reference) -> None:
    assert ids(reference, ["acetaminophen"], "Motrin", Route.ORAL) == ["acetaminophen"]


@pytest.mark.parametrize("route", [Route.TRANSDERMAL, Route.INTRAVENOUS, Route.INTRAMUSCULAR])
@pytest.mark.parametrize(("ingredients", "name"), [(["Baclofen"], ""), ([], "Baclofen"), ([], "Lioresal")])
def test_baclofen_by_patch_vein_or_muscle_is_refused_with_the_reason(
    reference: Reference, ingredients: list[str], name: str, route: Route
) -> None:
    fact = impossible_route(ingredients, name, route, reference)
    assert fact is not None
    assert fact.plain == "There is no baclofen patch. The pump drug is not for vein or muscle."
    assert reference.sources_of(fact)
    assert ids(reference, ingredients, name, route) == []


def test_a_route_is_refused_only_where_a_fact_says_so(reference: Reference) -> None:
    assert impossible_route(["baclofen"], "Lioresal", Route.ORAL, reference) is None
    assert impossible_route(["baclofen"], "Lioresal", Route.SUBCUTANEOUS, reference) is None
    assert impossible_route(["fentanyl"], "Duragesic", Route.TRANSDERMAL, reference) is None
    assert impossible_route([], "", Route.TRANSDERMAL, reference) is None
