"""Where no step of the ladder holds everything: page 1 holds what saves a life, sheet 2 the rest. Nothing is refused.

Page 1 keeps the order of the sheet. Its room is given to the most urgent first; what has none goes to sheet 2 whole,
and page 1 says in bold what that is.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from typing import Final

from caregiver_app.i18n import _
from caregiver_app.printing.documents.emergency.background import background, pump, steps, vital, write_in
from caregiver_app.printing.documents.emergency.foot import bottom, call_section
from caregiver_app.printing.documents.emergency.further_pages import Pages, pages_of
from caregiver_app.printing.documents.emergency.head import (
    first_box,
    other_identity,
    own_name,
    title_bar,
)
from caregiver_app.printing.documents.emergency.medicines import medicine_groups
from caregiver_app.printing.documents.emergency.signs import risk_lines, sign_columns
from caregiver_app.printing.engine.blocks import ROUNDING, Block, Box, Stack
from caregiver_app.printing.engine.measure import Measure
from caregiver_app.printing.engine.page import ONE_OF_MANY, PdfPage, Size
from caregiver_app.printing.engine.qr import QrCode
from caregiver_app.printing.engine.style import FRAME, INSET, Style
from caregiver_app.wording.summary import EmergencySummary

_BODY: Final = 10.0
_TABLE: Final = 9.0
_LEADING: Final = 1.11
_GAP: Final = 2.2
_PLACES: Final = (
    "identity", "first", "vital", "signs", "risks", "pump", "steps", "background", "high_risk", "others", "write_in",
)  # fmt: skip
"""As they stand on a page."""
_URGENCY: Final = (
    "first", "signs", "vital", "identity", "calls", "high_risk", "steps", "risks", "pump", "background", "others",
    "write_in",
)  # fmt: skip
"""Which stays on page 1 before another. The first calls always do."""
_CALLS_KEPT: Final = 3  # the emergency number, the clinic, and who comes next


def spill(summary: EmergencySummary, measure: Measure, code: QrCode | None, size: Size) -> Pages:
    """Page 1 and what stands behind it. Raises ``SheetTooFullError`` only where one line is higher than a page."""
    style = Style(measure, size[0], _BODY, _TABLE, dense=True, run_on=True, least_leading=_LEADING)
    parts = _parts(summary, style)
    front, moved = _front(summary, style, parts, code, size[1])
    if not moved:  # as dense as this, it fits after all
        return Pages([front], front.every_block())
    roomy = Style(measure, size[0], _BODY, _TABLE, air=0.2, lines_of=style.lines_of)
    behind = _behind(summary, roomy, parts, moved, size)
    return Pages([front, *behind.pages], (*front.every_block(), *behind.blocks))


def _parts(summary: EmergencySummary, style: Style) -> dict[str, Block]:
    """All that may stand on page 1 besides title, name and calls."""
    groups = dict(zip(_groups(summary), medicine_groups(summary.medicines, style), strict=True))
    found = {
        "identity": other_identity(summary, style),
        "first": first_box(summary, style) if summary.first.text.strip() else None,
        "signs": sign_columns(summary.signs, style) if summary.signs else None,
        "risks": risk_lines(summary, style) if summary.other_risks else None,
        "pump": pump(summary, style, style.width) if summary.pump else None,
        "steps": steps(summary, style, style.width) if summary.do_and_say else None,
        "vital": vital(summary, style),
        "background": next(iter(background(summary, style)), None),
        **groups,
        "write_in": write_in(summary, style),
    }
    return {name: block for name, block in found.items() if block is not None}


def _groups(summary: EmergencySummary) -> list[str]:
    """The parts of the list of medicines that there are, in its order."""
    of = {True: "high_risk", False: "others"}
    return [of[each] for each in (True, False) if any(row.high_risk == each for row in summary.medicines)]


def _front(
    summary: EmergencySummary, style: Style, parts: dict[str, Block], code: QrCode | None, height: float
) -> tuple[PdfPage, list[str]]:
    """Page 1 with as much as fits, the most urgent first, and what it has no room for, in the order of the sheet."""
    kept: set[str] = set()
    for name in _URGENCY:
        if name not in {*parts, "calls"}:
            continue
        if _page(summary, style, parts, kept | {name}, code).height <= height + ROUNDING:
            kept.add(name)
    return _page(summary, style, parts, kept, code), _left_out(parts, kept)


def _left_out(parts: dict[str, Block], kept: set[str]) -> list[str]:
    return [name for name in (*_PLACES, "calls") if name not in kept and (name in parts or name == "calls")]


def _page(
    summary: EmergencySummary, style: Style, parts: dict[str, Block], kept: set[str], code: QrCode | None
) -> PdfPage:
    own: Block = own_name(summary, style)
    if "identity" in kept:
        own = Stack((own, parts["identity"]))
    blocks = [parts[name] for name in _PLACES if name in kept and name != "identity"]
    left_out = _left_out(parts, kept)
    if left_out:
        blocks.append(_goes_on(summary, left_out, style))
    first = summary if "calls" in kept else replace(summary, calls=summary.calls[:_CALLS_KEPT])
    return PdfPage(
        style,
        (title_bar(summary, style), own, *blocks),
        _GAP,
        partial(bottom, first, code, style),
        ONE_OF_MANY,
    )


def _goes_on(summary: EmergencySummary, left_out: list[str], style: Style) -> Block:
    """In a frame and bold: that there is a second sheet, and what is on it."""
    words = "; ".join(_names(summary, left_out))
    text = _("GOES ON, see sheet 2 (attached): {parts}.").format(parts=words)
    line = style.text(text, style.width - 2 * (INSET + FRAME), bold=True)
    return Box(line, style.width, (INSET + FRAME, FRAME + 1, INSET + FRAME, FRAME + 1), frame=FRAME)


def _names(summary: EmergencySummary, left_out: list[str]) -> Iterator[str]:
    risky = sum(row.high_risk for row in summary.medicines)
    names = {
        "identity": _("languages and what is normal"),
        "first": _("what to know first"),
        "signs": _("warning signs"),
        "risks": _("warning signs of the other medicines"),
        "pump": _("the pump"),
        "steps": _("what to do and say"),
        "vital": _("ALLERGIES, what to avoid, directives, devices"),
        "background": _("conditions, hospital, home"),
        "high_risk": _("{n} HIGH-RISK medicines").format(n=risky),
        "others": _("{n} other medicines").format(n=len(summary.medicines) - risky),
        "write_in": _("what to fill in by hand"),
        "calls": _("more numbers to call"),
    }
    return (names[name] for name in left_out)


def _behind(
    summary: EmergencySummary, style: Style, parts: dict[str, Block], moved: list[str], size: Size
) -> Pages:
    """Sheet 2 and on: what page 1 had no room for."""
    blocks: list[Block] = [
        style.text(_("Sheet 2: what page 1 has no room for"), style.width, 14.0, bold=True)
    ]
    blocks += [call_section(summary, style) if name == "calls" else parts[name] for name in moved]
    return pages_of(summary, blocks, style, size[1])
