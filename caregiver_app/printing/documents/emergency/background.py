"""Allergies and what else must be known at once; the pump and what to do and say; conditions and the like."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import Final

from caregiver_app.i18n import _
from caregiver_app.printing.engine.blocks import Block, BlockRow, Box, Stack, balanced, packed
from caregiver_app.printing.engine.characters import one_line
from caregiver_app.printing.engine.measure import Spans
from caregiver_app.printing.engine.style import GUTTER, INSET, Style
from caregiver_app.wording.summary import EmergencySummary, LabelledValue, Line

_SHARES: Final = (0.36, 0.43, 0.5)
_RUN_ON_SHARES: Final = (0.43, 0.47)
_GRID_SHARES: Final = (0.5, 1.0)
_STACKED: Final = 1.0
_BELOW: Final = 3.0
_WIDE: Final = 400.0  # points: a block as wide as the page, or nearly
_WIDE_UNITS: Final = 6  # so a wide grid has halves and thirds
_NARROW_UNITS: Final = 2
_BLANK: Final = "_" * 16
_SPACE: Final = 0.3  # of the type size, at most


def pump_and_steps(summary: EmergencySummary, style: Style) -> Block:
    """Side by side or one below the other, whichever is lowest; alone over the full width."""
    if not summary.pump:
        return steps(summary, style, style.width)
    if not summary.do_and_say:
        return pump(summary, style, style.width)
    key = (style.width, style.large, style.dense, style.run_on)
    if key not in style.measure.choices:
        attempt = replace(style, lines_of={})
        shares: tuple[float, ...] = _SHARES
        if style.dense:
            shares = _RUN_ON_SHARES if style.run_on else _GRID_SHARES
        style.measure.choices[key] = [min(shares, key=lambda share: _pair(summary, attempt, share).height)]
    return _pair(summary, style, style.measure.choices[key][0])


def _pair(summary: EmergencySummary, style: Style, share: float) -> Block:
    if share == _STACKED:
        whole = (pump(summary, style, style.width), steps(summary, style, style.width))
        return Stack(whole, _BELOW)
    left = (style.width - GUTTER) * share
    right = style.width - GUTTER - left
    return BlockRow(((0.0, pump(summary, style, left)), (left + GUTTER, steps(summary, style, right))))


def pump(summary: EmergencySummary, style: Style, width: float) -> Block:
    """The pump's record as labels with values."""
    if style.dense:
        inner = _dense_values(summary.pump, style, width - 2 * INSET)
        return style.section(summary.pump_title, (Box(inner, width, (INSET, 0, INSET, 0)),), width)
    return style.section(summary.pump_title, _values(summary.pump, style, width), width)


def steps(summary: EmergencySummary, style: Style, width: float) -> Block:
    """Numbered, because they are done and read aloud in this order."""
    indent = style.measure.width(f"{len(summary.do_and_say)}.", style.body, bold=True) + 5
    whole = width - 2 * INSET
    inner: Block = Stack(_numbered(summary, style, whole, indent))
    if style.dense and width > _WIDE:
        half = (whole - GUTTER) / 2
        columns = balanced(_numbered(summary, style, half, indent), half + GUTTER)
        inner = min(inner, _packed_steps(summary, style, whole, indent), columns, key=_rounded_height)
    return style.section(
        summary.do_title or _("DO AND SAY"), (Box(inner, width, (INSET, 0, INSET, 0)),), width
    )


def _numbered(summary: EmergencySummary, style: Style, width: float, indent: float) -> tuple[Box, ...]:
    lines = enumerate(summary.do_and_say, 1)
    return tuple(_step(number, line, style, width, indent) for number, line in lines)


def _step(number: int, line: Line, style: Style, width: float, indent: float) -> Box:
    text = style.text(line.text, width - indent, field_name=line.field)
    row = BlockRow(((0.0, style.text(f"{number}.", indent, bold=True)), (indent, text)))
    return Box(row, width, (0, style.row_pad / 2, 0, style.row_pad / 2))


def _packed_steps(summary: EmergencySummary, style: Style, width: float, indent: float) -> Block:
    """Two short ones may share a line; still read from left to right."""
    items = [
        (
            style.measure.width(line.text, style.body, bold=False) + indent,
            partial(_step_of, number, line, style, indent),
        )
        for number, line in enumerate(summary.do_and_say, 1)
    ]
    return Stack(packed(items, width, _NARROW_UNITS))


def _step_of(number: int, line: Line, style: Style, indent: float, width: float) -> Block:
    return _step(number, line, style, width, indent)


def _rounded_height(block: Block) -> int:
    return round(block.height)


def vital(summary: EmergencySummary, style: Style) -> Block:
    """What nobody may give or do, whether to resuscitate, what is inside: in a frame, short ones beside each other.

    All in bold: in plain type beside it, readers of a photocopy missed a shunt, and took "not recorded" for none.
    """
    width = style.width - 2 * INSET
    every: list[Spans] = [((one_line(each.label) + ":", True), (each.value, True)) for each in summary.vital]
    items = []
    for each, spans in zip(summary.vital, every, strict=True):
        wish = sum(style.measure.width(f"{text} ", style.body, bold=bold) for text, bold in spans)
        style.count_lines(f"{each.label}: {each.value}", width, style.body, each.field)
        items.append((wish, partial(style.rich, spans, size=style.body)))
    lines: Block = Stack(packed(items, width, _NARROW_UNITS), style.air)
    if style.run_on:
        lines = min(lines, style.paragraph(every, width, style.body), key=_rounded_height)
    above = style.pad / 3 + 3 * style.air
    return Box(lines, style.width, (INSET, above, INSET, above), frame=1.0)


def write_in(summary: EmergencySummary, style: Style) -> Block:
    """Room for a pen: the last doses, and what nobody recorded."""
    blanks = [f"{name}\u00a0{_BLANK}" for name in summary.write_in]
    blanks[:1] = [f"{blanks[0]} {_BLANK} {_BLANK}"]  # the last doses are several
    spans = ((_("WRITE IN:"), True), (f"{' · '.join(blanks)}", False))
    text = style.rich(spans, style.width - 2 * INSET, style.table)
    return Box(text, style.width, (INSET, style.row_pad, INSET, 0))


def facts(summary: EmergencySummary, style: Style) -> Block:
    """What else a stranger should know."""
    if style.dense:
        return Stack(background(summary, style))
    column = _label_width(summary.background, style, style.width)
    rows: list[Block] = []
    for each in summary.background:
        room = style.width - 2 * INSET - column
        value = style.text(each.value, room, style.table, field_name=each.field)
        row = style.labelled(each.label, value, column)
        rows.append(Box(row, style.width, (INSET, style.row_pad, INSET, style.row_pad), rule=0.5))
    return Stack(tuple(rows))


def background(summary: EmergencySummary, style: Style) -> tuple[Block, ...]:
    """Conditions and the like, one after the other; nothing where the summary has none."""
    if not summary.background:
        return ()
    width = style.width - 2 * INSET
    inner = _dense_values(summary.background, style, width)
    if not style.large:
        inner = min(inner, _run_on(summary.background, style, width), key=_rounded_height)
    return (Box(inner, style.width, (INSET, 0, INSET, 1)),)


def _dense_values(values: tuple[LabelledValue, ...], style: Style, width: float) -> Block:
    for each in values:
        style.count_lines(f"{each.label}: {each.value}", width, style.table, each.field)
    return _run_on(values, style, width) if style.run_on else _grid(values, style, width)


def _run_on(values: tuple[LabelledValue, ...], style: Style, width: float) -> Block:
    return style.paragraph([_spans(each) for each in values], width, style.table)


def _grid(values: tuple[LabelledValue, ...], style: Style, width: float) -> Block:
    """As many beside each other as fit without a break, each starting at a half or third of the width."""
    items = []
    for each in values:
        wish = style.measure.width(one_line(each.label) + ":", style.table, bold=True)
        wish += style.measure.width(each.value, style.table, bold=False) + style.table * _SPACE
        items.append((wish, partial(style.rich, _spans(each), size=style.table)))
    units = _WIDE_UNITS if width > _WIDE else _NARROW_UNITS
    return Stack(packed(items, width, units), style.row_pad / 2)


def _spans(value: LabelledValue) -> Spans:
    return ((one_line(value.label) + ":", True), (value.value, False))


def _values(values: tuple[LabelledValue, ...], style: Style, width: float) -> tuple[Block, ...]:
    column = _label_width(values, style, width)
    rows = []
    for each in values:
        value = style.text(each.value, width - 2 * INSET - column, style.table, field_name=each.field)
        row = style.labelled(each.label, value, column)
        rows.append(Box(row, width, (INSET, style.row_pad / 2, INSET, style.row_pad / 2)))
    return tuple(rows)


def _label_width(values: tuple[LabelledValue, ...], style: Style, width: float) -> float:
    widest = max(style.measure.width(one_line(each.label), style.body, bold=True) for each in values)
    return min(widest + INSET + 3, width * 0.42)
