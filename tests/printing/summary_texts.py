"""The texts of a summary that must stand on its paper."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from caregiver_app.wording.summary import EmergencySummary, MedicineRow


def safety_texts(summary: EmergencySummary) -> Iterator[str]:
    """What may not be printed below 10 points."""
    yield summary.first.text
    if summary.signs:
        signs = summary.signs
        lines = (*signs.too_little, *signs.too_much, *signs.too_much_then, *signs.action)
        yield from (line.text for line in lines)
    for risk in summary.other_risks:
        yield from (line.text for line in risk.lines)
    yield from (line.text for line in summary.do_and_say)
    yield from (each.value for each in summary.vital)


def required_texts(summary: EmergencySummary) -> Iterator[str]:
    """Everything but the medicines."""
    yield from (summary.title, summary.person, summary.printed, summary.review_by, summary.serial)
    yield from (line.text for line in (*summary.identity, *summary.foot))
    yield from safety_texts(summary)
    yield from (risk.medicine for risk in summary.other_risks)
    yield from summary.signs.titles if summary.signs else ()
    values = (*summary.vital, *summary.pump, *summary.background)
    yield summary.pump_title if summary.pump else ""
    yield summary.do_title if summary.do_and_say else ""
    for value in values:
        yield from (value.label, value.value)
    yield from summary.write_in
    for call in summary.calls:
        yield from (call.who, *call.numbers)
    yield summary.qr_note if summary.qr_payload else ""
    yield from (row.note.text for row in summary.medicines if row.note and row.high_risk)
    yield "" if summary.medicines else "No medicines recorded"


def all_texts(summary: EmergencySummary) -> Iterator[str]:
    """Everything the summary says."""
    yield from required_texts(summary)
    for row in summary.medicines:
        yield from cells_of(row)
        yield row.note.text if row.note else ""


def cells_of(row: MedicineRow) -> tuple[str, ...]:
    return (row.name, row.give, row.how, row.when, row.purpose)
