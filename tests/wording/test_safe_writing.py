"""The rules of safe writing, looked through once for all of them and one by one, find the same."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caregiver_app.wording import safe_writing
from caregiver_app.wording.safe_writing import unsafe_spellings

# What people write beside a dose: numbers, units, shorthand and the marks between them, in any order.
_PIECES = (
    *("1", "10", "1.0", ".5", "0.5", "1000", "1,000", "1/2", "½", "10/325", "5-10", "1:1000", "1.0.0"),
    *("mg", "MG", "mcg", "µg", "ug", "U", "u", "IU", "units", "mL", "ml", "cc", "tab", "tablets", "patch"),
    *(
        "qd",
        "QD",
        "q.d.",
        "qod",
        "BID",
        "b.i.d.",
        "TIW",
        "hs",
        "q6h",
        "Q 4-6 H",
        "prn",
        "@",
        ">",
        "<",
        "&",
        "°",
        "x3d",
    ),
    *(
        "MS",
        "MSO4",
        "MTX",
        "AZT",
        "HCT",
        "/",
        "/day",
        "per",
        "d",
        "hr",
        "every",
        "of a",
        "day",
        "no",
        "D/C",
        "",
    ),
)


@given(st.lists(st.tuples(st.sampled_from(_PIECES), st.sampled_from(("", " ", "  ", ",", "."))), max_size=8))
def test_one_look_for_all_rules_misses_nothing_that_a_single_rule_finds(
    pieces: list[tuple[str, str]],
) -> None:
    text = "".join(piece + gap for piece, gap in pieces)
    singly = [
        (name, match[0].strip())
        for name, pattern, better in safe_writing._compiled()
        for match in pattern.finditer(text)
        if isinstance(better, str) or better(match)
    ]
    assert [(found.rule, found.found) for found in unsafe_spellings(text)] == singly


@pytest.mark.parametrize(
    "text",
    [
        "Uses a PC to draw.",
        "History of OD in 2019; if OD suspected give Narcan",
        "Keep the AC on in summer",
        "Give 10 mg.",
        "10 MG IN THE MORNING",
        "TAKE 1 TABLET AS DIRECTED",
        "BD pen needles",
    ],
)
def test_ordinary_words_are_no_abbreviation(text: str) -> None:
    assert unsafe_spellings(text) == ()


@pytest.mark.parametrize(
    ("text", "found", "better"),
    [
        ("TAKE .5 TABLET BY MOUTH", ".5 TABLET", "half a tablet"),
        ("2.0 MG BY MOUTH BD", "2.0", "2"),
        ("2.0 MG BY MOUTH BD", "BD", "twice a day"),
        ("one tablet od", "od", "in words: once a day, the right eye, or overdose"),
        ("q.o.d.", "q.o.d.", "every other day"),
        ("2 puffs q6", "q6", "every how many hours, in words"),
        ("5 mg q.a.m.", "q.a.m.", "every morning"),
        ("15 mg qwk", "qwk", "every week"),
        ("MS 5 mg", "MS", "morphine sulfate or magnesium sulfate, in full"),
        ("10 mg IN", "mg IN", "by mouth, in the right ear, ... in words"),
    ],
)
def test_what_bottles_and_clinics_write_is_answered_by_what_means_the_same(
    text: str, found: str, better: str
) -> None:
    assert (found, better) in [(each.found, each.better) for each in unsafe_spellings(text)]
    assert len(unsafe_spellings("q.o.d.")) == 1


@pytest.mark.parametrize(
    ("text", "better"), [("1.000 mg", "1 or 1,000"), ("2.500 mcg", "2.5 or 2,500"), ("1.0 mg", "1")]
)
def test_a_point_that_may_part_thousands_is_never_explained_away(text: str, better: str) -> None:
    assert next(each.better for each in unsafe_spellings(text)) == better
