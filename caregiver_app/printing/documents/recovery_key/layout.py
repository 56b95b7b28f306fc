"""The recovery key on one page: large, apart, numbered, and as a code. What it says comes from ``wording``."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from caregiver_app.domain.preferences import Paper
from caregiver_app.printing.engine.blocks import ROUNDING, Block, BlockRow, Box, Stack
from caregiver_app.printing.engine.characters import one_line
from caregiver_app.printing.engine.flow import too_full
from caregiver_app.printing.engine.measure import Measure
from caregiver_app.printing.engine.page import PAGE_SIZES, size_inside
from caregiver_app.printing.engine.pdf import Pdf
from caregiver_app.printing.engine.qr import QUIET, QrCode, qr_runs
from caregiver_app.printing.engine.sheet import BLACK, ONE_AT_A_TIME, Sheet
from caregiver_app.printing.engine.side import Side
from caregiver_app.printing.engine.style import FRAME, GUTTER, INSET, MARGIN, Style
from caregiver_app.wording.recovery_sheet import RecoverySheet, Section

TITLE: Final = "Recovery key"  # of the PDF; it names neither the file nor anybody
SUBJECT: Final = "A key to a household file"
_BODY: Final = 11.0
_SMALL: Final = 9.0
_CODE_TYPE: Final = 8.5
_WARNING: Final = 13.0
_GROUP: Final = 33.0
_NUMBER: Final = 14.0
_NUMBER_SIDE: Final = 24.0
_QR_SIDE: Final = 104.0
_NAME_CHARACTERS: Final = 64
_AIR: Final = 0.2
_LEAST_GAP: Final = 4.0
_MOST_GAP: Final = 14.0


@dataclass(frozen=True, slots=True)
class _Centred:
    """A block in the middle of a given height."""

    inner: Block
    height: float

    def draw(self, sheet: Sheet, x: float, top: float) -> None:
        self.inner.draw(sheet, x, top - (self.height - self.inner.height) / 2)

    def split(self, room: float) -> tuple[Block, Block] | None:  # noqa: ARG002 - a key is not cut
        return None

    def parts_inside(self) -> tuple[Block, ...]:
        return (self.inner,)


def recovery_key_pdf(sheet: RecoverySheet, paper: Paper) -> Pdf:
    """One page; the same sheet gives the same bytes. Nothing is kept: the key must not stay in memory."""
    page_size = PAGE_SIZES[paper]
    width, height = size_inside(page_size)
    measure = Measure()
    style = Style(measure, width, _BODY, _BODY, title=20.0, air=_AIR)
    with ONE_AT_A_TIME:
        blocks = _blocks(sheet, style)
        spare = height - sum(block.height for block in blocks)
        gap = spare / (len(blocks) - 1)
        if gap < _LEAST_GAP - ROUNDING:
            raise too_full(style, _LEAST_GAP - gap)
        drawn = Sheet(page_size, TITLE, SUBJECT)
        top = MARGIN + height
        for block in blocks[:-1]:
            block.draw(drawn, MARGIN, top)
            top -= block.height + min(gap, _MOST_GAP)
        blocks[-1].draw(drawn, MARGIN, MARGIN + blocks[-1].height)
        drawn.end_page()
        return Pdf(drawn.finish(), 1, tuple(measure.unprintable))


def _blocks(sheet: RecoverySheet, style: Style) -> tuple[Block, ...]:
    return (
        _title(sheet, style),
        _file(sheet, style),
        _warning(sheet, style),
        _key(sheet, style),
        *(_section(section, style) for section in sheet.sections),
        _technician(sheet, style),
    )


def _title(sheet: RecoverySheet, style: Style) -> Block:
    made = one_line(sheet.made)
    right = style.measure.width(made, _BODY, bold=True) + 2 * INSET + 4
    left = style.width - right
    title = style.white(sheet.title, left - 2 * INSET, style.title)
    height = title.height + 6
    text = style.text(made, right - 2 * INSET, bold=True)
    above = (height - text.height) / 2
    box = Box(text, right, (INSET, above, INSET, above), frame=1.5)
    return BlockRow(((0.0, Side(title, left, height)), (left, box)))


def _file(sheet: RecoverySheet, style: Style) -> Block:
    name = _shortened(style.measure.words_of(one_line(sheet.file_name)))
    first = style.rich(((f"{sheet.file_label}:", False), (name, True)), style.width, _BODY + 1)
    return Stack((first, style.text(one_line(sheet.vault), style.width))) if sheet.vault else first


def _shortened(name: str) -> str:
    """A long name without its middle, so that its end still tells it from others."""
    if len(name) <= _NAME_CHARACTERS:
        return name
    kept = _NAME_CHARACTERS // 2
    return f"{name[:kept].rstrip()} … {name[-kept:].lstrip()}"


def _warning(sheet: RecoverySheet, style: Style) -> Block:
    inset = INSET + FRAME
    text = style.text(sheet.warning, style.width - 2 * inset, _WARNING, bold=True)
    return Box(text, style.width, (inset, inset, inset, inset), frame=FRAME)


def _key(sheet: RecoverySheet, style: Style) -> Block:
    room = style.width - _QR_SIDE - GUTTER
    pitch = room / 2
    rows = [
        BlockRow(
            tuple(
                (side * pitch, _group(start + side + 1, group, style, pitch))
                for side, group in enumerate(sheet.groups[start : start + 2])
            )
        )
        for start in range(0, len(sheet.groups), 2)
    ]
    groups = Stack(tuple(rows), 7.0)
    inside, runs = qr_runs(sheet.code)
    code = QrCode(runs, _QR_SIDE / (inside + 2 * QUIET), _QR_SIDE)
    quiet = QUIET * code.module
    note = Box(style.text(sheet.code_note, _QR_SIDE - quiet, _SMALL), _QR_SIDE, (quiet, 0.0, 0.0, 0.0))
    side_by_side = BlockRow(((0.0, groups), (room + GUTTER, Stack((code, note), 2.0))))
    return Stack((side_by_side, style.text(sheet.reading, style.width)), 8.0)


def _group(number: int, group: str, style: Style, width: float) -> Block:
    """The number in a black square, so that nobody types it; the group beside it."""
    text = style.text(group, width - _NUMBER_SIDE - GUTTER, _GROUP, bold=True)
    label = style.white(str(number), _NUMBER_SIDE, _NUMBER)
    badge = Box(label, _NUMBER_SIDE, (8.0, 3.0, 0.0, 3.0), fill=BLACK)
    return BlockRow(((0.0, _Centred(badge, text.height)), (_NUMBER_SIDE + GUTTER, text)))


def _section(section: Section, style: Style) -> Block:
    title = style.text(section.title, style.width, _BODY + 1, bold=True)
    indent = style.measure.width("0.", _BODY, bold=True) + 5
    lines: list[Block] = []
    for number, line in enumerate(section.lines, 1):
        mark = f"{number}." if section.numbered else "·"
        text = style.text(line, style.width - indent)
        marked = BlockRow(((0.0, style.text(mark, indent, bold=True)), (indent, text)))
        lines.append(marked if len(section.lines) > 1 else style.text(line, style.width))
    return Stack((title, *lines), 1.0)


def _technician(sheet: RecoverySheet, style: Style) -> Block:
    width = style.width - 2 * INSET
    title = style.text(sheet.technician.title, width, _SMALL, bold=True)
    prose = tuple(style.text(line, width, _SMALL) for line in sheet.technician.lines)
    code = tuple(style.text(line, width, _CODE_TYPE) for line in sheet.snippet)
    inner = Stack((title, *prose, Stack(code)), 2.0)
    return Box(inner, style.width, (INSET, INSET, INSET, INSET), frame=0.75)
