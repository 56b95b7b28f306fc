"""The content of one emergency summary, in words, before anybody draws it on paper or screen."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Line:
    """One line of text.

    ``facts`` are the reference ids its medical statement comes from; empty for what the family entered and
    for the program's own headings. ``field`` is the form field a person would shorten, in words; empty where
    nothing can be.
    """

    text: str
    facts: tuple[str, ...] = ()
    field: str = ""


@dataclass(frozen=True, slots=True)
class SignColumns:
    """The two columns for the medicine at highest risk.

    ``too_much_then`` is what to do for too much alone (naloxone, in its label's steps), set apart from the signs.
    The ``action`` lines stand below both columns.
    """

    medicine: str
    too_little: tuple[Line, ...]
    too_much: tuple[Line, ...]
    action: tuple[Line, ...]
    too_much_then: tuple[Line, ...] = ()


@dataclass(frozen=True, slots=True)
class RiskLines:
    """A further high-risk medicine: what a sudden stop and what too much can do."""

    medicine: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class LabelledValue:
    """A label with what the family entered, or "not recorded"."""

    label: str
    value: str
    field: str = ""


@dataclass(frozen=True, slots=True)
class MedicineRow:
    """One current medicine. ``name`` holds product, ingredient, strength and form; ``note`` any warning about it."""

    name: str
    give: str
    how: str
    when: str
    purpose: str
    high_risk: bool
    field: str
    note: Line | None = None


@dataclass(frozen=True, slots=True)
class CallLine:
    """One person or place to call, each number with its label."""

    who: str
    numbers: tuple[str, ...]
    field: str = ""


@dataclass(frozen=True, slots=True)
class EmergencySummary:
    """Everything the sheet says, in its order (``printing.md`` 2.1). No field is ever left out for want of space."""

    title: str
    person: str
    printed: str
    review_by: str
    serial: str
    identity: tuple[Line, ...]
    first: Line
    signs: SignColumns | None
    other_risks: tuple[RiskLines, ...]
    pump_title: str
    pump: tuple[LabelledValue, ...]
    do_and_say: tuple[Line, ...]
    allergies: LabelledValue
    background: tuple[LabelledValue, ...]
    medicines: tuple[MedicineRow, ...]
    calls: tuple[CallLine, ...]
    qr_payload: str
    qr_note: str
    foot: tuple[Line, ...]
    do_title: str = ""

    def every_line(self) -> tuple[Line, ...]:
        """All lines that may hold a medical statement, for tracing each to its source."""
        signs = self.signs
        columns = (*signs.too_little, *signs.too_much, *signs.too_much_then, *signs.action) if signs else ()
        risks = tuple(line for risk in self.other_risks for line in risk.lines)
        notes = tuple(row.note for row in self.medicines if row.note)
        return (*self.identity, self.first, *columns, *risks, *self.do_and_say, *notes, *self.foot)
