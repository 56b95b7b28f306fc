from __future__ import annotations

import gzip
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caregiver_app.domain.route import Route
from caregiver_app.reference.product_forms import plain_form, routes_of
from caregiver_app.reference.product_names import base_name
from caregiver_app.reference.product_options import options_from
from caregiver_app.reference.product_strengths import strength_text
from caregiver_app.reference.products import (
    Likeness,
    ProductCatalogue,
    ProductMatch,
    load_products,
)
from tests.reference.products.lists import FOLDER, named

_U = r"(?:mg|mcg|micrograms?|g|kg|mL|L|units?|mEq|mmol)"
UNSAFE = {
    "trailing zero": rf"(?<![\d.,:])\d+\.0+(?![\d.])(?=\s*{_U}\b)",
    "padded fraction": rf"(?<![\d.,])\d+\.\d*[1-9]0+(?=\s*{_U}\b)",
    "naked decimal": rf"(?<![\d\w])\.\d+(?=\s*(?:{_U}|tablets?|capsules?|puffs?)\b)",
    "U for units": r"(?<![A-Za-z])\d[\d,.]*\s?[uU]\b(?!\.S)",
    "IU": r"\b(?:IU|iu|I\.U\.)(?=\b|\s|$)",
    "microgram sign": r"\d\s?(?:µ|μ|u)g\b",
    "mcg": r"\d\s?mcg\b",
    "ml case": r"\d\s?(?:ml|ML|Ml)\b",
    "joined": r"(?<![\w.])\d[\d,.]*(?:mg|mcg|micrograms?|mL|units?|mEq|mmol|kg)\b",
    "missing comma": rf"(?<![\d.,:+\-/#A-Za-z])\d{{4,}}(?=\s*{_U}\b)",
    "million": r"\d\s?(?:M|MM|K)\s*(?:units?)\b",
    "plus": r"\bmg\s?\+\s?\d",
    "slash": r"/",
    "unknown unit": r"[\[\]']",
    "zero amount": r"(?<![\d.,])0 ",
}


def test_lioresal_offers_its_own_ampoules_and_then_baclofen_tablets(catalogue: ProductCatalogue) -> None:
    options = catalogue.options(named(catalogue, "Lioresal"))
    assert options.routes == (Route.INTRATHECAL, Route.ORAL)
    assert set(options.strengths_for("tablet", Route.ORAL)) == {"5 mg", "10 mg", "20 mg"}


def test_without_the_extra_lioresal_offers_only_what_is_listed() -> None:
    catalogue = load_products(FOLDER)
    assert catalogue.options(named(catalogue, "Lioresal")).routes == (Route.INTRATHECAL,)


def test_intrathecal_baclofen_keeps_milligrams_and_micrograms_as_labelled(
    catalogue: ProductCatalogue,
) -> None:
    strengths = catalogue.options(named(catalogue, "baclofen")).strengths_for("injection", Route.INTRATHECAL)
    assert {"50 micrograms per mL", "0.05 mg per mL", "2,000 micrograms per mL", "40 mg per 20 mL"} <= set(
        strengths
    )


def test_no_medicine_is_offered_by_the_pump_route(catalogue: ProductCatalogue) -> None:
    assert Route.INTRATHECAL_PUMP not in catalogue.options(named(catalogue, "baclofen")).routes


def test_home_routes_come_before_clinic_routes(catalogue: ProductCatalogue) -> None:
    assert catalogue.options(named(catalogue, "lorazepam")).routes[0] is Route.ORAL


def test_strengths_of_a_combination_follow_its_ingredients(catalogue: ProductCatalogue) -> None:
    match = named(catalogue, "Percocet")
    assert match.ingredients == ("oxycodone", "acetaminophen")
    assert "7.5 mg and 325 mg" in catalogue.options(match).strengths_for("tablet", Route.ORAL)


def test_the_volume_of_a_bottle_is_not_offered_as_that_of_a_dose(catalogue: ProductCatalogue) -> None:
    """The directory of 2019 says "160 mg/100mL" once and "160 mg/5mL" a hundred times."""
    offered = catalogue.options(named(catalogue, "acetaminophen")).strengths_for("suspension", Route.ORAL)
    assert "160 mg per 5 mL" in offered
    assert "160 mg per 100 mL" not in offered


@pytest.mark.parametrize(
    ("strengths", "kept"),
    [
        ("160 mg/5mL*100,160 mg/100mL*1", ["160 mg per 5 mL"]),
        ("1 mg/mL*27,1 mg/1000mL*1", ["1 mg per mL"]),
        # A syringe of ten times the volume, and what is as common as the other, are no slips.
        ("1 mg/mL*27,1 mg/10mL*1", ["1 mg per mL", "1 mg per 10 mL"]),
        ("160 mg/5mL*4,160 mg/100mL*1", ["160 mg per 5 mL", "160 mg per 100 mL"]),
        ("160 mg/5mL*100,161 mg/100mL*1", ["160 mg per 5 mL", "161 mg per 100 mL"]),
        ("160 mg/100mL*1", ["160 mg per 100 mL"]),
    ],
)
def test_only_a_rare_strength_in_far_more_volume_is_taken_for_a_slip(strengths: str, kept: list[str]) -> None:
    options = options_from([f"suspension@oral:{strengths}"])
    assert list(options.strengths_for("suspension", Route.ORAL)) == kept


def test_sinemet_is_carbidopa_then_levodopa(catalogue: ProductCatalogue) -> None:
    match = named(catalogue, "Sinemet")
    assert match.ingredients == ("carbidopa", "levodopa")
    assert "25 mg and 100 mg" in catalogue.options(match).strengths_for("tablet", Route.ORAL)


def test_a_bare_generic_name_is_offered_the_forms_of_its_salts(catalogue: ProductCatalogue) -> None:
    assert "tablet" in catalogue.options(named(catalogue, "clonidine")).forms


def test_an_extended_release_brand_is_not_offered_plain_tablets(catalogue: ProductCatalogue) -> None:
    assert catalogue.options(named(catalogue, "Keppra XR")).forms == ("extended-release tablet",)


def test_a_name_from_elsewhere_has_the_options_of_its_ingredients(catalogue: ProductCatalogue) -> None:
    match = ProductMatch("Lyvispah", ("baclofen",), ("baclofen",), True, "", Likeness.EXACT)
    assert Route.ORAL in catalogue.options(match).routes
    unknown = ProductMatch("Nix", ("nothing known",), ("nothing known",), True, "", Likeness.EXACT)
    assert catalogue.options(unknown).presentations == ()


def test_every_strength_offered_is_safely_written() -> None:
    rules = {name: re.compile(rule) for name, rule in UNSAFE.items()}
    lines = gzip.decompress((FOLDER / "products.tsv.gz").read_bytes()).decode().splitlines()[1:]
    assert len(lines) > 9_000
    options = [options_from([line.split("\t")[4]]) for line in lines]
    texts = {each.strength for option in options for each in option.presentations}
    broken = [(name, text) for text in texts for name, rule in rules.items() if rule.search(text)]
    assert broken == []


@pytest.mark.parametrize(
    ("raw", "form", "route", "text"),
    [
        ("10 mg/1", "tablet", "oral", "10 mg"),
        ("1000 mg/1", "tablet", "oral", "1,000 mg"),
        (".5 mg/1", "tablet", "oral", "0.5 mg"),
        ("1.0 mg/1", "tablet", "oral", "1 mg"),
        ("2.50 mg/1", "tablet", "oral", "2.5 mg"),
        ("20 mg/mL", "solution", "oral", "20 mg per mL"),
        ("10 mg/5mL", "solution", "oral", "10 mg per 5 mL"),
        ("4 mg/.1mL", "spray", "nasal", "4 mg per 0.1 mL"),
        ("50 ug/mL", "injection", "intrathecal", "50 micrograms per mL"),
        ("1 ug/mL", "injection", "intravenous", "1 microgram per mL"),
        ("100 [iU]/mL", "injection", "subcutaneous", "100 units per mL"),
        ("500000 [USP'U]/1", "tablet", "oral", "500,000 units"),
        ("1 g/100mL", "solution", "topical", "1 g per 100 mL"),
        ("10 meq/1", "tablet", "oral", "10 mEq"),
        (".1 mg/24h", "patch", "transdermal", "0.1 mg per 24 hours"),
        ("25 ug/h", "patch", "transdermal", "25 micrograms per hour"),
        ("5 mg/1; 325 mg/1", "tablet", "oral", "5 mg and 325 mg"),
    ],
)
def test_a_strength_is_written_safely(raw: str, form: str, route: str, text: str) -> None:
    assert strength_text(raw, form, route) == text


@pytest.mark.parametrize(
    ("raw", "form", "route"),
    [
        ("", "tablet", "oral"),
        ("300 1/1", "tablet", "oral"),
        ("500 mg/583mg", "tablet", "oral"),
        ("325 g/1", "tablet", "oral"),
        ("0 mg/1", "tablet", "oral"),
        (".00525 g/1", "tablet", "oral"),
        ("10 mg/1", "solution", "oral"),
        ("50 mg/1", "injection, solution", "intravenous"),
        ("25 ug/1", "patch", "transdermal"),
        ("100 ug/72h", "patch, extended release", "transdermal"),
        ("1 g/g", "powder", "oral"),
        ("5 mg/1; 325 1/1", "tablet", "oral"),
        ("1 mg/1; 2 mg/1; 3 mg/1; 4 mg/1; 5 mg/1", "tablet", "oral"),
        ("10 [hp_C]/1", "tablet", "oral"),
        ("99 L/100L", "gas", "nasal"),
        ("10 mg/2", "tablet", "oral"),
    ],
)
def test_a_strength_that_may_mislead_is_left_out(raw: str, form: str, route: str) -> None:
    assert strength_text(raw, form, route) == ""


@pytest.mark.parametrize(
    ("words", "plain"),
    [
        ("tablet, film coated", "tablet"),
        ("tablet, film coated, extended release", "extended-release tablet"),
        ("solution/ drops", "drops"),
        ("gum, chewing", "chewing gum"),
        ("some new form", "some new form"),
    ],
)
def test_forms_are_said_in_plain_words(words: str, plain: str) -> None:
    assert plain_form(words) == plain


def test_routes_without_a_match_are_other_and_each_comes_once() -> None:
    assert routes_of("oral; oral; dental; intraspinal") == (Route.ORAL, Route.OTHER)


@pytest.mark.parametrize(
    ("substance", "base"),
    [
        ("metoprolol tartrate", "metoprolol"),
        ("paroxetine hydrochloride hemihydrate", "paroxetine"),
        ("potassium chloride", "potassium chloride"),
        ("lithium carbonate", "lithium"),
        ("isosorbide mononitrate", "isosorbide mononitrate"),
        ("valproic acid", "valproic acid"),
        ("tenofovir alafenamide fumarate", "tenofovir alafenamide"),
        ("", ""),
    ],
)
def test_only_the_salt_is_taken_off(substance: str, base: str) -> None:
    assert base_name(substance) == base


@given(st.text(max_size=40), st.text(max_size=20), st.text(max_size=20))
def test_any_strength_text_is_written_safely_or_left_out(raw: str, form: str, route: str) -> None:
    text = strength_text(raw, form, route)
    assert not any(re.search(rule, text) for rule in UNSAFE.values())


@given(
    st.from_regex(
        r"\A[0-9]{0,7}(\.[0-9]{1,6})? (mg|g|ug|meq|U|\[iU\])/([0-9]{0,4}(\.[0-9]{1,3})?(mL|L|g|h|d)|1)\Z"
    )
)
def test_any_fda_strength_is_written_safely_and_keeps_its_digits(raw: str) -> None:
    text = strength_text(raw, "tablet", "oral")
    assert not any(re.search(rule, text) for rule in UNSAFE.values())
    if text:
        amount = float(raw.split(" ", maxsplit=1)[0])
        assert float(text.split(" ")[0].replace(",", "")) == amount
