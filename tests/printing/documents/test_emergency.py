"""The emergency sheet: every check on every sheet, one page, nothing lost, the same bytes again."""

from __future__ import annotations

import hashlib
import subprocess
import sys
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, Phase, given
from hypothesis import strategies as st

from caregiver_app.domain.preferences import Paper
from caregiver_app.printing.documents.emergency import emergency_pdf
from caregiver_app.printing.errors import SheetTooFullError
from caregiver_app.wording.emergency import emergency_summary
from caregiver_app.wording.summary import CallLine, LabelledValue, Line, MedicineRow
from tests.printing.checks import check_emergency_pdf
from tests.printing.ordinary import ordinary_households
from tests.printing.printed import Printed, squeezed
from tests.printing.samples import COUNTS, KINDS, Kind, bare_summary, summary_of, with_text
from tests.scale import examples
from tests.shipped import shipped_reference

if TYPE_CHECKING:
    from caregiver_app.domain.household import Household
    from caregiver_app.domain.people import CareRecipient

SEEN = {
    (Paper.LETTER, 12, "plain"),
    (Paper.A4, 12, "plain"),
    (Paper.LETTER, 60, "accented"),
    (Paper.A4, 0, "markup"),
}


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("count", COUNTS)
@pytest.mark.parametrize("paper", Paper)
def test_every_check_holds_or_the_sheet_names_what_to_shorten(paper: Paper, count: int, kind: Kind) -> None:
    summary = summary_of(count, kind)
    try:
        pdf = emergency_pdf(summary, paper)
    except SheetTooFullError as error:
        full = error
    else:
        raster = (paper, count, kind) in SEEN
        assert check_emergency_pdf(pdf.data, summary, paper, raster=raster) == []
        assert (pdf.pages == 1) == (pdf.step < 5)
        return
    assert kind == "longest"
    assert full.excess_lines > 0
    assert full.longest[0][0]


@pytest.mark.parametrize("count", [0, 12, 60])
@pytest.mark.parametrize("paper", Paper)
def test_large_print_holds_all_and_its_safety_lines_stand_on_page_one(paper: Paper, count: int) -> None:
    summary = summary_of(count)
    pdf = emergency_pdf(summary, paper, large_print=True)
    assert check_emergency_pdf(pdf.data, summary, paper, large_print=True, raster=count == 12) == []
    assert pdf.step == 0
    assert pdf.pages == 2 or count == 60
    printed = Printed(pdf.data, summary, paper, large_print=True)
    first = squeezed(printed.texts[0])
    assert summary.signs is not None
    safety = (summary.first, *summary.signs.too_little, *summary.signs.too_much, *summary.signs.action)
    assert all(squeezed(line.text) in first for line in safety)
    assert all(squeezed(value.value) in first for value in summary.vital)
    assert "911" in squeezed(printed.texts[-1]).partition("WHOTOCALL")[2]


def test_the_step_never_goes_back_with_the_number_of_medicines() -> None:
    steps = [emergency_pdf(summary_of(count), Paper.LETTER).step for count in range(0, 61, 4)]
    assert steps == sorted(steps)
    assert steps[0] == 1
    assert steps[4] <= 4  # 16 medicines
    assert steps[-1] == 5


@pytest.mark.parametrize("count", range(0, 61, 5))
def test_high_risk_medicines_stand_on_page_one_at_every_step(count: int) -> None:
    summary = summary_of(count)
    pdf = emergency_pdf(summary, Paper.A4)
    text = squeezed(Printed(pdf.data, summary, Paper.A4).texts[0])
    assert all(squeezed(row.name) in text for row in summary.medicines if row.high_risk)


def test_the_second_sheet_is_named_in_words_and_holds_every_medicine() -> None:
    summary = summary_of(40)
    pdf = emergency_pdf(summary, Paper.LETTER)
    printed = Printed(pdf.data, summary, Paper.LETTER)
    assert "and37othermedicines:seesheet2(attached)" in squeezed(printed.texts[0])
    behind = squeezed("".join(printed.texts[1:]))
    assert all(squeezed(row.name) in behind for row in summary.medicines)


def test_sixty_high_risk_medicines_go_on_on_sheet_2_and_page_1_says_so() -> None:
    summary = summary_of(60)
    summary = replace(summary, medicines=tuple(replace(row, high_risk=True) for row in summary.medicines))
    pdf = emergency_pdf(summary, Paper.LETTER)
    assert (pdf.step, pdf.has_second_sheet) == (6, True)
    assert check_emergency_pdf(pdf.data, summary, Paper.LETTER, raster=False) == []  # all in bold: black
    first = squeezed(Printed(pdf.data, summary, Paper.LETTER).texts[0])
    assert "GOESON,seesheet2(attached):60HIGH-RISKmedicines." in first


def test_a_note_too_long_for_the_page_goes_on_on_sheet_2() -> None:
    note = LabelledValue("CONDITIONS", "spastic quadriplegia and more " * 334, "Conditions")
    summary = replace(summary_of(12), background=(note,))
    pdf = emergency_pdf(summary, Paper.LETTER)
    assert check_emergency_pdf(pdf.data, summary, Paper.LETTER) == []
    first = squeezed(Printed(pdf.data, summary, Paper.LETTER).texts[0])
    assert "GOESON,seesheet2(attached):conditions,hospital,home." in first


def test_of_many_to_call_the_first_stay_on_page_1() -> None:
    summary = summary_of(60)
    high = tuple(replace(row, high_risk=True) for row in summary.medicines)
    calls = (
        *summary.calls,
        *(CallLine(f"Neighbour {number}", ("(612) 555-0100 mobile",)) for number in range(200)),
    )
    summary = replace(summary, medicines=high, calls=calls)
    pdf = emergency_pdf(summary, Paper.LETTER)
    printed = Printed(pdf.data, summary, Paper.LETTER)
    first, behind = squeezed(printed.texts[0]), squeezed("".join(printed.texts[1:]))
    assert "morenumberstocall" in first
    for call in calls[:3]:
        assert squeezed(call.who) in first
    assert all(squeezed(call.who) in behind for call in calls)


@given(ordinary_households(), st.sampled_from(Paper))
@examples(25, suppress_health_check=list(HealthCheck), phases=[Phase.explicit, Phase.generate])
def test_no_ordinary_household_is_refused_and_page_1_has_what_saves_a_life(
    made: tuple[Household, CareRecipient], paper: Paper
) -> None:
    household, person = made
    summary = emergency_summary(household, person, shipped_reference(), date(2026, 11, 22), 1)
    pdf = emergency_pdf(summary, paper)
    assert check_emergency_pdf(pdf.data, summary, paper, raster=False) == []
    first = squeezed(Printed(pdf.data, summary, paper).texts[0])
    needed = [
        summary.person,
        summary.first.text,
        *(value.value for value in summary.vital),
        *(call.who for call in summary.calls[:2]),
    ]
    if summary.signs:
        needed += [
            line.text for line in (*summary.signs.too_little, *summary.signs.too_much, *summary.signs.action)
        ]
    assert [text for text in needed if squeezed(text) not in first] == []
    if pdf.pages == 1:
        return
    assert "seesheet2(attached)" in first


def test_a_note_of_ten_thousand_characters_runs_on_over_pages_in_large_print() -> None:
    words = " ".join(f"word{number}" for number in range(1_200))
    summary = replace(summary_of(1), background=(LabelledValue("CONDITIONS", words, "Conditions"),))
    pdf = emergency_pdf(summary, Paper.LETTER, large_print=True)
    text = squeezed("".join(Printed(pdf.data, summary, Paper.LETTER).texts))
    assert all(f"word{number}" in text for number in range(0, 1_200, 7))
    assert (
        check_emergency_pdf(pdf.data, replace(summary, background=()), Paper.LETTER, large_print=True) == []
    )


def test_a_bare_summary_still_makes_a_sheet() -> None:
    summary = bare_summary()
    pdf = emergency_pdf(summary, Paper.A4)
    assert check_emergency_pdf(pdf.data, summary, Paper.A4) == []
    text = squeezed(Printed(pdf.data, summary, Paper.A4).texts[0])
    assert "Nocontactsrecorded" in text
    assert "Nomedicinesrecorded" in text


def test_a_warning_about_a_medicine_stands_below_it() -> None:
    summary = summary_of(12)
    note = Line("Match with “baclofen” not yet confirmed by the family.")
    noted = replace(summary, medicines=tuple(replace(row, note=note) for row in summary.medicines))
    text = squeezed(Printed(emergency_pdf(noted, Paper.A4).data, noted, Paper.A4).texts[0])
    assert text.count(squeezed(note.text)) == 12


@pytest.mark.parametrize(
    "text",
    [
        "<b>10 mg</b> & <img src='x'> &amp;",
        "x" * 300,
        "12" * 100,
        "grin 😀 end",
        "turn \u202e abc \u200b end",
        "tab\tand\nline\r\nbreaks",
        "日本語",
        "e\u0301 and n\u0303 composed; x\u0302 not",
        "",
    ],
)
def test_any_text_prints_verbatim_or_visibly_and_stays_inside_the_page(text: str) -> None:
    summary = with_text(replace(summary_of(4), pump=(), do_and_say=()), text)
    pdf = emergency_pdf(summary, Paper.LETTER)
    assert check_emergency_pdf(pdf.data, summary, Paper.LETTER, raster=False) == []


def test_characters_without_a_glyph_are_reported() -> None:
    pdf = emergency_pdf(with_text(summary_of(1), "a 😀 b \u202e c"), Paper.LETTER)
    assert pdf.unprintable == ("😀", "\u202e")
    text = squeezed(Printed(pdf.data, summary_of(1), Paper.LETTER).texts[0])
    assert "[grinningface]" in text
    assert "[U+202E]" in text


def test_hebrew_reads_from_the_right_and_a_dose_beside_it_does_not() -> None:
    pdf = emergency_pdf(with_text(summary_of(1), "שלום עולם 10\u00a0mg"), Paper.LETTER)
    drawn = "".join(c["text"] for c in Printed(pdf.data, summary_of(1), Paper.LETTER).plumbed[0]["chars"])
    assert "םלוע םולש 10 mg" in drawn
    assert pdf.unprintable == ()


def test_the_same_sheet_has_the_same_bytes_in_another_process() -> None:
    script = (
        "import hashlib\n"
        "from caregiver_app.domain.preferences import Paper\n"
        "from caregiver_app.printing.documents.emergency import emergency_pdf\n"
        "from tests.printing.samples import summary_of\n"
        "for large in (False, True):\n"
        "    data = emergency_pdf(summary_of(25, 'accented'), Paper.A4, large_print=large).data\n"
        "    print(hashlib.sha256(data).hexdigest())\n"
    )
    command = [sys.executable, "-c", script]
    there = subprocess.run(command, capture_output=True, text=True, check=True).stdout.split()
    made = [
        emergency_pdf(summary_of(25, "accented"), Paper.A4, large_print=large).data for large in (False, True)
    ]
    assert there == [hashlib.sha256(data).hexdigest() for data in made]


def test_a_code_too_fine_for_a_printer_is_refused() -> None:
    with pytest.raises(ValueError, match="900"):
        emergency_pdf(replace(summary_of(1), qr_payload="x" * 900), Paper.LETTER)


def test_drawing_needs_no_page_layout_library() -> None:
    script = (
        "import sys\n"
        "from caregiver_app.domain.preferences import Paper\n"
        "from caregiver_app.printing.documents.emergency import emergency_pdf\n"
        "assert not any(name.startswith('reportlab') for name in sys.modules)\n"
        "from tests.printing.samples import summary_of\n"
        "emergency_pdf(summary_of(12), Paper.LETTER)\n"
        "print(sorted({'reportlab.platypus', 'numpy', 'ssl', 'PySide6', 'pypdfium2'} & set(sys.modules)))\n"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_high_risk_rows_come_first_and_each_group_keeps_its_order() -> None:
    rows = tuple(
        MedicineRow(f"medicine number {i}", "1 tablet", "by mouth", "noon", "sleep", i % 2 == 0, "")
        for i in range(9)
    )
    made = replace(summary_of(0), medicines=rows)
    text = squeezed(Printed(emergency_pdf(made, Paper.A4).data, made, Paper.A4).texts[0])
    order = [text.index(f"medicinenumber{i}") for i in (0, 2, 4, 6, 8, 1, 3, 5, 7)]
    assert order == sorted(order)
