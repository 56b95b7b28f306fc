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
        "محمد عبد الله، ٣ نام می\u200cشود",
        "王小明 山田　花子（はなこ） 김민수".replace("\u3000", " "),
        "สมชาย น้ำผึ้ง",
        "राजेश क्षत्रिय क्\u200dष",
        "বাংলা ਸਿੰਘ ગુજરાતી தமிழ் తెలుగు ಕನ್ನಡ മലയാളം සිංහල ລາວ ខ្មែរ မြန်မာ አማርኛ",
    ],
)
def test_what_the_fonts_hold_stays_as_it_is(text: str) -> None:
    assert drawn(text) == (text, ())


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("😀", "[grinning face]"),
        ("ᏣᎳᎩ ab", "[U+13E3 U+13B3 U+13A9] ab"),
        ("ab\u200cc", "ab[U+200C]c"),
        ("\u200dم", "[U+200D]م"),
        ("م\u202eم", "م[U+202E]م"),
        ("م\u0605م", "م[U+0605]م"),
        ("ﷺ", "[U+FDFA]"),
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


def test_phrases_that_read_from_the_right_are_turned_and_others_are_not() -> None:
    turned = {"אבג": "1", "(דה)": "2", "וז": "3", "محمد،": "4", "محمد": "5"}.__getitem__
    assert characters.visual_order(["אבג", "(דה)", "10\u00a0mg", "x", "וז:"], turned) == [
        "2",
        "1",
        "10\u00a0mg",
        "x",
        "3:",
    ]
    assert characters.visual_order(["אבג-10"], turned) == ["1-10"]
    assert characters.visual_order(["محمد", "אבג", "٣"], turned) == ["1", "5", "٣"]
    assert characters.visual_order(["محمد،", "x"], turned) == ["4", "x"]
