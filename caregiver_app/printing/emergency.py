"""The emergency summary as a PDF."""

from __future__ import annotations

from dataclasses import dataclass
from threading import Lock
from typing import Final

from caregiver_app.domain.household import Paper
from caregiver_app.printing.complete import require_complete
from caregiver_app.printing.foot import qr_code
from caregiver_app.printing.further_pages import Pages, full_list
from caregiver_app.printing.further_pages import large_print as large_print_pages
from caregiver_app.printing.ladder import LAST_STEP, PURPOSES_MAY_GO, fit
from caregiver_app.printing.measure import Measure
from caregiver_app.printing.page import Size
from caregiver_app.printing.sheet import Sheet
from caregiver_app.printing.style import MARGIN
from caregiver_app.wording.summary import EmergencySummary

TITLE: Final = "Emergency medical summary"  # of the file; it never names the person
PAGE_SIZES: Final = {Paper.LETTER: (612.0, 792.0), Paper.A4: (595.2756, 841.8898)}
# ReportLab's font objects remember a reading position, so two threads must not embed them at once.
_ONE_AT_A_TIME: Final = Lock()


@dataclass(frozen=True, slots=True)
class EmergencyPdf:
    """A finished PDF. ``step`` is the step of the ladder that fitted, 1 to 5; 0 for large print.

    ``unprintable`` are the characters no bundled font draws rightly, written out as ``[grinning face]``.
    """

    data: bytes
    pages: int
    step: int
    unprintable: tuple[str, ...]


def emergency_pdf(summary: EmergencySummary, paper: Paper, *, large_print: bool = False) -> EmergencyPdf:
    """One page, or at step 5 one page with the full list behind it; large print has two pages or more.

    The same summary gives the same bytes. Raises ``SheetTooFullError`` rather than leave anything out, and
    ``ValueError`` for a QR payload that 42 mm cannot hold.
    """
    page_size = PAGE_SIZES[paper]
    size = (page_size[0] - 2 * MARGIN, page_size[1] - 2 * MARGIN)
    measure = Measure()
    with _ONE_AT_A_TIME:
        made, step = _layout(summary, measure, size, large_print=large_print)
        require_complete(summary, measure, made.blocks, purposes=step != PURPOSES_MAY_GO)
        pages = made.pages
        sheet = Sheet(page_size, TITLE)
        for number, page in enumerate(pages, 1):
            page.draw(sheet, size, number, len(pages))
        return EmergencyPdf(sheet.finish(), len(pages), step, tuple(measure.unprintable))


def _layout(
    summary: EmergencySummary, measure: Measure, size: Size, *, large_print: bool
) -> tuple[Pages, int]:
    code = qr_code(summary.qr_payload)
    if large_print:
        return large_print_pages(summary, measure, code, size), 0
    page, step = fit(summary, measure, code, size)
    if step < LAST_STEP:
        return Pages([page], page.every_block()), step
    behind = full_list(summary, measure, size)
    return Pages([page, *behind.pages], (*page.every_block(), *behind.blocks)), step
