"""Each check of a printed sheet finds the fault it is there for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from caregiver_app.domain.preferences import Paper
from caregiver_app.printing.documents.emergency import emergency_pdf
from caregiver_app.printing.engine.sheet import Sheet
from tests.printing.checks import check_emergency_pdf
from tests.printing.samples import summary_of

_REGULAR = "AtkinsonHyperlegibleNext-Regular"


def _write(sheet: Sheet, x: float, y: float, text: str, size: float = 10.0, grey: float = 0.0) -> None:
    sheet._text.append((x, y, size, grey, ((_REGULAR, text),)))


def _outside(sheet: Sheet) -> None:
    _write(sheet, 20.0, 400.0, "outside")


def _too_small(sheet: Sheet) -> None:
    _write(sheet, 300.0, 41.0, "tiny", size=7.0)


def _small_safety(sheet: Sheet) -> None:
    sheet._text = [
        (x, y, 9.5 if "Slow or weak" in line[0][1] else size, grey, line)
        for x, y, size, grey, line in sheet._text
    ]


def _on_top_of_each_other(sheet: Sheet) -> None:
    x, y, size, grey, _line = sheet._text[5]
    _write(sheet, x, y + 2, "overlap", size, grey)


def _lost(sheet: Sheet) -> None:
    sheet._text = [item for item in sheet._text if "omeprazole" not in item[4][0][1]]


def _backwards(sheet: Sheet) -> None:
    sheet._text.reverse()


def _invisible(sheet: Sheet) -> None:
    _write(sheet, 500.0, 150.0, "nothing", grey=1.0)


def _pale(sheet: Sheet) -> None:
    _write(sheet, 500.0, 150.0, "pale", grey=0.6)


def _black_page(sheet: Sheet) -> None:
    sheet.fill(40, 700, 500, 300)


def _covered_code(sheet: Sheet) -> None:
    sheet.fill(510, 100, 30, 30, 1.0)


def _dirty_quiet_zone(sheet: Sheet) -> None:
    modules = next(shape for shape in sheet._shapes if " cm " in shape)
    x, top = (float(part) for part in modules.split(" cm ")[0].split()[-2:])
    sheet.fill(x - 3, top - 20, 2, 3)


def _foreign_font(sheet: Sheet) -> None:
    sheet._canvas.setFont("Helvetica", 10)
    sheet._canvas.drawString(60, 300, "Helvetica")


def _named(sheet: Sheet) -> None:
    sheet._canvas.setTitle("Emergency summary of Theodore")


def _linked(sheet: Sheet) -> None:
    sheet._canvas.linkURL("https://example.org", (50, 50, 90, 90))


def _split_dose(sheet: Sheet) -> None:
    _write(sheet, 60.0, 560.0, "give 5")
    _write(sheet, 60.0, 548.0, "mL of it")


def _unsafe_dose(sheet: Sheet) -> None:
    _write(sheet, 60.0, 560.0, "give .5 mg QD")


def _replacement_character(sheet: Sheet) -> None:
    from caregiver_app.printing.engine import fonts

    fonts.load("DejaVuSans")
    sheet._text.append((60.0, 560.0, 10.0, 0.0, (("DejaVuSans", "\ufffd"),)))


FAULTS: dict[str, list[Callable[[Sheet], None]]] = {
    "inside_margins": [_outside],
    "type_sizes": [_too_small, _small_safety],
    "overlaps": [_on_top_of_each_other],
    "required_text": [_lost],
    "reading_order": [_backwards],
    "inked": [_invisible],
    "contrast": [_pale],
    "ink_cover": [_black_page],
    "qr_readable": [_covered_code, _dirty_quiet_zone],
    "fonts_embedded": [_foreign_font],
    "metadata_and_actives": [_named, _linked],
    "doses_unsplit": [_split_dose],
    "safe_writing": [_unsafe_dose],
    "glyph_health": [_replacement_character],
}


@pytest.mark.parametrize(
    ("check", "fault"), [(check, fault) for check, faults in FAULTS.items() for fault in faults]
)
def test_a_fault_is_found(
    check: str, fault: Callable[[Sheet], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    end_page = Sheet.end_page

    def spoiled(sheet: Sheet) -> None:
        fault(sheet)
        end_page(sheet)

    monkeypatch.setattr(Sheet, "end_page", spoiled)
    summary = summary_of(4)
    found = check_emergency_pdf(emergency_pdf(summary, Paper.LETTER).data, summary, Paper.LETTER)
    assert any(problem.startswith(f"{check}:") for problem in found), found


def test_the_wrong_paper_and_an_old_serial_number_are_found() -> None:
    summary = summary_of(4)
    data = emergency_pdf(summary, Paper.LETTER).data
    found = check_emergency_pdf(data, replace(summary, serial="P-0099"), Paper.A4, raster=False)
    assert {problem.split(":")[0] for problem in found} >= {"pages_and_size", "freshness"}
