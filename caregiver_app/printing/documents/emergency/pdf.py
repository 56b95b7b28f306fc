"""The emergency summary as a PDF."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from caregiver_app.domain.preferences import Paper
from caregiver_app.printing.documents.emergency.foot import qr_code
from caregiver_app.printing.documents.emergency.further_pages import Pages, full_list
from caregiver_app.printing.documents.emergency.further_pages import large_print as large_print_pages
from caregiver_app.printing.documents.emergency.ladder import LAST_STEP, PURPOSES_MAY_GO, fit
from caregiver_app.printing.documents.emergency.said import said
from caregiver_app.printing.documents.emergency.second_sheet import spill
from caregiver_app.printing.engine.complete import require_complete
from caregiver_app.printing.engine.measure import Measure
from caregiver_app.printing.engine.page import PAGE_SIZES, Size, size_inside
from caregiver_app.printing.engine.pdf import Pdf
from caregiver_app.printing.engine.sheet import ONE_AT_A_TIME, Sheet
from caregiver_app.wording.summary import EmergencySummary

TITLE: Final = "Emergency medical summary"  # of the file; it never names the person
SPILLED: Final = LAST_STEP + 1
SUBJECT: Final = "Emergency information for one person"


@dataclass(frozen=True, slots=True)
class EmergencyPdf(Pdf):
    """``step`` is the step of the ladder that fitted, 1 to 5; 6 where none did, 0 for large print."""

    step: int

    @property
    def has_second_sheet(self) -> bool:
        """Whether more stands behind the first page: the full list of medicines, and at step 6 other parts too."""
        return self.step >= LAST_STEP


def emergency_pdf(summary: EmergencySummary, paper: Paper, *, large_print: bool = False) -> EmergencyPdf:
    """One page, or at steps 5 and 6 one page with the rest behind it; large print has two pages or more.

    The same summary gives the same bytes. Raises ``SheetTooFullError`` rather than leave anything out, where one
    line alone is higher than a page, and ``ValueError`` for a QR payload that 42 mm cannot hold.
    """
    page_size = PAGE_SIZES[paper]
    size = size_inside(page_size)
    measure = Measure()
    with ONE_AT_A_TIME:
        made, step = _layout(summary, measure, size, large_print=large_print)
        require_complete(said(summary, purposes=step != PURPOSES_MAY_GO), measure, made.blocks)
        pages = made.pages
        sheet = Sheet(page_size, TITLE, SUBJECT)
        for number, page in enumerate(pages, 1):
            page.draw(sheet, size, number, len(pages))
        return EmergencyPdf(sheet.finish(), len(pages), tuple(measure.unprintable), step)


def large_print_pdf(summary: EmergencySummary, paper: Paper) -> EmergencyPdf:
    """In 14 points. Raises ``SheetTooFullError``."""
    return emergency_pdf(summary, paper, large_print=True)


def _layout(
    summary: EmergencySummary, measure: Measure, size: Size, *, large_print: bool
) -> tuple[Pages, int]:
    code = qr_code(summary.qr_payload)
    if large_print:
        return large_print_pages(summary, measure, code, size), 0
    fitted = fit(summary, measure, code, size)
    if fitted is None:
        return spill(summary, measure, code, size), SPILLED
    page, step = fitted
    if step < LAST_STEP:
        return Pages([page], page.every_block()), step
    behind = full_list(summary, measure, size)
    return Pages([page, *behind.pages], (*page.every_block(), *behind.blocks)), step
