"""The medicines: a table while there is room, else a list in two columns. High-risk ones come first."""

from __future__ import annotations

from dataclasses import replace

from caregiver_app.i18n import _
from caregiver_app.printing.engine.blocks import Block, BlockRow, Box, Stack, balanced
from caregiver_app.printing.engine.characters import one_line
from caregiver_app.printing.engine.sheet import HALF_CAPITAL
from caregiver_app.printing.engine.style import FRAME, GUTTER, INSET, Style
from caregiver_app.wording.summary import MedicineRow

_GAP = 8.0
_HAIRLINE = 0.4
_IN_FRAME = (0.0, FRAME, 0.0, FRAME + 0.5)
_WIDEST = 0.36  # of the table: a very long entry wraps rather than squeeze the other columns


def medicine_table(rows: tuple[MedicineRow, ...], style: Style) -> Block:
    """All of ``rows`` in five columns: name with strength, dose, route, times, purpose."""
    if not rows:
        return style.section(_("MEDICINES"), (_none_recorded(style),), style.width)
    key = (style.table, style.width, len(rows))
    widths = style.measure.choices.get(key)
    if widths is None:
        widths = style.measure.choices[key] = _column_widths(rows, style)
    groups = []
    for high_risk in (True, False):
        own = [row for row in rows if row.high_risk == high_risk]
        if own:
            groups.append(_table(own, widths, style, _group_title(rows, high_risk=high_risk)))
    return Stack(tuple(groups), gap=2.5 + 3 * style.air)


def medicine_list(rows: tuple[MedicineRow, ...], style: Style, *, purposes: bool) -> Block:
    """Each medicine as one running text, in two columns or one, whichever is lower.

    Without ``purposes`` the heading says that they are left out.
    """
    return Stack(tuple(medicine_groups(rows, style, purposes=purposes)), gap=2.5 + 3 * style.air)


def medicine_groups(rows: tuple[MedicineRow, ...], style: Style, *, purposes: bool = True) -> list[Block]:
    """The parts of the list: the high-risk medicines in their frame, then the others."""
    groups: list[Block] = []
    for high_risk in (True, False):
        own = [row for row in rows if row.high_risk == high_risk]
        if not own:
            continue
        shown = purposes or high_risk
        title = _group_title(rows, high_risk=high_risk)
        if not shown:
            title = _("{title} (what each is for is not shown)").format(title=title)
        tries = (_columns(own, style, number, purposes=shown) for number in (2, 1))
        inner = min(tries, key=lambda block: round(block.height))
        groups.append(_group(title, inner, style, high_risk=high_risk))
    return groups


def see_other_sheet(count: int, style: Style) -> Block:
    """Where the other medicines are, when only the high-risk ones fit."""
    text = _("and {n} other medicines: see sheet 2 (attached)").format(n=count)
    if count == 1:
        text = _("and 1 other medicine: see sheet 2 (attached)")
    line = style.text(text, style.width - 2 * INSET, style.body, bold=True)
    return Box(line, style.width, (INSET, 3, INSET, 3))


def _group_title(rows: tuple[MedicineRow, ...], *, high_risk: bool) -> str:
    if high_risk:
        return _("HIGH-RISK MEDICINES")
    return _("OTHER MEDICINES") if any(row.high_risk for row in rows) else _("MEDICINES")


def _none_recorded(style: Style) -> Block:
    text = style.text(_("No medicines recorded"), style.width - 2 * INSET, bold=True)
    return Box(text, style.width, (INSET, 2, INSET, 2))


def _cells(row: MedicineRow) -> tuple[str, ...]:
    return tuple(one_line(text) for text in (row.name, row.give, row.how, row.when, row.purpose))


def _headings(title: str) -> tuple[str, ...]:
    return (title, _("GIVE"), _("HOW"), _("WHEN"), _("FOR"))


def _column_widths(rows: tuple[MedicineRow, ...], style: Style) -> list[float]:
    """Each column gets what its longest word needs; the rest goes where most text is."""
    room = style.width - 2 * INSET - 4 * _GAP
    size, measure = style.table, style.measure
    headings = _headings(_group_title(rows, high_risk=any(row.high_risk for row in rows)))
    wanted = [measure.width(text, size, bold=True) for text in headings]
    least = list(wanted)
    for row in rows:
        for column, text in enumerate(_cells(row)):
            wide = min(measure.width(text, size, bold=row.high_risk), room * _WIDEST)
            wanted[column] = max(wanted[column], wide)
            word = min(measure.longest_word(text, size, bold=row.high_risk), room * _WIDEST)
            least[column] = max(least[column], word)
    if sum(least) >= room:
        return [room * width / sum(least) for width in least]
    spare = room - sum(least)
    wish = [want - need for want, need in zip(wanted, least, strict=True)]
    if sum(wish) <= spare:
        more = (spare - sum(wish)) / len(wanted)
        return [want + more for want in wanted]
    return [need + spare * share / sum(wish) for need, share in zip(least, wish, strict=True)]


def _table(rows: list[MedicineRow], widths: list[float], style: Style, title: str) -> Block:
    high_risk = rows[0].high_risk
    heading = style.band(_table_row(_headings(title), widths, style, bold=True), style.width)
    lines: list[Block] = []
    for row in rows:
        cells: Block = _table_row(_cells(row), widths, style, bold=high_risk, field_name=row.field)
        if row.note:
            note = style.text(row.note.text, style.width - 2 * INSET, style.table, bold=high_risk)
            cells = Stack((cells, note))
        rule = 0.5 if lines else 0.0
        lines.append(Box(cells, style.width, (INSET, style.row_pad, INSET, style.row_pad), rule=rule))
    table = Stack(tuple(lines), header=heading)
    return Box(table, style.width, _IN_FRAME, frame=FRAME) if high_risk else table


def _table_row(
    cells: tuple[str, ...], widths: list[float], style: Style, *, bold: bool, field_name: str = ""
) -> BlockRow:
    parts: list[tuple[float, Block]] = []
    x = 0.0
    for text, width in zip(cells, widths, strict=True):
        parts.append((x, style.text(text, width, style.table, bold=bold)))
        x += width + _GAP
    if field_name:
        lines = round(max(part.height for _x, part in parts) / (style.table * style.leading))
        style.lines_of[field_name] = style.lines_of.get(field_name, 0) + lines
    return BlockRow(tuple(parts))


def _group(title: str, inner: Block, style: Style, *, high_risk: bool) -> Block:
    group = style.section(title, (inner,), style.width)
    return Box(group, style.width, _IN_FRAME, frame=FRAME) if high_risk else group


def _columns(rows: list[MedicineRow], style: Style, columns: int, *, purposes: bool) -> Block:
    width = (style.width - 2 * INSET - GUTTER * (columns - 1)) / columns
    items = [_item(row, style, width, purposes=purposes) for row in rows]
    if columns == 1:
        ruled = (items[0], *(replace(item, rule=_HAIRLINE) for item in items[1:]))
        return Box(Stack(ruled), style.width, (INSET, 0, INSET, 0))
    return Box(balanced(items, width + GUTTER, _HAIRLINE), style.width, (INSET, 0, INSET, 0))


def _words(row: MedicineRow, style: Style, width: float, *, purposes: bool) -> Block:
    directions = ", ".join((_dose(row), *_rest(row, purposes=purposes)))
    spans = ((f"{one_line(row.name)}.", True), (directions, row.high_risk))
    return style.rich(spans, width, style.table, row.field)


def _large_words(row: MedicineRow, style: Style, width: float) -> Block:
    """Name and dose in body size; the rest, smaller, goes on behind them."""
    rest = ", ".join(_rest(row, purposes=True))
    spans = ((f"{one_line(row.name)}.", True), (_dose(row) + ("," if rest else ""), row.high_risk))
    dose = style.rich(spans, width, style.body, row.field)
    end = style.measure.line_width(dose.lines[-1], style.body) + style.body * 0.3
    below = style.rich(((rest, row.high_risk),), width, style.table, row.field, taken=end)
    # One baseline for both sizes: a line's capitals stand in its middle.
    drop = dose.height - dose.leading / 2 - below.leading / 2 + HALF_CAPITAL * (style.body - style.table)
    return BlockRow(((0.0, dose), (0.0, Box(below, width, (0, drop, 0, 0)))))


def _dose(row: MedicineRow) -> str:
    """A pump gives its dose by itself; everything else is given some way."""
    return _("GIVE:\u00a0{dose}").format(dose=one_line(row.give)) if row.how else one_line(row.give)


def _rest(row: MedicineRow, *, purposes: bool) -> tuple[str, ...]:
    """Route and times, and what for, unless the times say that already ("as needed for pain")."""
    _name, _give, how, when, purpose = _cells(row)
    if purposes and purpose and purpose.casefold() not in when.casefold():
        for_what = _("For: {purpose}").format(purpose=purpose)
        when = f"{when}. {for_what}" if when else for_what
    return tuple(text for text in (how, when) if text)


def _item(row: MedicineRow, style: Style, width: float, *, purposes: bool) -> Box:
    words = _large_words(row, style, width) if style.large else _words(row, style, width, purposes=purposes)
    parts: tuple[Block, ...] = (words,)
    if row.note:
        parts = (words, style.text(row.note.text, width, style.table, bold=row.high_risk))
    return Box(Stack(parts), width, (0, style.row_pad, 0, style.row_pad))
