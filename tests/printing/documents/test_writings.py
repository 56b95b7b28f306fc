"""A family that writes in another writing than Latin: the whole sheet, with letters and never with their numbers."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from datetime import date

import pytest

from caregiver_app.domain.preferences import Paper
from caregiver_app.interop.household_document import read_document_file
from caregiver_app.paths import resources
from caregiver_app.printing.documents.emergency import emergency_pdf
from caregiver_app.wording.emergency import emergency_summary
from tests.printing.checks import check_emergency_pdf
from tests.printing.printed import Printed
from tests.shipped import shipped_reference

TODAY = date(2026, 11, 22)
FAMILIES = {
    "Arabic": ("محمد عبد الله", "فاطمة (أم)", "التهاب رئوي متكرر، 2 مرات"),
    "Chinese": ("王小明", "王美（母親）", "每週二去復健，行動需要輪椅，夜間使用呼吸器。"),
    "Japanese": ("山田 花子", "やまだ たろう", "夜は人工呼吸器を使います。"),
    "Korean": ("김민수", "김영희", "밤에는 인공호흡기를 사용합니다."),
    "Thai": ("สมชาย ใจดี", "น้ำผึ้ง ใจดี", "ปวดหลังเรื้อรังและกล้ามเนื้อหดเกร็ง"),
    "Hindi": ("राजेश कुमार शर्मा", "सुनीता शर्मा", "पीठ में बहुत दर्द और जकड़न"),
    "Hebrew": ("שרה כהן", "דוד כהן", "נכנס עם כיסא גלגלים"),
}


@pytest.mark.parametrize("paper", Paper)
@pytest.mark.parametrize(("name", "contact", "words"), FAMILIES.values(), ids=FAMILIES)
def test_a_sheet_in_the_familys_writing_is_whole(name: str, contact: str, words: str, paper: Paper) -> None:
    household = read_document_file(resources() / "sample" / "household.json").household
    person = replace(
        household.care_recipients[0],
        full_name=name,
        preferred_name=name.split(maxsplit=1)[0],
        conditions=(words,),
        tell_first=f"{words} Baclofen pump.",
        usual_state=words,
    )
    first, *others = household.contacts
    household = replace(
        household,
        care_recipients=(person, *household.care_recipients[1:]),
        contacts=(replace(first, name=contact), *others),
    )
    summary = emergency_summary(household, person, shipped_reference(), TODAY, 1)
    pdf = emergency_pdf(summary, paper)
    assert pdf.unprintable == ()
    assert check_emergency_pdf(pdf.data, summary, paper) == []
    assert "[U+" not in "".join(Printed(pdf.data, summary, paper).texts)


def test_fonts_of_other_writings_are_read_only_when_a_letter_needs_them() -> None:
    script = (
        "from caregiver_app.domain.preferences import Paper\n"
        "from caregiver_app.printing.documents.emergency import emergency_pdf\n"
        "from tests.printing.samples import summary_of, with_text\n"
        "from reportlab.pdfbase.pdfmetrics import getRegisteredFontNames\n"
        "for text in ('plain', 'สมชาย'):\n"
        "    emergency_pdf(with_text(summary_of(1), text), Paper.A4)\n"
        "    print(*sorted(name for name in getRegisteredFontNames() if 'Atkinson' not in name))\n"
    )
    made = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert made.stdout.splitlines() == ["", "NotoSansThai-Regular"]
