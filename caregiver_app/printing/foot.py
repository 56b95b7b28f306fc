"""The bottom of the sheet: whom to call, the code for a phone, and the small print."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from caregiver_app.i18n import _
from caregiver_app.printing.blocks import Block, Box, Row, Stack, balanced
from caregiver_app.printing.characters import one_line
from caregiver_app.printing.qr import qr_rows, runs
from caregiver_app.printing.sheet import Sheet
from caregiver_app.printing.style import GUTTER, INSET, Style
from caregiver_app.wording.summary import CallLine, EmergencySummary

_MM: Final = 72 / 25.4
_QR_SIDE: Final = 34 * _MM
_LEAST_MODULE: Final = 0.35 * _MM  # 4 dots of a 300 dpi printer
_LARGEST_SIDE: Final = 42 * _MM
_QUIET: Final = 4  # modules of white all around


@dataclass(frozen=True, slots=True)
class QrCode:
    """A code of ``height`` points a side, its quiet zone included."""

    runs: list[tuple[int, int, int]]
    module: float
    height: float

    def draw(self, sheet: Sheet, x: float, top: float) -> None:
        quiet = _QUIET * self.module
        sheet.modules(x + quiet, top - quiet, self.module, self.runs)

    def split(self, room: float) -> tuple[Block, Block] | None:  # noqa: ARG002 - half a code says nothing
        return None


@lru_cache(maxsize=1)  # the same sheet is drawn for the preview, the file and the printer
def qr_code(payload: str) -> QrCode | None:
    """The code, 34 mm wide or as much more as its modules need; none where there is nothing to say.

    Raises ``ValueError`` where its modules would be smaller than a printer draws well.
    """
    if not payload:
        return None
    rows = qr_rows(payload.encode())
    modules = len(rows) + 2 * _QUIET
    side = max(_QR_SIDE, modules * _LEAST_MODULE)
    if side > _LARGEST_SIDE:
        raise ValueError(len(payload.encode()))
    return QrCode(runs(rows), side / modules, side)


def bottom(
    summary: EmergencySummary,
    lines: tuple[CallLine, ...],
    code: QrCode | None,
    style: Style,
    place: tuple[int, int],
) -> Block:
    """Whom to call, in order, with the small print below; beside both the code, with what it holds.

    ``place`` is the number of this page and of all pages.
    """
    if code is None:
        return Stack(
            (calls(lines, style, style.width), small_print(summary, style, style.width, place)), style.pad * 2
        )
    width = style.width - code.height - GUTTER
    listed = calls(lines, style, width)
    hint = style.right(one_line(summary.qr_note), width - INSET, style.foot)
    print_ = small_print(summary, style, width, place)
    below = max(style.pad, code.height - listed.height - hint.height - 1 - print_.height)
    column = Stack((listed, Box(hint, width, (0, below, 0, 1)), print_))
    shift = Box(code, code.height, (0, max(0.0, column.height - code.height), 0, 0))
    return Row(((0.0, column), (width + GUTTER, shift)))


def calls(lines: tuple[CallLine, ...], style: Style, width: float) -> Stack:
    """Whom to call, in order."""
    rows = _dense_calls(lines, style, width) if style.dense else _call_rows(lines, style, width)
    return style.section(_("WHO TO CALL"), rows, width)


def small_print(summary: EmergencySummary, style: Style, width: float, place: tuple[int, int]) -> Block:
    """The foot of each page, with its serial number and place."""
    where = _("Page {page} of {pages}").format(page=place[0], pages=place[1])
    for line in summary.foot:
        style.count_lines(line.text, width, style.foot, line.field)
    end = f"{one_line(summary.serial)}, {where}.".replace(" ", "\u00a0")
    spans = (*((one_line(line.text), False) for line in summary.foot), (end, True))
    return Box(style.rich(spans, width, style.foot), width, (0, 2, 0, 1), rule=0.75)


def _dense_calls(lines: tuple[CallLine, ...], style: Style, width: float) -> tuple[Block, ...]:
    """In two columns, first the left one down."""
    if not lines:
        return _call_rows(lines, style, width)
    half = (width - 2 * INSET - GUTTER) / 2
    items = []
    for index, line in enumerate(lines):
        numbers = one_line("; ".join(line.numbers))
        spans = ((one_line(line.who) + (":" if numbers else ""), True), (numbers, index == 0))
        words = style.rich(spans, half, style.table, line.field)
        items.append(Box(words, half, (0, style.row_pad / 2, 0, style.row_pad / 2)))
    return (Box(balanced(items, half + GUTTER), width, (INSET, 0, INSET, 0)),)


def _call_rows(lines: tuple[CallLine, ...], style: Style, width: float) -> tuple[Block, ...]:
    if not lines:
        return (
            Box(
                style.text(_("No contacts recorded"), width - 2 * INSET, bold=True),
                width,
                (INSET, 2, INSET, 2),
            ),
        )
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
