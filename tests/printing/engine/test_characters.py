"""Text as the fonts can draw it."""

from __future__ import annotations

import pytest

from caregiver_app.printing.engine import characters, fonts


def drawn(text: str) -> tuple[str, tuple[str, ...]]:
    missing: dict[str, None] = {}
    return characters.clean(text, fonts.plain_characters(), fonts.has_glyph, missing), tuple(missing)


@pytest.mark.parametrize(
    "text",
    [
        "10\u00a0mg <b>&amp;</b>",
        "Žižková, Łukasz, Þór, ő",
        "Nguyễn Γεωργίου Ўзбек ≥ 2",
        "שלום",
        "½ × 2 – “so”",
    ],
)
def test_what_the_fonts_hold_stays_as_it_is(text: str) -> None:
    assert drawn(text) == (text, ())


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("😀", "[grinning face]"),
        ("日本", "[U+65E5 U+672C]"),
        ("مرحبا ab", "[U+0645 U+0631 U+062D U+0628 U+0627] ab"),
        ("a\u202eb", "a[U+202E]b"),
        ("a\u200bb\ufeffc", "a[U+200B]b[U+FEFF]c"),
        ("a\u00adb", "a[U+00AD]b"),
        ("a\x07b", "a[U+0007]b"),
        ("\ue000\U0010ffff", "[U+E000][U+10FFFF]"),
        ("a\ud800b", "a[U+D800]b"),
    ],
)
def test_what_no_font_holds_or_would_act_is_written_out(text: str, shown: str) -> None:
    found, missing = drawn(text)
    assert found == shown
    assert set(missing) <= set(text)
    assert missing


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a\r\nb\n\n\nc\u2028d\x85e", "a\nb\nc\nd\ne"),
        ("a\tb\u3000c\u202fd", "a b c\u00a0d"),
        ("e\u0301 o\u0308", "é ö"),
        ("a  \n  b", "a\nb"),
    ],
)
def test_line_breaks_spaces_and_accents_become_one_form(text: str, shown: str) -> None:
    assert drawn(text) == (shown, ())


def test_one_line_has_no_breaks() -> None:
    assert characters.one_line("a\r\n b\tc") == "a b c"
    assert characters.one_line("10\u00a0mg") == "10\u00a0mg"


def test_hebrew_phrases_are_turned_with_their_marks_and_brackets() -> None:
    assert characters.visual_order(["אבג", "(דה)", "10\u00a0mg", "x", "שָׁ"]) == [
        "(הד)",
        "גבא",
        "10\u00a0mg",
        "x",
        "שָׁ",
    ]
    assert characters.visual_order(["אבג-10"]) == ["גבא-10"]
