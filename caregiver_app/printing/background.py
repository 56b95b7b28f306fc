"""The pump beside what to do and say; allergies, conditions and what else a stranger should know."""

from __future__ import annotations

from dataclasses import replace

from caregiver_app.i18n import _
from caregiver_app.printing.blocks import Block, Box, Row, Stack, balanced
from caregiver_app.printing.characters import one_line
from caregiver_app.printing.style import GUTTER, INSET, Style
from caregiver_app.wording.summary import EmergencySummary, LabelledValue

_SHARES = (0.36, 0.43, 0.5)


def pump_and_steps(summary: EmergencySummary, style: Style) -> Block:
    """Side by side, the line between them where both together are lowest; alone over the full width."""
    if not summary.pump:
        return steps(summary, style, style.width)
    if not summary.do_and_say:
        return pump(summary, style, style.width)
    key = (style.width, style.body, style.dense)
    if key not in style.measure.choices:
        attempt = replace(style, lines_of={})
        style.measure.choices[key] = [min(_SHARES, key=lambda share: _pair(summary, attempt, share).height)]
    return _pair(summary, style, style.measure.choices[key][0])


def _pair(summary: EmergencySummary, style: Style, share: float) -> Row:
    left = (style.width - GUTTER) * share
    right = style.width - GUTTER - left
    return Row(((0.0, pump(summary, style, left)), (left + GUTTER, steps(summary, style, right))))


def pump(summary: EmergencySummary, style: Style, width: float) -> Block:
    """The pump's record as labels with values."""
    if style.dense:
        inner: Block = _run_on(summary.pump, style, width - 2 * INSET)
        return style.section(summary.pump_title, (Box(inner, width, (INSET, 0, INSET, 0)),), width)
    return style.section(summary.pump_title, _values(summary.pump, style, width), width)


def steps(summary: EmergencySummary, style: Style, width: float) -> Block:
    """Numbered, because they are done and read aloud in this order."""
    indent = style.measure.width(f"{len(summary.do_and_say)}.", style.body, bold=True) + 5
    two_columns = style.dense and not summary.pump
    column = (width - 2 * INSET - GUTTER) / 2 if two_columns else width - 2 * INSET
    rows = []
    for number, line in enumerate(summary.do_and_say, 1):
        text = style.text(line.text, column - indent, field_name=line.field)
        mark = style.text(f"{number}.", indent, bold=True)
        row = Row(((0.0, mark), (indent, text)))
        rows.append(Box(row, column, (0, style.row_pad / 2, 0, style.row_pad / 2)))
    inner = balanced(rows, column + GUTTER) if two_columns else Stack(tuple(rows))
    return style.section(_("DO AND SAY"), (Box(inner, width, (INSET, 0, INSET, 0)),), width)


def facts(summary: EmergencySummary, style: Style) -> Block:
    """Allergies first and bold; then the rest."""
    values = (summary.allergies, *summary.background)
    if style.dense:
        return _dense_facts(summary, style)
    column = _label_width(values, style, style.width)
    rows: list[Block] = []
    for index, each in enumerate(values):
        size = style.table if index else style.body
        room = style.width - 2 * INSET - column
        value = style.text(each.value, room, size, bold=index == 0, field_name=each.field)
        row = style.labelled(each.label, value, column)
        rows.append(Box(row, style.width, (INSET, style.row_pad, INSET, style.row_pad), rule=0.5))
    return Stack(tuple(rows))


def _dense_facts(summary: EmergencySummary, style: Style) -> Block:
    width = style.width - 2 * INSET
    allergies = summary.allergies
    spans = ((one_line(allergies.label) + ":", True), (allergies.value, True))
    first = Box(
        style.rich(spans, width, style.body, allergies.field), style.width, (INSET, 1, INSET, 1), rule=0.5
    )
    if not summary.background:
        return first
    return Stack((first, Box(_run_on(summary.background, style, width), style.width, (INSET, 0, INSET, 1))))


def _run_on(values: tuple[LabelledValue, ...], style: Style, width: float) -> Block:
    for each in values:
        style.count_lines(f"{each.label}: {each.value}", width, style.table, each.field)
    texts = [((one_line(each.label) + ":", True), (each.value, False)) for each in values]
    return style.run_on(texts, width, style.table)


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
