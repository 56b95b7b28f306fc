from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from caregiver_app.domain.route import Route
from caregiver_app.reference import Reference, candidates, impossible_route, load_reference
from caregiver_app.reference.matching import unknown_substances
from tests.shipped import shipped_reference

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


@pytest.mark.parametrize(
    ("ingredients", "name"),
    [(["acetaminophen"], "Apo-Baclofen"), (["acetaminophen"], "Lioresal"), (["Lioresal"], "acetaminophen")],
)
def test_where_name_and_ingredients_disagree_neither_is_lost(
    reference: Reference, ingredients: list[str], name: str
) -> None:
    assert ids(reference, ingredients, name, Route.ORAL) == ["baclofen_oral", "acetaminophen"]


@pytest.mark.parametrize(
    "name",
    [
        *(
            "intrathecal baclofen",
            "ITB",
            "itb pump",
            "IT baclofen",
            "preservative-free baclofen",
            "baclofen PF",
        ),
        *("compounded baclofen", "Apo-Baclofen", "pms-Baclofen", "Teva-Baclofen", "APO BACLOFEN TAB 10MG"),
        *("tab. baclofen", "Baclofen10mg", "10mg-baclofen", "generic baclofen", "oral baclofen", "Bac-lofen"),
        *(
            "baclofen (Lioresal)",
            "(baclofen)",
            "baclofen/dantrolene",
            "BACLOFEN, 2000 mcg/mL",
            "liquid baclofen",
        ),
        *("my son's baclofen", "baclofen\n10 mg", "b\u00e1clofen", "baclofen_10", "Lioresal®", "baclofen*"),
    ],
)
@pytest.mark.parametrize(
    ("route", "entry"),
    [(Route.ORAL, "baclofen_oral"), (Route.INTRATHECAL_PUMP, "baclofen_intrathecal")],
)
def test_baclofen_is_found_wherever_it_stands(
    reference: Reference, name: str, route: Route, entry: str
) -> None:
    assert entry in ids(reference, [], name, route)
    assert entry in ids(reference, [name], "", route)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Depakote ER", ["valproate"]),
        ("Humulin 70/30", ["insulin"]),
        ("Carbidopa-Levodopa ER 25-100", ["levodopa"]),
        ("levo-thyroxine", ["levothyroxine"]),
        ("ToprolXL 50", ["metoprolol"]),
        ("pms-Methotrexate", ["methotrexate"]),
        ("MTX 15mg", ["methotrexate"]),
        ("MSO4", ["morphine"]),
        ("5-FU", []),
        ("vitamin B-12", []),
        ("baclofen-free saline", []),
        ("no baclofen", []),
        ("normal saline without morphine", []),
    ],
)
def test_names_as_bottles_have_them(reference: Reference, name: str, expected: list[str]) -> None:
    assert (
        ids(reference, [], name, Route.OTHER) == expected or ids(reference, [], name, Route.ORAL) == expected
    )


@pytest.mark.parametrize(
    ("ingredients", "name", "unknown"),
    [
        ([], "Tylenol #3", ("codeine",)),
        (["acetaminophen"], "tylenol no. 3", ("codeine",)),
        (["acetaminophen"], "Tylenol with Codeine #3", ("codeine",)),
        (["acetaminophen", "codeine phosphate"], "Tylenol with Codeine #3", ("codeine phosphate",)),
        (["acetaminophen"], "APAP/codeine", ("codeine",)),
        (["APAP/codeine"], "", ("codeine",)),
        (["acetaminophen"], "co-codamol 30/500", ("codeine",)),
        (["acetaminophen"], "Tylenol", ()),
        (["metoprolol"], "Metoprolol succinate", ()),
        (["ibuprofen", "vitamin x"], "", ("vitamin x",)),
        (["morphine 20 mg/mL + bupivacaine 10 mg/mL + clonidine 50 mcg/mL"], "", ("bupivacaine",)),
    ],
)
def test_what_else_is_in_it_is_named(
    reference: Reference, ingredients: list[str], name: str, unknown: tuple[str, ...]
) -> None:
    assert unknown_substances(ingredients, name, reference) == unknown


@given(name=st.sampled_from(["baclofen", "Apo-Baclofen", "Lioresal"]), before=st.text(), after=st.text())
def test_nothing_around_a_name_hides_it(name: str, before: str, after: str) -> None:
    """Except what says that it is not in there."""
    text = f"{before} {name} {after}"
    assume(not re.search(r"(?i)\b(non|no|not|without|anti)\W*$", before))
    assert "baclofen_oral" in ids(shipped_reference(), [], text, Route.ORAL)


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
