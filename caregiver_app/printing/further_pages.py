"""Pages after the first: the full list of medicines behind a full sheet, and the large-print variant."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from typing import Final

from caregiver_app.i18n import _
from caregiver_app.printing.background import allergies, background, pump, steps
from caregiver_app.printing.blocks import ROUNDING, Block
from caregiver_app.printing.flow import flow
from caregiver_app.printing.foot import QrCode, bottom, page_number, small_print
from caregiver_app.printing.head import first_box, identity, name_line, title_bar
from caregiver_app.printing.measure import Measure
from caregiver_app.printing.medicines import medicine_groups, medicine_table
from caregiver_app.printing.page import Page, Size
from caregiver_app.printing.signs import risk_lines, sign_columns
from caregiver_app.printing.style import Style
from caregiver_app.wording.summary import EmergencySummary

_LARGE: Final = 14.0
_SECONDARY: Final = 12.0  # labels, records and headings of the large print
_GAP: Final = 10.0
_AIRS: Final = (0.7, 0.35, 0.0)
_LARGE_AIRS: Final = (0.7, 0.35, 0.15, 0.0)
_LEAST_GAP: Final = 3.0
_LEAST_LEADING: Final = 1.1


def full_list(summary: EmergencySummary, measure: Measure, size: Size) -> list[Page]:
    """Sheet 2 and on: every medicine in the table, the high-risk ones again too."""
    tries = []
    for air in _AIRS:
        style = Style(measure, size[0], 11.0, 10.0, air=air)
        title = style.text(_("Sheet 2: all medicines"), style.width, 14.0, bold=True)
        head = (title_bar(summary, style), name_line(summary, style))
        blocks = [title, medicine_table(summary.medicines, style)]
        room = size[1] - Page(summary, style, head, _GAP).height - _GAP
        tries.append([Page(summary, style, (*head, *page), _GAP) for page in flow(blocks, room, _GAP)])
    return min(tries, key=len)  # the roomiest of those with fewest pages


def large_print(summary: EmergencySummary, measure: Measure, code: QrCode | None, size: Size) -> list[Page]:
    """14 points: what saves a life on page 1; pump, medicines and calls behind it, mostly on one page."""
    styles = [_large_style(measure, size[0], air) for air in _LARGE_AIRS]
    fronts = [_front(summary, style, size[1]) for style in styles]
    kept = max(len(front.optional) for front in fronts)
    front = next(front for front in fronts if len(front.optional) == kept)
    tries = [_further(summary, style, front, code, size) for style in styles]
    further = min(tries, key=len)  # the roomiest of those with fewest pages
    return [front.page, *further] if front.page else further


@dataclass(frozen=True, slots=True)
class _Front:
    """Page 1, or nothing where not even the signs fit; which of the ``_optional`` blocks stand on it."""

    page: Page | None
    optional: frozenset[int]


def _large_style(measure: Measure, width: float, air: float) -> Style:
    leading = _LEAST_LEADING
    return Style(measure, width, _LARGE, _SECONDARY, air=air, dense=True, least_leading=leading, large=True)


def _gap(style: Style) -> float:
    return _LEAST_GAP + (_GAP - _LEAST_GAP) * style.air


def _signs(summary: EmergencySummary, style: Style) -> list[Block]:
    blocks: list[Block] = [first_box(summary, style)] if summary.first.text.strip() else []
    return [*blocks, sign_columns(summary.signs, style)] if summary.signs else blocks


def _optional(summary: EmergencySummary, style: Style) -> list[Block]:
    """What stands on page 1 as far as it fits, first things first."""
    blocks: list[Block] = [risk_lines(summary, style)] if summary.other_risks else []
    blocks += [steps(summary, style, style.width)] if summary.do_and_say else []
    return [*blocks, *background(summary, style)]


def _front(summary: EmergencySummary, style: Style, height: float) -> _Front:
    """Allergies always stand on page 1, before what else is known of the person."""
    gap = _gap(style)
    fixed = [title_bar(summary, style), identity(summary, style), *_signs(summary, style)]
    known = allergies(summary, style)
    room = height - Page(summary, style, (*fixed, known), gap).height
    if room < -ROUNDING:
        return _Front(None, frozenset())
    kept: set[int] = set()
    optional = _optional(summary, style)
    for index, block in enumerate(optional):
        if block.height + gap <= room + ROUNDING:
            kept.add(index)
            room -= block.height + gap
    last = len(optional) - len(summary.background[:1])
    before = [block for index, block in enumerate(optional[:last]) if index in kept]
    after = [block for index, block in enumerate(optional) if index in kept and index >= last]
    return _Front(Page(summary, style, (*fixed, *before, known, *after), gap), frozenset(kept))


def _further(
    summary: EmergencySummary, style: Style, front: _Front, code: QrCode | None, size: Size
) -> list[Page]:
    """The pages behind the first, whom to call at the bottom of the last."""
    gap = _gap(style)
    blocks = [block for index, block in enumerate(_optional(summary, style)) if index not in front.optional]
    if front.page is None:
        blocks = [*_signs(summary, style), allergies(summary, style), *blocks]
    blocks += [pump(summary, style, style.width)] if summary.pump else []
    blocks += medicine_groups(summary.medicines, style) or [medicine_table((), style)]
    head = (title_bar(summary, replace(style, title=_LARGE)), name_line(summary, style))
    calls = partial(bottom, summary, code, style, short=True)
    whole = Page(summary, style, (*head, *blocks), gap, calls)
    if whole.height <= size[1] + ROUNDING:
        return [whole]
    foot = partial(_short_print, summary, style)
    room = size[1] - Page(summary, style, head, gap, foot).height - gap
    pages = [Page(summary, style, (*head, *page), gap, foot) for page in flow(blocks, room, gap)]
    last = replace(pages[-1], bottom=calls)
    if last.height <= size[1] + ROUNDING:
        return [*pages[:-1], last]
    return [*pages, Page(summary, style, head, gap, calls)]


def _short_print(summary: EmergencySummary, style: Style, place: tuple[int, int]) -> Block:
    return small_print(summary.foot[:1], page_number(summary, place), style, style.width)
