from __future__ import annotations

import gzip
from typing import TYPE_CHECKING

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from caregiver_app.domain.errors import KnownError
from caregiver_app.reference.product_names import calm_capitals, folded
from caregiver_app.reference.products import (
    Likeness,
    ProductCatalogue,
    ProductsUnreadable,
    load_products,
)
from tests.reference.products.lists import EXTRA, FOLDER, named

if TYPE_CHECKING:
    from pathlib import Path

    from caregiver_app.reference import Reference


def names(catalogue: ProductCatalogue, text: str) -> list[str]:
    return [match.name for match in catalogue.find(text)]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("liorsal", "Lioresal"),
        ("baclofin", "baclofen"),
        ("kepra", "Keppra"),
        ("lorazpam", "lorazepam"),
        ("zanax", "Xanax"),
        ("klonipin", "Klonopin"),
        ("gabapentine", "gabapentin"),
        ("levetiractam 500 mg", "levetiracetam"),
    ],
)
def test_a_misspelled_name_is_offered_as_similar(catalogue: ProductCatalogue, typed: str, meant: str) -> None:
    first = catalogue.find(typed)[0]
    assert (first.name, first.likeness) == (meant, Likeness.SIMILAR)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("bacl", "baclofen"),
        ("KEPP", "Keppra"),
        ("Diast", "Diastat"),
        ("loraz", "lorazepam"),
        ("oxc", "oxcarbazepine"),
    ],
)
def test_a_few_letters_find_the_name(catalogue: ProductCatalogue, typed: str, meant: str) -> None:
    assert names(catalogue, typed)[0] == meant


def test_an_ingredient_also_offers_its_brands(catalogue: ProductCatalogue) -> None:
    assert set(names(catalogue, "baclofen")) == {"baclofen", "Ozobax", "Gablofen", "Lioresal"}


def test_a_brand_is_shown_with_its_ingredient(catalogue: ProductCatalogue) -> None:
    assert named(catalogue, "Lioresal").label == "Lioresal — baclofen"
    assert named(catalogue, "baclofen").label == "baclofen"


def test_a_typed_word_of_the_name_or_ingredient_is_enough(catalogue: ProductCatalogue) -> None:
    assert "TYLENOL with Codeine" in names(catalogue, "acetaminophen codeine")


def test_words_the_list_does_not_know_make_the_rest_only_similar(catalogue: ProductCatalogue) -> None:
    (match,) = catalogue.find("Lioresal intrathecal")
    assert (match.name, match.likeness) == ("Lioresal", Likeness.SIMILAR)


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("metformin er", "metformin"),
        ("apo-baclofen", "baclofen"),
        ("generic lorazepam", "lorazepam"),
        ("Tylenol #3", "acetaminophen and codeine"),
        ("tylenol no. 3", "acetaminophen and codeine"),
        ("co-codamol", "acetaminophen and codeine"),
        ("glibenclamide", "glyburide"),
        ("adrenaline", "epinephrine"),
        ("pethidine", "meperidine hydrochloride"),
        ("acetylsalicylic acid", "aspirin"),
        ("MTX", "methotrexate"),
    ],
)
def test_what_is_not_the_very_name_is_only_a_question(reference: Reference, typed: str, first: str) -> None:
    others = [(other.name, other.ingredients) for other in reference.names.others]
    found = load_products(FOLDER, EXTRA, others).find(typed)
    assert (found[0].name, found[0].likeness) == (first, Likeness.SIMILAR)


@pytest.mark.parametrize(
    "typed", ["Tylenol #3", "Tylenol No 3", "Fiorinal #3", "Humulin 70/30", "tylenol number 4"]
)
def test_a_number_that_belongs_to_the_name_makes_every_offer_a_question(
    catalogue: ProductCatalogue, typed: str
) -> None:
    found = catalogue.find(typed)
    assert found
    assert {match.likeness for match in found} == {Likeness.SIMILAR}


@pytest.mark.parametrize("typed", ["5-FU", "b-12", "er 5", "xl 10"])
def test_short_pieces_are_found_in_no_other_medicine(catalogue: ProductCatalogue, typed: str) -> None:
    assert [match.name for match in catalogue.find(typed) if match.likeness is not Likeness.SIMILAR] == []


def test_all_that_was_typed_comes_before_what_holds_more(catalogue: ProductCatalogue) -> None:
    assert names(catalogue, "carbidopa-levodopa")[0] == "carbidopa and levodopa"


def test_a_strength_typed_after_the_name_does_not_hide_it(catalogue: ProductCatalogue) -> None:
    assert catalogue.find("keppra 500 mg")[0].likeness is Likeness.EXACT


def test_names_that_look_alike_are_not_mixed_into_names_spelled_as_typed(catalogue: ProductCatalogue) -> None:
    assert names(catalogue, "clonaz") == ["clonazepam", "Klonopin"]


def test_single_ingredients_come_before_combinations(catalogue: ProductCatalogue) -> None:
    counts = [
        len(match.ingredients) for match in catalogue.find("metoprolol") if match.likeness == Likeness.PREFIX
    ]
    assert counts == sorted(counts)


def test_salts_stay_in_the_name_and_leave_the_ingredient(catalogue: ProductCatalogue) -> None:
    assert {"metoprolol succinate", "metoprolol tartrate"} <= set(names(catalogue, "metoprolol"))
    match = named(catalogue, "metoprolol succinate")
    assert (match.ingredients, match.substances) == (("metoprolol",), ("metoprolol succinate",))


def test_the_schedule_is_told_and_an_extra_brand_takes_it_from_its_ingredient(
    catalogue: ProductCatalogue,
) -> None:
    assert named(catalogue, "lorazepam").dea_schedule == "CIV"
    assert named(catalogue, "Valtoco").dea_schedule == "CIV"
    assert named(catalogue, "aspirin").dea_schedule == ""


def test_an_extra_brand_the_list_knows_is_not_offered_twice(catalogue: ProductCatalogue) -> None:
    assert names(catalogue, "lioresal") == ["Lioresal"]


def test_preparing_changes_nothing_that_is_found(catalogue: ProductCatalogue) -> None:
    prepared = load_products(FOLDER, EXTRA)
    prepared.prepare()
    assert prepared.find("liorsal") == catalogue.find("liorsal")


def test_an_extra_without_name_or_ingredient_is_passed_over() -> None:
    catalogue = load_products(FOLDER, [("", ("baclofen",)), ("Nothing in it qq", ()), ("   ", ("x",))])
    assert catalogue.find("Nothing in it qq", 3) == load_products(FOLDER).find("Nothing in it qq", 3)


def test_no_name_with_the_same_ingredients_is_listed_twice(catalogue: ProductCatalogue) -> None:
    for letter in "abcdefghijklmnopqrstuvwxyz":
        labels = [folded(match.label) for match in catalogue.find(letter, 5000)]
        assert len(labels) == len(set(labels))


@pytest.mark.parametrize(
    ("loud", "calm"),
    [
        ("ZIAGEN", "Ziagen"),
        ("TOPROL XL", "Toprol XL"),
        ("MVI", "MVI"),
        ("eMOTION", "eMOTION"),
        ("Keppra", "Keppra"),
    ],
)
def test_only_shouted_brands_are_calmed(loud: str, calm: str) -> None:
    assert calm_capitals(loud) == calm


@given(st.text(max_size=120), st.integers(min_value=-2, max_value=12))
@example("\n\t", 8)
@example("ﬃ İ ß", 8)
@example("x" * 5000, 8)
@example("10 mg", 8)
def test_any_text_finds_the_same_at_most_that_many(
    catalogue: ProductCatalogue, text: str, limit: int
) -> None:
    found = catalogue.find(text, limit)
    assert len(found) <= max(limit, 0)
    assert found == catalogue.find(text, limit)
    assert len({match.label for match in found}) == len(found)


def test_a_missing_list_is_a_known_error(tmp_path: Path) -> None:
    with pytest.raises(ProductsUnreadable) as caught:
        load_products(tmp_path)
    assert isinstance(caught.value, KnownError)
    assert caught.value.path == tmp_path / "products.tsv.gz"


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"not gzip",
        gzip.compress(b"", mtime=0),
        gzip.compress(b"\xff\xfe", mtime=0),
        gzip.compress(b"products\t2\t1\nx\tg\t\tx\ttablet@oral:1 mg/1*1\n", mtime=0),
        gzip.compress(b"products\t1\t2\nx\tg\t\tx\ttablet@oral:1 mg/1*1\n", mtime=0),
        gzip.compress(b"products\t1\t1\nx\tg\t\n", mtime=0),
        gzip.compress(b"products\t1\t1\nx\tz\t\tx\ttablet@oral:1 mg/1*1\n", mtime=0),
        (FOLDER / "products.tsv.gz").read_bytes()[:-500],
    ],
)
def test_a_damaged_list_is_a_known_error(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "products.tsv.gz").write_bytes(content)
    with pytest.raises(ProductsUnreadable):
        load_products(tmp_path)


@pytest.mark.parametrize(
    "field", ["nonsense", "tablet@oral", "tablet@oral:10 mg/1", "tablet:10 mg/1*1", "a@b:c*d"]
)
def test_damaged_presentations_are_a_known_error(tmp_path: Path, field: str) -> None:
    text = f"products\t1\t1\nx-drug\tg\t\tx-drug\t{field}\n"
    (tmp_path / "products.tsv.gz").write_bytes(gzip.compress(text.encode()))
    catalogue = load_products(tmp_path)
    with pytest.raises(ProductsUnreadable):
        catalogue.options(catalogue.find("x-drug")[0])
