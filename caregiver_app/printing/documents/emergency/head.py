"""The top of the sheet: title with dates, who this is, and what to know first."""

from __future__ import annotations

from caregiver_app.i18n import _
from caregiver_app.printing.engine.blocks import Block, BlockRow, Box, Stack
from caregiver_app.printing.engine.characters import one_line
from caregiver_app.printing.engine.side import Side
from caregiver_app.printing.engine.style import FRAME, INSET, WHITE_ON_BLACK, Style
from caregiver_app.wording.summary import EmergencySummary


def title_bar(summary: EmergencySummary, style: Style) -> Block:
    """The black title; the dates beside it in a frame, black on white, because they are small."""
    size = 10.0 if style.body <= WHITE_ON_BLACK - 1 else 12.0
    measure = style.measure
    dates = (one_line(summary.printed), one_line(summary.review_by))
    wish = max(measure.width(text, size, bold=True) for text in dates) + 2 * INSET + 2
    right = min(wish, style.width * 0.45)
    lines = tuple(style.text(text, right - 2 * INSET, size, bold=True) for text in dates)
    inner = Stack(lines)
    left = style.width - right
    title = style.white(summary.title, left - 2 * INSET, style.title)
    height = max(inner.height, title.height) + 3 + 5 * style.air
    above = (height - inner.height) / 2
    box = Box(inner, right, (INSET, above, INSET, above), frame=1.5)
    return BlockRow(((0.0, Side(title, left, height)), (left, box)))


def identity(summary: EmergencySummary, style: Style) -> Block:
    """The name in bold with the first line behind it; the other lines below."""
    others = other_identity(summary, style)
    first = own_name(summary, style)
    return Stack((first, others)) if others else first


def own_name(summary: EmergencySummary, style: Style) -> Block:
    """The name in bold with the first line behind it."""
    return style.rich(_name_line(summary), style.width, style.body + 1.5)


def other_identity(summary: EmergencySummary, style: Style) -> Block | None:
    """The lines of the identity behind the first."""
    size, width = style.body, style.width
    others = [one_line(line.text) for line in summary.identity[1:]]
    if not others:
        return None
    if style.dense:
        for line in summary.identity[1:]:
            style.count_lines(line.text, width, size, line.field)
        return style.paragraph([((text, False),) for text in others], width, size)
    fields = [line.field for line in summary.identity[1:]]
    below = (
        style.text(text, width, size, field_name=name) for text, name in zip(others, fields, strict=True)
    )
    return Stack(tuple(below))


def name_line(summary: EmergencySummary, style: Style) -> Block:
    """Who a further page belongs to."""
    return style.rich(_name_line(summary), style.width, style.table if style.large else style.body + 1.5)


def first_box(summary: EmergencySummary, style: Style) -> Block:
    """What to know first, bold, in the heaviest frame of the page."""
    size = max(WHITE_ON_BLACK, style.body + 2)
    word = style.white(_("FIRST"), style.width, size)
    side = style.measure.width(_("FIRST"), size, bold=True) + 2 * INSET + 4
    insets = (INSET + 2, style.pad + 1.6, INSET + FRAME, style.pad + 1.6)
    width = style.width - side
    text = style.text(
        one_line(summary.first.text),
        width - insets[0] - insets[2],
        style.body + 1.5,
        bold=True,
        field_name=summary.first.field,
    )
    box = Box(text, width, insets)
    inner = BlockRow(((0.0, Side(word, side, max(box.height, word.height + 6))), (side, box)))
    return Box(inner, style.width, frame=FRAME)


def _name_line(summary: EmergencySummary) -> tuple[tuple[str, bool], ...]:
    spans = [(one_line(line.text), False) for line in summary.identity[:1]]
    if not spans or not spans[0][0].startswith(one_line(summary.person)):
        spans.insert(0, (one_line(summary.person) + ".", True))
    return tuple(spans)
