"""One page, by the ladder: smaller type, a denser list, the other medicines on a second sheet. Never less content.

A step is chosen by measuring. The floors are the last sizes: safety text 10 points, rows of medicines 9.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Final, TypeAlias

from caregiver_app.printing.documents.emergency.background import facts, pump_and_steps, vital, write_in
from caregiver_app.printing.documents.emergency.foot import bottom
from caregiver_app.printing.documents.emergency.head import first_box, identity, title_bar
from caregiver_app.printing.documents.emergency.medicines import (
    medicine_list,
    medicine_table,
    see_other_sheet,
)
from caregiver_app.printing.documents.emergency.signs import risk_lines, sign_columns
from caregiver_app.printing.engine.blocks import Block, Stack
from caregiver_app.printing.engine.measure import Measure
from caregiver_app.printing.engine.page import ONE_OF_MANY, ONLY, PdfPage, Size
from caregiver_app.printing.engine.qr import QrCode
from caregiver_app.printing.engine.style import Style
from caregiver_app.wording.summary import EmergencySummary

MedicinesPart: TypeAlias = Callable[[EmergencySummary, Style], Block]
LayoutStep: TypeAlias = tuple[int, bool, MedicinesPart]
"""A step, whether records run on as one paragraph, and how the medicines stand."""

PURPOSES_MAY_GO: Final = 4  # at its last; the heading says so
LAST_STEP: Final = 5
_SIZES: Final = (
    (11.0, 10.0),
    (10.5, 9.5),
    (10.0, 9.0),
)  # body and table of steps 1 to 3; 4 and 5 keep the last
_LEADINGS: Final = (1.16, 1.16, 1.13, 1.11, 1.11)
_TIGHT_GAP: Final = 2.2
_ROOMY_GAP: Final = 11.0
_MOST_GAP: Final = 20.0
_WORTH_ALIGNING: Final = 90.0  # points; labels in columns always take more than that
_GROWTH: Final = 0.47  # of the height, from no air to full air: about; each attempt is measured
# Of the height of the step tried before: smaller type hardly saves more. What will not fit is not tried.
_LEAST_HEIGHT: Final = (0.0, 0.93, 0.83, 0.0, 0.0)


@dataclass(frozen=True, slots=True)
class Attempt:
    """One step of the ladder for one summary; makes its page with as much air as asked for."""

    summary: EmergencySummary
    measure: Measure
    code: QrCode | None
    width: float
    step: int
    run_on: bool
    medicines: MedicinesPart

    def page(self, air: float, *, dense: bool) -> PdfPage:
        """The page, and in its style the lines each field takes."""
        body, table = _SIZES[min(self.step, len(_SIZES)) - 1]
        style = Style(
            self.measure,
            self.width,
            body,
            table,
            air=air,
            dense=dense,
            run_on=self.run_on and dense,
            least_leading=_LEADINGS[self.step - 1],
        )
        blocks = (*safety_blocks(self.summary, style), *self._other_blocks(style))
        gap = _TIGHT_GAP + (_ROOMY_GAP - _TIGHT_GAP) * air
        return PdfPage(
            style,
            blocks,
            gap,
            lambda place: bottom(self.summary, self.code, style, place),
            ONE_OF_MANY if self.step == LAST_STEP else ONLY,
        )

    def _other_blocks(self, style: Style) -> tuple[Block, ...]:
        summary = self.summary
        middle = (pump_and_steps(summary, style),) if summary.pump or summary.do_and_say else ()
        known = (facts(summary, style),) if summary.background else ()
        return (*middle, *known, self.medicines(summary, style), write_in(summary, style))


def safety_blocks(summary: EmergencySummary, style: Style) -> tuple[Block, ...]:
    """What comes first on every variant of the sheet."""
    blocks = [title_bar(summary, style), identity(summary, style)]
    if summary.first.text.strip():
        blocks.append(first_box(summary, style))
    blocks.append(vital(summary, style))
    if summary.signs:
        blocks.append(sign_columns(summary.signs, style))
    if summary.other_risks:
        blocks.append(risk_lines(summary, style))
    return tuple(blocks)


def fit(
    summary: EmergencySummary, measure: Measure, code: QrCode | None, size: Size
) -> tuple[PdfPage, int] | None:
    """The page at the first step that holds everything, and that step; nothing where none does."""
    width, height = size
    page: PdfPage | None = None
    for step, run_on, part in _layout_steps(summary):
        if page is not None and page.height * _LEAST_HEIGHT[step - 1] > height:
            continue
        attempt = Attempt(summary, measure, code, width, step, run_on, part)
        page = attempt.page(0.0, dense=True)
        if page.height <= height:
            return _loosened(attempt, page, height), step
    return None


def _layout_steps(summary: EmergencySummary) -> Iterator[LayoutStep]:
    def table(summary: EmergencySummary, style: Style) -> Block:
        return medicine_table(summary.medicines, style)

    for step in range(1, len(_SIZES) + 1):
        yield step, False, table
    yield len(_SIZES), True, table
    if summary.medicines:
        for run_on in (False, True):
            yield 4, run_on, lambda summary, style: medicine_list(summary.medicines, style, purposes=True)
        yield 4, True, lambda summary, style: medicine_list(summary.medicines, style, purposes=False)
    if any(not row.high_risk for row in summary.medicines):
        for run_on in (False, True):
            yield LAST_STEP, run_on, _high_risk_only


def _high_risk_only(summary: EmergencySummary, style: Style) -> Block:
    high = tuple(row for row in summary.medicines if row.high_risk)
    others = see_other_sheet(len(summary.medicines) - len(high), style)
    if not high:
        return others
    table = medicine_list(high, style, purposes=True) if style.dense else medicine_table(high, style)
    return Stack((table, others))


def _loosened(attempt: Attempt, tight: PdfPage, height: float) -> PdfPage:
    """The same page, its spare room used: labels in columns where they fit, then leading, rows, gaps."""
    dense = True
    if height - tight.height > _WORTH_ALIGNING:
        aligned = attempt.page(0.0, dense=False)
        if aligned.height <= height:
            tight, dense = aligned, False
    air, spare = 1.0, height - tight.height
    if spare < tight.height * _GROWTH:
        air = 0.95 * spare / (tight.height * _GROWTH)
    while air > 0.03:  # noqa: PLR2004 - no eye sees less
        page = attempt.page(air, dense=dense)
        if page.height <= height:
            return _spread(page, height) if air == 1.0 else page
        air *= 0.95 * spare / (page.height - tight.height)
    return tight


def _spread(page: PdfPage, height: float) -> PdfPage:
    more = (height - page.height) / len(page.blocks)
    return replace(page, gap=min(_MOST_GAP, page.gap + more * 0.5))
