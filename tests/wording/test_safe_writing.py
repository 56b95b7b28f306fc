"""The rules of safe writing, looked through once for all of them and one by one, find the same."""

from __future__ import annotations

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
        for name, pattern, _better in safe_writing._compiled()
        for match in pattern.finditer(text)
    ]
    assert [(found.rule, found.found) for found in unsafe_spellings(text)] == singly
