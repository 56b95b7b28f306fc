"""TOO LITTLE beside TOO MUCH, the call that ends both, and the other high-risk medicines."""

from __future__ import annotations

from dataclasses import dataclass

from caregiver_app.i18n import _
from caregiver_app.printing.engine.blocks import Block, BlockRow, Box, Mark, Stack
from caregiver_app.printing.engine.characters import one_line
from caregiver_app.printing.engine.sheet import BLACK, Sheet
from caregiver_app.printing.engine.style import INSET, WHITE_ON_BLACK, Style
from caregiver_app.wording.summary import EmergencySummary, Line, SignColumns

_INDENT = 13.0
_FRAME = 1.5
_WHITE = 1.0
_SIGNS_SHARE = 0.42  # of the width, beside what to do


@dataclass(frozen=True, slots=True)
class Upright:
    """A vertical line between two columns, white where their black heads are."""

    height: float
    head: float
    width: float = 1.0

    def draw(self, sheet: Sheet, x: float, top: float) -> None:
        sheet.fill(x - self.width / 2, top, self.width, self.head, _WHITE)
        sheet.fill(x - self.width / 2, top - self.head, self.width, self.height - self.head, BLACK)

    def split(self, room: float) -> tuple[Block, Block] | None:  # noqa: ARG002 - the columns stay together
        return None

    def parts_inside(self) -> tuple[Block, ...]:
        return ()


def sign_columns(signs: SignColumns, style: Style) -> Block:
    """Both columns in one frame, the action lines below both: nobody must have to choose between them."""
    if signs.too_much_first:
        return _too_much_alone(signs, style)
    half = style.width / 2
    bars = (
        _bar(signs.too_little_title, style, half, up=False),
        _bar(signs.too_much_title, style, half, up=True),
    )
    say = (_then(signs.too_little_then, style, half, bold=False),) if signs.too_little_then else ()
    after = (*signs.too_much_notes, *signs.too_much_then)
    then = (_then(after, style, half),) if after else ()
    heads = max(bar.height for bar in bars)
    black = [Box(bar, half, (0, 0, 0, heads - bar.height), fill=BLACK) for bar in bars]
    left = Stack((black[0], _bullets(signs.too_little, style, half, up=False), *say))
    right = Stack((black[1], _bullets(signs.too_much, style, half, up=True), *then))
    upright = Upright(max(left.height, right.height), heads)
    columns = BlockRow(((0.0, left), (half, right), (half, upright)))
    if not signs.action:
        return Box(columns, style.width, frame=_FRAME, whole=True)
    return Box(Stack((columns, _action(signs.action, style))), style.width, frame=_FRAME, whole=True)


def _too_much_alone(signs: SignColumns, style: Style) -> Block:
    """What kills is too much of it: its signs beside what to do, those of too little in one line below."""
    width = style.width
    share = _SIGNS_SHARE if signs.too_much_then else 1.0
    bar = _bar(signs.too_much_title, style, width, up=True)
    notes = _texts(signs.too_much_notes, style, width * share, bold=True)
    left = _bullets(signs.too_much, style, width * share, up=True, below=notes)
    columns: list[tuple[float, Block]] = [(0.0, left)]
    if signs.too_much_then:
        then = _then(signs.too_much_then, style, width - width * share, rule=0.0)
        columns += [(width * share, then), (width * share, Upright(max(left.height, then.height), 0.0))]
    words = "; ".join(line.text for line in signs.too_little)
    little = style.text(_("TOO LITTLE: {signs}.").format(signs=words), width - 2 * INSET - 4)
    rows: list[Block] = [
        Box(bar, width, fill=BLACK),
        BlockRow(tuple(columns)),
        Box(little, width, (INSET + 2, style.pad, INSET, style.pad), rule=0.75),
    ]
    rows += [_action(signs.action, style)] if signs.action else []
    return Box(Stack(tuple(rows)), width, frame=_FRAME, whole=True)


def risk_lines(summary: EmergencySummary, style: Style) -> Block:
    """Each further high-risk medicine with what a sudden stop and too much can do."""
    title = _("OTHER HIGH-RISK MEDICINES") if summary.signs else _("HIGH-RISK MEDICINES")
    if style.dense:
        return style.section(title, _dense_risks(summary, style), style.width)
    size = style.body
    names = [one_line(risk.medicine) for risk in summary.other_risks]
    column = min(max(style.measure.width(name, size, bold=True) for name in names) + 14, style.width * 0.3)
    rows: list[Block] = []
    for name, risk in zip(names, summary.other_risks, strict=True):
        lines = Stack(tuple(_fact(line, style, style.width - column - INSET) for line in risk.lines))
        label = style.text(name, column - INSET, size, bold=True)
        row = BlockRow(((INSET, label), (column, lines)))
        rows.append(Box(row, style.width, (0, style.row_pad, 0, style.row_pad), rule=0.5 if rows else 0.0))
    return style.section(title, tuple(rows), style.width)


def _bar(title: str, style: Style, width: float, *, up: bool) -> Box:
    words = style.white(title, width - 2 * INSET - 18, WHITE_ON_BLACK)
    mark = Mark(10.0, words.leading, up, grey=_WHITE)
    insets = (INSET + 2, 1.5 + 1.5 * style.air, INSET, 1.5 + 1.5 * style.air)
    return Box(BlockRow(((0.0, mark), (16.0, words))), width, insets)


def _bullets(
    lines: tuple[Line, ...], style: Style, width: float, *, up: bool, below: tuple[Block, ...] = ()
) -> Box:
    bullets = tuple(_bullet(line, style, width - 2 * INSET - 2, up=up) for line in lines)
    return Box(Stack((*bullets, *below), style.air), width, (INSET + 2, style.pad, INSET, style.pad))


def _bullet(line: Line, style: Style, width: float, *, up: bool) -> Block:
    text = style.text(line.text, width - _INDENT, field_name=line.field)
    return BlockRow(((0.0, Mark(style.body * 0.62, text.leading, up)), (_INDENT, text)))


def _then(
    lines: tuple[Line, ...], style: Style, width: float, rule: float = 0.75, *, bold: bool = True
) -> Box:
    """Set apart from the signs above: below a rule, without their mark; bold what is to be done."""
    texts = Stack(_texts(lines, style, width, bold=bold), style.air)
    return Box(texts, width, (INSET + 2, style.pad, INSET, style.pad), rule=rule)


def _texts(lines: tuple[Line, ...], style: Style, width: float, *, bold: bool) -> tuple[Block, ...]:
    room = width - 2 * INSET - 2
    return tuple(style.text(line.text, room, bold=bold, field_name=line.field) for line in lines)


def _dense_risks(summary: EmergencySummary, style: Style) -> tuple[Block, ...]:
    rows = []
    width = style.width - 2 * INSET
    for risk in summary.other_risks:
        text = " ".join(line.text for line in risk.lines)
        words = style.rich(((one_line(risk.medicine) + ":", True), (text, False)), width, style.body)
        rows.append(Box(words, style.width, (INSET, style.row_pad / 2, INSET, style.row_pad / 2)))
    return tuple(rows)


def _action(lines: tuple[Line, ...], style: Style) -> Block:
    width = style.width - 2 * INSET - 4
    if style.dense:
        text = style.text(" ".join(one_line(line.text) for line in lines), width, style.body + 0.5, bold=True)
        return Box(text, style.width, (INSET + 2, style.pad, INSET, style.pad), rule=1.0)
    texts = tuple(
        style.text(line.text, width, style.body + 0.5, bold=True, field_name=line.field) for line in lines
    )
    return Box(Stack(texts), style.width, (INSET + 2, style.pad, INSET, style.pad), rule=1.0)


def _fact(line: Line, style: Style, width: float) -> Block:
    return style.text(line.text, width, field_name=line.field)
