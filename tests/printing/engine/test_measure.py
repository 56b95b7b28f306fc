"""Lines are broken at spaces, never between a number and its unit, and hold every character."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caregiver_app.printing.engine.measure import Line, Measure


def texts(lines: tuple[Line, ...]) -> list[str]:
    return ["".join(text for _, text in line) for line in lines]


@given(st.text("ab 1\u00a0\nñŵΩ", max_size=60), st.booleans(), st.floats(8, 200))
def test_no_line_is_too_wide_and_nothing_is_lost(text: str, bold: bool, width: float) -> None:
    measure = Measure()
    lines = measure.wrap(((text, bold),), 10.0, width)
    joined = "".join(texts(lines))
    assert joined.replace(" ", "").replace("\u00a0", "") == "".join(text.split())
    for line in lines:
        assert measure.line_width(line, 10.0) <= width + 0.01 or len("".join(t for _, t in line).strip()) == 1


def test_a_number_stays_with_its_unit() -> None:
    lines = Measure().wrap((("give 500\u00a0mg now", False),), 10.0, 48.0)
    assert texts(lines) == ["give", "500\u00a0mg", "now"]


def test_a_word_longer_than_the_line_is_broken_but_not_between_digits_if_it_can_be_helped() -> None:
    lines = texts(Measure().wrap((("abcdefgh1234ijkl", False),), 10.0, 52.0))
    assert "".join(lines) == "abcdefgh1234ijkl"
    assert not any(a[-1].isdigit() and b[0].isdigit() for a, b in pairwise(lines))


def test_a_glued_phrase_too_long_for_the_line_is_broken_behind_a_word() -> None:
    lines = texts(Measure().wrap((("two\u00a0and\u00a0a\u00a0half\u00a0tablets", False),), 10.0, 60.0))
    assert lines == ["two\u00a0and\u00a0a", "half\u00a0tablets"]


def test_line_breaks_in_a_note_are_kept() -> None:
    assert texts(Measure().wrap((("one\ntwo three", False),), 10.0, 200.0)) == ["one", "two three"]


def test_a_word_with_a_letter_of_another_script_changes_font_as_a_whole() -> None:
    (line,) = Measure().wrap((("Dr. Nguyễn came", True),), 10.0, 500.0)
    assert [font for font, _ in line] == [
        "AtkinsonHyperlegibleNext-Bold",
        "DejaVuSans-Bold",
        "AtkinsonHyperlegibleNext-Bold",
    ]
    assert texts((line,)) == ["Dr. Nguyễn came"]


@pytest.mark.parametrize("text", ["", " ", "one two\nthree"])
def test_widths_are_those_of_the_lines_drawn(text: str) -> None:
    measure = Measure()
    widest = max(measure.line_width(line, 12.0) for line in measure.wrap(((text, False),), 12.0, 999.0))
    assert measure.width(text, 12.0, bold=False) == pytest.approx(widest)
