"""Pages after the first: the full list of medicines behind a full sheet, and the large-print variant."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Final

from caregiver_app.i18n import _
from caregiver_app.printing.background import facts, pump, steps
from caregiver_app.printing.blocks import Block
from caregiver_app.printing.flow import flow
from caregiver_app.printing.foot import QrCode, bottom, calls
from caregiver_app.printing.head import name_line, title_bar
from caregiver_app.printing.ladder import safety_blocks
from caregiver_app.printing.measure import Measure
from caregiver_app.printing.medicines import medicine_list, medicine_table
from caregiver_app.printing.page import Page, Size
from caregiver_app.printing.style import Style
from caregiver_app.wording.summary import CallLine, EmergencySummary

_LARGE: Final = 14.0
_GAP: Final = 10.0
_AIRS: Final = (0.7, 0.35, 0.0)
_FIRST_CALLS: Final = 2  # the emergency number and the first contact always stand on page 1


def full_list(summary: EmergencySummary, measure: Measure, size: Size) -> list[Page]:
    """Sheet 2 and on: every medicine in the table, the high-risk ones again too."""
    tries = []
    for air in _AIRS:
        style = Style(measure, size[0], 11.0, 10.0, air=air)
        title = style.text(_("Sheet 2: all medicines"), style.width, 14.0, bold=True)
        tries.append(_pages(summary, style, [title, medicine_table(summary.medicines, style)], size))
    return min(tries, key=len)  # the roomiest of those with fewest pages


def large_print(summary: EmergencySummary, measure: Measure, code: QrCode | None, size: Size) -> list[Page]:
    """14 points: what saves a life on page 1, the rest behind it on as many pages as it needs."""
    style = Style(measure, size[0], _LARGE, _LARGE, title=20.0, foot=10.0, air=0.4)
    safety = safety_blocks(summary, style)
    moved = (
        1 if summary.other_risks else 0
    )  # the further risks go to page 2 where page 1 has no room for them
    for kept in (len(safety), len(safety) - moved):
        for count in range(len(summary.calls), min(_FIRST_CALLS, len(summary.calls)) - 1, -1):
            strip = partial(_strip, summary, count, code, style)
            page = Page(summary, style, safety[:kept], _GAP, strip)
            if page.height <= size[1]:
                behind = [*safety[kept:], *_rest(summary, summary.calls[count:], style)]
                return [page, *_pages(summary, style, behind, size)]
    everything = [*safety[2:], *_rest(summary, summary.calls, style)]
    everything += [code] if code else []
    return _pages(summary, style, everything, size)


def _strip(
    summary: EmergencySummary, count: int, code: QrCode | None, style: Style, place: tuple[int, int]
) -> Block:
    return bottom(summary, summary.calls[:count], code, style, place)


def _rest(summary: EmergencySummary, later_calls: tuple[CallLine, ...], style: Style) -> list[Block]:
    blocks: list[Block] = [calls(later_calls, style, style.width)] if later_calls else []
    if summary.do_and_say:
        blocks.append(steps(summary, style, style.width))
    if summary.pump:
        blocks.append(pump(summary, style, style.width))
    blocks.append(facts(summary, style))
    if summary.medicines:
        return [*blocks, medicine_list(summary.medicines, style, purposes=True, columns=1)]
    return [*blocks, medicine_table((), style)]


def _pages(summary: EmergencySummary, style: Style, blocks: Sequence[Block], size: Size) -> list[Page]:
    head = (title_bar(summary, style), name_line(summary, style))
    empty = Page(summary, style, head, _GAP)
    pages = flow(blocks, size[1] - empty.height - _GAP, _GAP)
    return [Page(summary, style, (*head, *page), _GAP) for page in pages]
