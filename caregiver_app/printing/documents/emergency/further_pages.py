"""Pages after the first: the full list of medicines behind a full sheet, and the large-print variant."""

from __future__ import annotations

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from functools import partial
from typing import Final

from caregiver_app.i18n import _
from caregiver_app.printing.documents.emergency.background import background, pump, steps, vital, write_in
from caregiver_app.printing.documents.emergency.foot import bottom, only_small_print, page_number, small_print
from caregiver_app.printing.documents.emergency.head import (
    first_box,
    name_line,
    other_identity,
    own_name,
    title_bar,
)
from caregiver_app.printing.documents.emergency.medicines import medicine_groups, medicine_table
from caregiver_app.printing.documents.emergency.signs import risk_lines, sign_columns
from caregiver_app.printing.engine.blocks import ROUNDING, Block, Stack
from caregiver_app.printing.engine.flow import flow, too_full
from caregiver_app.printing.engine.measure import Measure
from caregiver_app.printing.engine.page import ONE_OF_MANY, PdfPage, Size
from caregiver_app.printing.engine.qr import QrCode
from caregiver_app.printing.engine.style import Style
from caregiver_app.printing.errors import SheetTooFullError
from caregiver_app.wording.summary import EmergencySummary

_LARGE: Final = 14.0
_SECONDARY: Final = 12.0  # labels, records and headings of the large print
_GAP: Final = 10.0
_AIRS: Final = (0.7, 0.35, 0.0)
_LARGE_AIRS: Final = (0.7, 0.35, 0.15, 0.0)
_LEAST_GAP: Final = 3.0
_LEAST_LEADING: Final = 1.1
_SAFETY: Final = frozenset({"first", "vital", "signs"})
_PAGE_1: Final = (
    "identity",
    "first",
    "vital",
    "signs",
    "risks",
    "steps",
    "background",
)  # as they stand there


@dataclass(frozen=True, slots=True)
class Pages:
    """Pages, and the blocks that stand on them as they were before any of them was cut."""

    pages: list[PdfPage]
    blocks: tuple[Block, ...]


def full_list(summary: EmergencySummary, measure: Measure, size: Size) -> Pages:
    """Sheet 2 and on: every medicine in the table, the high-risk ones again too."""
    tries = []
    for air in _AIRS:
        style = Style(measure, size[0], 11.0, 10.0, air=air)
        title = style.text(_("Sheet 2: all medicines"), style.width, 14.0, bold=True)
        tries.append(pages_of(summary, [title, medicine_table(summary.medicines, style)], style, size[1]))
    return min(tries, key=_count)  # the roomiest of those with fewest pages


def pages_of(summary: EmergencySummary, blocks: Sequence[Block], style: Style, height: float) -> Pages:
    """``blocks`` on as many pages as they need, each with title and name above and the small print below."""
    head = (title_bar(summary, style), name_line(summary, style))
    foot = partial(only_small_print, summary, style)
    room = height - PdfPage(style, head, _GAP, foot, ONE_OF_MANY).height - _GAP
    pages = [PdfPage(style, (*head, *page), _GAP, foot) for page in flow(blocks, room, _GAP, style)]
    return Pages(pages, (*head, *blocks))


def large_print(summary: EmergencySummary, measure: Measure, code: QrCode | None, size: Size) -> Pages:
    """14 points: what saves a life on page 1; pump, medicines and calls behind it, mostly on one page.

    Where page 1 cannot hold its part, more of it runs on behind. Raises ``SheetTooFullError`` where one thing
    alone is higher than a page.
    """
    styles = [_large_style(measure, size[0], air) for air in _LARGE_AIRS]
    fronts = [_front(summary, style, size[1]) for style in styles]
    most = max(map(_rank, fronts))
    front = next(front for front in fronts if _rank(front) == most)
    further = _fewest(summary, styles, front, code, size)
    if front.page is None:
        return further
    return Pages([front.page, *further.pages], (*front.page.every_block(), *further.blocks))


@dataclass(frozen=True, slots=True)
class _Front:
    """Page 1, or nothing where not even the safety lines fit; which of the ``_parts`` stand on it."""

    page: PdfPage | None
    kept: frozenset[str]


def _rank(front: _Front) -> int:
    return len(front.kept)


def _count(made: Pages) -> int:
    return len(made.pages)


def _large_style(measure: Measure, width: float, air: float) -> Style:
    leading = _LEAST_LEADING
    return Style(measure, width, _LARGE, _SECONDARY, air=air, dense=True, least_leading=leading, large=True)


def _gap(style: Style) -> float:
    return _LEAST_GAP + (_GAP - _LEAST_GAP) * style.air


def _parts(summary: EmergencySummary, style: Style) -> dict[str, Block]:
    """Everything but name, pump, medicines and calls, in the order in which it runs on where page 1 is full."""
    parts = {
        "first": first_box(summary, style) if summary.first.text.strip() else None,
        "vital": vital(summary, style),
        "signs": sign_columns(summary.signs, style) if summary.signs else None,
        "identity": other_identity(summary, style),
        "risks": risk_lines(summary, style) if summary.other_risks else None,
        "steps": steps(summary, style, style.width) if summary.do_and_say else None,
        "background": next(iter(background(summary, style)), None),
    }
    return {name: part for name, part in parts.items() if part is not None}


def _front(summary: EmergencySummary, style: Style, height: float) -> _Front:
    """Signs and allergies always stand on page 1, the rest as far as it fits, first things first."""
    parts = _parts(summary, style)
    for needed in (_SAFETY | {"identity"}, _SAFETY):
        kept = needed & parts.keys()
        if _front_page(summary, style, parts, kept).height > height + ROUNDING:
            continue
        for name in _PAGE_1:
            more = kept | ({name} & parts.keys())
            if _front_page(summary, style, parts, more).height <= height + ROUNDING:
                kept = more
        return _Front(_front_page(summary, style, parts, kept), frozenset(kept))
    return _Front(None, frozenset())


def _front_page(
    summary: EmergencySummary, style: Style, parts: dict[str, Block], kept: AbstractSet[str]
) -> PdfPage:
    name = own_name(summary, style)
    top = Stack((name, parts["identity"])) if "identity" in kept else name
    blocks = [parts[part] for part in _PAGE_1 if part in kept and part != "identity"]
    foot = partial(only_small_print, summary, style)
    return PdfPage(style, (title_bar(summary, style), top, *blocks), _gap(style), foot, ONE_OF_MANY)


def _fewest(
    summary: EmergencySummary, styles: list[Style], front: _Front, code: QrCode | None, size: Size
) -> Pages:
    """The roomiest of those with fewest pages; the last refusal where there is none."""
    tries: list[Pages] = []
    refusal: SheetTooFullError | None = None
    for style in styles:
        try:
            tries.append(_further(summary, style, front, code, size))
        except SheetTooFullError as error:
            refusal = error
    if refusal and not tries:
        raise refusal
    return min(tries, key=_count)


def _further(
    summary: EmergencySummary, style: Style, front: _Front, code: QrCode | None, size: Size
) -> Pages:
    """The pages behind the first, whom to call at the bottom of the last. They say all where there is no first."""
    gap, short = _gap(style), front.page is not None
    blocks = [part for name, part in _parts(summary, style).items() if name not in front.kept]
    blocks += [pump(summary, style, style.width)] if summary.pump else []
    blocks += medicine_groups(summary.medicines, style) or [medicine_table((), style)]
    blocks.append(write_in(summary, style))
    head = (title_bar(summary, replace(style, title=_LARGE)), name_line(summary, style))
    uncounted = replace(style, lines_of={})  # the same lines, measured several times
    calls = partial(bottom, summary, code, uncounted, short=short)
    whole = PdfPage(style, (*head, *blocks), gap, calls, place=ONE_OF_MANY)
    if whole.height <= size[1] + ROUNDING:
        return Pages([whole], whole.every_block())
    foot = partial(_small_print, summary, uncounted, short=short)
    room = size[1] - PdfPage(style, head, gap, foot, place=ONE_OF_MANY).height - gap
    pages = [
        PdfPage(style, (*head, *page), gap, foot, place=ONE_OF_MANY)
        for page in flow(blocks, room, gap, style)
    ]
    last = replace(pages[-1], bottom=calls)
    before = pages[:-1]
    if last.height > size[1] + ROUNDING:
        before, last = pages, PdfPage(style, head, gap, calls, place=ONE_OF_MANY)
    if last.height > size[1] + ROUNDING:
        bottom(summary, code, style, ONE_OF_MANY, short=short)  # so that the refusal names contacts too
        raise too_full(style, last.height - size[1])
    return Pages([*before, last], (*head, *blocks, last.every_block()[-1]))


def _small_print(summary: EmergencySummary, style: Style, place: tuple[int, int], *, short: bool) -> Block:
    lines = summary.foot[:1] if short else summary.foot
    return small_print(lines, page_number(summary, place), style, style.width)
