"""Every text of the summary that must stand on the paper."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from caregiver_app.wording.summary import EmergencySummary, MedicineRow


def said(summary: EmergencySummary, *, purposes: bool) -> Iterator[tuple[str, str]]:
    """Texts with the form field of each, or "". ``purposes``: those of medicines that are not high-risk too."""
    for line in summary.every_line():
        yield line.text, line.field
    for text in (summary.title, summary.person, summary.printed, summary.review_by, summary.serial):
        yield text, ""
    for risk in summary.other_risks:
        yield risk.medicine, ""
    if summary.signs:
        yield from ((title, "") for title in summary.signs.titles)
    yield (summary.pump_title if summary.pump else ""), ""
    yield (summary.do_title if summary.do_and_say else ""), ""
    yield (summary.qr_note if summary.qr_payload else ""), ""
    for value in (*summary.vital, *summary.pump, *summary.background):
        yield value.label, value.field
        yield value.value, value.field
    yield from ((name, "") for name in summary.write_in)
    for call in summary.calls:
        yield from ((text, call.field) for text in (call.who, *call.numbers))
    for row in summary.medicines:
        yield from _cells(row, purposes)


def _cells(row: MedicineRow, purposes: bool) -> Iterator[tuple[str, str]]:  # noqa: FBT001 - one caller
    for text in (row.name, row.give, row.how, row.when):
        yield text, row.field
    if purposes or row.high_risk:
        said = row.purpose.casefold() in row.when.casefold()
        yield ("" if said else row.purpose), row.field
