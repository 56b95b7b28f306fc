"""Writings whose letters join, stack or change places, and those with a font of their own."""

from __future__ import annotations

import io
import unicodedata
from collections import Counter

import pypdfium2
import pytest
from pypdf import PdfReader

from caregiver_app.printing.engine import fonts, glyphs, scripts
from caregiver_app.printing.engine.measure import Line, Measure
from caregiver_app.printing.engine.shaping import shaped
from caregiver_app.printing.engine.sheet import ONE_AT_A_TIME, Sheet

SAID = {
    "Arabic": "محمد عبد الله",
    "Arabic with its marks": "السَّلَامُ عَلَيْكُمْ",
    "Persian": "می\u200cشود",
    "Urdu": "پاکستان",
    "Hebrew": "שָׁלוֹם עולם",
    "Chinese": "王小明",
    "Japanese": "山田 花子（やまだ はなこ）",
    "Korean": "김민수",
    "Thai": "สมชาย ที่นี่ ผึ้ง",
    "Thai with a letter of two parts": "น้ำ",
    "Hindi": "राजेश कुमार शर्मा क्षत्रिय हिन्दी",
    "Hindi beside Latin": "नाम-Name (ज्ञान)",
    "Bengali": "বাংলা মোঃ",
    "Punjabi": "ਗੁਰਪ੍ਰੀਤ ਸਿੰਘ",
    "Gujarati": "ગુજરાતી પટેલ",
    "Tamil": "தமிழ் கார்த்திக்",
    "Telugu": "తెలుగు శ్రీ",
    "Kannada": "ಕನ್ನಡ",
    "Malayalam": "മലയാളം",
    "Sinhala": "සිංහල",
    "Lao": "ລາວ",
    "Khmer": "ខ្មែរ",
    "Burmese": "မြန်မာ",
    "Amharic": "አማርኛ",
}


def lines_of(text: str, width: float = 500.0, *, bold: bool = False) -> tuple[Line, ...]:
    measure = Measure()
    lines = measure.wrap(((text, bold),), 12.0, width)
    assert measure.unprintable == {}
    return lines


def pdf_of(lines: tuple[Line, ...]) -> bytes:
    with ONE_AT_A_TIME:
        sheet = Sheet((612.0, 792.0), "title", "subject")
        for index, line in enumerate(lines):
            sheet.line(50.0, 700.0 - 20 * index, 12.0, line, white=False)
        sheet.end_page()
        return sheet.finish()


def _drawn(data: bytes) -> bytes:
    contents = PdfReader(io.BytesIO(data)).pages[0].get_contents()
    assert contents is not None
    return contents.get_data()


def letters(text: str) -> Counter[str]:
    return Counter(c for c in unicodedata.normalize("NFKD", text) if unicodedata.category(c)[0] in "LMN")


@pytest.mark.parametrize("bold", [False, True])
@pytest.mark.parametrize("text", SAID.values(), ids=SAID)
def test_every_letter_is_drawn_and_can_be_read_back(text: str, bold: bool) -> None:
    lines = lines_of(text, bold=bold)
    said = glyphs.said("".join(piece for _font, piece in lines[0]))
    assert letters(said) == letters(text)
    data = pdf_of(lines)
    readers = {
        "pypdf": PdfReader(io.BytesIO(data)).pages[0].extract_text(),
        "pdfium": pypdfium2.PdfDocument(data)[0].get_textpage().get_text_bounded(),
    }
    for name, read in readers.items():
        assert letters(read) == letters(text), name
        assert not any(unicodedata.category(c) == "Co" for c in read), name


@pytest.mark.parametrize("language", ["Hindi", "Thai", "Tamil", "Chinese", "Korean"])
def test_what_reads_from_the_left_is_read_back_in_its_order(language: str) -> None:
    text = SAID[language]
    assert "".join(PdfReader(io.BytesIO(pdf_of(lines_of(text)))).pages[0].extract_text().split()) == (
        "".join(text.split())
    )


def test_arabic_letters_join_and_run_from_the_right() -> None:
    drawn = lines_of("محمد 10\u00a0mg")[0][0][1]
    alone = "".join(reversed("محمد"))
    assert glyphs.said(drawn.split()[0]) == alone
    assert drawn.split()[0] != alone, "each letter by itself"
    assert "".join(text for _font, text in lines_of("محمد 10\u00a0mg")[0]).endswith("10\u00a0mg")
    assert fonts.widths("DejaVuSans")[ord(drawn[0])] != fonts.widths("DejaVuSans")[ord("د")]


def test_a_vowel_sign_of_hindi_stands_before_its_letter() -> None:
    one, two = list(shaped("कि", "NotoSansDevanagari-Regular"))
    face = fonts.load("NotoSansDevanagari-Regular").face
    assert face.charToGlyph[ord(two)] == face.charToGlyph[ord("क")]
    assert glyphs.said(one + two) == "कि"


def test_a_mark_is_drawn_at_its_place_and_the_word_is_said_whole() -> None:
    plain, marked, behind = glyphs.parts_of(shaped("مم كُمْ مم", "DejaVuSans", from_right=True))
    assert (plain.says, marked.says, behind.says) == ("", "كُمْ", "")
    moved = {glyphs.said(text): (right, up) for text, right, up in marked.glyphs}
    assert moved["ك"] == moved["م"] == (0.0, 0.0)
    assert any(moved["ُ"])
    assert any(moved["ْ"])
    assert b"/ActualText" in _drawn(pdf_of(lines_of("كُمْ")))
    assert b"/ActualText" not in _drawn(pdf_of(lines_of("كم")))


@pytest.mark.parametrize("text", SAID.values(), ids=SAID)
@pytest.mark.parametrize("width", [18.0, 30.0, 60.0])
def test_lines_keep_their_width_and_lose_nothing(text: str, width: float) -> None:
    measure = Measure()
    lines = lines_of(text * 3, width)
    assert all(measure.line_width(line, 12.0) <= width + 0.001 for line in lines)
    said = glyphs.said("".join(piece for line in lines for _font, piece in line))
    assert letters(said) == letters(text * 3)


def test_a_word_of_two_writings_has_no_space_inside() -> None:
    [line] = lines_of("薬Baclofen 薬")
    assert [text for _font, text in line] == ["薬", "Baclofen ", "薬"]


def test_private_characters_that_somebody_typed_are_never_drawn() -> None:
    measure = Measure()
    shaped("ที่", "NotoSansThai-Regular")
    [line] = measure.wrap((("a\U000f0000b", False),), 12.0, 500.0)
    assert line[0][1] == "a[U+F0000]b"


def test_each_font_has_what_it_is_there_for() -> None:
    for first, last, font in scripts._RANGES:
        assert any(code in fonts.widths(font) for code in range(first, last + 1)), font
