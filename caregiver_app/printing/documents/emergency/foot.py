"""The bottom of the sheet: whom to call, the code for a phone, and the small print."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from caregiver_app.i18n import _
from caregiver_app.printing.engine.blocks import Block, BlockRow, Box, Stack, balanced
from caregiver_app.printing.engine.characters import one_line
from caregiver_app.printing.engine.page import Place
from caregiver_app.printing.engine.qr import QUIET, QrCode, qr_runs
from caregiver_app.printing.engine.sheet import HALF_CAPITAL
from caregiver_app.printing.engine.style import GUTTER, INSET, Style
from caregiver_app.wording.summary import CallLine, EmergencySummary, Line

_MM: Final = 72 / 25.4
_SIDE: Final = 34 * _MM
_DENSE_SIDE: Final = 28 * _MM
_LEAST_MODULE: Final = 0.35 * _MM  # 4 dots of a 300 dpi printer
_LARGEST_SIDE: Final = 42 * _MM


@lru_cache(maxsize=1)  # the same sheet is drawn for the preview, the file and the printer
def qr_code(payload: str) -> QrCode | None:
    """The code at its least size; none where there is nothing to say.

    Raises ``ValueError`` where its modules would be smaller than a printer draws well.
    """
    if not payload:
        return None
    inside, runs = qr_runs(payload)
    side = (inside + 2 * QUIET) * _LEAST_MODULE
    if side > _LARGEST_SIDE:
        raise ValueError(len(payload.encode()))
    return QrCode(runs, _LEAST_MODULE, side)


def bottom(
    summary: EmergencySummary, code: QrCode | None, style: Style, place: Place, *, short: bool = False
) -> Block:
    """Whom to call, in order, with the small print below; the code beside both, what it holds in the heading.

    ``short`` keeps only the first line of the small print: another page has all of it.
    """
    heading = _heading(summary, style, noted=code is not None)
    lines = summary.foot[:1] if short else summary.foot
    number = page_number(summary, place)
    if code is None:
        rows = Stack(_call_rows(summary.calls, style, style.width))
        return Stack((rows, small_print(lines, number, style, style.width)), style.pad, heading)
    code = _sized(code, style)
    width = style.width - code.height - GUTTER
    rows = Stack(_call_rows(summary.calls, style, width))
    below_code = Box(style.right(number, code.height, style.foot, bold=True), code.height, (0, 0, 0, 1))
    tries = (
        _beside(rows, small_print(lines, number, style, width), code, width, style),
        _beside(rows, small_print(lines, "", style, width), Stack((code, below_code)), width, style),
    )
    return Stack((min(tries, key=lambda block: round(block.height)),), header=heading)


def call_section(summary: EmergencySummary, style: Style) -> Block:
    """All whom to call, by itself."""
    return style.section(_("WHO TO CALL"), _call_rows(summary.calls, style, style.width), style.width)


def _sized(code: QrCode, style: Style) -> QrCode:
    """34 mm wide, on a dense sheet 28, or as much more as its modules need."""
    modules = code.height / code.module
    side = max(_DENSE_SIDE if style.dense else _SIDE, modules * _LEAST_MODULE)
    return QrCode(code.runs, side / modules, side)


def _beside(rows: Block, below: Block, side: Block, width: float, style: Style) -> BlockRow:
    """``rows`` at the top left, ``below`` at the bottom left, ``side`` at the bottom right."""
    height = max(rows.height + style.pad + below.height, side.height)
    left = Stack((Box(rows, width, (0, 0, 0, height - rows.height - below.height)), below))
    return BlockRow(((0.0, left), (width + GUTTER, Box(side, width, (0, height - side.height, 0, 0)))))


def _heading(summary: EmergencySummary, style: Style, *, noted: bool) -> Block:
    title = style.text(_("WHO TO CALL"), style.width - 2 * INSET, style.heading, bold=True)
    parts: list[tuple[float, Block]] = [(0.0, title)]
    if noted:
        left = style.measure.width(_("WHO TO CALL"), style.heading, bold=True) + 2 * GUTTER
        note = style.right(one_line(summary.qr_note), style.width - 2 * INSET - left, style.foot)
        above = (title.height - style.foot * style.leading) / 2 + HALF_CAPITAL * (style.heading - style.foot)
        parts.append((left, Box(note, style.width, (0, above, 0, 0))))
    return Box(style.band(BlockRow(tuple(parts)), style.width), style.width, (0, 0, 0, style.row_pad))


def small_print(lines: tuple[Line, ...], number: str, style: Style, width: float) -> Block:
    """The foot of each page, ``number`` in bold behind its lines."""
    for line in lines:
        style.count_lines(line.text, width, style.foot, line.field)
    spans = (*((one_line(line.text), False) for line in lines), *(((number, True),) if number else ()))
    return Box(style.rich(spans, width, style.foot), width, (0, 2, 0, 1), rule=0.75)


def only_small_print(summary: EmergencySummary, style: Style, place: Place) -> Block:
    """What stands at the bottom of a page without calls."""
    return small_print(summary.foot, page_number(summary, place), style, style.width)


def page_number(summary: EmergencySummary, place: Place) -> str:
    """``P-0042, Page 1 of 2.``, which stays on one line."""
    where = _("Page {page} of {pages}").format(page=place[0], pages=place[1])
    return f"{one_line(summary.serial)}, {where}.".replace(" ", "\u00a0")


def _call_rows(lines: tuple[CallLine, ...], style: Style, width: float) -> tuple[Block, ...]:
    if not lines:
        text = style.text(_("No contacts recorded"), width - 2 * INSET, bold=True)
        return (Box(text, width, (INSET, 2, INSET, 2)),)
    return _dense_calls(lines, style, width) if style.dense else _roomy_calls(lines, style, width)


def _dense_calls(lines: tuple[CallLine, ...], style: Style, width: float) -> tuple[Block, ...]:
    """In two columns, first the left one down, or one line each: whichever is lower."""
    tries = []
    for columns in (1, 2):
        own = (width - 2 * INSET - GUTTER * (columns - 1)) / columns
        items = []
        for index, line in enumerate(lines):
            numbers = one_line("; ".join(line.numbers))
            spans = ((one_line(line.who) + (":" if numbers else ""), True), (numbers, index == 0))
            words = style.rich(spans, own, style.table, line.field if columns == 1 else "")
            items.append(Box(words, own, (0, style.row_pad / 2, 0, style.row_pad / 2)))
        tries.append(Stack(tuple(items)) if columns == 1 else balanced(items, own + GUTTER))
    return (Box(min(tries, key=lambda block: round(block.height)), width, (INSET, 0, INSET, 0)),)


def _roomy_calls(lines: tuple[CallLine, ...], style: Style, width: float) -> tuple[Block, ...]:
    names = [style.measure.width(one_line(line.who), style.table, bold=True) for line in lines]
    column = min(max(names) + GUTTER, width * 0.42)
    rows: list[Block] = []
    for index, line in enumerate(lines):
        inner: Block = style.text(
            one_line(line.who), width - 2 * INSET, style.table, bold=True, field_name=line.field
        )
        if line.numbers:
            numbers = one_line("; ".join(line.numbers))
            room = width - 2 * INSET - column
            value = style.text(numbers, room, style.table, bold=index == 0, field_name=line.field)
            inner = style.labelled(line.who, value, column)
        rule = 0.5 if rows else 0.0
        rows.append(Box(inner, width, (INSET, style.row_pad, INSET, style.row_pad), rule=rule))
    return tuple(rows)
